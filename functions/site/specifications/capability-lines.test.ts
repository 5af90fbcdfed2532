import { expect, test } from 'vitest';
import { identifyCapabilities } from '../../../shared/domain/tables/capability-rows.ts';
import { capabilityLines, readCapabilityLines } from './capability-lines.ts';

const before = [
  { id: 'recognise', text: 'Recognise frailty (early), with tools.', alignsTo: ['1.4', '1.6'] },
  { id: 'lead', text: 'Lead services.', alignsTo: [] },
];

test('what is written as lines is read as it was, with its ids', () => {
  expect(identifyCapabilities(readCapabilityLines(capabilityLines(before)), before)).toEqual({
    capabilities: before,
    defects: [],
  });
});

test('a capability of several lines, as a cell may hold it, is written as one line', () => {
  const [capability] = readCapabilityLines(
    capabilityLines([{ id: 'lead', text: 'Lead\nservices.', alignsTo: [] }]),
  );
  expect(capability).toEqual({ row: 1, id: '', text: 'Lead services.', alignsTo: [] });
});

test('lines are counted as people see them, empty ones too', () => {
  expect(readCapabilityLines('\r\nLead (5.1, 1)\r\n').map(({ row }) => row)).toEqual([2]);
});
