import { expect, test } from 'vitest';
import { cellsOf } from './clipboard-text.ts';

test.each([
  ['one', [['one']]],
  ['', [['']]],
  [
    'a\tb\nc\td',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\r\nb\r\n', [['a'], ['b']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['"two\nlines"\tplain', [['two\nlines', 'plain']]],
  ['"say ""no"""', [['say "no"']]],
  ['"not" a quoted cell\tx', [['"not" a quoted cell', 'x']]],
  ['=A1\t', [['=A1', '']]],
])('%j', (text, cells) => {
  expect(cellsOf(text)).toEqual(cells);
});
