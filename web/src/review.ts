// The reviewers' page: signs in, and shows the view that the address names.
//   #/ · #/{policy} · #/{policy}/{version}/{language} · …/preview

import * as api from './api';
import { byId, el, fill } from './dom';
import { draftView } from './draft';
import { help, listenForHelp } from './keys';
import { overview } from './overview';
import { notice } from './parts';
import { policyView } from './policy';
import { preview } from './preview';
import { enter, leave, signOut } from './session';
import * as words from './words';

const company = document.title.split(' · ')[1] ?? '';
let leaving = new AbortController();

async function view(me: api.Me, signal: AbortSignal): Promise<[string, Node]> {
  const [policy, version, language, what] = location.hash.replace(/^#?\/?/, '').split('/').map(decodeURIComponent);
  if (!policy) return ['Policies', await overview(me)];
  if (!version || !language) return [policy, await policyView(policy, me)];
  const place = { policy, version: Number(version), language };
  const name = `${policy} v${version}, ${words.language(language)}`;
  if (what === 'preview') return [`Preview: ${name}`, await preview(place)];
  return [name, await draftView(place, me, signal)];
}

async function show(me: api.Me): Promise<void> {
  leaving.abort();
  const mine = (leaving = new AbortController());
  const main = byId('main');
  main.setAttribute('aria-busy', 'true');
  const [title, node] = await view(me, mine.signal).catch((error: Error): [string, Node] => [
    'Not found',
    el('div', { class: 'page' }, el('h1', { tabindex: '-1' }, 'This cannot be shown'), notice('error', error.message),
      el('p', {}, el('a', { href: '#/' }, 'All policies'))),
  ]);
  if (mine.signal.aborted) return;
  document.title = `${title} · ${company}`;
  fill(main, node);
  main.removeAttribute('aria-busy');
  scrollTo(0, 0);
  main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

async function start(): Promise<void> {
  byId('keys').addEventListener('click', help);
  byId('sign-out').addEventListener('click', () => void signOut());
  byId('sign-in').addEventListener('click', () => void leave());
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector<HTMLElement>('h1')?.focus();
  });
  if (!(await enter())) {
    byId('sign-in').hidden = false;
    byId('status').textContent = 'You are signed out.';
    return;
  }
  const me = await api.me();
  byId('person').textContent = me.name;
  for (const id of ['keys', 'sign-out']) byId(id).hidden = false;
  listenForHelp();
  addEventListener('hashchange', () => void show(me));
  await show(me);
}

start().catch((error: Error) => {
  byId('status').textContent = error.message;
  byId('sign-in').hidden = false;
});
