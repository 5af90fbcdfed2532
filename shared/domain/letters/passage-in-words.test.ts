import { expect, test } from 'vitest';
import { leakKinds } from './leak-kinds.ts';
import { passageInWords } from './passage-in-words.ts';

test('a sentence says where, what, and how to mend it, of every kind', () => {
  const said = leakKinds.map((kind) =>
    passageInWords({ kind, line: 3, hit: 'What\n stands there' }, { name: 'letter', lines: 9 }),
  );
  for (const sentence of said)
    expect(sentence).toMatch(/^Line 3 of the letter has .+: “What stands there”\. .+\.$/);
  expect(new Set(said.map((sentence) => sentence.split(':')[0])).size).toBe(leakKinds.length);
  expect(passageInWords({ kind: 'name', line: 1, hit: 'Amara Okafor' }, { name: 'reason', lines: 1 })).toBe(
    'The reason has a reviewer’s full name: “Amara Okafor”. Take the name out; say “a reviewer”.',
  );
});
