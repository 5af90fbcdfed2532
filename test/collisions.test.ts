import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../shared/domain/basics/result.ts';
import { byOtherDoors, isSavedOnly } from './collisions/doors.ts';
import { countedIn, inAClosedRound, inAnOpenRound, type Move, type Refusal } from './collisions/moves.ts';
import {
  everything,
  type Found,
  found,
  newKey,
  overtaken,
  type Scene,
  setScene,
} from './collisions/scenes.ts';
import { impossibleIn, untrueOf } from './collisions/truth.ts';
import { type Centre, sampleReviewContent, startCentre } from './support/centre.ts';

/*
 * Two things are done at once, every pair of them, each wholly between the other's last look and its first write. Then
 * every answer is compared with the table.
 */

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

/** Pairs that are tried side by side. */
const atOnce = 16;

type Answered = Result<unknown, Refusal>;

interface Done {
  readonly move: Move;
  readonly answered: Answered;
  readonly expected: number;
}

/** Whether an answer says that what a move does was done, by whichever door. */
const doesSay = ({ move, answered }: Done, of: Move): boolean => {
  if (of.counts === undefined) return move.name === of.name && answered.ok;
  if (move.counts === of.counts) return answered.ok;
  return of.counts === 'saves' && move.alsoSaves === true && (answered.ok || isSavedOnly(answered.error));
};

/** What is wrong with the answers to two moves, by what stood before them and what stands in the table now. */
function falseIn(both: readonly [Done, Done], before: Found, now: Found, scene: Scene): readonly string[] {
  const same = both[0].move === both[1].move;
  const passed = both.filter(({ move, answered }) => answered.ok && move.standsSo === undefined);
  const wrong = both.flatMap(({ move, answered, expected }) => {
    const { counts: what } = move;
    const times = what === undefined ? (move.times?.(now, scene) ?? 0) : countedIn[what](now);
    const said = both.filter((one) => doesSay(one, move)).length;
    const counts = times === said || (times < said && move.standsSo?.(now, scene) === true);
    if (!counts) return [`${move.name} is said to be done ${said} times, and was ${times} times`];
    if (answered.ok) return [];
    const untrue = untrueOf(answered.error, move, scene, now, expected);
    // What spoke against it may have ended since.
    const wasSo =
      answered.error.code !== 'stale' && untrueOf(answered.error, move, scene, before, expected) === null;
    return untrue === null || wasSo ? [] : [`${move.name}: ${untrue}`];
  });
  const bothPassed =
    passed.length === 2 && both[0].move.lock !== null && both[0].move.lock === both[1].move.lock;
  return [
    ...(same ? new Set(wrong) : wrong),
    ...(bothPassed ? ['both passed one lock'] : []),
    ...impossibleIn(now, scene),
  ];
}

/** How copies of each scene are made, once it is set. */
const scenes = new Map<string, () => Promise<Scene>>();

/** Tries pairs of moves, the second within the first; answers with every claim that is not so, and how many answers there were. */
async function collide(kind: 'open' | 'closed', pairs: readonly (readonly [Move, Move])[]) {
  centre.setNow('2026-07-01T09:00:00.000Z');
  const next = scenes.get(kind) ?? (await setScene(centre, kind));
  scenes.set(kind, next);
  centre.setNow('2026-07-03T09:00:00.000Z');
  const { services, db } = centre;
  const staff = {
    staff: (await centre.by('staff-1')).by,
    administrator: (await centre.by('administrator-1')).by,
  };
  const claims: string[] = [];
  let answers = 0;
  const meet = async (one: Move, other: Move) => {
    const scene = await next();
    const before = await found(db, scene);
    const content = sampleReviewContent(2, before.round.criteriaSetHash);
    const done = async (move: Move, as = services): Promise<Done> => {
      const by = typeof move.by === 'number' ? before.people[move.by - 1] : staff[move.by];
      if (by == null) throw new Error('Everybody is there before anything happens.');
      const expected = move.lock === null ? 0 : before.versions[move.lock];
      const call = { by, expected, key: newKey(), services: as };
      return { move, expected, answered: await move.does(everything(as), call, scene, content) };
    };
    let meanwhile: Done | null = null;
    const overtaking = overtaken(
      services,
      async () => {
        meanwhile = await done(other);
      },
      one.writesBefore,
    );
    const first = await done(one, overtaking);
    // Where the first was refused before it wrote, the second follows it.
    const second = meanwhile ?? (await done(other));
    answers += 2;
    for (const what of falseIn([first, second], before, await found(db, scene), scene))
      claims.push(`${other.name} within ${one.name}: ${what}`);
  };
  // Each pair in a round of its own, so that several need not wait for each other.
  for (let start = 0; start < pairs.length; start += atOnce)
    await Promise.all(pairs.slice(start, start + atOnce).map((pair) => meet(...pair)));
  return { claims, answers };
}

const allPairs = (moves: readonly Move[], others = moves) =>
  moves.flatMap((one) => others.map((other) => [one, other] as const));

const otherDoors = byOtherDoors.flatMap(({ doors, against }) => [
  ...allPairs(doors, [...doors, ...against]),
  ...allPairs(against, doors),
]);

const collided = async (name: string, kind: 'open' | 'closed', pairs: ReturnType<typeof allPairs>) => {
  const { claims, answers } = await collide(kind, pairs);
  console.info(`${name}: ${answers} answers, ${claims.length} false claims`);
  expect(claims).toEqual([]);
  expect(answers).toBe(2 * pairs.length);
};

test.each([
  ['whatever meets whatever in a round that is open', allPairs(inAnOpenRound)],
  ['whatever comes by page, file, link or code and meets another move', otherDoors],
] as const)(
  '%s, no answer claims what is not so, and none hides what is',
  { tags: 'long', timeout: 240_000 },
  (name, pairs) => collided(name, 'open', pairs),
);

test('whatever meets whatever in a round that is closed, no answer claims what is not so, and none hides what is', () =>
  collided('closed', 'closed', allPairs(inAClosedRound)));
