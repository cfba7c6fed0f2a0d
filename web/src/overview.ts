// Policies × languages: what waits, since when, and until when.

import * as api from './api';
import { el, fill, type Child } from './dom';
import { state } from './parts';
import * as parts from './parts';
import * as words from './words';

const WAITING = new Set(['queued', 'failed', 'in_review', 'changes_requested']);
const MINE = 'only-mine';

/** Return the overview for `me`. */
export async function overview(me: api.Me): Promise<Node> {
  const policies = await api.policies();
  const list = el('div', { class: 'policies' });
  const chosen = el('input', { type: 'checkbox', id: 'mine' });
  chosen.checked = sessionStorage.getItem(MINE) === 'yes';
  const show = (): void => {
    sessionStorage.setItem(MINE, chosen.checked ? 'yes' : 'no');
    const cards = policies.map((policy) => card(policy, me, chosen.checked)).filter((one) => one !== null);
    fill(list, ...(cards.length ? cards : [el('p', { class: 'empty' }, chosen.checked
      ? 'Nothing waits for you.'
      : 'No policy has been uploaded yet.')]));
  };
  chosen.addEventListener('change', show);
  show();
  return el('div', { class: 'page' },
    el('div', { class: 'headline' },
      el('div', {}, el('h1', { tabindex: '-1' }, 'Policies'), el('p', { class: 'lead' }, summary(policies, me))),
      el('label', { class: 'switch' }, chosen, ' Only what waits for me')),
    list);
}

const mine = (policy: api.Policy, line: api.Line, me: api.Me): boolean =>
  WAITING.has(line.state) &&
  (line.language === policy.source_language ? me.publisher : me.languages.includes(line.language));

function summary(policies: api.Policy[], me: api.Me): string {
  const lines = policies.flatMap((policy) => policy.languages.map((line) => [policy, line] as const));
  const waiting = lines.filter(([, line]) => WAITING.has(line.state)).length;
  const yours = lines.filter(([policy, line]) => mine(policy, line, me)).length;
  if (!waiting) return 'Every draft is approved.';
  return `${words.count(waiting, 'draft')} in work, ${yours || 'none'} of them yours.`;
}

function card(policy: api.Policy, me: api.Me, onlyMine: boolean): HTMLElement | null {
  const lines = policy.languages.filter((line) => !onlyMine || mine(policy, line, me));
  if (!lines.length) return null;
  const effective = policy.effective_date && words.ahead(policy.effective_date);
  return el('section', { class: 'card', 'aria-labelledby': `policy-${policy.policy}` },
    el('div', { class: 'card-head' },
      el('h2', { id: `policy-${policy.policy}`, lang: policy.source_language },
        el('a', { href: `#/${policy.policy}` }, policy.title)),
      el('p', { class: 'facts' }, `Version ${policy.version}`,
        effective && el('span', { class: 'soon' }, `Takes effect ${words.day(policy.effective_date)}`))),
    el('ul', { class: 'lines' }, ...lines.map((line) => row(policy, line, me))));
}

function row(policy: api.Policy, line: api.Line, me: api.Me): HTMLElement {
  const source = line.language === policy.source_language;
  const waits = WAITING.has(line.state);
  const facts: Child[] = [
    state(line.state),
    line.failing > 0 && waits && parts.badge('fails', words.count(line.failing, 'failing check')),
    mine(policy, line, me) && parts.badge('yours', 'Yours'),
  ];
  return el('li', { class: waits ? 'line waits' : 'line' },
    el('a', { class: 'line-name', href: `#/${policy.policy}/${line.version}/${line.language}` },
      words.language(line.language), source && el('span', { class: 'quiet' }, ' (source)')),
    el('span', { class: 'line-facts' }, ...facts),
    el('span', { class: 'line-since quiet' },
      line.since && (waits ? parts.waiting(line.since) : parts.since(line.since)),
      line.version < policy.version && `, version ${line.version}`));
}
