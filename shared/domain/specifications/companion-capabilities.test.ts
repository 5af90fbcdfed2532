import { expect, test } from 'vitest';
import { compareCapabilities } from './companion-capabilities.ts';

const capability = (text: string) => ({ id: text.slice(0, 8).toLowerCase(), text, alignsTo: [] });

test('says what two companions both have, alike or in other words, and what only one has', () => {
  const { both, onlyOne, onlyOther } = compareCapabilities(
    [
      capability('Lead the redesign of services.'),
      capability('Assess older people after a fall at home.'),
      capability('Teach others in the area.'),
    ],
    [
      capability('Assess older people after a fall in hospital.'),
      capability('lead the redesign of services'),
      capability('Prescribe for pain.'),
    ],
  );
  expect(both.map(({ one, other, isSame }) => [one.text, other.text, isSame])).toEqual([
    ['Lead the redesign of services.', 'lead the redesign of services', true],
    ['Assess older people after a fall at home.', 'Assess older people after a fall in hospital.', false],
  ]);
  expect(onlyOne.map(({ text }) => text)).toEqual(['Teach others in the area.']);
  expect(onlyOther.map(({ text }) => text)).toEqual(['Prescribe for pain.']);
});

test('each capability counts once, for the one that it is most like', () => {
  const { both, onlyOne } = compareCapabilities(
    [capability('Lead services'), capability('Lead all services')],
    [capability('Lead all services')],
  );
  expect(both).toMatchObject([{ one: { text: 'Lead all services' }, isSame: true }]);
  expect(onlyOne).toHaveLength(1);
  expect(compareCapabilities([], [capability('…')])).toMatchObject({ both: [], onlyOther: [{ text: '…' }] });
});
