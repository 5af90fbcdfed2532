import type { RegisterEntry } from './stored-endorsement.ts';

type Happening = RegisterEntry['history'][number];

/** What a decision and its specification say of an endorsement that enters the register. */
export type Entering = Omit<RegisterEntry, 'status' | 'since' | 'endorsedOn' | 'reconsiderBy' | 'history'>;

/** What happens to an entry of the register on a day. */
export type Happens = (entry: RegisterEntry, on: string) => RegisterEntry;

const happened = (
  { history, specificationVersion: version }: RegisterEntry,
  on: string,
  what: Happening['what'],
  more: Partial<Pick<Happening, 'number' | 'until'>> = {},
): RegisterEntry['history'] => [...history, { on, what, version, number: null, until: null, ...more }];

/** An endorsement enters the register, in place of the one that is there. */
export function entered(endorsement: Entering, earlier: RegisterEntry | null, on: string): RegisterEntry {
  const { specificationVersion: version } = endorsement;
  const stands = earlier !== null && earlier.status !== 'withdrawn';
  const isRenewed = stands && earlier.specificationVersion === version;
  const before =
    stands && !isRenewed ? happened(earlier, on, 'replaced', { number: version }) : (earlier?.history ?? []);
  const entry = {
    ...endorsement,
    status: 'endorsed' as const,
    since: on,
    endorsedOn: on,
    reconsiderBy: null,
    history: before,
  };
  return { ...entry, history: happened(entry, on, isRenewed ? 'renewed' : 'endorsed') };
}

/** It stands until its next review; where a suspension is lifted, it stands again. */
export const stands =
  (reviewBy: string, lifts: boolean): Happens =>
  (entry, on) => {
    const again = lifts ? suspensionLifted(entry, on) : entry;
    return { ...again, reviewBy, history: happened(again, on, 'stands', { until: reviewBy }) };
  };

/** It is suspended until it is considered again; of one that is suspended already, that day is another one now. */
export const suspended =
  (reconsiderBy: string): Happens =>
  (entry, on) => ({
    ...entry,
    status: 'suspended',
    since: entry.status === 'suspended' ? entry.since : on,
    reconsiderBy,
    history: happened(entry, on, entry.status === 'suspended' ? 'suspension-changed' : 'suspended', {
      until: reconsiderBy,
    }),
  });

/** It stands again. */
export const suspensionLifted: Happens = (entry, on) => ({
  ...entry,
  status: 'endorsed',
  since: on,
  reconsiderBy: null,
  history: happened(entry, on, 'suspension-lifted'),
});

/** It stands no more. */
export const withdrawn: Happens = (entry, on) => ({
  ...entry,
  status: 'withdrawn',
  since: on,
  reconsiderBy: null,
  history: happened(entry, on, 'withdrawn'),
});

/** One of its conditions is found not to be met after all. */
export const conditionNotMet =
  (number: number): Happens =>
  (entry, on) => ({
    ...entry,
    conditionsOutstanding: entry.conditionsOutstanding + 1,
    history: happened(entry, on, 'condition-not-met', { number }),
  });

/** One of its conditions is met. */
export const conditionMet =
  (number: number): Happens =>
  (entry, on) => ({
    ...entry,
    conditionsOutstanding: entry.conditionsOutstanding - 1,
    history: happened(entry, on, 'condition-met', { number }),
  });
