import type { Log } from '../log/log.ts';
import type { Database } from '../table/database.ts';
import type { UnreadableBecause, UnreadableError } from '../table/stored.ts';

const reasons: Readonly<Record<UnreadableBecause, string>> = {
  newer: 'A newer version of this service has written it. Try again in a few minutes.',
  damaged: 'It is not as this service writes it. Tell the Centre, who can find it in the log.',
};

/** Why something that was asked for cannot be answered. */
export const unreadableInWords = ({ because }: UnreadableError): string =>
  `What this needs is stored in a form that cannot be read. ${reasons[because]}`;

/** Logs by their keys the items that the lists of a request had to leave out. */
export function logUnreadable(log: Log, { unreadable = new Map() }: Pick<Database, 'unreadable'>): void {
  for (const { item, because } of unreadable.values()) log.error('unreadable', { item, because });
  if (unreadable.size > 0) log.count('Unreadable');
}
