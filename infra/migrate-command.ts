import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import { projectInsight } from '../functions/insight/project-insight.ts';
import { missingWords } from '../functions/search/missing-words.ts';
import { kindOf, storedKinds } from '../functions/stored-kinds.ts';
import type { RawItem } from '../functions/table/stored.ts';
import { realServices } from '../functions/use-case/services.ts';
import { migrate } from './migrate.ts';
import { whichTable } from './which-table.ts';

/**
 * Brings the items of a table up to date that earlier releases wrote, and then what insight counts of the rounds that
 * have been decided: releases that had no insight kept none. Without `--table` it is the table of the service that runs
 * on this machine.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      table: { type: 'string' },
      backup: {
        type: 'string',
        default: `migration-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`,
      },
    },
  });
  const db = await whichTable(values.table);
  const { backup } = values;
  // Names and addresses are in it: it is for nobody else on this machine.
  const keep = (before: object) =>
    appendFileSync(backup, `${JSON.stringify(marshall(before))}\n`, { mode: 0o600 });
  const decided: string[] = [];
  const noteDecided = ({ kind, roundId }: RawItem) =>
    void (kind === 'decision' && decided.push(String(roundId)));
  const done = await migrate(
    db,
    { kinds: storedKinds, kindOf, missing: missingWords },
    values['dry-run'] ? null : keep,
    noteDecided,
  );
  for (const [name, count] of Object.entries(done.found).sort()) console.log(`${count}\t${name}`);
  console.log(
    values['dry-run']
      ? `${done.behind} are in an earlier format, and ${done.lacking} cannot be found by words yet. Nothing was changed.`
      : `${done.upgraded} of ${done.behind} in an earlier format were brought up to date. ${done.completed} of ${done.lacking} that could not be found by words now can.`,
  );
  if (!values['dry-run']) {
    let counted = 0;
    for (const roundId of decided)
      if ((await projectInsight(realServices(db), roundId)) !== 'nothing-new') counted += 1;
    console.log(
      `Insight counts ${counted} of ${decided.length} decided rounds: those whose letter was released.`,
    );
  }
  if (done.upgraded > 0)
    console.log(`What they were before is in ${backup}: keep it safe, and delete it when it is not needed.`);
  if (done.changedMeanwhile > 0)
    console.log(`${done.changedMeanwhile} changed at that very moment. Run this again.`);
  for (const sentence of done.unreadable) console.error(sentence);
  if (done.unreadable.length + done.changedMeanwhile > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
