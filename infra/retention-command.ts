import { parseArgs } from 'node:util';
import { foreseeRetention } from '../functions/retention/carry-out.ts';
import { decideRetention, holdRecords, releaseRecords } from '../functions/retention/decide.ts';
import { realServices } from '../functions/use-case/services.ts';
import { whichTable } from './which-table.ts';

const usage = `npm run retention -- [--table NAME] …
  plan                                        what would go now; changes nothing
  decide drafts --months 12 --by PERSON-ID    the Centre’s decision: from then on the clock removes it
  hold ROUND-ID --reason "…" --by PERSON-ID   keeps everything of a round, such as for a dispute
  release ROUND-ID --by PERSON-ID             lets it go again when its time has come`;

/** Decides how long records are kept, and says beforehand what would go. `--by` is the administrator who decides. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      table: { type: 'string' },
      months: { type: 'string', default: '' },
      reason: { type: 'string', default: '' },
      by: { type: 'string', default: '' },
    },
  });
  const [action = '', what = ''] = positionals;
  if (!['plan', 'decide', 'hold', 'release'].includes(action)) throw new Error(usage);
  const services = realServices(await whichTable(values.table));
  const { by, reason } = values;
  if (action === 'plan') {
    const removals = await foreseeRetention(services);
    for (const { rule, roundId, items } of removals) console.log(`${rule}\t${roundId}\t${items}`);
    return console.log(`${removals.length} to go. Nothing was changed.`);
  }
  const done =
    action === 'decide'
      ? await decideRetention(services, { rule: what, months: Number(values.months), by })
      : action === 'hold'
        ? await holdRecords(services, { roundId: what, reason, by })
        : await releaseRecords(services, { roundId: what, by });
  if (!done.ok) throw new Error(`${done.error} Nothing was changed.`);
  console.log(done.value ? `Held. ${done.value.kept} that were to go stay.` : 'Done, and on record.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
