import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Letter } from './letter.ts';
import { letterBody } from './letter-text.ts';

const letter: Letter = {
  subject: 'Frailty, version 2: endorsed with conditions',
  organisation: 'Sample University',
  sample: false,
  opening: ['Thank you.', 'The Centre has decided.'],
  conditions: [
    { number: 1, text: 'Do it', criteria: ['4.2', '4.3'], owner: 'Sample University', due: '31 March 2027' },
    { number: 2, text: 'Do that.', criteria: [], owner: 'The authors', due: '30 June 2027' },
  ],
  message: ['A word of thanks.'],
  comments: [{ number: '4.1', text: 'A criterion.', comments: ['Well put.', 'Add an example.'] }],
  overallComments: ['Clear.'],
  closing: ['It is in the register.'],
};

test('the whole letter becomes paragraphs, headings and lists in the order in which it is read', () => {
  expect(letterBody(letter)).toEqual({
    subject: 'Frailty, version 2: endorsed with conditions',
    body: `Thank you.

The Centre has decided.

A word of thanks.

# Conditions

1. Do it.
Due by 31 March 2027. Owner: Sample University. About criteria 4.2 and 4.3.

2. Do that.
Due by 30 June 2027. Owner: The authors.

It is in the register.

# Comments on 4.1: A criterion.

- Well put.
- Add an example.

# Comments on the whole

- Clear.`,
  });
});

test('where nothing is to be done and nobody commented, no heading is left over', () => {
  const { body } = letterBody({ ...letter, conditions: [], comments: [], overallComments: [], message: [] });
  expect(body).toBe('Thank you.\n\nThe Centre has decided.\n\nIt is in the register.');
});

test('one condition stands under a heading in the singular, with its one criterion', () => {
  const only = { number: 1, text: 'Do it', criteria: ['4.2'], owner: 'Us', due: '1 May 2027' };
  const { body } = letterBody({ ...letter, conditions: [only] });
  expect(body).toContain('# Condition\n');
  expect(body).toContain('About criterion 4.2.');
});

test('whatever reviewers wrote stays within its item: it cannot begin a heading, a list or a paragraph', () => {
  const line = fc.constantFrom('# Endorsed', '- item', '', 'words', '\u2028# More', '\r\n\r\n- x');
  const comment = fc.array(line, { minLength: 1 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(comment, (said) => {
      const { body } = letterBody({ ...letter, overallComments: [`Said: ${said}`] });
      const after = body.slice(body.indexOf('# Comments on the whole')).split(/[\n\r\u2028\u2029]/);
      expect(after).toEqual(['# Comments on the whole', '', expect.stringMatching(/^- Said:/)]);
    }),
  );
});
