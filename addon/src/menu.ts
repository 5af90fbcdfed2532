import { escaped } from './sidebar/html.ts';

/** The sidebar's page with its style and script, put in by build.ts. */
declare const SIDEBAR_PAGE: string;

/** Puts the menu in. Runs before the person has authorized anything, so it does nothing else. */
export function onOpen(): void {
  // In an installed Editor add-on Google puts this menu under Extensions, by the add-on's own name.
  SpreadsheetApp.getUi()
    .createMenu('Credential review')
    .addItem('My reviews', 'showSidebar')
    .addSeparator()
    .addItem('For Centre staff: import results', 'importResults')
    .addItem('For Centre staff: refresh results', 'refreshResults')
    .addSeparator()
    .addItem('Self-test', 'runSelfTest')
    .addToUi();
}

/** Google calls this once, after installing, with a spreadsheet already open. */
export function onInstall(): void {
  onOpen();
}

/** Opens the sidebar; it then asks for the reviewer's assignments by itself. */
export function showSidebar(): void {
  // The sidebar keeps the address: with several Google accounts its later calls may run as another one.
  const account = escaped(Session.getActiveUser().getEmail());
  SpreadsheetApp.getUi().showSidebar(
    HtmlService.createHtmlOutput(SIDEBAR_PAGE.replace('"ACCOUNT"', () => `"${account}"`)).setTitle(
      'Credential review',
    ),
  );
}
