import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { writeTable } from '../files/write-table.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

/** A made-up edition, with a title above and its columns in no order that anybody asked for. */
const rows = [
  ['An edition of ours', '', '', ''],
  ['Pillar', 'Capability', 'No.', 'Title'],
  ['Clinical practice', 'Looks after people with care and in the long run.', '1.1', 'Looking after people'],
  ['Clinical practice', 'Says what it does and why it does it.', '1.2', 'Saying why'],
  ['Leadership', 'Leads others where nobody has led before.', '2.1', 'Leading'],
  ['Education', 'Teaches others what they need to know.', '3.1', 'Teaching'],
  ['Research', 'Finds out what nobody has known before.', '4.1', 'Finding out'],
];

const fileOf = async (format: 'csv' | 'xlsx', table: readonly (readonly string[])[]) => ({
  format,
  content: Buffer.from(await writeTable(format, { name: 'Framework', rows: table, widths: [] })).toString(
    'base64',
  ),
});

const importing = async (
  name: string,
  file: Awaited<ReturnType<typeof fileOf>>,
  key: string = randomUUID(),
) => centre.does.importFramework({ ...(await centre.by('staff-1')), key, what: { name, file } });

describe('an edition of the framework', () => {
  test('is read from a table as people keep it, once, and never changes', async () => {
    const key = randomUUID();
    const file = await fileOf('xlsx', rows);
    const { answer } = given(await importing('Our framework (2031)', file, key));
    expect(answer).toMatchObject({
      frameworkId: 'our-framework-2031',
      name: 'Our framework (2031)',
      pillars: [
        {
          number: 1,
          name: 'Clinical practice',
          capabilities: [
            { number: '1.1', title: 'Looking after people' },
            { number: '1.2', title: 'Saying why' },
          ],
        },
        { number: 2, name: 'Leadership', capabilities: [{ number: '2.1', title: 'Leading' }] },
        { number: 3, name: 'Education' },
        { number: 4, name: 'Research' },
      ],
    });
    expect(given(await importing('Our framework (2031)', file, key)).answer).toEqual(answer);
    for (const name of ['Our framework (2031)', 'OUR framework 2031', 'Multi-professional framework (2017)'])
      expect(await importing(name, file)).toMatchObject({ error: { code: 'already-exists' } });
    const { frameworks } = given(
      await centre.does.listFrameworks({ ...(await centre.by('oversight-1')), what: undefined }),
    ).answer;
    expect(frameworks.map(({ frameworkId }) => frameworkId)).toEqual(['2017', 'our-framework-2031']);
  });

  test.each([
    ['no table', [['Nothing here']], /no table/],
    ['no number', [...rows.slice(1), ['Research', 'Does more.', '', 'More']], /^Row \d+: /],
    ['another pillar', [...rows.slice(1), ['Else', 'Does more.', '5.1', 'More']], /^Row 7: number each/],
    ['a number twice', [...rows.slice(1), ['Research', 'Does more.', '4.1', 'More']], /used already/],
    ['a pillar without any', rows.slice(1, -1), /No capability is of pillar 4/],
  ])('is refused with %s', async (_, table, detail) => {
    const refused = await importing('Another', await fileOf('csv', table));
    expect(refused).toMatchObject({
      error: {
        errors: expect.arrayContaining([
          { pointer: '/file', code: 'not-usable', detail: expect.stringMatching(detail) },
        ]),
      },
    });
  });
});

test('a version is measured against the edition that it names, 2017 where it names none, and none where it is medical', async () => {
  const of = { specificationId: 'sample-frailty', version: 1 };
  const read = async (version: number) =>
    given(
      await centre.does.getSpecificationVersion({
        ...(await centre.by('staff-1')),
        of: { ...of, version },
        what: undefined,
      }),
    ).answer;
  const first = await read(1);
  expect(first.framework?.frameworkId).toBe('2017');
  const { proposal: _, ...content } = first.content;
  const add = async (different: object) =>
    centre.does.addSpecificationVersion({
      ...(await centre.by('staff-1')),
      of,
      what: { ...content, ...different } as never,
    });
  // To name the edition of 2017 changes nothing: not even the hash.
  expect(given(await add({ framework: '2017' })).answer.version).toBe(1);
  expect(await add({ framework: 'nowhere' })).toMatchObject({
    error: { errors: [{ pointer: '/framework' }] },
  });
  const capabilities = content.capabilities.slice(0, 1).map((one) => ({ ...one, alignsTo: ['1.2'] }));
  expect(given(await add({ framework: 'our-framework-2031', capabilities })).answer.version).toBe(2);
  const second = await read(2);
  expect(second.framework?.name).toBe('Our framework (2031)');
  expect(second.changes?.map(({ sentence }) => sentence)).toContain(
    'It is measured against another edition of the framework',
  );
  const more = capabilities.map((one) => ({ ...one, alignsTo: ['1.1', '1.2'] }));
  given(await add({ framework: 'our-framework-2031', capabilities: more }));
  expect((await read(3)).changes?.map(({ sentence }) => sentence)[0]).toContain(
    'now aligns to 1.1 Looking after people',
  );
  given(await add({ framework: 'our-framework-2031', credentialType: 'medical' }));
  const medical = await read(4);
  expect([medical.framework, medical.content.framework]).toEqual([null, undefined]);
});
