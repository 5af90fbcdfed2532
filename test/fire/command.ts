/** `npm run fire -- NAME …`: what is done to the service on purpose, each with its figures; without a name, which there are. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startFurnished } from '../support/furnished.ts';
import { keepLog } from '../support/logged.ts';
import { startWorld } from '../support/world.ts';
import type { Burnt } from './burnt.ts';

/** What is done, with which numbers unless others follow the name. */
interface Fire {
  readonly what: string;
  readonly numbers: readonly number[];
  readonly burn: (...numbers: number[]) => Promise<Burnt>;
}

const seed = Date.now() % 1e9;

/** Does something to a furnished world. */
const furnished =
  (burn: (world: Awaited<ReturnType<typeof startFurnished>>, ...numbers: number[]) => Promise<Burnt>) =>
  async (...numbers: number[]) => {
    const world = await startFurnished();
    const burnt = await burn(world, ...numbers);
    await world.world.stop();
    return burnt;
  };

const fires: Readonly<Record<string, Fire>> = {
  roles: {
    what: 'every operation asked by everybody about everything',
    numbers: [],
    burn: furnished(async (world) => (await import('./roles.ts')).roleMatrix(world)),
  },
  fuzz: {
    what: 'requests an operation, made from the contract: valid, nearly so, hostile',
    numbers: [300, seed],
    burn: furnished(async (world, requests = 0, from = 0) =>
      (await import('./fuzz.ts')).fuzz(world, requests, from),
    ),
  },
  keys: {
    what: 'posts under a key of their own each, several at once',
    numbers: [1_000, 5],
    burn: async (keys = 0, atOnce = 0) => {
      const world = await startWorld();
      const burnt = await (await import('./keys.ts')).keysAtOnce(world, keys, atOnce);
      await world.stop();
      return burnt;
    },
  },
  races: {
    what: 'every two moves in a round at once, judged by one after the other',
    numbers: [],
    burn: async () => (await import('./races.ts')).races(),
  },
  kills: {
    what: 'the whole service killed under load',
    numbers: [200, seed],
    burn: async (kills = 0, from = 0) => (await import('./kills.ts')).killsUnderLoad(kills, from),
  },
  canaries: {
    what: 'a marked word in everything that people type, looked for wherever anything is told',
    numbers: [],
    burn: async () => {
      const logged = keepLog();
      const world = await startWorld({ logLevel: 'INFO' });
      const burnt = await (await import('./canaries.ts')).canariesIn(world, logged);
      await world.stop();
      return burnt;
    },
  },
};

/** Programs of their own: their arguments follow their names. */
const programs = {
  mailer: ['mailer-command.ts', 'mailers killed at random moments while SES refuses, stalls and resets'],
  restore: ['restore-command.ts', 'a table restored while a round is open, made safe as an operator does'],
  histories: ['../histories/command.ts', 'what becomes of emails when functions die at every await'],
  doors: ['../doors/command.ts', 'one review through three doors against one'],
  files: ['../doors/command.ts', 'damaged and hostile files, each told what is wrong with it', 'files'],
  edits: ['../../addon/testing/random-edits-command.ts', 'a scoring sheet edited as people do'],
} as const;

const [name = '', ...rest] = process.argv.slice(2);
const fire = fires[name];
if (fire !== undefined) {
  const began = performance.now();
  const numbers = fire.numbers.map((usual, i) => Number(rest[i] ?? usual));
  const { figures, wrong } = await fire.burn(...numbers);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(JSON.stringify({ ...figures, seconds, wrong: wrong.length }, null, 1));
  for (const one of wrong.slice(0, 100)) console.log(`✗ ${one}`);
  process.exit(wrong.length === 0 ? 0 : 1);
} else if (Object.hasOwn(programs, name)) {
  const [file, , ...first] = programs[name as keyof typeof programs];
  const run = spawnSync(process.execPath, [join(import.meta.dirname, file), ...first, ...rest], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
} else {
  for (const [one, { what, numbers }] of Object.entries(fires))
    console.log(`npm run fire -- ${one} ${numbers.join(' ')}\t${what}`);
  for (const [one, [, what]] of Object.entries(programs)) console.log(`npm run fire -- ${one}\t${what}`);
  process.exitCode = name === '' ? 0 : 1;
}
