import type { Offer, ReviewHeading } from '../view.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML. Everything that comes from outside goes through here. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** The view's one heading; it takes the focus when the view is shown. */
export const heading = (text: string): string => `<h1 tabindex="-1">${escaped(text)}</h1>`;

/** A paragraph of ours; its text is escaped. */
export const paragraph = (text: string, style = ''): string =>
  `<p${style === '' ? '' : ` class="${style}"`}>${escaped(text)}</p>`;

/** Something to take note of; empty for null. */
export const message = (text: string | null): string => (text === null ? '' : paragraph(text, 'message'));

/** Which review the view is about. */
export const about = ({ title, version, sample, tab }: ReviewHeading): string =>
  [
    paragraph(`${title}, version ${version}`, 'about'),
    tab === null ? '' : paragraph(`In the tab “${tab}”`, 'quiet'),
    sample ? sampleMark : '',
  ].join('');

/** Stands wherever sample criteria show. */
export const sampleMark = paragraph('Sample criteria: not the Centre’s own', 'sample');

/** A button that calls a function; `style` is a class of page.css. */
export const button = ({ label, call, args }: Offer, style = ''): string =>
  `<button type="button"${style === '' ? '' : ` class="${style}"`} data-call="${call}" data-args="${escaped(JSON.stringify(args))}">${escaped(label)}</button>`;

/** A button that calls a function for a review. */
export const reviewButton = ({ roundId }: ReviewHeading, label: string, call: string, style = ''): string =>
  button({ label, call, args: [roundId] }, style);

/** The way to a cell; empty where there is none. */
export const cellLink = ({ roundId }: ReviewHeading, cell: string | null, where: string): string =>
  cell === null
    ? ''
    : `<button type="button" class="link" data-call="selectCell" data-args="${escaped(JSON.stringify([roundId, cell]))}">Go to cell ${escaped(cell)}<span class="spoken">, ${escaped(where)}</span></button>`;

/** The way to a page elsewhere, in a window of its own; empty where the address is not of the web. */
export const link = (label: string, address: string): string =>
  /^https?:\/\//.test(address)
    ? `<p><a href="${escaped(address)}" target="_blank" rel="noopener noreferrer">${escaped(label)}<span class="spoken"> (opens in a new tab)</span></a></p>`
    : '';

/** Terms with what they mean. */
export const definitions = (pairs: readonly (readonly [string, string])[]): string =>
  `<dl>${pairs.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`;

/** A table of two columns with a caption. */
export const table = (caption: string, rows: readonly (readonly [string, string | number])[]): string =>
  `<table><caption>${escaped(caption)}</caption>${rows
    .map(
      ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(String(value))}</td></tr>`,
    )
    .join('')}</table>`;

/** Something that few people need: closed until they open it. */
export const details = (summary: string, html: string): string =>
  `<details><summary>${escaped(summary)}</summary>${html}</details>`;

/** The way back to the list. */
export const back = button({ label: 'My reviews', call: 'listMyReviews', args: [] }, 'secondary');

/** `1 rating`, `2 ratings`. */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
