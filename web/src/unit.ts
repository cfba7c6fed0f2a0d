// One unit: its source with what changed in it, and beside it the translation, to be edited there.

import * as api from './api';
import { el, fill, say } from './dom';
import { nodes } from './inert';
import type { Typed } from './kept';
import * as parts from './parts';
import * as words from './words';

const PATIENCE = 350;

/** What a unit needs from the draft around it. */
export interface Desk {
  place: api.Place;
  draft(): api.Draft;
  typed(id: string): Typed | undefined;
  type(unit: api.Unit, text: string): void;
  settle(unit: api.Unit, keepMine: boolean): void;
  save(ids: string[]): Promise<boolean>;
  confirm(unit: api.Unit): Promise<boolean>;
}

export interface Row {
  element: HTMLElement;
  unit(): api.Unit;
  update(unit: api.Unit, inConflict: boolean): void;
  focus(): void;
}

/** Return whether a person has yet to stand for a text: a machine's, or one that is doubted. */
export const isUnconfirmed = (unit: api.Unit): boolean => unit.origin === 'machine' || unit.flags.length > 0;
/** Return whether someone should look at a unit. */
export const isToDo = (unit: api.Unit): boolean => isUnconfirmed(unit) || unit.checks.length > 0;
export const isFailing = (unit: api.Unit): boolean => unit.checks.some((check) => check.severity === 'error');
export const isChanged = (unit: api.Unit): boolean => unit.changes !== null;

/** Return the row of one unit, number `index` of the document. */
export function row(desk: Desk, first: api.Unit, index: number): Row {
  let unit = first;
  let asked = 0;
  let timer = 0;
  const number = index + 1;
  const { direction, source_direction, language, source_language, may } = desk.draft();
  const marks = el('div', { class: 'marks' });
  const source = el('div', { class: `text source-text kind-${unit.kind}`, lang: source_language, dir: source_direction });
  const aside = el('div', { class: 'aside' });
  const area = el('textarea', {
    id: `text-${unit.id}`, rows: 1, lang: language, dir: direction, spellcheck: 'true',
    class: `text kind-${unit.kind}`, 'aria-label': `Translation of text ${number}`,
    'aria-describedby': `checks-${unit.id}`, readonly: !may.edit,
  });
  const checks = el('ul', { class: 'checks', id: `checks-${unit.id}` });
  const sample = el('div', { class: 'sample', lang: language, dir: direction, hidden: true });
  const conflict = el('div');
  const save = el('button', { type: 'button', class: 'primary small', click: () => desk.save([unit.id]) },
    'Save', el('span', { class: 'hidden' }, ` text ${number}`));
  const undo = el('button', { type: 'button', class: 'small', click: () => { type(unit.target); area.focus(); } },
    'Undo', el('span', { class: 'hidden' }, ` the change of text ${number}`));
  const confirm = el('button', { type: 'button', class: 'small confirm', hidden: true, click: () => void desk.confirm(unit).then(() => area.focus()) },
    'Confirm', el('span', { class: 'hidden' }, ` text ${number} as it is`));
  const buttons = el('div', { class: 'buttons', hidden: true }, save, undo, el('span', { class: 'quiet' }, 'Not saved'));

  function type(text: string): void {
    area.value = text;
    typed();
  }

  function typed(): void {
    desk.type(unit, area.value);
    grow();
    refresh();
    clearTimeout(timer);
    timer = setTimeout(ask, PATIENCE);
  }

  async function ask(): Promise<void> {
    const question = ++asked;
    try {
      const found = (await api.check(desk.place, unit.id, area.value)).units[0];
      if (question !== asked || !found) return;
      showChecks(found.checks);
      showSample(found.html);
      say(found.checks.length
        ? `${words.count(found.checks.length, 'check')} fail: ${found.checks.map((one) => one.message).join('; ')}`
        : 'All checks pass.');
    } catch (error) {
      if (question === asked) fill(checks, el('li', { class: 'warning' }, (error as Error).message));
    }
  }

  function showChecks(found: readonly api.Check[]): void {
    fill(checks, ...found.map(parts.check));
    element.classList.toggle('failing', found.some((one) => one.severity === 'error'));
  }

  function showSample(html: string): void {
    fill(sample, el('span', { class: 'sample-label', lang: 'en', dir: 'ltr' }, 'On the page'), nodes(html));
    sample.hidden = false;
  }

  function grow(): void {
    if (CSS.supports('field-sizing', 'content')) return;
    area.style.blockSize = 'auto';
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  }

  function refresh(): void {
    buttons.hidden = !desk.typed(unit.id);
    // Whoever approved it stands for every text; to confirm one then would take the approval back.
    confirm.hidden = !may.edit || !buttons.hidden || desk.draft().approval !== null || !isUnconfirmed(unit);
    element.classList.toggle('unsaved', !buttons.hidden);
  }

  function update(next: api.Unit, inConflict: boolean): void {
    unit = next;
    const typed = desk.typed(unit.id);
    area.value = typed?.text ?? unit.target;
    fill(marks, el('span', { class: 'number', 'aria-hidden': 'true' }, number), el('span', { class: 'kind' }, words.spaced(unit.kind)),
      parts.badge(`origin-${unit.origin}`, words.origin(unit.origin)),
      unit.changes && parts.badge('changed', 'Source changed'),
      ...unit.flags.map((flag) => parts.badge('flag', words.spaced(flag))));
    fill(source, unit.changes ? parts.redline(unit.changes, unit.terms) : parts.underlined(unit.source, unit.terms));
    fill(aside, terms(unit, language), hint(unit));
    fill(conflict, inConflict && typed && quarrel(unit, typed));
    if (!typed) showChecks(unit.checks);
    save.disabled = inConflict;
    grow();
    refresh();
  }

  function hint(of: api.Unit): HTMLElement | null {
    const near = of.hint;
    if (!near) return null;
    return el('details', { class: 'hint' }, el('summary', {}, 'A similar sentence was approved'),
      el('p', { lang: source_language, dir: source_direction, class: 'small-text' }, parts.redline(near.changes)),
      el('p', { lang: language, dir: direction }, near.target),
      may.edit && el('button', { type: 'button', class: 'small', click: () => { type(near.target); area.focus(); } }, 'Use it'));
  }

  function quarrel(theirs: api.Unit, mine: Typed): HTMLElement {
    return el('div', { class: 'conflict', role: 'group', 'aria-label': `Two changes of text ${number}` },
      el('p', {}, el('strong', {}, `${desk.draft().changed_by} changed this text while you did.`), ' Nothing is lost: choose one, or take theirs into yours and keep that.'),
      el('div', { class: 'two' },
        el('div', {}, el('h3', {}, 'Theirs, saved'), el('p', { lang: language, dir: direction }, theirs.target)),
        el('div', {}, el('h3', {}, 'Yours, not saved'), el('p', { lang: language, dir: direction }, mine.text))),
      el('div', { class: 'buttons' },
        el('button', { type: 'button', class: 'small', click: () => { desk.settle(unit, false); area.focus(); } }, 'Take theirs'),
        el('button', { type: 'button', class: 'small', click: () => { desk.settle(unit, true); area.focus(); } }, 'Keep mine')));
  }

  area.addEventListener('input', typed);
  area.addEventListener('focus', () => { if (may.edit && sample.hidden) void ask(); });
  const element = el('li', { class: 'unit', id: `unit-${unit.id}` },
    marks,
    el('div', { class: 'source' }, source, aside),
    el('div', { class: 'target' }, area, conflict, buttons, confirm, checks, sample));
  return {
    element,
    unit: () => unit,
    update,
    focus() {
      area.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    },
  };
}

function terms(unit: api.Unit, language: string): HTMLElement | null {
  if (!unit.terms.length) return null;
  return el('dl', { class: 'terms', 'aria-label': 'Fixed terms' }, ...unit.terms.map((term) =>
    el('div', {}, el('dt', { class: 'term' }, term.source),
      el('dd', term.target === null ? {} : { lang: language }, term.target ?? 'stays as it is'))));
}
