// How states, kinds, languages and times are said.

const STATES: Record<string, string> = {
  queued: 'Being translated',
  in_review: 'In review',
  changes_requested: 'Changes requested',
  approved: 'Approved',
  published: 'Published',
  superseded: 'Superseded',
  failed: 'Translation failed',
};
const ORIGINS: Record<string, string> = {
  memory: 'Memory',
  machine: 'Machine',
  human: 'Person',
  source: 'Source',
};
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000], ['month', 2_592_000], ['week', 604_800],
  ['day', 86_400], ['hour', 3_600], ['minute', 60],
];
const names = new Intl.DisplayNames(['en'], { type: 'language' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const instants = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export const state = (name: string): string => STATES[name] ?? spaced(name);
export const origin = (name: string): string => ORIGINS[name] ?? spaced(name);

/** Return a word of the API as people write it. */
export function spaced(name: string): string {
  const text = name.replaceAll('_', ' ').replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Return a language's English name. */
export function language(tag: string): string {
  return names.of(tag) ?? tag;
}

/** Return how long ago, or how far ahead, an instant is. */
export function ago(instant: string, now = Date.now()): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return unit === 'second' ? 'just now' : relative.format(Math.round(seconds / size), unit);
}

/** Return how long it has been since an instant: `2 days`. */
export function span(instant: string, now = Date.now()): string {
  const seconds = Math.max(0, now - Date.parse(instant)) / 1000;
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? [];
  if (!unit || !size) return 'less than a minute';
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(seconds / size));
}

/** Return a text as a sentence; a name or an address that it begins with stays as it is. */
export function sentence(text: string): string {
  const whole = /^\S*[@.:]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

export const exact = (instant: string): string => instants.format(new Date(instant));
export const day = (date: string): string => days.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));

/** Return whether a calendar date is still to come. */
export const ahead = (date: string): boolean => date.slice(0, 10) > new Date().toISOString().slice(0, 10);

/** Return `3 units`, `1 unit`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
