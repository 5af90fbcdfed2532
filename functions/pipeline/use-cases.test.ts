import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { sampleProposal } from '../../test/support/sample-proposal.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const read = async (of: object = {}) =>
  given(await centre.does.getPipeline({ ...(await centre.by('oversight-1')), of })).answer;

test('proposals and specifications of all areas are where their latest round says', async () => {
  const what = { ...sampleProposal, areaOfPractice: 'Palliative care', priorityId: null };
  given(await centre.does.makeProposal({ ...(await centre.by('staff-1')), what }));
  const before = await read();
  expect(before.entries.map(({ title, stage, since }) => [title, stage, since])).toEqual([
    [sampleProposal.title, 'proposed', '2026-07-01'],
    [expect.any(String), 'in-development', '2026-07-01'],
  ]);
  const roundId = await centre.openRound();
  expect((await read()).entries.map(({ stage }) => stage)).toEqual(['proposed', 'in-review']);
  const call = { ...(await centre.by('staff-1')), of: { roundId } };
  given(await centre.does.cancelRound({ ...call, what: { reason: 'By mistake.' } }));
  expect(await read()).toEqual(before);
});

test('they are found by area, profession and type, however these are typed', async () => {
  const titles = async (of: object) => (await read(of)).entries.map(({ title }) => title);
  expect(await titles({ area: 'palliative-care' })).toEqual([sampleProposal.title]);
  expect(await titles({ profession: 'PARAMEDICS' })).toEqual([sampleProposal.title]);
  expect(await titles({ type: 'multi-professional-including-medicine' })).toContain(sampleProposal.title);
  expect(await titles({ type: 'dental' })).toEqual([]);
});
