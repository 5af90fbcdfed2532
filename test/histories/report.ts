import type { CrashOutcome } from './every-await.ts';
import { victims } from './history.ts';
import { type Count, counted } from './oracle.ts';
import type { Outcome } from './random-history.ts';

type Row = readonly [name: string, n: number];

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows
    .map(([name, n]) => `${name.padEnd(width)} ${n.toLocaleString('en-GB').padStart(11)}`)
    .join('\n');
}

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);

const notices = (all: readonly { readonly counts: Readonly<Record<Count, number>> }[]): readonly Row[] =>
  counted.map((name) => [name, sum(all, ({ counts }) => counts[name])]);

/** The sums over crashes at every await, for people to read. */
export const crashTable = (crashes: readonly CrashOutcome[]): string =>
  table([
    ...victims.map(
      (name): Row => [`crashes of ${name}`, crashes.filter((one) => one.victim === name).length],
    ),
    ...notices(crashes),
    ['crashes after which anything was wrong', crashes.filter(({ wrong }) => wrong.length > 0).length],
  ]);

/** The sums over histories, for people to read. */
export const historyTable = (outcomes: readonly Outcome[]): string =>
  table([
    ['histories', outcomes.length],
    ['requests of people and functions', sum(outcomes, ({ requests }) => requests)],
    ...victims.map((name): Row => [`crashes of ${name}`, sum(outcomes, ({ crashes }) => crashes[name])]),
    ['closings', sum(outcomes, ({ closings }) => closings)],
    ['recommendations derived', sum(outcomes, ({ derived }) => derived)],
    ['recommendations overtaken before they were derived', sum(outcomes, ({ overtaken }) => overtaken)],
    ['emails that SES took', sum(outcomes, ({ emails }) => emails)],
    ...notices(outcomes),
    ['histories in which anything was wrong', outcomes.filter(({ wrong }) => wrong.length > 0).length],
  ]);
