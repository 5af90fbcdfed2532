import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addRoleWrites } from '../functions/people/changes-storage.ts';
import { findPersonByEmail } from '../functions/people/storage.ts';
import { transact } from '../functions/table/write.ts';
import { noticeOperations } from '../shared/contract/notices/operations.ts';
import { type Operation, routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { outcomeInWords } from '../shared/domain/recommendations/trace-in-words.ts';
import { openSession } from './support/session.ts';
import { getRoutes } from './support/site-pages.ts';
import { review, startWorld, type World } from './support/world.ts';

const reason = 'The panel would have returned it';

let world: World;
/** A round that closed with its three reviews and was opened again; the sample reviewers 2 and 3 work at the Centre, too. */
let roundId: string;
/** Notices of the first closing. */
let notices: readonly string[];

beforeAll(async () => {
  world = await startWorld();
  const { db } = world.service;
  for (const [number, roles] of [
    [3, ['staff', 'oversight', 'administrator']],
    [2, ['oversight']],
  ] as const)
    for (const role of roles) {
      const person = await findPersonByEmail(db, `reviewer-${number}@example.org`);
      if (person !== null) await transact(db, addRoleWrites(person, role));
    }
  roundId = await world.openRound();
  for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  const move = async (operation: 'closeRound' | 'reopenRound', body: object) => {
    const lock = await world.staff.lock(operations.getRound, { parameters: { roundId } });
    await world.staff.call(operations[operation], { parameters: { roundId }, headers: lock, body } as never);
    await world.service.idle();
  };
  await move('closeRound', {});
  const { items } = await world.staff.call(noticeOperations.listNotices, { query: { roundId } });
  notices = items.map(({ noticeId }) => noticeId);
  const day = 24 * 60 * 60 * 1000;
  await move('reopenRound', {
    reason,
    reviewsDue: new Date(Date.now() + 10 * day).toISOString(),
    closesAt: new Date(Date.now() + 20 * day).toISOString(),
  });
  for (const number of [2, 3]) await openSession(db, `session-${number}`, `sample-reviewer-${number}`);
});
afterAll(() => world.stop());

const parametersOf = (noticeId: string) => ({
  roundId,
  criterionId: 'framework-alignment',
  personId: 'sample-reviewer-1',
  format: 'csv',
  number: 1,
  noticeId,
  specificationId: 'sample-frailty',
  criteriaSetId: 'sample-endorsement',
  version: 1,
});

/** What tells the outcome: its codes in answers, its words on pages, and why the round was opened again. */
const tells = (text: string): readonly string[] =>
  [
    '"endorse-with-conditions"',
    '"endorse"',
    '"return-for-revision"',
    '"refer-to-panel"',
    reason,
    ...Object.values(outcomeInWords).map((words) => `Recommendation: ${words}`),
  ].filter((telling) => text.toLowerCase().includes(telling.toLowerCase()));

/** Operations that answer samples, not what is in the table. */
/** An answer without what the rules would make of panels that nobody has sat on: it names every outcome. */
const said = (body: unknown): string =>
  JSON.stringify(body, (name, value) => (name === 'panels' ? undefined : value)) ?? '';

const isSample = ({ path }: { readonly path: string }) => /preview|sample|openapi/.test(path);

describe.each([2, 3] as const)(
  'whoever reviewed a round that was opened again, and has another role (%i)',
  (number) => {
    test('reads nothing of what it had come to, whatever is asked', async () => {
      const queries = [
        {},
        { kind: 'round', id: roundId },
        { roundId },
        { actor: 'system' },
        { status: 'open' },
      ];
      let answered = 0;
      for (const operation of Object.values(operations) as Operation[]) {
        if (operation.method !== 'GET' || isSample(operation)) continue;
        const ids = operation.path.includes('{noticeId}') ? notices : ['x'];
        for (const noticeId of ids)
          for (const query of operation.query === undefined ? [{}] : queries) {
            const asked = { parameters: parametersOf(noticeId), query } as never;
            const { status, body } = await world.reviewer(number).send(operation, asked);
            if (status === 200) answered += 1;
            expect([routeKey(operation), query, tells(said(body))]).toEqual([routeKey(operation), query, []]);
          }
      }
      expect(answered).toBeGreaterThan(15);
    });

    test('nor on any page', async () => {
      const { url } = world.service;
      const cookie = `__Host-session-${new URL(url).port}=session-${number}`;
      const filled = (path: string, noticeId: string) =>
        path.replace(/\{(\w+)\}/g, (_, name: string) =>
          String(Reflect.get(parametersOf(noticeId), name) ?? 'x'),
        );
      const paths = getRoutes
        .filter((route) => !isSample(route) && !/sign|auth|assets|email\.html/.test(route.path))
        // It offers the outcomes that may need another’s agreement.
        .filter(({ path }) => path !== '/settings')
        .flatMap(({ path }) =>
          (path.includes('{noticeId}') ? notices : ['x']).map((noticeId) => filled(path, noticeId)),
        );
      for (const path of [...paths, `/events?kind=round&id=${roundId}`, `/notices?roundId=${roundId}`]) {
        const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });
        const text = (await response.text()).replaceAll(/\s+/g, ' ');
        expect([path, response.status < 500, tells(text)]).toEqual([path, true, []]);
      }
    });
  },
);

test('staff who are not on its panel read all of it', async () => {
  const { items } = await world.staff.call(operations.listEvents, { query: { kind: 'round', id: roundId } });
  expect(JSON.stringify(items)).toContain(reason);
  expect(items.map(({ action }) => action)).toContain('recommendation-derived');
  const { items: rounds } = await world.staff.call(operations.listRoundsOfSpecification, {
    parameters: { specificationId: 'sample-frailty' },
  });
  expect(rounds.find((round) => round.roundId === roundId)?.recommendation).not.toBeNull();
});
