// What stands above a draft's texts: what it is, how it stands, and what holds it back.

import type { Draft, Place } from './api';
import { goesLive } from './dialogs';
import { el, type Child } from './dom';
import * as parts from './parts';
import * as words from './words';

/** Return the heading of a draft, and what its reader is to know before they begin. */
export function heading(place: Place, draft: Draft): Child[] {
  const decided = draft.approval !== null && draft.may.edit;
  return [
    el('nav', { 'aria-label': 'Breadcrumb', class: 'crumbs' },
      el('a', { href: '#/' }, 'Policies'), el('a', { href: `#/${place.policy}`, lang: draft.source_language }, draft.title)),
    el('div', { class: 'headline' },
      el('h1', { tabindex: '-1' }, words.language(draft.language), el('span', { class: 'quiet' }, ` version ${draft.version}`)),
      parts.state(draft.state)),
    el('p', { class: 'lead' }, `Last changed by ${draft.changed_by || 'the machine'}, `, parts.since(draft.changed_at),
      words.ahead(draft.effective_date) && el('span', { class: 'soon' }, `Takes effect ${words.day(draft.effective_date)}`)),
    goesLive(draft),
    draft.note && parts.notice('info', el('strong', {}, draft.state === 'changes_requested' ? 'Changes requested: ' : 'Note: '), draft.note),
    draft.glossary_changed && parts.notice('info', 'The glossary has changed since this was drafted: look at its terms again.'),
    draft.may.reason && !decided && parts.notice('info', words.sentence(draft.may.reason)),
    draft.checks.length > 0 && el('ul', { class: 'checks whole-draft', 'aria-label': 'Checks of the whole draft' }, ...draft.checks.map(parts.check)),
  ];
}
