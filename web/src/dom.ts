// Elements from values. Text goes in as text nodes: nothing here parses markup.

export type Child = Node | string | number | null | undefined | false;
type Handler = (event: Event) => unknown;
type Properties = Record<string, string | number | boolean | undefined | Handler>;

/** Return an element; a function value becomes a listener, `true` an empty attribute. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  fill(element, ...children);
  return element;
}

/** Replace what `parent` holds. */
export function fill(parent: ParentNode, ...children: Child[]): void {
  const kept = children.filter((child) => child !== null && child !== undefined && child !== false);
  parent.replaceChildren(...kept.map((child) => (typeof child === 'number' ? String(child) : child)));
}

/** Return the element of that id, which the page's own markup holds. */
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

let pending = 0;

/** Have a screen reader say `text` when it has a moment. */
export function say(text: string): void {
  const live = byId('live');
  live.textContent = '';
  // Emptied first, or the same text twice would be said once.
  clearTimeout(pending);
  pending = setTimeout(() => (live.textContent = text), 80);
}
