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
  const shared = await propose({ title: 'For both', areaOfPractice, priorityId: other.priorityId });
  const staff = await centre.by('staff-1');
  const answersOf = async (id: string) =>
    given(await centre.does.getPriorityAnswers({ ...staff, of: { priorityId: id } })).answer.answers;
  const said = async (id: string) =>
    (await answersOf(id))
      .map((one) => [one.specificationId, one.isNamed, one.madeFor?.title ?? null])
      .sort(([a], [b]) => [ours, near, shared].indexOf(String(a)) - [ours, near, shared].indexOf(String(b)));
  expect(await said(priorityId)).toEqual([
    [ours, true, null],
    [near, false, null],
    [shared, false, 'Another need'],
  ]);
  expect(await said(other.priorityId)).toEqual([
    [near, false, null],
    [shared, true, null],
  ]);

  // With its document it is a specification, and still answers what it was proposed for.
  const read = { ...staff, of: { specificationId: 'sample-frailty', version: 1 }, what: undefined };
  const { content } = given(await centre.does.getSpecificationVersion(read)).answer;
  const what = { ...content, title: 'Ours', areaOfPractice: 'Elsewhere' } as never;
  given(await centre.does.addSpecificationVersion({ ...staff, of: { specificationId: ours }, what }));
  const now = (await answersOf(priorityId)).find(({ specificationId }) => specificationId === ours);
  expect(now).toMatchObject({ stage: 'specification', areaOfPractice: 'Elsewhere', isNamed: true });

  // A proposal that is made for no priority any more is found under none.
  const { sponsor: _, ...kept } = sampleProposal;
  const changed = { ...kept, title: 'For both', areaOfPractice: 'Elsewhere', priorityId: null };
  given(await centre.does.changeProposal({ ...staff, of: { specificationId: shared }, what: changed }));
  expect((await said(other.priorityId)).map(([id]) => id)).toEqual([near]);
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
