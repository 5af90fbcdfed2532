import type { Alert, Answer, LogLine, MenuRecord, Panel, Toast } from '../../google/host.ts';
import type { WorkbookRecord } from '../../google/model/records.ts';

/** What a run of the add-on is given. */
export interface RunStart {
  /** Address of the built add-on file. */
  readonly code: string;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly workbook: WorkbookRecord;
  readonly identityToken: string;
  readonly email: string;
  readonly stores: Stores;
  /** The add-on's menus so far. */
  readonly menus: readonly MenuRecord[];
  /** Where the page answers while the run stands still: see `waiting-room.ts`. */
  readonly waitingRoom: SharedArrayBuffer;
}

/** PropertiesService's stores, by name and key. */
export interface Stores {
  readonly user: Readonly<Record<string, string>>;
  readonly document: Readonly<Record<string, string>>;
  readonly script: Readonly<Record<string, string>>;
}

/** What a run tells the page. The run stands still after `ask` and `flush` until the page has answered. */
export type RunMessage =
  | { readonly kind: 'menus'; readonly menus: readonly MenuRecord[] }
  | { readonly kind: 'sidebar'; readonly panel: Panel }
  | { readonly kind: 'dialog'; readonly panel: Panel }
  | { readonly kind: 'toast'; readonly toast: Toast }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'ask'; readonly alert: Alert }
  | { readonly kind: 'flush'; readonly changes: WorkbookRecord; readonly stores: Stores }
  | {
      readonly kind: 'done';
      readonly changes: WorkbookRecord;
      readonly stores: Stores;
      readonly functions: readonly string[];
      readonly calls: Readonly<Record<string, number>>;
      readonly outcome: RunOutcome;
    };

/** What the called function returned, or what it threw. */
export type RunOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly name: string; readonly message: string };

/** What the page answers a run that stands still. */
export type RunReply = { readonly answer: Answer } | { readonly flushed: true };
