// What was typed and not yet saved, kept for this tab across a reload: texts only.

import type { Draft, Place, Unit } from './api';

/** A typed text, and what the draft said when it was begun. */
export interface Typed { base: string; text: string }
export type Unsaved = Map<string, Typed>;

const key = (person: string, place: Place): string =>
  `unsaved ${person} ${place.policy}/${place.version}/${place.language}`;

export function recall(person: string, place: Place): Unsaved {
  try {
    return new Map(Object.entries(JSON.parse(sessionStorage.getItem(key(person, place)) ?? '{}') as Record<string, Typed>));
  } catch {
    return new Map();
  }
}

export function keep(person: string, place: Place, unsaved: Unsaved): void {
  if (unsaved.size) sessionStorage.setItem(key(person, place), JSON.stringify(Object.fromEntries(unsaved)));
  else sessionStorage.removeItem(key(person, place));
}

/** How a typed text stands to the draft as it is now. */
export type Standing = 'settled' | 'mine' | 'conflict';

/** Return whether the draft already says it, still says what it was begun from, or neither. */
export function standing(unit: Unit, typed: Typed): Standing {
  if (unit.target === typed.text) return 'settled';
  return unit.target === typed.base ? 'mine' : 'conflict';
}

/** Forget what `draft` says already or has no unit for; return the units that both changed. */
export function merge(draft: Draft, unsaved: Unsaved): Set<string> {
  const units = new Map(draft.units.map((unit) => [unit.id, unit]));
  const both = new Set<string>();
  for (const [id, typed] of [...unsaved]) {
    const unit = units.get(id);
    const how = unit ? standing(unit, typed) : 'settled';
    if (how === 'settled') unsaved.delete(id);
    if (how === 'conflict') both.add(id);
  }
  return both;
}
