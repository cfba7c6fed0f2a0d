// The review API as the page uses it; the shapes are those of /api/openapi.json.

import { bearer } from './session';
import { sentence } from './words';

export interface Check { name: string; severity: 'error' | 'warning'; message: string; parts: string[] }
export interface Change { equal: boolean; was: string; now: string }
export interface Hint { source: string; target: string; changes: Change[] }
export interface Term { source: string; target: string | null }
export interface Unit {
  id: string; kind: string; source: string; target: string; previous_source: string | null;
  changes: Change[] | null; origin: string; flags: string[]; hint: Hint | null; terms: Term[];
  checks: Check[];
}
export interface Override { unit: string; check: string; reason: string }
export interface Draft {
  policy: string; version: number; title: string; language: string; direction: 'ltr' | 'rtl';
  source_language: string; source_direction: 'ltr' | 'rtl'; effective_date: string;
  targets_path: string; state: string; digest: string; changed_at: string; changed_by: string;
  note: string; glossary_changed: boolean;
  may: { edit: boolean; approve: boolean; reason: string };
  approval: { by: string; at: string } | null;
  goes_live: { path: string; at: string; waits_for: string[] } | null;
  units: Unit[]; checks: Check[];
}
export interface Line {
  language: string; version: number; state: string; digest: string; failing: number;
  since: string; in_force: string;
}
export interface Policy {
  policy: string; title: string; source_language: string; version: number; effective_date: string;
  languages: Line[];
}
export interface DraftLine {
  version: number; language: string; state: string; failing: number; changed_at: string;
  changed_by: string; note: string; approved_by: string;
}
export interface Version {
  version: number; title: string; uploaded_at: string; effective_date: string; change: string;
  change_note: string;
}
export interface Publication {
  publication: string; language: string; version: number; published_at: string;
  effective_date: string; path: string; digest: string; held_back: boolean;
}
export interface Detail {
  policy: Policy; versions: Version[]; drafts: DraftLine[]; publications: Publication[];
  next: number | null;
}
export interface Entry {
  sequence: number; at: string; by: string; action: string; version: number; language: string;
  from_digest: string; to_digest: string; detail: Record<string, string>; previous: string;
  digest: string;
}
export interface Me { name: string; groups: string[]; languages: string[]; publisher: boolean }
export interface Place { policy: string; version: number; language: string }
interface Checked { units: { id: string; checks: Check[]; html: string }[] }

/** What the API refused, in its own words (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

interface Question { method?: string; json?: unknown; text?: string; type?: string; digest?: string }

async function ask(path: string, question: Question = {}): Promise<Response> {
  const headers = new Headers({ Authorization: `Bearer ${await bearer()}` });
  if (question.digest) headers.set('If-Match', `"${question.digest}"`);
  const body = question.json === undefined ? question.text : JSON.stringify(question.json);
  if (body !== undefined) headers.set('Content-Type', question.type ?? 'application/json');
  const request: RequestInit = { method: question.method ?? 'GET', headers, cache: 'no-store' };
  if (body !== undefined) request.body = body;
  const response = await fetch(new URL(`api/${path}`, location.href), request).catch(() => {
    throw new Problem(0, 'The server cannot be reached. What you typed is kept; try again in a moment.');
  });
  if (response.ok) return response;
  throw await problem(response);
}

async function problem(response: Response): Promise<Problem> {
  const told = await response.json().catch(() => ({}));
  const detail = told.detail ?? told.message ?? `The server answered ${response.status}.`;
  return new Problem(response.status, sentence(String(detail)));
}

const json = async <T>(path: string, question?: Question): Promise<T> =>
  (await ask(path, question)).json() as Promise<T>;

const at = (place: Place): string =>
  `policies/${encodeURIComponent(place.policy)}/versions/${place.version}/drafts/${encodeURIComponent(place.language)}`;

export const me = (): Promise<Me> => json('me');
/** Return a policy with its newest versions, or with those below version `before`. */
export const detail = (policy: string, before?: number): Promise<Detail> =>
  json(`policies/${encodeURIComponent(policy)}${before ? `?before=${before}` : ''}`);
export const draft = (place: Place): Promise<Draft> => json(at(place));
export const preview = async (place: Place): Promise<string> => (await ask(`${at(place)}/preview`)).text();

export async function policies(): Promise<Policy[]> {
  const found: Policy[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: { policies: Policy[]; next: string | null } = await json(
      `policies?limit=100&after=${encodeURIComponent(after)}`,
    );
    found.push(...page.policies);
    after = page.next;
  }
  return found;
}

export async function history(policy: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: { entries: Entry[]; next: number | null } = await json(
      `policies/${encodeURIComponent(policy)}/history?limit=100&after=${after}`,
    );
    found.push(...page.entries);
    after = page.next;
  }
  return found;
}

export const check = (place: Place, id: string, target: string): Promise<Checked> =>
  json(`${at(place)}/check`, { method: 'POST', json: { units: [{ id, target }] } });

export const save = (place: Place, digest: string, targets: ReadonlyMap<string, string>): Promise<Draft> =>
  json(at(place), {
    method: 'PATCH', digest,
    json: { units: [...targets].map(([id, target]) => ({ id, target })) },
  });

export const approve = (place: Place, digest: string, overrides: Override[]): Promise<Draft> =>
  json(`${at(place)}/approve`, { method: 'POST', digest, json: { overrides } });

export const requestChanges = (place: Place, digest: string, note: string): Promise<Draft> =>
  json(`${at(place)}/request-changes`, { method: 'POST', digest, json: { note } });

export interface Format { name: string; path: string; type: string; ending: string }
export const MARKDOWN: Format = { name: 'Markdown', path: 'markdown', type: 'text/markdown', ending: 'md' };
export const XLIFF: Format = { name: 'XLIFF', path: 'xliff', type: 'application/xliff+xml', ending: 'xlf' };

export const download = async (place: Place, format: Format): Promise<Blob> =>
  (await ask(`${at(place)}/${format.path}`)).blob();

export const upload = (place: Place, digest: string, format: Format, text: string): Promise<Draft> =>
  json(`${at(place)}/${format.path}`, { method: 'PUT', digest, text, type: format.type });

const edition = (policy: string, language: string): string =>
  `policies/${encodeURIComponent(policy)}/editions/${encodeURIComponent(language)}`;

/** Withdraw a publication (null: the one in force); `seen` is the digest of what is in force. */
export const withdraw = (policy: string, language: string, publication: string | null, seen: string): Promise<unknown> =>
  ask(`${edition(policy, language)}/withdraw`, { method: 'POST', digest: seen, json: { publication } });

/** Put a publication back in force; `seen` is the digest of what is in force. */
export const restore = (policy: string, language: string, publication: string, seen: string): Promise<unknown> =>
  ask(`${edition(policy, language)}/restore`, { method: 'POST', digest: seen, json: { publication } });
