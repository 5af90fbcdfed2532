import { expect, test } from 'vitest';
import { fits, isFirstPlace, whereToLook } from './terms.ts';

const entry = {
  title: 'Acute frailty: O’Brien’s care',
  areaOfPractice: 'Older people’s care',
  organisation: 'Łódź college',
  credentialType: 'multi-professional' as const,
  professions: ['Paramedics', 'Occupational therapists'],
};

test('an entry is found by beginnings of its words, whatever their case, accents and apostrophes', () => {
  for (const words of ['frail', 'ACUTE obriens', "o'brien", 'lodz', 'therapist paramed', ''])
    expect([words, fits(entry, { words })]).toEqual([words, true]);
  for (const words of ['railty', 'frailty dementia']) expect(fits(entry, { words })).toBe(false);
});

test('an entry is found by all that is asked together', () => {
  const asked = {
    startsWith: 'acute F',
    area: 'older people’s  CARE',
    type: 'multi-professional',
    profession: 'paramedics',
  } as const;
  expect(fits(entry, asked)).toBe(true);
  expect(fits(entry, { ...asked, type: '' })).toBe(true);
  for (const other of [{ area: 'Older' }, { type: 'dental' as const }, { profession: 'Nurses' }])
    expect(fits(entry, { ...asked, ...other })).toBe(false);
});

test('what is asked is looked for in one place of an index, and an entry is shown once there', () => {
  expect(whereToLook({ words: 'of occupational', area: 'Care' })).toMatchObject({ start: 'occupational' });
  expect(whereToLook({ area: 'Acute Care', type: 'dental' }).partition).toBe('LIST#register#area acutecare');
  expect(whereToLook({ profession: ' ', type: 'dental' }).partition).toBe('LIST#register#type dental');
  expect(whereToLook({ startsWith: 'Fra' })).toEqual({
    partition: 'LIST#register',
    start: 'fra',
    word: null,
  });
  const places = ['care\tacute', 'college\tacute', 'careful\tacute'];
  expect(places.filter((place) => isFirstPlace(entry, place, 'c'))).toEqual(['care\tacute']);
});
