import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';

let centre: Centre;
let specifications = 0;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const kept = async () => given(await centre.does.getAreas(await centre.by('staff-1'))).answer.names;

const register = async (areaOfPractice: string) => {
  specifications += 1;
  const title = `Specification ${specifications}`;
  const developer = { organisation: 'A group', contactName: 'Dee', contactEmail: 'dee@example.org' };
  const call = { ...(await centre.by('staff-1')), what: { title, areaOfPractice, developer } };
  return given(await centre.does.registerSpecification(call)).answer;
};

test('an area that a specification is given is kept, in its first spelling', async () => {
  expect((await register('Older people’s care')).areaOfPractice).toBe('Older people’s care');
  const again = await register("OLDER  PEOPLE'S CARE".replace('  ', ' '));
  expect(again.areaOfPractice).toBe('Older people’s care');
  const { specificationId } = again;
  const what = {
    title: again.title,
    areaOfPractice: 'older people`s cáre',
    credentialType: 'multi-professional' as const,
    professions: [],
    documentUrl: 'https://example.org/draft.pdf',
    documentSha256: 'a'.repeat(64),
    capabilities: [{ id: 'one', text: 'Leads services', alignsTo: ['2.1'] }],
  };
  const call = { ...(await centre.by('staff-1')), of: { specificationId }, what };
  const version = given(await centre.does.addSpecificationVersion(call)).answer;
  expect(version.content.areaOfPractice).toBe('Older people’s care');
  expect((await kept()).filter((name) => /older/i.test(name))).toEqual(['Older people’s care']);
});

test('expertise is of the same areas, whether one person is added, many are, or one is changed', async () => {
  const staff = await centre.by('staff-1');
  const person = {
    name: 'Ada',
    email: 'ada@example.org',
    expertise: ['older peoples care', 'Stroke', 'stroke'],
  };
  const { personId, expertise } = given(await centre.does.addPerson({ ...staff, what: person })).answer;
  expect(expertise).toEqual(['Older people’s care', 'Stroke']);

  const people = [{ name: 'Bea', email: 'bea@example.org', expertise: ['STROKE', 'Wound care'] }];
  given(await centre.does.importPeople({ ...(await centre.by('staff-1')), what: { people, dryRun: false } }));
  const listed = given(await centre.does.listPeople({ ...staff, what: undefined })).answer.items;
  expect(listed.find(({ name }) => name === 'Bea')?.expertise).toEqual(['Stroke', 'Wound care']);

  const what = { name: 'Ada', expertise: ['wound-care', 'Wound care', 'wound care'] };
  const change = { ...(await centre.by('staff-1')), of: { personId }, what };
  expect(given(await centre.does.changePerson(change)).answer.expertise).toEqual(['Wound care']);
  expect(await kept()).toEqual(expect.arrayContaining(['Stroke', 'Wound care']));
});

test('two people who give a new area at once keep it once', async () => {
  const made = await Promise.all(['Renal care', 'renal care', 'RENAL CARE'].map(register));
  expect(new Set(made.map(({ areaOfPractice }) => areaOfPractice)).size).toBe(1);
  expect((await kept()).filter((name) => /renal/i.test(name)).length).toBe(1);
});

test('an area that is taken off the list stays where it was given, and is on record', async () => {
  const { specificationId } = await register('Travel medicine');
  const names = (await kept()).filter((name) => name !== 'Travel medicine');
  given(
    await centre.does.changeAreas({
      ...(await centre.by('staff-1')),
      what: { names: [...names, 'Zoology', 'zoology'] },
    }),
  );
  expect(await kept()).toEqual([...names, 'Zoology']);
  const of = { specificationId };
  const read = given(
    await centre.does.getSpecification({ ...(await centre.by('staff-1')), of, what: undefined }),
  );
  expect(read.answer.areaOfPractice).toBe('Travel medicine');
});
