import { GoogleError } from './errors.ts';

/** How far the person has authorized the add-on when a run starts. */
export type Authorization = 'NONE' | 'FULL';

/** What Google starts by itself: simple triggers get an event, and onOpen starts without authorization. */
const TRIGGERS: Readonly<Record<string, Authorization>> = { onOpen: 'NONE', onInstall: 'FULL' };

/** What may be called before the person has authorized the add-on in this file: menus, nothing about the document. */
const WITHOUT_AUTHORIZATION =
  /^(SpreadsheetApp\.getUi|Ui\.create(Addon)?Menu|Menu\.|console\.|Logger\.|Enum\.|Session\.getScriptTimeZone|Utilities\.)/;

/** With what authorization a trigger starts; null for what a person or the sidebar calls, which is authorized. */
export function triggered(functionName: string, args: readonly unknown[]): Authorization | null {
  return args.length === 0 ? (TRIGGERS[functionName] ?? null) : null;
}

/** Throws as Google does where a run may not make this call, given as `Service.method`. */
export function assertMayCall(call: string, authorization: Authorization): void {
  if (authorization === 'NONE' && !WITHOUT_AUTHORIZATION.test(call))
    throw new GoogleError(`You do not have permission to call ${call}`);
}
