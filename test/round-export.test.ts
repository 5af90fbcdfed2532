import { expect, test } from 'vitest';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { parseRoundExport } from '../shared/contract/exports/schemas.ts';
import { makeRoundExport, withoutNotes } from '../shared/domain/exports/round-export.ts';
import { verifyRoundExport } from '../shared/domain/exports/verify-round-export.ts';
import { sampleRecord, sha256 } from './support/sample-record.ts';

type Json = unknown;

interface Mutant {
  /** Where it differs, a JSON pointer. */
  readonly at: string;
  readonly json: Json;
}

/** Another value of the same kind: a hash stays a hash, so that its shape does not give it away. */
function otherLeaf(value: Json): Json {
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? sha256(value) : `${value} `;
  if (typeof value === 'number') return value === 0 ? 1 : value - 1;
  return typeof value === 'boolean' ? !value : 1;
}

/** Every value that differs from this one in one place: a leaf changed, a field or item left out or added. */
function* mutants(value: Json, at = ''): Generator<Mutant> {
  if (Array.isArray(value)) {
    yield { at, json: [...value, value[0] ?? 0] };
    for (const [i, item] of value.entries()) {
      yield { at: `${at}/${i}`, json: value.toSpliced(i, 1) };
      for (const inner of mutants(item, `${at}/${i}`))
        yield { at: inner.at, json: value.with(i, inner.json) };
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { at, json: { ...value, extra: 1 } };
    for (const [key, item] of Object.entries(value)) {
      yield { at: `${at}/${key}`, json: { ...value, [key]: undefined } };
      for (const inner of mutants(item, `${at}/${key}`))
        yield { at: inner.at, json: { ...value, [key]: inner.json } };
    }
  } else yield { at, json: otherLeaf(value) };
}

/** Whether a file with this in it verifies. */
function verifies(json: Json): boolean {
  const parsed = parseRoundExport(JSON.parse(JSON.stringify(json)));
  return parsed.ok && verifyRoundExport(parsed.value, sha256).ok;
}

// Each place costs a check of all of it: fewer criteria try the same kinds of place in a tenth of the time.
const all = sampleCriteriaSet();
const some = {
  ...all,
  sections: all.sections
    .filter(({ criteria }) => criteria.some(({ number }) => number === '10.2'))
    .map((section) => ({ ...section, criteria: section.criteria.slice(0, 3) })),
};
const exported = JSON.parse(JSON.stringify(makeRoundExport(sampleRecord(some), sha256)));

test('no one place of an export can be changed, left out or added to without being caught', {
  tags: 'long',
}, () => {
  const tried = [...mutants(exported)];
  expect(tried.length).toBeGreaterThan(500);
  const missed = tried.filter(({ json }) => verifies(json)).map(({ at }) => at);
  expect(missed).toEqual(['/confidential']);
});

test('and nothing but the confidential notes as a whole can be left out', () => {
  expect(verifies(exported)).toBe(true);
  expect(verifies(withoutNotes(exported))).toBe(true);
});
