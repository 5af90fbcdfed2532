import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { listEverybody } from '../../functions/people/lists.ts';
import { apiClient } from './api-client.ts';
import { portsFrom } from './ports.ts';
import { addSamplePeople, openSampleRound, registerSamples } from './samples.ts';
import { type Service, startService } from './service.ts';
import { playStory } from './story.ts';

const root = join(import.meta.dirname, '../..');

/** What was made when the data folder was new. */
interface Seeded {
  readonly playedRound: string;
}

/** Fills a new installation with the samples, and plays one round to its end. */
async function seed(service: Service): Promise<Seeded> {
  await addSamplePeople(service.db);
  const staff = apiClient(service.url, await service.token('staff@example.org'));
  await registerSamples(staff);
  const playedRound = await playStory({
    origin: service.url,
    inbox: service.mail.url,
    staff,
    addonCode: readFileSync(join(root, 'dist/addon/Code.js'), 'utf8'),
    token: service.token,
    tell: () => {},
  });
  await openSampleRound(staff, 'sample-rheumatology');
  await service.idle();
  return { playedRound };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } });
  const ports = portsFrom(process.env);
  const dataFolder = join(root, '.data', `${ports.gateway}${values.empty ? '-empty' : ''}`);
  const service = await startService({ ports, dataFolder, clockInterval: 60_000 });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await service.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  if (values.empty) {
    const isNew = (await listEverybody(service.db)).length === 0;
    console.log(`
${isNew ? 'Ready. Nobody is in it yet. In another terminal, make the first person:' : 'Ready, with what was in it before. In another terminal, make one more person:'}

  ${ports.gateway === 4000 ? '' : `PORT=${ports.gateway} `}npm run person -- --name "Your Name" --email you@example.org --role administrator --role staff

Then sign in as them:     ${service.url}
A reviewer’s workbench    ${service.url}/workbench/
The emails it caused      ${service.mail.url}

Ctrl-C stops everything. The data stays in ${relative(root, dataFolder)}; delete that folder to start anew.`);
    return idle();
  }

  const note = join(dataFolder, 'seeded.json');
  if (!existsSync(note)) {
    console.log('Making a sample round and playing it through (a few seconds) …');
    writeFileSync(note, JSON.stringify(await seed(service)));
  }
  const { playedRound }: Seeded = JSON.parse(readFileSync(note, 'utf8'));
  await service.idle();

  console.log(`
Ready. This is sample data, on this machine only.

  The Centre’s pages      ${service.url}
                          sign in as “Sample staff member”
  A reviewer’s workbench  ${service.url}/workbench/
                          sign in as “Sample reviewer 1”: a round waits to be scored
  A reviewer’s own pages  ${service.url}/my-reviews
                          enter reviewer-2@example.org; the code is among the emails below
  A result to look at     ${service.url}/rounds/${playedRound}/result
  The emails it caused    ${service.mail.url}
  The API’s description   ${service.url}/v1/openapi.json
  In another terminal     npm run demo plays a whole round here, with the add-on
                          npm run --silent token -- reviewer-1@example.org prints a token for curl

Ctrl-C stops everything. The data stays in .data/${ports.gateway}; delete that folder to start anew.`);
  await idle();
}

/** Keeps this process until a signal ends it. */
const idle = () => pause(2 ** 31 - 1, undefined, { ref: true });

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
