// Whether a policy's history is whole, recomputed here: each entry carries the digest of the one
// before (SHA-256 of its canonical JSON, as the server writes it).

import type { Entry } from './api';

/** Return the number of the first entry that was altered or follows a gap, or null. */
export async function brokenAt(entries: readonly Entry[]): Promise<number | null> {
  let previous = '';
  for (const [index, entry] of entries.entries()) {
    const { digest, ...body } = entry;
    if (entry.sequence !== index + 1 || entry.previous !== previous) return index + 1;
    if ((await sha256(canonical(body))) !== digest) return index + 1;
    previous = digest;
  }
  return null;
}

/** Return a value as JSON with sorted keys and no white space. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
