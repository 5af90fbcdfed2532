import type { Alert, LogLine, MenuRecord, Panel, StoreKind, Toast } from '../../google/host.ts';
import type { WorkbookRecord } from '../../google/model/records.ts';
import type { Run } from '../../google/run.ts';

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
  /** Where the page answers while the run stands still: see `waiting-room.ts`. */
  readonly waitingRoom: SharedArrayBuffer;
}

/** PropertiesService's stores, by name and key. */
export type Stores = Readonly<Record<StoreKind, Readonly<Record<string, string>>>>;

/** What a run has written: the sheets with the cells that changed, and the properties as they are. */
export interface Written {
  readonly changes: WorkbookRecord;
  readonly stores: Stores;
}

/** What a run tells the page. The run stands still after `ask` and `flush` until the page has answered. */
export type RunMessage =
  | { readonly kind: 'menu'; readonly menu: MenuRecord }
  | { readonly kind: 'sidebar'; readonly panel: Panel }
  | { readonly kind: 'toast'; readonly toast: Toast }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'ask'; readonly alert: Alert }
  | ({ readonly kind: 'flush' } & Written)
  | ({ readonly kind: 'done' } & Written & Run);
