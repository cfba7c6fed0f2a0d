// A draft as a file, down and up, for those who work with tools of their own.

import * as api from './api';
import { el } from './dom';

/** What happens when a file was taken in, someone else was faster, or it was refused. */
export interface After { done(draft: api.Draft, name: string): void; outdated(): Promise<void>; failed(why: string): void }

/** Return the menu of a draft's files. */
export function files(place: api.Place, draft: api.Draft, after: After): HTMLElement {
  const menu = el('details', { class: 'menu', focusout: close, keydown: close }, el('summary', { class: 'button' }, 'Files'),
    el('div', { class: 'menu-items' }, ...[api.MARKDOWN, api.XLIFF].flatMap((format) => [
      el('button', { type: 'button', click: () => download(place, format).catch((error: Error) => after.failed(error.message)) }, `Download ${format.name}`),
      draft.may.edit && el('button', { type: 'button', click: () => choose(place, draft, format, after) }, `Upload ${format.name}`),
    ])));
  return menu;

  function close(event: Event): void {
    const left = event instanceof FocusEvent && !menu.contains(event.relatedTarget as Node | null);
    const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
    if (left || escaped) menu.open = false;
    if (escaped) menu.querySelector('summary')?.focus();
  }
}

async function download(place: api.Place, format: api.Format): Promise<void> {
  const address = URL.createObjectURL(await api.download(place, format));
  el('a', { href: address, download: `${place.policy}.${place.language}.${format.ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function choose(place: api.Place, draft: api.Draft, format: api.Format, after: After): void {
  const input = el('input', { type: 'file', accept: `.${format.ending},${format.type}` });
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      after.done(await api.upload(place, draft.digest, format, await file.text()), file.name);
    } catch (error) {
      if (error instanceof api.Problem && error.status === 412) await after.outdated();
      else after.failed((error as Error).message);
    }
  });
  input.click();
}
