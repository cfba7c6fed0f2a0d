// One policy: its versions, who did what when, and whether that record is whole.

import * as api from './api';
import { brokenAt } from './chain';
import { el, fill, say, type Child } from './dom';
import * as parts from './parts';
import * as words from './words';

const SHOWN = 25;

/** Return the view of one policy. */
export async function policyView(name: string, me: api.Me): Promise<Node> {
  const [detail, entries] = await Promise.all([api.detail(name), api.history(name)]);
  const page = el('div', { class: 'page' });
  const reload = async (): Promise<void> => page.replaceWith(await policyView(name, me));
  fill(page,
    el('nav', { 'aria-label': 'Breadcrumb', class: 'crumbs' }, el('a', { href: '#/' }, 'Policies')),
    el('h1', { tabindex: '-1', lang: detail.policy.source_language }, detail.policy.title),
    el('p', { class: 'lead' }, `Version ${detail.policy.version}, written in ${words.language(detail.policy.source_language)}.`),
    editions(detail, me.publisher ? reload : null),
    versions(detail),
    history(entries));
  return page;
}

function table(caption: string, heads: string[], rows: Child[][]): HTMLElement {
  const wrap = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption });
  wrap.append(el('table', {},
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map(tableRow))));
  return wrap;
}

const tableRow = (cells: Child[]): HTMLElement => el('tr', {}, ...cells.map((cell, index) =>
  index ? el('td', {}, cell) : el('th', { scope: 'row' }, cell)));

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
  const known = detail.publications.filter((one) => one.language === line.language);
  const seen = known.find((one) => one.publication === line.in_force)?.digest ?? '';
  const others = known.filter((one) => one.publication !== line.in_force);
  const ahead = others.filter((one) => words.ahead(one.effective_date));
  const coming = ahead.filter((one) => !one.held_back);
  const name = words.language(line.language);
  return el('span', { class: 'buttons' },
    line.in_force && el('button', {
      type: 'button', class: 'danger small',
      click: () => confirm(`Withdraw the ${name} page?`, `Readers of /${line.language}/${detail.policy.policy}/ will be told that it was withdrawn. The permanent copies stay.`, 'Withdraw',
        async () => { await api.withdraw(detail.policy.policy, line.language, null, seen); await reload(); }),
    }, 'Withdraw', el('span', { class: 'hidden' }, ` ${name}`)),
    ...coming.map((one) => el('button', {
      type: 'button', class: 'danger small',
      click: () => confirm(`Withdraw ${name} version ${one.publication}?`, `Version ${one.publication} will not take effect on ${words.day(one.effective_date)}. Its permanent copy stays.`, 'Withdraw',
        async () => { await api.withdraw(detail.policy.policy, line.language, one.publication, seen); await reload(); }),
    }, `Withdraw ${one.publication}`, el('span', { class: 'hidden' }, ` in ${name}`))),
    ...others.filter((one) => !coming.includes(one)).map((one) => el('button', {
      type: 'button', class: 'small',
      click: () => confirm(`Restore ${name} version ${one.publication}?`, ahead.includes(one) ? `Version ${one.publication} will take effect on ${words.day(one.effective_date)}.` : `Version ${one.publication} becomes the page in force until a newer one takes effect.`, 'Restore',
        async () => { await api.restore(detail.policy.policy, line.language, one.publication, seen); await reload(); }),
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
  const list = table('Versions', ['Version', 'Uploaded', 'Takes effect', 'Change'], []);
  const older = el('button', { type: 'button', click: async () => add(await api.detail(detail.policy.policy, next ?? undefined)) }, 'Show older versions');
  let next = detail.next;
  const add = (found: api.Detail): void => {
    const newest = [...found.versions].sort((a, b) => b.version - a.version);
    list.querySelector('tbody')?.append(...newest.map((one) => tableRow([
      `Version ${one.version}`,
      parts.since(one.uploaded_at),
      words.day(one.effective_date),
      [words.spaced(one.change), one.change_note].filter(Boolean).join(': ') || '–',
    ])));
    next = found.next;
    older.hidden = next === null;
  };
  add(detail);
  return el('section', {}, el('h2', {}, 'Versions'), list, older);
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
  const where = [one.version ? `version ${one.version}` : '', one.language ? words.language(one.language) : '', one.detail.publication ? `publication ${one.detail.publication}` : ''].filter(Boolean).join(', ');
  const said = one.detail.note ?? one.detail.reason;
  return el('li', { value: one.sequence },
    el('span', { class: 'what' }, words.spaced(one.action)), where && ` ${where}`,
    el('span', { class: 'quiet' }, ` by ${one.by}, `, parts.since(one.at)),
    said && el('q', {}, said),
    digests(one));
}

/** From which digest an entry led to which; one alone where it led to no other. */
function digests(one: api.Entry): HTMLElement | null {
  const led = [one.from_digest, one.to_digest].filter((digest, index, all) => digest && all.indexOf(digest) === index);
  return led.length ? el('code', { class: 'digest', title: led.join(' → ') }, led.map((digest) => digest.slice(0, 12)).join(' → ')) : null;
}
