// Small pieces that several views show.

import type { Change, Check, Term } from './api';
import { el, type Child } from './dom';
import * as words from './words';

export const badge = (kind: string, text: string): HTMLElement => el('span', { class: `badge ${kind}` }, text);

/** A draft's state, by colour, shape and word. */
export const state = (name: string): HTMLElement =>
  el('span', { class: 'state', 'data-state': name }, words.state(name));

/** An instant, first as people say it, then exactly. */
export function since(instant: string): HTMLElement {
  return el('time', { datetime: instant, class: 'since' },
    words.ago(instant), ' ', el('span', { class: 'exact' }, `(${words.exact(instant)})`));
}

/** For how long something has been waiting, and since when exactly. */
export const waiting = (instant: string): HTMLElement =>
  el('time', { datetime: instant, class: 'since' },
    `Waiting for ${words.span(instant)} `, el('span', { class: 'exact' }, `(since ${words.exact(instant)})`));

/** What a check says: how grave it is, what it looks at, what it found. */
export const check = (one: Check): HTMLElement =>
  el('li', { class: one.severity, 'data-check': one.name },
    el('span', { class: 'check-name' }, `${one.severity === 'error' ? 'Failing' : 'Look'}: ${words.spaced(one.name)}`),
    ' · ', one.message);

const hidden = (text: string): HTMLElement => el('span', { class: 'hidden' }, text);

/** A text with what was taken out of it and what came in, told to eye and ear without colour. */
export function redline(changes: readonly Change[], terms: readonly Term[] = []): DocumentFragment {
  const found = document.createDocumentFragment();
  for (const change of changes) {
    if (change.equal) {
      found.append(underlined(change.now, terms));
      continue;
    }
    const space = /^\s/.test(change.now || change.was) ? ' ' : '';
    const after = /\s$/.test(change.now || change.was) ? ' ' : '';
    const [was, now] = [change.was.trim(), change.now.trim()];
    found.append(space);
    if (was) found.append(el('del', {}, hidden('[removed: '), was, hidden('] ')));
    if (was && now) found.append(' ');
    if (now) found.append(el('ins', {}, hidden('[added: '), now, hidden(']')));
    found.append(after);
  }
  return found;
}

/** A text in which the glossary's terms are underlined, as whole words where words have spaces. */
export function underlined(text: string, terms: readonly Term[]): DocumentFragment {
  const found = document.createDocumentFragment();
  if (!terms.length) {
    found.append(text);
    return found;
  }
  const longest = terms.map((term) => term.source).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${longest.map(whole).join('|')})`, 'giu');
  for (const [index, piece] of text.split(pattern).entries()) {
    found.append(index % 2 ? el('span', { class: 'term' }, piece) : piece);
  }
  return found;
}

function whole(term: string): string {
  const [unspaced, letter] = [/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u, '[\\p{L}\\p{N}\\p{M}_]'];
  const body = term.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+');
  return `${unspaced.test(term.slice(0, 1)) ? '' : `(?<!${letter})`}${body}${unspaced.test(term.slice(-1)) ? '' : `(?!${letter})`}`;
}

/** Something that failed, in words, with a way on. */
export function notice(kind: 'error' | 'info' | 'good', ...children: Child[]): HTMLElement {
  return el('div', { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : 'status' }, ...children);
}

/** A dialog with a heading, which its closing removes; the focus goes back to where it was. */
export function dialog(title: string, ...children: Child[]): HTMLDialogElement {
  const id = `dialog-${crypto.randomUUID()}`;
  const box = el('dialog', { 'aria-labelledby': id }, el('h2', { id, tabindex: '-1' }, title), ...children);
  const before = document.activeElement;
  box.addEventListener('close', () => {
    box.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  document.body.append(box);
  box.showModal();
  return box;
}
