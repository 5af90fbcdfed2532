import { victims } from './history.ts';
import { counted } from './oracle.ts';
import type { Outcome } from './random-history.ts';

/** The sums over histories, for people to read, and the histories in which something was wrong. */
export function report(outcomes: readonly Outcome[]): {
  readonly text: string;
  readonly failed: readonly Outcome[];
} {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  const rows: [string, number][] = [
    ['histories', outcomes.length],
    ['requests of functions', sum(({ requests }) => requests)],
    ...victims.map((name): [string, number] => [`crashes of ${name}`, sum(({ crashes }) => crashes[name])]),
    ['closings', sum(({ closings }) => closings)],
    ['recommendations derived', sum(({ derived }) => derived)],
    ['recommendations overtaken before they were derived', sum(({ overtaken }) => overtaken)],
    ['emails that SES took', sum(({ emails }) => emails)],
    ...counted.map((name): [string, number] => [name, sum(({ counts }) => counts[name])]),
  ];
  const failed = outcomes.filter(({ wrong }) => wrong.length > 0);
  rows.push(['histories in which anything was wrong', failed.length]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const text = rows.map(([name, n]) => `${name.padEnd(width)} ${n.toLocaleString('en-GB').padStart(10)}`);
  return { text: text.join('\n'), failed };
}
