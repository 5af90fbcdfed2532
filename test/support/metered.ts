import type { Database } from '../../functions/table/database.ts';

/** What the table was asked for. */
export interface Asked {
  readonly requests: number;
  /** How many of them had to wait for each other: those sent at once count once. */
  readonly inARow: number;
  /** The kinds of requests, in the order in which they were sent. */
  readonly kinds: readonly string[];
  readonly items: number;
  /** Capacity units. */
  readonly read: number;
  readonly written: number;
  /** The share of those written that are of the table itself, without its indexes. */
  readonly writtenToTable: number;
}

interface Answered {
  readonly Item?: unknown;
  readonly Items?: readonly unknown[];
  readonly Responses?: Readonly<Record<string, readonly unknown[]>>;
  readonly ConsumedCapacity?: Units | readonly Units[];
}

interface Units {
  readonly CapacityUnits?: number;
  readonly Table?: { readonly CapacityUnits?: number };
}

const writing = /^(Transact)?(Write|Put|Update|Delete)/;

/**
 * Counts what a table is asked for from here on. A request waits for all that were answered before it was sent: what is
 * sent while others are under way is no further step.
 */
export function metered({ client }: Database) {
  const kinds: string[] = [];
  let [items, read, written, writtenToTable, deepest] = [0, 0, 0, 0, 0];
  let answered = 0;
  const send = client.send.bind(client) as unknown as (command: unknown) => Promise<Answered>;
  Object.assign(client, {
    send: async (command: { input: object }) => {
      const kind = command.constructor.name.replace(/Command$/, '');
      Object.assign(command.input, { ReturnConsumedCapacity: 'INDEXES' });
      kinds.push(kind);
      const depth = answered + 1;
      deepest = Math.max(deepest, depth);
      try {
        const answer = await send(command);
        items +=
          (answer.Item === undefined ? 0 : 1) +
          (answer.Items?.length ?? 0) +
          Object.values(answer.Responses ?? {}).flat().length;
        for (const { CapacityUnits = 0, Table } of [answer.ConsumedCapacity ?? []].flat())
          if (writing.test(kind)) {
            written += CapacityUnits;
            writtenToTable += Table?.CapacityUnits ?? CapacityUnits;
          } else read += CapacityUnits;
        return answer;
      } finally {
        answered = Math.max(answered, depth);
      }
    },
  });
  return {
    /** What was asked for since the last time. */
    taken: (): Asked => {
      const taken = {
        requests: kinds.length,
        inARow: deepest,
        kinds: kinds.splice(0),
        items,
        read,
        written,
        writtenToTable,
      };
      [items, read, written, writtenToTable, deepest, answered] = [0, 0, 0, 0, 0, 0];
      return taken;
    },
    /** The client as it was. */
    stop: () => Object.assign(client, { send }),
  };
}
