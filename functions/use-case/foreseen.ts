import type { Database } from '../table/database.ts';
import { type Key, keys } from '../table/keys.ts';
import { foresee } from '../table/read.ts';

/** Who a request is made for, as soon as that is known, and what it asks. */
export interface Foreseeing {
  readonly db: Database;
  readonly now: () => Date;
  readonly personId: string;
  /** The ids of its address. */
  readonly of: Readonly<Record<string, unknown>>;
  /** The Idempotency-Key; empty where there is none. */
  readonly key: string;
}

/**
 * What an operation or page is going to read, so that it is read together with who asks. It decides nothing: who may
 * not see it is refused as before, and what is not foreseen is read when it is needed.
 */
export interface Foreseen {
  /** Read with the account or session, when nobody knows yet whose that is. */
  readonly first?: (of: Foreseeing['of']) => readonly Key[];
  /** Read in one request with the person. */
  readonly withPerson?: (who: Foreseeing) => Promise<readonly Key[]>;
  /** Asked while the person is read: partitions and indexes, which cannot be read in one request with anything. */
  readonly beside?: (who: Foreseeing) => Promise<unknown>;
}

/** The same for one request. */
export interface Foresight {
  readonly first: readonly Key[];
  /** Reads the person and what else is foreseen. */
  readonly person: (personId: string) => Promise<void>;
}

/** Where nothing is foreseen. */
export const noForesight: Foresight = { first: [], person: async () => {} };

/** What fails when it is foreseen fails again where it is asked for, and is answered there. */
const quietly = <T>(asked: Promise<T> | undefined): Promise<T | undefined> =>
  Promise.resolve(asked).catch(() => undefined);

/** What is foreseen of one request. */
export const foresight = (
  { first, withPerson, beside }: Foreseen,
  asked: Omit<Foreseeing, 'personId'>,
): Foresight => ({
  first: first?.(asked.of) ?? [],
  person: async (personId) => {
    const who = { ...asked, personId };
    const besides = quietly(beside?.(who));
    const further = (await quietly(withPerson?.(who))) ?? [];
    await Promise.all([foresee(asked.db, [keys.person(personId), ...further]), besides]);
  },
});
