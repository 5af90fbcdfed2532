import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRoundExport } from '../shared/contract/exports/schemas.ts';
import type { RoundExport } from '../shared/domain/exports/round-export.ts';
import { verifyRoundExport } from '../shared/domain/exports/verify-round-export.ts';
import { explain } from '../shared/domain/recommendations/explain.ts';
import { outcomes } from '../shared/domain/recommendations/outcomes.ts';
import { goldenExport, goldenFile, goldenNames } from './golden/exports.ts';
import { rewordedVerifier } from './golden/reworded.ts';
import { sha256 } from './support/sample-record.ts';

const files = readdirSync(join(import.meta.dirname, 'golden/exports'));
const read = (name: string): RoundExport => JSON.parse(readFileSync(goldenFile(name), 'utf8'));

test('there is a golden export of every outcome, and every golden file is one that is tried', () => {
  expect(files.map((file) => basename(file, '.json')).sort()).toEqual([...goldenNames].sort());
  expect(new Set(goldenNames.map((name) => read(name).recommendation?.outcome))).toEqual(
    new Set([...outcomes, undefined]),
  );
});

test.each(goldenNames)('%s, exported once, verifies, and would be exported the same today', (name) => {
  const parsed = parseRoundExport(read(name));
  expect(parsed).toMatchObject({ ok: true });
  if (parsed.ok) expect(verifyRoundExport(parsed.value, sha256)).toMatchObject({ ok: true });
  expect(goldenExport(name)).toEqual(read(name));
});

test('whatever is written anew of the sentences, all of them verify', async () => {
  const reworded = await rewordedVerifier();
  expect(reworded.texts).toBeGreaterThan(50);
  for (const name of goldenNames) {
    const parsed = reworded.parseRoundExport(read(name));
    const verified = parsed.ok ? reworded.verifyRoundExport(parsed.value, sha256) : parsed;
    expect([name, verified.ok]).toEqual([name, true]);
  }
  const { recommendation, criteriaSet } = read('return-for-revision');
  if (recommendation === null) throw new Error('It has one.');
  const [ours, theirs] = [explain, reworded.explain].map((say) => say(recommendation, criteriaSet).reasons);
  expect(theirs).not.toEqual(ours);
});

test('nothing that is hashed is a sentence, but for what people typed and what the criteria set says', () => {
  const sentences: string[] = [];
  const look = (value: unknown, at: string): void => {
    if (typeof value === 'string' && /\s/.test(value)) sentences.push(at);
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) look(inner, `${at}/${name}`);
  };
  for (const name of goldenNames) {
    const { result, recommendation, findings, panel } = read(name);
    look({ result, recommendation, findings, panel }, name);
  }
  expect(sentences).toEqual([]);
});
