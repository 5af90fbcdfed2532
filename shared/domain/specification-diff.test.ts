import { expect, test } from 'vitest';
import type { SpecificationVersion } from './specification.ts';
import { diffSpecificationVersions } from './specification-diff.ts';

const version: SpecificationVersion = {
  title: 'Frailty',
  areaOfPractice: 'Frailty',
  credentialType: 'multi-professional',
  documentUrl: 'https://example.org/1',
  documentSha256: 'a'.repeat(64),
  capabilities: [
    { id: 'a', text: 'Recognise frailty.', alignsTo: ['1.1', '1.2'] },
    { id: 'b', text: 'Lead services.', alignsTo: ['2.1'] },
  ],
};

const sentences = (after: SpecificationVersion) =>
  diffSpecificationVersions(version, after).map(({ sentence }) => sentence);

test('nothing changed', () => {
  expect(sentences(structuredClone(version))).toEqual([]);
});

test('every field and capability that changed is named once', () => {
  expect(
    sentences({
      title: 'Frailty care',
      areaOfPractice: 'Older people',
      credentialType: 'medical',
      documentUrl: 'https://example.org/2',
      documentSha256: 'b'.repeat(64),
      capabilities: [
        { id: 'a', text: 'Recognise frailty early.', alignsTo: ['1.2', '1.3', '1.4'] },
        { id: 'c', text: `${'Long '.repeat(40)}text.`, alignsTo: [] },
      ],
    }),
  ).toEqual([
    'The title is now “Frailty care”, no longer “Frailty”',
    'The area of practice is now Older people, no longer Frailty',
    'The credential type is now “Medical”, no longer “Multi-professional”',
    'The document is another file',
    'Capability reworded: Recognise frailty early',
    'Capability now aligns to 1.3 and 1.4 and no longer aligns to 1.1: Recognise frailty early',
    `Capability added: ${'Long '.repeat(16).trim()} …`,
    'Capability removed: Lead services',
  ]);
});

test('the same file at another address is said to be that', () => {
  expect(sentences({ ...version, documentUrl: 'https://example.org/2' })).toEqual([
    'The document is the same file at another address',
  ]);
});
