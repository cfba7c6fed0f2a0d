// One policy: its versions, who did what when, and whether that record is whole.

import * as api from './api';
import { brokenAt } from './chain';
import { el, fill, say, type Child } from './dom';
import * as parts from './parts';
import * as words from './words';

const SHOWN = 25;

/** Return the view of one policy. */
export async function policyView(name: string, me: api.Me): Promise<Node> {
  const [detail, entries, rulings] = await Promise.all([
    api.detail(name), api.history(name), api.has('/withdraw'),
  ]);
  const page = el('div', { class: 'page' });
  const reload = async (): Promise<void> => page.replaceWith(await policyView(name, me));
  fill(page,
    el('nav', { 'aria-label': 'Breadcrumb', class: 'crumbs' }, el('a', { href: '#/' }, 'Policies')),
    el('h1', { tabindex: '-1', lang: detail.policy.source_language }, detail.policy.title),
    el('p', { class: 'lead' }, `Version ${detail.policy.version}, written in ${words.language(detail.policy.source_language)}.`),
    editions(detail, rulings && me.publisher ? reload : null),
    versions(detail),
    history(entries));
  return page;
}

function table(caption: string, heads: string[], rows: Child[][]): HTMLElement {
  const wrap = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption });
  wrap.append(el('table', {},
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map((cells) => el('tr', {}, ...cells.map((cell, index) =>
      index ? el('td', {}, cell) : el('th', { scope: 'row' }, cell)))))));
  return wrap;
}

function editions(detail: api.Detail, reload: (() => Promise<void>) | null): Node {
  const rows = detail.policy.languages.map((line) => [
    el('a', { href: `#/${detail.policy.policy}/${line.version}/${line.language}` }, words.language(line.language)),
    parts.state(line.state),
    line.in_force ? `Version ${line.in_force}` : el('span', { class: 'quiet' }, 'Nothing'),
    ...(reload ? [rulingButtons(detail, line, reload)] : []),
  ]);
  const heads = ['Language', 'Draft', 'In force', ...(reload ? ['Publisher'] : [])];
  return el('section', {}, el('h2', {}, 'Languages'), table('Languages', heads, rows));
}

function rulingButtons(detail: api.Detail, line: api.Line, reload: () => Promise<void>): Node {
  const others = detail.publications.filter((one) => one.language === line.language && one.publication !== line.in_force);
  const today = new Date().toISOString().slice(0, 10);
  const ahead = others.filter((one) => one.effective_date > today);
  const name = words.language(line.language);
  return el('span', { class: 'buttons' },
    line.in_force && el('button', {
      type: 'button', class: 'danger small',
      click: () => confirm(`Withdraw the ${name} page?`, `Readers of /${line.language}/${detail.policy.policy}/ will be told that it was withdrawn. The permanent copies stay.`, 'Withdraw',
        async () => { await api.withdraw(detail.policy.policy, line.language, null); await reload(); }),
    }, 'Withdraw', el('span', { class: 'hidden' }, ` ${name}`)),
    ...ahead.map((one) => el('button', {
      type: 'button', class: 'danger small',
      click: () => confirm(`Withdraw ${name} version ${one.publication}?`, `Version ${one.publication} will not take effect on ${words.day(one.effective_date)}. Its permanent copy stays.`, 'Withdraw',
        async () => { await api.withdraw(detail.policy.policy, line.language, one.publication); await reload(); }),
    }, `Withdraw ${one.publication}`, el('span', { class: 'hidden' }, ` in ${name}`))),
    ...others.map((one) => el('button', {
      type: 'button', class: 'small',
      click: () => confirm(`Restore ${name} version ${one.publication}?`, ahead.includes(one) ? `Version ${one.publication} will take effect on ${words.day(one.effective_date)}.` : `Version ${one.publication} becomes the page in force until a newer one takes effect.`, 'Restore',
        async () => { await api.restore(detail.policy.policy, line.language, one.publication); await reload(); }),
    }, `Restore ${one.publication}`, el('span', { class: 'hidden' }, ` in ${name}`))));
}

function confirm(title: string, text: string, verb: string, act: () => Promise<void>): void {
  const said = el('div');
  const go = el('button', { type: 'button', class: 'primary', click: async () => {
    go.disabled = true;
    try {
      await act();
      box.close();
      say('Done.');
    } catch (error) {
      go.disabled = false;
      fill(said, parts.notice('error', (error as Error).message));
    }
  } }, verb);
  const box = parts.dialog(title, el('p', {}, text), said, el('div', { class: 'buttons end' },
    el('button', { type: 'button', click: () => box.close() }, 'Cancel'), go));
}

function versions(detail: api.Detail): Node {
  const rows = [...detail.versions].sort((a, b) => b.version - a.version).map((one) => [
    `Version ${one.version}`,
    parts.since(one.uploaded_at),
    words.day(one.effective_date),
    [words.spaced(one.change), one.change_note].filter(Boolean).join(': ') || '–',
  ]);
  return el('section', {}, el('h2', {}, 'Versions'), table('Versions', ['Version', 'Uploaded', 'Takes effect', 'Change'], rows));
}

function history(entries: api.Entry[]): Node {
  const newest = [...entries].reverse();
  const list = el('ol', { class: 'history', reversed: true });
  const more = el('button', { type: 'button', click: () => add() }, 'Show older entries');
  const add = (): void => {
    const next = newest.splice(0, SHOWN).map(entry);
    list.append(...next);
    more.hidden = !newest.length;
  };
  add();
  const whole = el('p', { class: 'whole' }, 'Checking the chain …');
  void brokenAt(entries).then((broken) => fill(whole, broken === null
    ? parts.badge('good', `Whole: all ${words.count(entries.length, 'entry').replace('entrys', 'entries')} follow from one another`)
    : parts.badge('fails', `Broken at entry ${broken}: it was altered, or one before it is missing`)));
  return el('section', {}, el('h2', {}, 'History'), whole, list, more);
}

function entry(one: api.Entry): HTMLElement {
  const where = [one.version ? `version ${one.version}` : '', one.language ? words.language(one.language) : ''].filter(Boolean).join(', ');
  const said = one.detail.note ?? one.detail.reason;
  return el('li', { value: one.sequence },
    el('span', { class: 'what' }, words.spaced(one.action)), where && ` ${where}`,
    el('span', { class: 'quiet' }, ` by ${one.by}, `, parts.since(one.at)),
    said && el('q', {}, said),
    one.to_digest && el('code', { class: 'digest', title: one.to_digest }, one.to_digest.slice(0, 12)));
}
