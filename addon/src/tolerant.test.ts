import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { reviewOperations as operations } from '../../shared/contract/reviews/operations.ts';
import { parseTolerantly } from './tolerant.ts';

const inner = z.strictObject({ a: z.int() });
const schema = z.strictObject({ list: z.array(inner), choice: z.union([z.int(), z.literal('none')]) });

describe('an answer of a newer service', () => {
  it('is read without the fields that this add-on does not know, however deep', () => {
    expect(
      parseTolerantly(schema, { list: [{ a: 1, b: 2 }, { a: 3 }], choice: 'none', more: { any: 'thing' } }),
    ).toEqual({ list: [{ a: 1 }, { a: 3 }], choice: 'none' });
  });

  it('is refused where what the add-on needs is missing or of another type', () => {
    expect(parseTolerantly(schema, { list: [{ b: 2 }], choice: 1 })).toBeNull();
    expect(parseTolerantly(schema, { list: [{ a: 'one', b: 2 }], choice: 1 })).toBeNull();
    expect(parseTolerantly(schema, null)).toBeNull();
  });

  it('is read with defaults filled in, as the contract says', () => {
    const answer = { version: 0, savedAt: null, content: { criteriaSetHash: 'a'.repeat(64), ratings: {} } };
    expect(
      parseTolerantly(operations.getReview.success.body, { ...answer, savedBy: 'somebody' }),
    ).toMatchObject({ content: { overallComment: '' } });
  });
});
