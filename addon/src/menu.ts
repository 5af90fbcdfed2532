import { requireConsent } from './consent.ts';
import { selectNextUnrated } from './flows/select-cell.ts';
import { escaped } from './sidebar/html.ts';

/** The sidebar's page with its style and script, put in by build.ts. */
declare const SIDEBAR_PAGE: string;

/** Puts the menu in. Runs before the person has authorized anything, so it does nothing else. */
export function onOpen(): void {
  // Google puts it under Extensions, by the add-on's own name. What only staff need is behind “Help”: at this moment
  // nobody can say who the person is.
  SpreadsheetApp.getUi()
    .createAddonMenu()
    .addItem('My reviews', 'showSidebar')
    .addItem('Next unrated criterion', 'goToNextUnrated')
    .addSeparator()
    .addItem('Help', 'showHelp')
    .addToUi();
}

/** Google calls this once, after installing, with a spreadsheet already open. */
export function onInstall(): void {
  onOpen();
}

/** Opens the sidebar; it then asks for the reviewer's assignments by itself. */
export function showSidebar(): void {
  openAt('listMyReviews');
}

/** Selects the next criterion without a rating; where that is not allowed, Google asks. */
export function goToNextUnrated(): void {
  requireConsent();
  selectNextUnrated();
}

/** Opens the sidebar with what helps. */
export function showHelp(): void {
  openAt('help');
}

function openAt(first: 'listMyReviews' | 'help'): void {
  requireConsent();
  // The sidebar keeps the address: with several Google accounts its later calls may run as another one.
  const account = escaped(Session.getActiveUser().getEmail());
  const page = SIDEBAR_PAGE.replace('"ACCOUNT"', () => `"${account}"`).replace('"FIRST"', () => `"${first}"`);
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(page).setTitle('Credential review'));
}
