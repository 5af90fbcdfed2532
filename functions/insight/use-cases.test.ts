import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { withheld } from '../../shared/domain/insight/names.ts';
import { type Centre, given, sampleReviewContent, startCentre } from '../../test/support/centre.ts';
import { keptLog } from '../../test/support/plain.ts';
import { projector } from '../projector/handler.ts';
import { keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { projectInsight } from './project-insight.ts';
import { insightRoundSummary } from './storage.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const criteriaSetId = sampleCriteriaSet().id;
const first = criteriaOf(sampleCriteriaSet())[0]?.id ?? '';

const counted = (roundId: string) => getItem(centre.db, keys.insightRound(roundId), insightRoundSummary);

/** A round with a letter that has been released: opened on 1 July, accepted after 2 days, submitted after 10, and so on. */
async function finished(outcome: 'return-for-revision' | 'endorse-with-conditions' = 'return-for-revision') {
  const { does, by, setNow } = centre;
  const at = (day: number) => setNow(new Date(Date.UTC(2026, 6, 1 + day, 9)).toISOString());
  at(0);
  const roundId = await centre.openRound();
  const of = { roundId };
  at(2);
  for (const number of [1, 2, 3]) await centre.accept(roundId, `reviewer-${number}`);
  at(10);
  for (const number of [1, 2, 3])
    await centre.submit(roundId, `reviewer-${number}`, (hash) => {
      const content = sampleReviewContent(1, hash);
      const one = content.ratings[first];
      if (one === undefined) throw new Error('It is rated.');
      return { ...content, ratings: { ...content.ratings, [first]: { ...one, rating: 1 } } };
    });
  at(20);
  await centre.close(roundId);
  at(30);
  const staff = { ...(await by('staff-1')), of };
  const isYes = outcome === 'endorse-with-conditions';
  const condition = { text: 'Add a timetable.', criteria: [], owner: 'The developer', due: '2026-09-30' };
  given(
    await does.decide({
      ...staff,
      what: {
        outcome,
        reason: 'The panel said so.',
        message: '',
        conditions: isYes ? [condition] : [],
        reviewBy: isYes ? '2029-08-31' : null,
        intervention: null,
        endorsement: null,
      },
    }),
  );
  return { roundId, staff, release: async () => given(await does.releaseLetter({ ...staff, what: {} })), at };
}

test('a round is counted from the release of its letter on, once, and as its decision stands', async () => {
  const { does, services } = centre;
  const { roundId, staff, release, at } = await finished('endorse-with-conditions');
  expect(await projectInsight(services, roundId)).toBe('nothing-new');
  expect(await counted(roundId)).toBeNull();

  at(40);
  await release();
  expect(await projectInsight(services, roundId)).toBe('projected');
  const once = await counted(roundId);
  expect(once).toMatchObject({
    year: 2026,
    version: 1,
    days: { acceptance: 2, review: 10, recommendation: 20, decision: 30, letter: 40 },
    answers: { asked: 3, accepted: 3, declined: 0, steppedDown: 0, unanswered: 0 },
    conditions: [{ due: '2026-09-30', metOn: null }],
    overOn: null,
  });
  expect(once?.failed).toContain(first);
  expect(await projectInsight(services, roundId)).toBe('projected');
  expect(await counted(roundId)).toEqual(once);

  at(50);
  given(await does.fulfilCondition({ ...staff, of: { roundId, number: 1 }, what: { evidence: 'Page 4.' } }));
  // What the stream hands over of a decision is enough.
  const records = [
    { dynamodb: { NewImage: { kind: { S: 'decision' }, roundId: { S: roundId } }, SequenceNumber: '1' } },
  ];
  const handed = await projector(services, keptLog().log)({ Records: records } as never, {} as never);
  expect(handed).toEqual({ batchItemFailures: [] });
  expect((await counted(roundId))?.conditions).toEqual([{ due: '2026-09-30', metOn: '2026-08-20' }]);

  at(60);
  const why = { reason: 'It was a mistake.', message: 'We withdraw it.' };
  given(await does.withdrawDecision({ ...staff, what: why }));
  await projectInsight(services, roundId);
  expect((await counted(roundId))?.overOn).toBe('2026-08-30');
});

test('insight shows no number before there are five rounds, then what they come to, and files say the same', async () => {
  const { does, by, services } = centre;
  const ask = async (who: string) => ({ ...(await by(who)), of: { criteriaSetId } });
  const finish = async (many: number) => {
    for (let n = 0; n < many; n++) {
      const { roundId, release } = await finished();
      await release();
      await projectInsight(services, roundId);
    }
  };
  await finish(3);
  const before = given(await does.getInsight(await ask('staff-1'))).answer;
  expect(before.slices).toEqual([{ by: 'all', value: '', rounds: withheld, figures: null }]);

  await finish(2);
  // Of so few, a median would be what a single round took.
  const [six] = given(await does.getInsight(await ask('staff-1'))).answer.slices;
  expect(six).toMatchObject({ rounds: 6, figures: { days: { decision: null } } });
  await finish(4);
  for (const who of ['staff-1', 'oversight-1', 'administrator-1']) {
    const { slices, sets, criteria } = given(await does.getInsight(await ask(who))).answer;
    expect(sets).toEqual([
      { criteriaSetId, title: sampleCriteriaSet().title, kind: 'endorsement', sample: true },
    ]);
    expect(criteria[0]).toMatchObject({ criterionId: first, versions: [1] });
    const [all, year] = slices;
    expect(all).toMatchObject({ by: 'all', rounds: 10, figures: { days: { decision: { median: 30 } } } });
    // In all ten it failed: that in none it did not is a number below five.
    expect(all?.figures?.failed[first]).toBe(withheld);
    expect(year).toMatchObject({ by: 'year', value: '2026', rounds: 10 });
  }

  const file = async (name: 'days.csv' | 'criteria.csv' | 'everything.xlsx') => {
    const of = { criteriaSetId, file: name };
    const { fileName, content } = given(await does.getInsightFile({ ...(await by('staff-1')), of })).answer;
    return { fileName, bytes: Buffer.from(content, 'base64') };
  };
  const days = await file('days.csv');
  expect(days.fileName).toBe(`sample-insight-${criteriaSetId}-days.csv`);
  expect(days.bytes.toString()).toContain('All rounds,,10,Decision,30,30,30');
  expect((await file('criteria.csv')).bytes.toString()).toMatch(/All rounds,,10,\S+,.*,<5\r?\n/);
  expect((await file('everything.xlsx')).bytes.subarray(0, 2).toString()).toBe('PK');
  const none = await does.getInsight({ ...(await by('staff-1')), of: { criteriaSetId: 'no-such-set' } });
  expect(none).toMatchObject({ ok: false, error: { code: 'not-found' } });
});
