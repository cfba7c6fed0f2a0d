// HTML that came from the API. The one place that parses any: into a document where nothing runs or
// loads, of which only what is named here is taken over.

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): {
    createHTML(html: string): string;
  };
}

const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('inert', {
  createHTML: (html) => html,
});
const TAGS = new Set(
  'a abbr b blockquote br code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td th thead tr u ul var'.split(' '),
);
const ATTRIBUTES = new Set(['lang', 'dir', 'title', 'colspan', 'rowspan', 'start']);
const ADDRESS = /^(https?:|mailto:|tel:|#|\/)/i;

/** Return `html` as a document of its own, where scripts do not run and nothing is fetched. */
export function parsed(html: string): Document {
  return new DOMParser().parseFromString(trusted ? trusted.createHTML(html) : html, 'text/html');
}

/** Return `html` as nodes of this page: named tags and attributes only, all other text as text. */
export function nodes(html: string): DocumentFragment {
  const found = document.createDocumentFragment();
  copy(parsed(html).body, found);
  return found;
}

function copy(from: Node, to: Node): void {
  for (const child of from.childNodes) {
    if (child instanceof Text) to.appendChild(document.createTextNode(child.data));
    if (!(child instanceof Element) || /^(script|style|template)$/i.test(child.localName)) continue;
    if (!TAGS.has(child.localName)) copy(child, to);
    else copy(child, to.appendChild(bare(child)));
  }
}

function bare(element: Element): Element {
  const made = document.createElement(element.localName);
  for (const { name, value } of element.attributes) {
    if (ATTRIBUTES.has(name)) made.setAttribute(name, value);
  }
  const address = element.getAttribute('href');
  if (made instanceof HTMLAnchorElement && address && ADDRESS.test(address)) {
    made.href = address;
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
  }
  return made;
}

/**
 * Show a whole page in `frame`, whose sandbox runs no scripts. Its styles go in as constructed
 * sheets, since this page's policy (which the frame inherits) lets no inline style in.
 */
export function show(frame: HTMLIFrameElement, html: string): void {
  // Chromium holds inline styles against the policy even here; `noframes` is parsed just as they are.
  const page = parsed(html.replace(/<(\/?)style\b/gi, '<$1noframes'));
  const inside = frame.contentDocument;
  const sheets = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inside || !sheets) throw new Error('the preview has no frame');
  const styles = [...page.querySelectorAll('noframes')].map((style) => {
    const sheet = new sheets.CSSStyleSheet();
    sheet.replaceSync(style.textContent ?? '');
    return sheet;
  });
  for (const gone of page.querySelectorAll('script, noframes, link, meta, base, iframe, object, embed')) gone.remove();
  for (const element of page.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) {
      if (name === 'style' || name.startsWith('on')) element.removeAttribute(name);
    }
  }
  inside.replaceChild(inside.adoptNode(page.documentElement), inside.documentElement);
  inside.adoptedStyleSheets = styles;
  inside.addEventListener('click', (event) => stay(event, inside));
}

function stay(event: Event, inside: Document): void {
  const link = (event.target as Element).closest?.('a[href]');
  if (!link) return;
  event.preventDefault();
  const address = link.getAttribute('href') ?? '';
  if (address.startsWith('#')) inside.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView();
}
