import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { parseRoundExport, roundExportPart } from '../../shared/contract/exports/schemas.ts';
import { maxBodyBytes } from '../../shared/contract/operation.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { join } from '../../shared/domain/exports/parts.ts';
import { verifyRoundExport } from '../../shared/domain/exports/verify-round-export.ts';
import { reviewHashes } from '../../shared/domain/reviews/receipt.ts';
import { emptyCriterionReview, type ReviewContent } from '../../shared/domain/reviews/review.ts';
import { maxPanel } from '../../shared/domain/rounds/round.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { assignmentItem } from '../panels/stored-assignment.ts';
import { project } from '../results/project.ts';
import { submissionItem } from '../reviews/stored-submission.ts';
import { keys } from '../table/keys.ts';
import { put, transact, update } from '../table/write.ts';
import { exports } from './use-cases.ts';

/** What Lambda takes of an answer: its body is a text within JSON. */
const lambdaTakes = 6_000_000;
const bytesOf = (body: unknown) => Buffer.byteLength(JSON.stringify({ body: JSON.stringify(body) }));

let centre: Centre;
let roundId: string;

/** As long a review as is taken, of words that are longer in JSON than as they are typed. */
function longReview(place: number, criteriaSetHash: string): ReviewContent {
  const ratings = Object.fromEntries(
    criteriaOf(sampleCriteriaSet()).map(({ id }) => [
      id,
      { ...emptyCriterionReview, rating: 3, evidence: '', comment: '', note: '' },
    ]),
  );
  const content = { criteriaSetHash, ratings, overallComment: '', overallNote: 'A sample note' };
  const said = `R${place}: “so”, "and so".\n`;
  const room = maxBodyBytes - Buffer.byteLength(JSON.stringify(content));
  const each = Math.floor(room / Buffer.byteLength(JSON.stringify(said)) / Object.keys(ratings).length);
  // A comment may have 4,000 characters, evidence and note 2,000 each.
  const [most, half] = [Math.floor(4_000 / said.length), Math.floor(2_000 / said.length)];
  const long = {
    comment: said.repeat(Math.min(each, most)),
    evidence: said.repeat(Math.min(each - most, half)),
    note: said.repeat(Math.min(each - most - half, half)),
  };
  return {
    ...content,
    ratings: Object.fromEntries(Object.entries(ratings).map(([id, rating]) => [id, { ...rating, ...long }])),
  };
}

beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound();
  const { db, services } = centre;
  const { criteriaSetHash } = given(
    await centre.does.getRound({ ...(await centre.by('staff-1')), of: { roundId } }),
  ).answer;
  const submittedAt = '2026-07-01T09:00:00.000Z';
  for (let place = 1; place <= maxPanel; place += 1) {
    const personId = `somebody-${place}`;
    const content = longReview(place, criteriaSetHash);
    const hashes = reviewHashes(content, services.digest);
    await transact(db, [
      put({
        ...keys.assignment(roundId, personId),
        ...assignmentItem.stamp,
        roundId,
        personId,
        place,
        status: 'submitted',
        interest: 'none',
        interestDescription: null,
        submissions: 1,
        submittedAt,
        reopenedBecause: null,
        version: 1,
      }),
      put({
        ...keys.submission(roundId, personId, 1),
        ...submissionItem.stamp,
        roundId,
        personId,
        place,
        number: 1,
        look: 1,
        receipt: {
          id: `receipt-${place}`,
          roundId,
          specificationId: 'sample-frailty',
          specificationVersion: 1,
          criteriaSetId: 'sample-endorsement',
          criteriaSetVersion: 1,
          criteriaSetHash,
          submissionNumber: 1,
          submittedAt,
          contentHash: hashes.contentHash,
        },
        notesHash: hashes.notesHash,
        content,
      }),
    ]);
  }
  // Of the round’s own panel nobody is waited for.
  for (const n of [1, 2, 3])
    await transact(db, [
      update('assignment', keys.assignment(roundId, `reviewer-${n}`), { set: { status: 'declined' } }, {}),
    ]);
  await transact(db, [
    update(
      'round',
      keys.round(roundId),
      { set: { status: 'closed' }, add: { revision: 1, recommendations: 1 } },
      {},
    ),
  ]);
  expect(await project(services, roundId)).toBe('projected');
});
afterAll(() => centre.stop());

test('the largest round that can be comes in parts, each of which fits, and together they verify', async () => {
  const call = { ...(await centre.by('staff-1')), of: { roundId } };
  const { exportRoundWithNotes, exportRoundPartWithNotes } = exports(centre.services);
  const whole = await exportRoundWithNotes(call);
  expect(whole).toMatchObject({ ok: false, error: { code: 'in-parts' } });
  const parts = [];
  for (let part = 1; part === 1 || part <= (parts[0]?.parts ?? 0); part += 1) {
    const { answer } = given(await exportRoundPartWithNotes({ ...call, of: { roundId, part } }));
    expect(bytesOf(answer)).toBeLessThan(lambdaTakes);
    parts.push(roundExportPart.parse(JSON.parse(JSON.stringify(answer))));
  }
  expect(parts.length).toBeGreaterThan(2);
  expect(await exportRoundPartWithNotes({ ...call, of: { roundId, part: parts.length + 1 } })).toMatchObject({
    error: { code: 'not-found' },
  });
  const joined = given(join(parts.toReversed() as never));
  const exported = given(parseRoundExport(joined));
  expect(exported.submissions).toHaveLength(maxPanel);
  expect(exported.confidential).toHaveLength(maxPanel);
  expect(verifyRoundExport(exported, centre.services.digest)).toMatchObject({ ok: true });
  expect(join(parts.slice(1) as never)).toMatchObject({
    error: expect.stringContaining('part 1 is missing'),
  });
});

test('everything of it comes in pages that fit', async () => {
  const call = await centre.by('staff-1');
  let cursor: string | undefined;
  let submissions = 0;
  do {
    const of = { roundId, ...(cursor !== undefined && { cursor }) };
    const { answer } = given(await exports(centre.services).exportEverything({ ...call, of }));
    expect(bytesOf(answer)).toBeLessThan(lambdaTakes);
    submissions += answer.items.filter(({ kind }) => kind === 'submission').length;
    cursor = answer.next ?? undefined;
  } while (cursor !== undefined);
  expect(submissions).toBe(maxPanel);
});
