// The page exactly as it would be published.

import * as api from './api';
import { el } from './dom';
import { show } from './inert';
import * as words from './words';

/** Return the view of a draft's preview. */
export async function preview(place: api.Place): Promise<Node> {
  const html = await api.preview(place);
  const name = words.language(place.language);
  const frame = el('iframe', {
    class: 'preview', sandbox: 'allow-same-origin', title: `The ${name} page as it would be published`,
  });
  const width: HTMLSelectElement = el('select', { id: 'width', change: () => void (frame.dataset.width = width.value) },
    el('option', { value: 'full' }, 'Whole width'), el('option', { value: 'phone' }, 'Phone'));
  const view = el('div', { class: 'page wide' },
    el('nav', { 'aria-label': 'Breadcrumb', class: 'crumbs' },
      el('a', { href: '#/' }, 'Policies'), el('a', { href: `#/${place.policy}` }, place.policy),
      el('a', { href: `#/${place.policy}/${place.version}/${place.language}` }, `${name}, version ${place.version}`)),
    el('div', { class: 'headline' }, el('h1', { tabindex: '-1' }, `Preview: ${name}`),
      el('label', { class: 'switch' }, 'Width ', width)),
    frame);
  // A frame has a document only once it stands in the page.
  requestAnimationFrame(() => show(frame, html));
  return view;
}
