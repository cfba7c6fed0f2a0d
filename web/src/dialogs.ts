// What is asked before a draft is decided on, and told afterwards.

import * as api from './api';
import { el, fill } from './dom';
import { dialog, notice } from './parts';
import { isUnconfirmed } from './unit';
import * as words from './words';

const site = document.querySelector<HTMLMetaElement>('meta[name="site"]')?.content ?? '';

interface Found { unit: string; number: number; check: api.Check }

type Done = (draft: api.Draft) => void;

/** What happens once the answer is there, and when someone else was faster. */
export interface After { done: Done; outdated(): Promise<void> }

/** Ask for an approval of exactly `draft`. */
export function approve(place: api.Place, draft: api.Draft, after: After): void {
  const blocking = found(draft).filter((one) => one.check.severity === 'error');
  const looks = found(draft).filter((one) => one.check.severity !== 'error');
  const unread = draft.units.filter(isUnconfirmed).length;
  const reasons = new Map<Found, HTMLTextAreaElement>();
  const said = el('div');
  const form = el('form', { method: 'dialog', submit: (event) => void send(event) },
    el('dl', { class: 'facts-list' },
      fact('Policy', draft.title, draft.source_language), fact('Version', String(draft.version)),
      fact('Language', words.language(draft.language)), fact('Texts', String(draft.units.length)),
      fact('Last change', `${draft.changed_by}, ${words.ago(draft.changed_at)}`),
      fact('Takes effect', words.day(draft.effective_date)), fact('Digest', draft.digest.slice(0, 16))),
    draft.glossary_changed && notice('info', 'The glossary has changed since this was drafted.'),
    unread > 0 && notice('info', unread === 1
      ? '1 text is as the machine made it: nobody has changed or confirmed it. You answer for it with the rest.'
      : `${unread} texts are as the machine made them: nobody has changed or confirmed them. You answer for them with the rest.`),
    !blocking.length && el('p', { class: 'fine' }, looks.length ? 'No check fails.' : 'Every check passes.'),
    looks.length > 0 && el('details', { class: 'looks' }, el('summary', {}, `${words.count(looks.length, 'remark')} to look at`),
      el('ul', { class: 'checks' }, ...looks.map((one) => el('li', { class: one.check.severity }, el('strong', {}, where(one)), one.check.message)))),
    blocking.length > 0 && el('fieldset', {},
      el('legend', {}, `${words.count(blocking.length, 'check')} still ${blocking.length === 1 ? 'fails' : 'fail'}. Say ${blocking.length === 1 ? '' : 'for each '}why it may stand; the reason is kept.`),
      ...blocking.map((one, index) => reason(one, index))),
    said,
    el('div', { class: 'buttons end' },
      el('button', { type: 'button', click: () => box.close() }, 'Cancel'),
      el('button', { type: 'submit', class: 'primary' }, 'Approve')));
  const box = dialog(`Approve ${words.language(draft.language)}`, form);

  function reason(one: Found, index: number): HTMLElement {
    const text = el('textarea', { id: `reason-${index}`, rows: 2, required: true, maxlength: 2000 });
    reasons.set(one, text);
    return el('div', { class: 'field' },
      el('label', { for: `reason-${index}` },
        el('strong', {}, where(one)), one.check.message),
      text);
  }

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    const overrides = [...reasons].map(([one, text]) => ({ unit: one.unit, check: one.check.name, reason: text.value.trim() }));
    try {
      const approved = await api.approve(place, draft.digest, overrides);
      box.close();
      after.done(approved);
    } catch (error) {
      await refused(error, box, said, after);
    }
  }
}

/** Say why it was refused; what someone else changed meanwhile is to be read before it is decided on. */
async function refused(error: unknown, box: HTMLDialogElement, said: Element, after: After): Promise<void> {
  if (error instanceof api.Problem && error.status === 412) {
    box.close();
    await after.outdated();
  } else fill(said, notice('error', (error as Error).message));
}

function found(draft: api.Draft): Found[] {
  const ofUnits = draft.units.flatMap((unit, index) => unit.checks.map((check) => ({ unit: unit.id, number: index + 1, check })));
  return [...ofUnits, ...draft.checks.map((check) => ({ unit: '', number: 0, check }))];
}

const where = (one: Found): string =>
  `${one.unit ? `Text ${one.number}` : 'Whole draft'}, ${words.spaced(one.check.name).toLowerCase()}: `;

function fact(name: string, value: string, language?: string): HTMLElement {
  return el('div', {}, el('dt', {}, name), el('dd', { lang: language }, value));
}

/** Ask what should be changed in `draft`. */
export function requestChanges(place: api.Place, draft: api.Draft, after: After): void {
  const note = el('textarea', { id: 'note', rows: 5, required: true, maxlength: 10_000 });
  const said = el('div');
  const form = el('form', { method: 'dialog', submit: async (event) => {
    event.preventDefault();
    try {
      const changed = await api.requestChanges(place, draft.digest, note.value.trim());
      box.close();
      after.done(changed);
    } catch (error) {
      await refused(error, box, said, after);
    }
  } },
  el('div', { class: 'field' }, el('label', { for: 'note' }, 'What should be changed?'), note), said,
  el('div', { class: 'buttons end' },
    el('button', { type: 'button', click: () => box.close() }, 'Cancel'),
    el('button', { type: 'submit', class: 'primary' }, 'Request changes')));
  const box = dialog('Request changes', form);
}

/** Say when and where an approved draft goes live. */
export function goesLive(draft: api.Draft): HTMLElement | null {
  const live = draft.goes_live;
  if (!live) return null;
  const link = el('a', { href: site.replace(/\/$/, '') + live.path, target: '_blank', rel: 'noopener' }, live.path);
  const waits = live.waits_for;
  const when = waits.length
    ? `goes out together with ${waits.map(words.language).join(', ')}, once approved, at `
    : live.at === 'now'
      ? draft.state === 'published' ? 'is live at ' : 'goes live now, within a minute, at '
      : `takes effect on ${words.exact(live.at)} (${words.ago(live.at)}) at `;
  return notice('good', el('strong', {}, `Approved by ${draft.approval?.by ?? ''}. `), `Version ${draft.version} ${when}`, link, '.',
    draft.may.edit && ' A change makes it a draft again, to be approved anew.');
}
