import { expect, it } from 'vitest';
import * as z from 'zod';
import { filledText } from './basics.ts';
import { defectsOf } from './defects.ts';

const schema = z.strictObject({ reason: filledText(10) });

it.each([
  [{}, 'missing', 'This field is needed.'],
  [{ reason: ' \n' }, 'missing', 'Fill this in.'],
  [{ reason: 'a longer text' }, 'too-big', 'Use at most 10 characters.'],
])('a text that is absent, blank or too long is told apart by its code: %j', (given, code, detail) => {
  const { error } = schema.safeParse(given);
  expect(error && defectsOf(error)).toEqual([{ pointer: '/reason', code, detail }]);
});
