import { expect, test } from 'vitest';
import { letterBlocks } from './letter-blocks.ts';

const paragraph = (...lines: string[]) => ({ kind: 'paragraph', lines });

test('empty lines end paragraphs, and lines within one stay lines', () => {
  expect(letterBlocks('One.\n\nTwo,\r\nbroken.\n\n\n\nThree.\n')).toEqual([
    paragraph('One.'),
    paragraph('Two,', 'broken.'),
    paragraph('Three.'),
  ]);
});

test('headings stand alone, also where no empty line sets them apart', () => {
  expect(letterBlocks('Before\n# Conditions\nAfter')).toEqual([
    paragraph('Before'),
    { kind: 'heading', lines: ['Conditions'] },
    paragraph('After'),
  ]);
});

test('items become one list, each with the lines that follow it directly', () => {
  expect(letterBlocks('Intro:\n- one\n- two\nand more\n\n- three\n\nAfter')).toEqual([
    paragraph('Intro:'),
    { kind: 'list', lines: ['one', 'two and more', 'three'] },
    paragraph('After'),
  ]);
});

test('a heading between items makes two lists', () => {
  expect(letterBlocks('- a\n\n# H\n\n- b').map(({ kind }) => kind)).toEqual(['list', 'heading', 'list']);
});

test.each([
  '#no space',
  '-no space',
  '* star',
  '## Two',
  '1. One',
  '<b>bold</b>',
  '[a](https://example.org)',
])('nothing else is markup: %s', (text) => {
  expect(letterBlocks(text)).toEqual([paragraph(text)]);
});

test('a letter of empty lines has no parts', () => {
  expect(letterBlocks(' \n\n \t\n')).toEqual([]);
});
