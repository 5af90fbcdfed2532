import type { Workbook } from './model/workbook.ts';

/** What the add-on asked UrlFetchApp to send. */
export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly followRedirects: boolean;
}

/** What came back; a header that came more than once is a list. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
}

/** A response, or why there is none; whether the server got the request is then unknown. */
export type FetchOutcome = FetchResponse | { readonly failure: 'unreachable' | 'unknown-host' | 'timed-out' };

/** Google's time limit of a request, in milliseconds. */
export const FETCH_TIMEOUT = 60_000;

/** A box that the add-on showed. */
export interface Alert {
  readonly kind: 'alert' | 'prompt';
  readonly title: string;
  readonly prompt: string;
  readonly buttons: string;
}

/** What the person will click in the next box, and type into it. */
export interface Answer {
  readonly button: 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';
  readonly text?: string;
}

/** HTML that the add-on showed beside or above the spreadsheet. */
export interface Panel {
  readonly title: string;
  readonly html: string;
}

/** A menu the add-on made; entries of a sub-menu are labelled `Sub-menu > Entry`. */
export interface MenuRecord {
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly functionName: string }[];
}

/** A message in the corner of the spreadsheet. */
export interface Toast {
  readonly message: string;
  readonly title: string;
}

/** A line of the add-on's log. */
export interface LogLine {
  readonly level: 'log' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Which store of PropertiesService. */
export type StoreKind = 'user' | 'script';
/** LockService's lock of the spreadsheet, and who holds it. */
export interface Lock {
  holder: 'nobody' | 'this run' | 'somebody else';
}

/** Where a run of the add-on takes place: what the services act on, and who sees what they show. */
export interface Host {
  readonly workbook: Workbook;
  /** Addresses of everybody who can edit the file, and of those who can only read it. */
  readonly members: { readonly editors: readonly string[]; readonly viewers: readonly string[] };
  readonly stores: Readonly<Record<StoreKind, Map<string, string>>>;
  readonly lock: Lock;
  readonly identityToken: string;
  readonly email: string;
  /** The scopes that the person has granted, by the last part of their address; null where they granted all. */
  readonly granted: readonly string[] | null;
  /** The prefixes of the manifest's `urlFetchWhitelist`; null where it has none, as in a test deployment. */
  readonly whitelist: readonly string[] | null;
  /** False where there is no window. */
  readonly hasUi: boolean;
  /** Shows a menu, in place of one with the same title. */
  showMenu(menu: MenuRecord): void;
  showSidebar(panel: Panel): void;
  showToast(toast: Toast): void;
  /** Shows a box and waits for what the person clicks. */
  ask(alert: Alert): Answer;
  log(line: LogLine): void;
  /** Lets the person see what has been written so far. */
  flush(): void;
  sleep(milliseconds: number): void;
  /** Sends a request and waits for the response. */
  fetch(request: FetchRequest): FetchOutcome;
}

/** The menus after one was made. */
export const withMenu = (menus: readonly MenuRecord[], made: MenuRecord): readonly MenuRecord[] => [
  ...menus.filter(({ title }) => title !== made.title),
  made,
];
