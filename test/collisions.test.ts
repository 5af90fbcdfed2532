import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../functions/use-case/problem.ts';
import type { Result } from '../shared/domain/basics/result.ts';
import { inAClosedRound, inAnOpenRound, type Move } from './collisions/moves.ts';
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

type Answered = Result<unknown, Problem>;

interface Done {
  readonly move: Move;
  readonly answered: Answered;
  readonly expected: number;
}

/** What is wrong with the answers to two moves, by what stood before them and what stands in the table now. */
function falseIn(both: readonly [Done, Done], before: Found, now: Found, scene: Scene): readonly string[] {
  const same = both[0].move === both[1].move;
  const passed = both.filter(({ move, answered }) => answered.ok && move.standsSo === undefined);
  const wrong = both.flatMap(({ move, answered, expected }) => {
    const times = move.times(now, scene);
    const said = both.filter((one) => one.move === move && one.answered.ok).length;
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

/** Tries every pair of these moves; answers with every claim that is not so, and how many answers there were. */
async function collide(kind: 'open' | 'closed', moves: readonly Move[]) {
  centre.setNow('2026-07-01T09:00:00.000Z');
  const next = await setScene(centre, kind);
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
      const call = { by, expected, key: newKey() };
      return { move, expected, answered: await move.does(everything(as), call, scene, content) };
    };
    let meanwhile: Done | null = null;
    const overtaking = overtaken(services, async () => {
      meanwhile = await done(other);
    });
    const first = await done(one, overtaking);
    // Where the first was refused before it wrote, the second follows it.
    const second = meanwhile ?? (await done(other));
    answers += 2;
    for (const what of falseIn([first, second], before, await found(db, scene), scene))
      claims.push(`${other.name} within ${one.name}: ${what}`);
  };
  // Each pair in a round of its own, so that those of one move need not wait for each other.
  for (const one of moves) await Promise.all(moves.map((other) => meet(one, other)));
  return { claims, answers };
}

test.each([
  ['open', inAnOpenRound],
  ['closed', inAClosedRound],
] as const)(
  'whatever meets whatever in a round that is %s, no answer claims what is not so, and none hides what is',
  async (kind, moves) => {
    const { claims, answers } = await collide(kind, moves);
    console.info(`${kind}: ${answers} answers, ${claims.length} false claims`);
    expect(claims).toEqual([]);
    expect(answers).toBe(2 * moves.length ** 2);
  },
  240_000,
);
