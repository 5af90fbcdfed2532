/** Everything that the manifest asks for. Whoever is asked may grant some of it and not the rest. */
const scopes = [
  'openid',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/script.container.ui',
  'https://www.googleapis.com/auth/script.external_request',
];

/**
 * Lets Google ask for whatever the person has not granted: it shows its own consent page and ends the run. Only from
 * the menu, where there is a page to show it on.
 */
export const requireConsent = (): void => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, scopes);

/** Whether an error is Google's way of saying that a scope was not granted. */
export const isConsentMissing = (message: string): boolean =>
  /permissions are not sufficient|authori[sz]ation is required|do not have permission to call/i.test(message);
