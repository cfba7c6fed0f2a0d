// A draft: the whole document in order, edited in place, and decided on.

import * as api from './api';
import * as dialogs from './dialogs';
import { el, fill, say } from './dom';
import { files } from './files';
import { heading } from './head';
import { keep, merge, recall } from './kept';
import * as keys from './keys';
import * as parts from './parts';
import { isChanged, isFailing, isToDo, isUnconfirmed, row, type Desk, type Row } from './unit';
import * as words from './words';

const FILTERS: [string, string, (unit: api.Unit, draft: api.Draft) => boolean][] = [
  ['all', 'All', () => true],
  ['todo', 'To do', (unit, draft) => draft.approval === null && isToDo(unit)],
  ['machine', 'Machine', (unit) => unit.origin === 'machine'],
  ['changed', 'Changed', isChanged],
  ['failing', 'Failing', isFailing],
];

/** Return the view of one draft; `signal` ends its listening. */
export async function draftView(place: api.Place, me: api.Me, signal: AbortSignal): Promise<Node> {
  let draft = await api.draft(place);
  const unsaved = recall(me.name, place);
  let conflicts = merge(draft, unsaved);
  let filter = FILTERS[0]!;
  let saving: Promise<boolean> = Promise.resolve(true);

  const head = el('div', { class: 'draft-head' });
  const told = el('div', { class: 'told' });
  const filters = el('div', { class: 'filters', role: 'group', 'aria-label': 'Which texts to show' });
  const actions = el('div', { class: 'buttons' });
  const list = el('ol', { class: 'units', 'aria-label': 'Texts' });
  const empty = el('p', { class: 'empty', hidden: true }, 'No text is left under this filter.');

  const desk: Desk = {
    place,
    draft: () => draft,
    typed: (id) => unsaved.get(id),
    type(unit, text) {
      if (text === unit.target) unsaved.delete(unit.id);
      else unsaved.set(unit.id, { base: unsaved.get(unit.id)?.base ?? unit.target, text });
      keep(me.name, place, unsaved);
      showActions();
    },
    settle(unit, keepMine) {
      const typed = unsaved.get(unit.id);
      if (keepMine && typed) unsaved.set(unit.id, { base: unit.target, text: typed.text });
      else unsaved.delete(unit.id);
      take(draft);
    },
    save(ids) {
      const typed = (): Map<string, string> =>
        new Map(ids.filter((id) => unsaved.has(id) && !conflicts.has(id)).map((id) => [id, unsaved.get(id)!.text]));
      saving = saving.then(async () => (await store(typed, 'Saved')) && !ids.some((id) => conflicts.has(id)));
      return saving;
    },
    confirm(unit) {
      // Only what they saw: a colleague's newer text is another one.
      const seen = (): Map<string, string> =>
        new Map(draft.units.filter((one) => one.id === unit.id && one.target === unit.target && draft.approval === null && isUnconfirmed(one)).map((one) => [one.id, one.target]));
      saving = saving.then(() => store(seen, 'Confirmed'));
      return saving;
    },
  };
  const rows: Row[] = draft.units.map((unit, index) => row(desk, unit, index));
  list.append(...rows.map((one) => one.element));

  /** Show a draft as the server has it now, with what is typed and not saved still in it. */
  function take(next: api.Draft): void {
    draft = next;
    conflicts = merge(draft, unsaved);
    keep(me.name, place, unsaved);
    const units = new Map(draft.units.map((unit) => [unit.id, unit]));
    for (const one of rows) {
      const unit = units.get(one.unit().id);
      if (unit) one.update(unit, conflicts.has(unit.id));
    }
    const focused = head.contains(document.activeElement);
    fill(head, ...heading(place, draft));
    if (focused) head.querySelector('h1')?.focus({ preventScroll: true });
    showFilters();
    showActions();
  }

  /** Save the texts that `pick` finds in the draft; a colleague's newer draft is taken in first, once. */
  async function store(pick: () => ReadonlyMap<string, string>, done: string, again = true): Promise<boolean> {
    const targets = pick();
    if (!targets.size) return true;
    try {
      take(await api.save(place, draft.digest, targets));
      fill(told);
      say(`${done} ${words.count(targets.size, 'text')}.`);
      return true;
    } catch (error) {
      if (error instanceof api.Problem && error.status === 412 && again) {
        take(await api.draft(place));
        tell('info', `${draft.changed_by} saved this draft meanwhile. Their changes are here now, beside yours.`);
        return store(pick, done, false);
      }
      tell('error', (error as Error).message);
      return false;
    }
  }

  const tell = (kind: 'error' | 'info', text: string): void => fill(told, parts.notice(kind, text));

  function showFilters(): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.filter;
    fill(filters, ...FILTERS.map((one) => el('button', {
      type: 'button', class: 'filter', 'data-filter': one[0], 'aria-pressed': String(one === filter),
      click: () => { filter = one; showFilters(); say(`${words.count(shown().length, 'text')} shown.`); },
    }, one[1], ' ', el('span', { class: 'count' }, draft.units.filter((unit) => one[2](unit, draft)).length))));
    if (focused) filters.querySelector<HTMLElement>(`[data-filter="${focused}"]`)?.focus();
    for (const one of rows) {
      // What is being worked on stays, though it may have left the filter.
      one.element.hidden = !(filter[2](one.unit(), draft) || unsaved.has(one.unit().id) || one.element.contains(document.activeElement));
    }
    empty.hidden = shown().length > 0;
  }

  const shown = (): Row[] => rows.filter((one) => !one.element.hidden);

  function showActions(): void {
    const open = [...unsaved.keys()];
    const signature = `${open.length}/${conflicts.size}/${draft.digest}/${draft.state}`;
    if (actions.dataset.for === signature) return;
    actions.dataset.for = signature;
    fill(actions,
      open.length > 0 && el('button', { type: 'button', class: 'primary', click: () => desk.save([...unsaved.keys()]) }, `Save ${words.count(open.length, 'text')}`),
      el('a', { class: 'button', href: `${location.hash}/preview` }, 'Preview'),
      files(place, draft, { done: arrived, outdated, failed: (text) => tell('error', text) }),
      draft.may.edit && el('button', { type: 'button', click: () => dialogs.requestChanges(place, draft, { done: take, outdated }) }, 'Request changes'),
      el('button', {
        type: 'button', class: open.length ? '' : 'primary', 'data-act': 'approve', disabled: !draft.may.approve,
        click: () => void approve(),
      }, 'Approve …'));
  }

  async function approve(): Promise<void> {
    if (unsaved.size && !(await desk.save([...unsaved.keys()]))) return;
    if (!draft.may.approve) return tell('info', words.sentence(draft.may.reason));
    dialogs.approve(place, draft, { done, outdated });
  }

  function done(approved: api.Draft): void {
    take(approved);
    say('Approved.');
    document.querySelector<HTMLElement>('h1')?.focus();
    setTimeout(() => void follow(), 2500);
  }

  /** Bring in what someone else saved meanwhile, and leave the decision to the reader. */
  async function outdated(): Promise<void> {
    take(await api.draft(place));
    tell('info', `${draft.changed_by} changed this draft meanwhile. It stands below as it is now; look again, then repeat.`);
  }

  function arrived(next: api.Draft, name: string): void {
    take(next);
    tell('info', `${name} is in: its texts stand below, checked like any edit.`);
  }

  /** Look once more, since publishing comes a moment after approving. */
  async function follow(): Promise<void> {
    if (!signal.aborted) take(await api.draft(place));
  }

  const step = (by: number): void => {
    const among = shown();
    const at = among.findIndex((one) => one.element.contains(document.activeElement));
    among[at < 0 ? (by > 0 ? 0 : among.length - 1) : Math.min(Math.max(at + by, 0), among.length - 1)]?.focus();
  };
  keys.listen({
    next: () => step(1),
    previous: () => step(-1),
    confirm: () => {
      const here = rows.find((one) => one.element.contains(document.activeElement));
      if (here && draft.may.edit && !desk.typed(here.unit().id)) void desk.confirm(here.unit()).then((well) => { if (well) step(1); });
    },
    save: () => {
      const here = rows.find((one) => one.element.contains(document.activeElement));
      if (!here) return;
      const saved = desk.typed(here.unit().id) ? desk.save([here.unit().id]) : Promise.resolve(true);
      void saved.then((well) => { if (well) step(1); });
    },
  }, signal);

  take(draft);
  if (unsaved.size) tell('info', `${words.count(unsaved.size, 'text')} that you had not saved ${unsaved.size === 1 ? 'is' : 'are'} still here.`);
  return el('div', { class: 'page wide' }, head, told,
    el('div', { class: 'bar' }, filters, actions),
    draft.units.length ? list : el('p', { class: 'empty' }, 'There is no text to review yet.'), empty);
}
