import { element } from './element.ts';

const DIFFERENCES = [
  'The spreadsheet is Univer, not Google Sheets. It looks a little different, and it has fewer functions and menus.',
  'Your spreadsheet stays in this browser, one for each person who signs in. It is not in Google Drive and cannot be shared.',
  'The add-on’s menu stands in the bar at the top. In Google Sheets you find it under Extensions.',
  'You sign in by choosing a sample person. In Google Sheets you are signed in with your Google account.',
  'Google asks once for your permission before the add-on may read the sheet; here it does not.',
  'In Google Sheets the add-on takes a second or two for each step; here it is quicker.',
] as const;

/** What differs from Google Sheets, for whoever tries the add-on here. */
export const differences = (): HTMLElement =>
  element('ul', {}, ...DIFFERENCES.map((text) => element('li', { textContent: text })));
