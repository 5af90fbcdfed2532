import { expect, test } from 'vitest';
import { rehearseRestore } from './restore.ts';

test.each(['table', 'log'] as const)(
  'a table restored while a round is open is safe to work on: nothing is sent again, nobody erased is back, no lost role either, by what the %s says',
  async (from) => {
    const { wrong, closed } = await rehearseRestore(from);
    expect(wrong).toEqual([]);
    expect(closed.possiblySent).toBeGreaterThan(0);
    expect(closed.erasedAgain).toEqual(['reviewer-4']);
    expect(closed.rolesTakenAgain).toEqual(['staff-2']);
    expect(closed.rolesToSet).toEqual([]);
    // Submissions are in the table alone.
    const submitted = from === 'table' ? [{ personId: 'reviewer-2' }] : [];
    expect(closed.receiptsWithoutSubmission).toMatchObject(submitted);
  },
);
