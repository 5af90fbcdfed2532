import { expect, test } from 'vitest';
import { rehearseRestore } from './restore.ts';

test('a table restored while a round is open is safe to work on: nothing is sent again, nobody erased is back', async () => {
  const { wrong, closed } = await rehearseRestore();
  expect(wrong).toEqual([]);
  expect(closed.possiblySent).toBeGreaterThan(0);
  expect(closed.erasedAgain).toEqual(['reviewer-4']);
  expect(closed.rolesSet).toEqual(['staff-2']);
  expect(closed.receiptsWithoutSubmission).toMatchObject([{ personId: 'reviewer-2' }]);
});
