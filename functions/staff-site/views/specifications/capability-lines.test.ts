import { expect, test } from 'vitest';
import { capabilityLines, identified, readCapabilityLines, readCapabilityRows } from './capability-lines.ts';

const before = [
  { id: 'recognise', text: 'Recognise frailty (early), with tools.', alignsTo: ['1.4', '1.6'] },
  { id: 'lead', text: 'Lead services.', alignsTo: [] },
];
const at = { unit: 'Line', pointer: '/capabilities' } as const;

test('what is written as lines is read as it was, with its ids', () => {
  expect(identified(readCapabilityLines(capabilityLines(before)), before, at)).toEqual({
    capabilities: before,
    defects: [],
  });
});

test('a reworded capability keeps its id by its place, a new one gets its own', () => {
  const reworded = identified(readCapabilityLines('Recognise frailty. (1.4)\nLead services.'), before, at);
  expect(reworded.capabilities.map(({ id }) => id)).toEqual(['recognise', 'lead']);
  const added = identified(readCapabilityLines('Lead services.\nTeach others! (3.1 3.2)'), [], at);
  expect(added.capabilities).toEqual([
    { id: 'lead-services', text: 'Lead services.', alignsTo: [] },
    { id: 'teach-others', text: 'Teach others!', alignsTo: ['3.1', '3.2'] },
  ]);
});

test('what is wrong is named with its line', () => {
  const { defects } = identified(readCapabilityLines('\nLead (5.1, 1)\n'), [], at);
  expect(defects.map(({ detail }) => detail)).toEqual([
    'Line 2: “5.1” is no framework capability. Write it like 1.4.',
    'Line 2: “1” is no framework capability. Write it like 1.4.',
  ]);
});

test('a table needs its two columns and may have ids', () => {
  expect(
    readCapabilityRows([
      ['Aligns to', 'Capability', 'Id'],
      ['1.1;1.2', 'Lead', 'lead'],
      ['', '', ''],
    ]),
  ).toEqual({
    given: [{ place: 2, id: 'lead', text: 'Lead', alignsTo: ['1.1', '1.2'] }],
    missing: [],
  });
  expect(readCapabilityRows([['Name']]).missing).toEqual(['Capability', 'Aligns to']);
});
