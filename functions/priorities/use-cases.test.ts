import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { samplePriority, sampleProposal } from '../../test/support/sample-proposal.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const add = async (different: object = {}, key: string = randomUUID()) => {
  const call = { ...(await centre.by('oversight-1')), key, what: { ...samplePriority, ...different } };
  return given(await centre.does.addPriority(call)).answer;
};

const propose = async (different: object) => {
  const what = { ...sampleProposal, priorityId: null, ...different };
  const call = { ...(await centre.by('staff-1')), what };
  return given(await centre.does.makeProposal(call)).answer.specificationId;
};

test('a priority is under consideration at first, and added once for a key', async () => {
  const key = randomUUID();
  const [first, again] = [await add({}, key), await add({}, key)];
  expect(again).toEqual(first);
  expect(first).toMatchObject({
    ...samplePriority,
    state: 'under-consideration',
    history: [{ by: 'oversight-1', name: 'Ottoline Wexcombe', state: 'under-consideration' }],
  });
});

test('it comes to stand elsewhere for a reason, which its history keeps', async () => {
  const { priorityId } = await add();
  let minutes = 0;
  const change = async (state: 'agreed' | 'under-consideration', reason: string) => {
    minutes += 1;
    centre.setNow(new Date(Date.parse('2026-07-01T09:00:00Z') + minutes * 60_000).toISOString());
    const what = { ...samplePriority, title: 'Falls', state, reason };
    const call = { ...(await centre.by('oversight-1')), of: { priorityId }, what };
    return centre.does.changePriority(call);
  };
  expect(await change('agreed', ' ')).toMatchObject({ error: { errors: [{ pointer: '/reason' }] } });
  given(await change('under-consideration', ''));
  const { history, title, state } = given(await change('agreed', 'All systems ask for it.')).answer;
  expect({ title, state }).toEqual({ title: 'Falls', state: 'agreed' });
  expect(history.map((entry) => [entry.state, entry.reason])).toEqual([
    ['agreed', 'All systems ask for it.'],
    [null, ''],
    ['under-consideration', ''],
  ]);
});

test('what answers it is what was proposed for it, and what else there is in its area', async () => {
  const areaOfPractice = 'Palliative care';
  const { priorityId } = await add({ areaOfPractice });
  const other = await add({ areaOfPractice, title: 'Another need' });
  const ours = await propose({ title: 'Ours', areaOfPractice: 'Elsewhere', priorityId });
  const near = await propose({ title: 'Near', areaOfPractice: 'palliative-care', credentialType: null });
  await propose({ title: 'For the other', areaOfPractice, priorityId: other.priorityId });
  const call = { ...(await centre.by('staff-1')), of: { priorityId } };
  const { answers } = given(await centre.does.getPriorityAnswers(call)).answer;
  expect(
    answers.map(({ specificationId, isNamed, credentialType }) => [specificationId, isNamed, credentialType]),
  ).toEqual(
    expect.arrayContaining([
      [ours, true, 'multi-professional-including-medicine'],
      [near, false, null],
    ]),
  );
  expect(answers).toHaveLength(2);
});

test('a proposal names a priority that there is', async () => {
  const call = { ...(await centre.by('staff-1')), what: { ...sampleProposal, priorityId: 'nowhere' } };
  expect(await centre.does.makeProposal(call)).toMatchObject({
    error: { errors: [{ pointer: '/priorityId' }] },
  });
});

test('a proposal that is changed has another version, and is made once for a key', async () => {
  const call = { ...(await centre.by('staff-1')), what: { ...sampleProposal, priorityId: null } };
  const made = given(await centre.does.makeProposal(call)).answer;
  expect(given(await centre.does.makeProposal(call)).answer).toEqual(made);
  const { sponsor: _, ...said } = sampleProposal;
  const of = { specificationId: made.specificationId };
  const changed = { ...(await centre.by('staff-1')), of, what: { ...said, priorityId: null, scale: '300.' } };
  expect(given(await centre.does.changeProposal(changed)).answer).toMatchObject({
    latestVersion: 2,
    stage: 'proposal',
  });
  const read = { ...(await centre.by('staff-1')), of: { ...of, version: 2 } };
  const { changes } = given(await centre.does.getSpecificationVersion(read)).answer;
  expect(changes?.map(({ sentence }) => sentence)).toEqual(['“Scale” is in other words now']);
});
