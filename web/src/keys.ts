// Work by keyboard. Keys of a single character can be turned off (WCAG 2.1.4), and never act while
// someone types.

import { el } from './dom';
import { dialog } from './parts';

const OFF = 'single-keys-off';
const LIST: [string, string][] = [
  ['Ctrl + Enter', 'Save this text and go to the next'],
  ['Alt + Enter', 'Confirm this text as it is and go to the next'],
  ['Alt + ↓ / Alt + ↑', 'Next or previous text'],
  ['J / K', 'Next or previous text, when not typing'],
  ['Esc', 'Leave a text without losing what was typed; close a dialog'],
  ['?', 'This list, when not typing'],
];

export interface Keys { next(): void; previous(): void; save(): void; confirm(): void }

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('textarea, input, select, [contenteditable]');

/** Listen until `signal` says that the view is gone. */
export function listen(keys: Keys, signal: AbortSignal): void {
  const acts: Record<string, () => void> = { j: keys.next, k: keys.previous };
  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open]')) return;
    const act = event.ctrlKey || event.metaKey
      ? event.key === 'Enter' && typing(event.target) ? keys.save : undefined
      : event.altKey
        ? { ArrowDown: keys.next, ArrowUp: keys.previous, Enter: keys.confirm }[event.key]
        : typing(event.target) || localStorage.getItem(OFF) ? undefined : acts[event.key];
    if (event.key === 'Escape' && typing(event.target)) (event.target as HTMLElement).blur();
    if (!act) return;
    event.preventDefault();
    act();
  }, { signal });
}

/** `?` lists the keys, wherever one is. */
export function listenForHelp(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '?' || typing(event.target) || localStorage.getItem(OFF)) return;
    if (!document.querySelector('dialog[open]')) help();
  });
}

/** Show the list of keys. */
export function help(): void {
  const single = el('input', { type: 'checkbox', id: 'single-keys' });
  single.checked = !localStorage.getItem(OFF);
  single.addEventListener('change', () => {
    if (single.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, 'yes');
  });
  const box = dialog('Keys',
    el('dl', { class: 'keys' }, ...LIST.map(([key, what]) =>
      el('div', {}, el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)))),
    el('label', { class: 'switch' }, single, ' Use keys of a single character (J, K, ?)'),
    el('div', { class: 'buttons end' }, el('button', { type: 'button', class: 'primary', click: () => box.close() }, 'Close')));
}
