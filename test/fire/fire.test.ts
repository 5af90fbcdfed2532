import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Furnished, startFurnished } from '../support/furnished.ts';
import { keepLog } from '../support/logged.ts';
import { startWorld, type World } from '../support/world.ts';
import { canariesIn } from './canaries.ts';
import { fuzz } from './fuzz.ts';
import { keysAtOnce } from './keys.ts';
import { roleMatrix } from './roles.ts';

/* Short forms of what `npm run fire` does at length. */

describe('in a world of samples', () => {
  let world: World;
  let logged: () => readonly string[];
  beforeAll(async () => {
    logged = keepLog();
    world = await startWorld({ logLevel: 'INFO' });
  });
  afterAll(() => world.stop());

  test('five posts at once under one key do one thing and get one answer, whatever takes a key', async () => {
    const { wrong } = await keysAtOnce(world, 8, 5);
    expect(wrong).toEqual([]);
  });

  test('what somebody typed is read by whom it is for, in no email of another’s and in no log', async () => {
    const { wrong } = await canariesIn(world, logged, ['over']);
    expect(wrong).toEqual([]);
  });
});

describe('where there is something of everything', () => {
  let furnished: Furnished;
  beforeAll(async () => {
    furnished = await startFurnished();
  });
  afterAll(() => furnished.world.stop());

  test('every operation answers everybody as the contract says, and who is refused reads nothing', async () => {
    const some = ['nobody', 'a reviewer of another round', 'staff on the panel', 'staff', 'an administrator'];
    const { wrong } = await roleMatrix(furnished, { things: 1, callers: some });
    expect(wrong).toEqual([]);
  });

  test('no operation answers what it does not declare, and what it refuses changes nothing', async () => {
    const { wrong, figures } = await fuzz(furnished, 4, Date.now() % 1e9);
    expect({ seed: figures.seed, wrong }).toEqual({ seed: figures.seed, wrong: [] });
  });
});
