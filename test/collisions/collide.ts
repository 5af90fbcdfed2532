import type { Database } from '../../functions/table/database.ts';
import { listKeys } from '../../functions/table/keys.ts';
import { queryIndex } from '../../functions/table/read-index.ts';
import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { type Centre, sampleReviewContent } from '../support/centre.ts';
import { byOtherDoors, isSavedOnly } from './doors.ts';
import { countedIn, inAClosedRound, inAnOpenRound, type Move, type Refusal } from './moves.ts';
import { everything, type Found, found, newKey, overtaken, type Scene, setScene } from './scenes.ts';
import { impossibleIn, untrueOf } from './truth.ts';

/** Two moves, the second of which happens within the first. */
export type Pair = readonly [Move, Move];

const allPairs = (moves: readonly Move[], others = moves) =>
  moves.flatMap((one) => others.map((other): Pair => [one, other]));

/** Every pair that is tried, and in which scene. */
export const everyPair: readonly {
  readonly what: string;
  readonly kind: 'open' | 'closed';
  readonly pairs: readonly Pair[];
  /** Whether each move is one step, so that what comes of two is what comes of one after the other. */
  readonly inOneStep: boolean;
}[] = [
  {
    what: 'whatever meets whatever in a round that is open',
    kind: 'open',
    pairs: allPairs(inAnOpenRound),
    inOneStep: true,
  },
  {
    what: 'whatever comes by page, file, link or code and meets another move',
    kind: 'open',
    pairs: byOtherDoors.flatMap(({ doors, against }) => [
      ...allPairs(doors, [...doors, ...against]),
      ...allPairs(against, doors),
    ]),
    inOneStep: false,
  },
  {
    what: 'whatever meets whatever in a round that is closed',
    kind: 'closed',
    pairs: allPairs(inAClosedRound),
    inOneStep: true,
  },
];

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

/** What came of two moves, whoever the people and whichever the round: who succeeded, and all that stands. */
async function cameOf(db: Database, both: readonly [Done, Done], now: Found, scene: Scene): Promise<string> {
  const notices = await queryIndex(db, 'list', listKeys.noticesOfRound(scene.roundId), 100);
  const { events, panel, ...rest } = now;
  const copy = scene.person(1).id.replace(/-1$/, '');
  const plain = (value: unknown): string =>
    canonicalJson(JSON.parse(JSON.stringify(value, (key, inner) => (key === 'place' ? undefined : inner))))
      .replaceAll(scene.roundId, 'ROUND')
      .replaceAll(copy, 'SCENE')
      .replaceAll(copy.replace('-', ' '), 'SCENE')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}/g, 'ID');
  const sorted = (values: readonly unknown[]) => values.map(plain).sort();
  // Whoever a move in another scene gave a role may be written to as well.
  const isOfOther = (personId: string) =>
    /^(?:open|closed)-/.test(personId) && !personId.startsWith(`${copy}-`);
  const summaries = notices
    .map(({ summary }) => summary)
    .filter((summary) => !isOfOther(String(summary?.personId)));
  return [
    ...both.map(({ move, answered }) => `${move.name} ${answered.ok ? 'was done' : 'was refused'}`).sort(),
    plain(rest),
    ...sorted(panel),
    ...sorted(events),
    ...sorted(summaries),
  ].join('\n');
}

/** How copies of each scene are made, once it is set: a process works at one Centre. */
const scenes = new Map<string, () => Promise<Scene>>();

/** Pairs that are tried side by side. */
const atOnce = 16;

/**
 * Tries pairs of moves, the second within the first. Every answer is compared with the table; and where each move is one
 * step, the service itself, asked for one after the other, is the model: what comes of both must be what comes of one of
 * their two orders. Answers with all that is not so, and how many answers there were.
 */
export async function collide(
  centre: Centre,
  { kind, pairs, inOneStep }: (typeof everyPair)[number],
): Promise<{ readonly claims: readonly string[]; readonly answers: number }> {
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

  /** A scene of its own, and how moves are made in it by what stood before any of them. */
  const set = async () => {
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
    return { scene, before, done };
  };

  const inTurn = async (one: Move, other: Move): Promise<string> => {
    const { scene, done } = await set();
    const both = [await done(one), await done(other)] as const;
    return cameOf(db, both, await found(db, scene), scene);
  };

  const meet = async ([one, other]: Pair) => {
    const { scene, before, done } = await set();
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
    const both = [first, meanwhile ?? (await done(other))] as const;
    answers += 2;
    const now = await found(db, scene);
    for (const what of falseIn(both, before, now, scene))
      claims.push(`${other.name} within ${one.name}: ${what}`);
    if (!inOneStep) return;
    const came = await cameOf(db, both, now, scene);
    const orders = [await inTurn(other, one), await inTurn(one, other)];
    if (!orders.includes(came))
      claims.push(
        `${other.name} within ${one.name} is neither order: ${firstDifference(came, orders[0] ?? '')}`,
      );
  };
  // Each pair in a round of its own, so that several need not wait for each other.
  for (let start = 0; start < pairs.length; start += atOnce)
    await Promise.all(pairs.slice(start, start + atOnce).map(meet));
  return { claims, answers };
}

/** Where two texts part, with what stands around. */
function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((letter, i) => letter !== other[i]);
  return `… ${one.slice(Math.max(at - 80, 0), at + 80)} … not … ${other.slice(Math.max(at - 80, 0), at + 80)} …`;
}
