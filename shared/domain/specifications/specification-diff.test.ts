import { expect, test } from 'vitest';
import type { SpecificationVersion } from './specification.ts';
import { diffSpecificationVersions } from './specification-diff.ts';

const version: SpecificationVersion = {
  title: 'Frailty',
  areaOfPractice: 'Frailty',
  credentialType: 'multi-professional',
  professions: [],
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
      professions: ['Doctors'],
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
    'The professions it is for are now: Doctors',
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

test('each change says what it is of', () => {
  const whats = (after: Partial<SpecificationVersion>) =>
    diffSpecificationVersions(version, { ...version, ...after }).map(({ what }) => what);
  expect(whats({ title: 'x' })).toEqual(['title']);
  expect(whats({ areaOfPractice: 'x' })).toEqual(['areaOfPractice']);
  expect(whats({ credentialType: 'medical' })).toEqual(['credentialType']);
  expect(whats({ documentSha256: 'b'.repeat(64) })).toEqual(['documentSha256']);
  expect(whats({ documentUrl: 'https://example.org/2' })).toEqual(['documentUrl']);
  expect(whats({ capabilities: [] })).toEqual(['capability', 'capability']);
});

test('an alignment that only grew or only shrank is told as that', () => {
  const aligned = (...alignsTo: string[]) =>
    sentences({
      ...version,
      capabilities: version.capabilities.map((one) => (one.id === 'b' ? { ...one, alignsTo } : one)),
    });
  expect(aligned('2.1', '2.2')).toEqual(['Capability now aligns to 2.2: Lead services']);
  expect(aligned()).toEqual(['Capability no longer aligns to 2.1: Lead services']);
});

test('a text is told whole up to 80 characters, then cut between words', () => {
  const told = (text: string) =>
    sentences({ ...version, capabilities: [...version.capabilities, { id: 'c', text, alignsTo: [] }] });
  expect(told('v. 1.5 of it.')).toEqual(['Capability added: v. 1.5 of it']);
  expect(told('x'.repeat(80))).toEqual([`Capability added: ${'x'.repeat(80)}`]);
  expect(told(`${'x'.repeat(70)}  ${'y'.repeat(9)}`)).toEqual([`Capability added: ${'x'.repeat(70)} …`]);
  expect(told('x'.repeat(81))).toEqual([`Capability added: ${'x'.repeat(80)} …`]);
});
