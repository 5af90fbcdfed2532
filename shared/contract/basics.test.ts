import { expect, test } from 'vitest';
import { emailAddress, filledLine, text, webAddress } from './basics.ts';

test.each([
  'name@example.org',
  "sean.o'neil+reviews@mail.example.co.uk",
  'josé@exämple.org',
  'Ольга@пример.рф',
  '李@例子.中国',
  'name@xn--exmple-cua.org',
])('%s is taken as an email address', (address) =>
  expect(emailAddress.safeParse(address).success).toBe(true),
);

test.each([
  'name',
  'name@example',
  'name@example.org.',
  'name@@example.org',
  '.name@example.org',
  'na..me@example.org',
  'na me@example.org',
  'name@-example.org',
  'name@example.org\r\nBcc: all@example.org',
  'Name <name@example.org>',
  'name@example.org, other@example.org',
  'na\u202eme@example.org',
  'na\u200bme@example.org',
  `${'n'.repeat(65)}@example.org`,
  `name@${'long.'.repeat(60)}org`,
])('%j is refused as an email address', (address) =>
  expect(emailAddress.safeParse(address).success).toBe(false),
);

test.each(['\ud800', '\ufffe', '\uffff', '\ufdd0', '\u{1fffe}'])(
  '%j, which is no character, is refused in a text, a line and an address',
  (odd) => {
    for (const schema of [text(100), filledLine(100)]) {
      expect(schema.safeParse(`Frailty ${odd}`).success).toBe(false);
      expect(schema.safeParse('Frailty \ufffd \u{1f600}').success).toBe(true);
    }
    expect(webAddress.safeParse(`https://example.org/${odd}`).success).toBe(false);
  },
);
