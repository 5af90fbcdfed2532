/** The sidebar's page with its style and script, put in by build.ts. */
declare const SIDEBAR_PAGE: string;

/** Puts the menu in. Runs before the person has authorized anything, so it does nothing else. */
export function onOpen(): void {
  // In an installed Editor add-on Google puts this menu under Extensions, by the add-on's own name.
  SpreadsheetApp.getUi().createMenu('Credential review').addItem('My reviews', 'showSidebar').addToUi();
}

/** Google calls this once, after installing, with a spreadsheet already open. */
export function onInstall(): void {
  onOpen();
}

/** Opens the sidebar; it then asks for the reviewer's assignments by itself. */
export function showSidebar(): void {
  SpreadsheetApp.getUi().showSidebar(
    HtmlService.createHtmlOutput(SIDEBAR_PAGE).setTitle('Credential review'),
  );
}
