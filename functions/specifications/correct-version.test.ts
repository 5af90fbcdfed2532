import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleSpecifications } from '../../infra/local/samples.ts';
import { framework2017 } from '../../shared/domain/specifications/framework-2017.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { samplePriority, sampleProposal } from '../../test/support/sample-proposal.ts';
import { listAllEvents } from '../centre/events-storage.ts';
import { keys } from '../table/keys.ts';
import { getSpecification, getSpecificationVersion } from './storage.ts';

type Sample = ReturnType<typeof sampleSpecifications>[number];
const [sample, other] = sampleSpecifications() as [Sample, Sample];

let centre: Centre;
beforeEach(async () => {
  centre = await startCentre();
});
afterEach(() => centre.stop());

/** Registers another specification with its first version. */
async function registered(id = other.id) {
  const { does, by } = centre;
  const staff = await by('staff-1');
  const title = `Frialty of ${id}`;
  given(await does.registerSpecification({ ...staff, of: {}, what: { id, ...other.registration, title } }));
  const of = { specificationId: id };
  given(await does.addSpecificationVersion({ ...staff, of, what: { ...other.version, title } }));
  return { ...staff, of: { ...of, version: 1 }, title };
}

describe('a version with which no round was created', () => {
  test('is corrected where it stands, with an event that says what it said', async () => {
    const { db, does } = centre;
    const asked = await registered();
    const before = await getSpecificationVersion(db, other.id, 1);
    given(
      await does.correctSpecificationVersion({
        ...asked,
        what: { ...other.version, title: 'Frailty again' },
      }),
    );
    const [specification, version] = await Promise.all([
      getSpecification(db, other.id),
      getSpecificationVersion(db, other.id, 1),
    ]);
    expect(specification).toMatchObject({ title: 'Frailty again', latestVersion: 1, editVersion: 2 });
    expect(version).toMatchObject({ content: { title: 'Frailty again' }, createdAt: before?.createdAt });
    const { items } = given(
      await does.listSpecifications({ ...asked, of: { startsWith: 'frailty again' }, what: undefined }),
    ).answer;
    expect(items.map(({ specificationId }) => specificationId)).toEqual([other.id]);
    const found = given(await does.search({ ...asked, of: { words: 'Frialty' }, what: undefined })).answer;
    expect(JSON.stringify(found)).not.toContain(other.id);
    const events = await listAllEvents(db, keys.specification(other.id));
    const corrected = events.filter(({ action }) => action === 'specification-version-corrected');
    expect(corrected.map(({ details }) => details)).toEqual([
      { version: 1, hash: version?.hash, before: before?.hash, was: asked.title },
    ]);
  });

  test('is not corrected over what somebody else did meanwhile, nor recorded where nothing differs', async () => {
    const { db, does } = centre;
    const asked = await registered();
    const what = { ...other.version, title: asked.title };
    given(await does.correctSpecificationVersion({ ...asked, what }));
    expect((await getSpecification(db, other.id))?.editVersion).toBe(1);
    const late = await does.correctSpecificationVersion({ ...asked, expected: 0, what });
    expect(late).toMatchObject({ ok: false, error: { code: 'stale' } });
  });
});

test('an edition of the framework is corrected as it is added: one that is there, and that of 2017 unsaid', async () => {
  const { db, does } = centre;
  const asked = await registered();
  const { version } = other;
  const before = await getSpecificationVersion(db, other.id, 1);
  const correct = (what: Partial<Sample['version']> & { framework?: string }, expected = asked.expected) =>
    does.correctSpecificationVersion({
      ...asked,
      expected,
      what: { ...version, title: asked.title, ...what },
    });
  given(await correct({ framework: framework2017.frameworkId }));
  expect((await getSpecificationVersion(db, other.id, 1))?.hash).toBe(before?.hash);
  expect(await correct({ framework: 'no-such-edition' })).toMatchObject({
    ok: false,
    error: { code: 'invalid-body', errors: [{ pointer: '/framework' }] },
  });
  given(await correct({ credentialType: 'medical', framework: 'no-such-edition' }));
  const content = (await getSpecificationVersion(db, other.id, 1))?.content;
  expect(content).toMatchObject({ credentialType: 'medical' });
  expect(content).not.toHaveProperty('framework');
});

test('a version with which a round was created, an earlier one and a proposal stay as they are', async () => {
  const { does, draftRound, by } = centre;
  await draftRound();
  const staff = await by('staff-1');
  const refused = async (specificationId: string, version: number) => {
    const of = { specificationId, version };
    return does.correctSpecificationVersion({ ...staff, of, what: { ...sample.version, title: 'Other' } });
  };
  const notNow = { ok: false, error: { code: 'not-now' } };
  expect(await refused(sample.id, 1)).toMatchObject(notNow);
  const asked = await registered();
  given(await does.addSpecificationVersion({ ...asked, what: other.version }));
  expect(await refused(other.id, 1)).toMatchObject(notNow);
  expect((await refused(other.id, 2)).ok).toBe(true);
  const group = { ...(await by('oversight-1')), key: 'priority', of: {}, what: samplePriority };
  const { priorityId } = given(await does.addPriority(group)).answer;
  const proposed = { ...staff, key: 'proposal', of: {}, what: { ...sampleProposal, priorityId } };
  const { specificationId } = given(await does.makeProposal(proposed)).answer;
  expect(await refused(specificationId, 1)).toMatchObject(notNow);
});

test('a round that is created while its version is corrected is of the one text or the other', async () => {
  const { db, does } = centre;
  for (let n = 0; n < 4; n++) {
    const title = `Corrected ${n}`;
    const asked = await registered(`another-${n}`);
    const { specificationId } = asked.of;
    const [corrected, round] = await Promise.all([
      does.correctSpecificationVersion({ ...asked, what: { ...other.version, title } }),
      does.createRound({
        ...asked,
        key: `round ${n}`,
        of: {},
        what: {
          specificationId,
          specificationVersion: 1,
          criteriaSetId: 'sample-endorsement',
          criteriaSetVersion: 1,
          reviewsDue: '2099-01-01T17:00:00Z',
          closesAt: '2099-02-01T17:00:00Z',
        },
      }),
    ]);
    const version = await getSpecificationVersion(db, specificationId, 1);
    expect(version?.content.title === title).toBe(corrected.ok);
    expect(given(round).answer.title).toBe(version?.content.title);
  }
});
