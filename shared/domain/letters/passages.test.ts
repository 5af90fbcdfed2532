import { expect, test } from 'vitest';
import { scanForLeaks } from './leak-scan.ts';
import { passagesOf } from './passages.ts';

const matter = {
  people: [{ name: 'Amara Okafor', email: '' }],
  confidentialNotes: ['alpha beta gamma delta epsilon zeta eta '.repeat(20)],
};

let digests = 0;
/** Tells texts apart, as a digest does, and shows what it is of. */
const digest = (text: string) => {
  digests++;
  let hash = 7n;
  for (const character of text) hash = (hash * 31n + BigInt(character.codePointAt(0) ?? 0)) % 2n ** 128n;
  return hash.toString(16).padStart(32, '0').padEnd(64, 'f');
};

const passagesIn = (body: string, subject = '') =>
  passagesOf({ subject, body }, scanForLeaks({ subject, body }, matter), digest);
const idsIn = (body: string, subject?: string) => passagesIn(body, subject).map(({ id }) => id);

test('a passage says on which line it stands, with the words around it as they stand there', () => {
  expect(passagesIn('Dear all,\n- Dr Okafor said so.\nAmara\nOkafor')).toMatchObject([
    { kind: 'part-of-name', text: 'body', line: 2, before: '- Dr ', hit: 'Okafor', after: ' said so.' },
    { kind: 'name', text: 'body', line: 3, before: '', hit: 'Amara\nOkafor', after: '' },
  ]);
  expect(passagesIn('\nOkafor')).toMatchObject([{ line: 2 }]);
  expect(passagesIn('', 'For Okafor')).toMatchObject([{ text: 'subject', line: 1, before: 'For ' }]);
});

test('of a long line whole words are shown, of a long passage its beginning', () => {
  const [passage] = passagesIn(`${'before '.repeat(30)}Okafor${' after'.repeat(30)}`);
  expect(passage?.before).toMatch(/^… (before ){7,8}$/);
  expect(passage?.after).toMatch(/^( after){9,10} …$/);
  const [note] = passagesIn(matter.confidentialNotes[0] ?? '');
  expect(note?.hit).toMatch(/^alpha beta .*…$/);
  expect(note?.hit).toHaveLength(201);
  const [whole] = passagesIn(`${'x'.repeat(70)} Okafor ${'y'.repeat(70)}`);
  expect([whole?.before, whole?.after]).toEqual(['… ', ' …']);
});

test('its id follows from its line, wherever that stands, and from nothing else of the text', () => {
  const [id] = idsIn('One.\nBy Okafor.\nTwo.');
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(idsIn('By Okafor.')).toEqual([id]);
  expect(idsIn('By Okafor.\nBy Okafor.')).toEqual([id]);
  for (const changed of ['By Okafor', 'by Okafor.', 'By OKAFOR.', 'By  Okafor.', 'By Okafor. Yes.'])
    expect(idsIn(changed)).not.toContain(id);
  expect(idsIn('', 'By Okafor.')).not.toContain(id);
  expect(idsIn('By Okafor.\nSo Okafor.')).toHaveLength(2);
  expect(idsIn('By Okafor\nOne')).toEqual(idsIn('By Okafor\nTwo'));
});

test('two places of one line are two passages', () => {
  expect(new Set(idsIn('Okafor and Okafor and Amara')).size).toBe(3);
});

test('a passage over two lines is another one when either of them changes', () => {
  const ids = ['By Amara\nOkafor said.', 'By Amara\nOkafor says.', 'By Amara\nOkafor said.\nMore.'].map(
    (body) => idsIn(body)[0],
  );
  expect(ids[0]).toBe(ids[2]);
  expect(ids[0]).not.toBe(ids[1]);
});

test('a line of many passages is digested once', () => {
  digests = 0;
  expect(passagesIn('Okafor '.repeat(100))).toHaveLength(100);
  expect(digests).toBe(101);
});
