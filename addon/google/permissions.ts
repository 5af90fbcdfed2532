import { GoogleError } from './errors.ts';

/** How far the person has authorized the add-on when a run starts. */
export type Authorization = 'NONE' | 'FULL';

/** What Google starts by itself: simple triggers get an event, and onOpen starts without authorization. */
const TRIGGERS: Readonly<Record<string, Authorization>> = { onOpen: 'NONE', onInstall: 'FULL' };

/** What may be called before the person has authorized the add-on in this file: menus, nothing about the document. */
const WITHOUT_AUTHORIZATION =
  /^(SpreadsheetApp\.getUi|Ui\.createAddonMenu|Menu\.|console\.|Logger\.|Enum\.|Session\.getScriptTimeZone|Utilities\.)/;

/** The authorization that a trigger starts with; null for what a person or the sidebar calls, which is authorized. */
export function triggered(functionName: string, args: readonly unknown[]): Authorization | null {
  return args.length === 0 ? (TRIGGERS[functionName] ?? null) : null;
}

/** The scope that calls need, by the beginning of `Service.method`; what is not here needs none. */
const SCOPES: readonly (readonly [call: RegExp, scope: string])[] = [
  [/^UrlFetchApp\./, 'script.external_request'],
  [/^Ui\.show|^HtmlService\./, 'script.container.ui'],
  [/^(SpreadsheetApp\.getActive|Spreadsheet\.|Sheet\.|Range\.)/, 'spreadsheets.currentonly'],
];

/** What Google says where a person has not granted a scope that a call needs. */
function assertGranted(call: string, granted: readonly string[] | null): void {
  const [, scope] = SCOPES.find(([calls]) => calls.test(call)) ?? [];
  if (scope === undefined || granted === null || granted.includes(scope)) return;
  throw new GoogleError(
    `Specified permissions are not sufficient to call ${call}. Required permissions: https://www.googleapis.com/auth/${scope}`,
  );
}

/** Throws as Google does where a run may not make this call, given as `Service.method`. */
export function assertMayCall(
  call: string,
  authorization: Authorization,
  granted: readonly string[] | null,
): void {
  if (authorization !== 'NONE') assertGranted(call, granted);
  if (authorization === 'NONE' && !WITHOUT_AUTHORIZATION.test(call))
    throw new GoogleError(`You do not have permission to call ${call}`);
}
