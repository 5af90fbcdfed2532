import * as fc from 'fast-check';
import { filledLine as filledLineSchema } from '../../shared/contract/basics.ts';
import { credentialTypes } from '../../shared/domain/basics/credential-types.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';

/** Pieces that files, spreadsheets or our own conventions could swallow or change. */
const nasty = fc.constantFrom(
  '=1+1',
  '+',
  '-',
  '@',
  "'",
  "''",
  '"',
  '""',
  ',',
  ';',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0000',
  '\u000b',
  '\ufeff',
  '\ufffe',
  '_x000D_',
  '_x005f_',
  '&amp;',
  '<b>',
  '4.10',
  '1e5',
  '3/4',
  'June 2026',
  'TRUE',
  '\u{1f9d1}',
  'é',
  'é',
  '＝1',
);

/** Text of any kind, empty too, without halves of surrogate pairs: those are no text in UTF-8. */
export const anyText = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 5 })
  .map((pieces) => pieces.join('').slice(0, 60))
  .filter((text) => !/[\p{Surrogate}\p{Noncharacter_Code_Point}]/u.test(text));

const filledText = anyText.filter((text) => text.trim() !== '');

/** Text that a field of one line takes. */
const filledLine = filledText.filter((text) => filledLineSchema(200).safeParse(text).success);

const slug = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);

/** A criteria set that could be published. */
export const anyCriteriaSet: fc.Arbitrary<CriteriaSet> = fc
  .record({
    id: slug,
    kind: fc.constantFrom('endorsement' as const, 'gateway' as const),
    types: fc.option(fc.subarray([...credentialTypes], { minLength: 1, maxLength: 3 })),
    title: filledLine,
    sample: fc.boolean(),
    instructions: anyText,
    lowest: fc.nat(3),
    levels: fc.array(fc.record({ label: filledLine, meaning: anyText }), { minLength: 2, maxLength: 9 }),
    minReviews: fc.integer({ min: 2, max: 20 }),
    nonMandatoryShare: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
    threshold: fc.nat(),
    metShare: fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat()).map(([of, more]) => {
      const fewest = Math.floor(of / 2) + 1;
      return { atLeast: fewest + (more % (of - fewest + 1)), of };
    }),
    sections: fc.uniqueArray(
      fc.record({
        id: slug,
        title: filledLine,
        criteria: fc.array(
          fc.record({
            text: filledText,
            guidance: anyText,
            mandatory: fc.boolean(),
            threshold: fc.option(fc.nat()),
            dissentRefers: fc.boolean(),
          }),
          { minLength: 1, maxLength: 12 },
        ),
      }),
      { minLength: 1, maxLength: 4, selector: (section) => section.id },
    ),
  })
  .map(({ types, lowest, levels, minReviews, nonMandatoryShare, threshold, metShare, sections, ...rest }) => {
    const onScale = (n: number) => lowest + 1 + (n % (levels.length - 1));
    return {
      ...rest,
      ...(types !== null && { types }),
      scale: levels.map((level, i) => ({ value: lowest + i, ...level })),
      rules: { edition: 1, minReviews, metShare, nonMandatoryShare, threshold: onScale(threshold) },
      sections: sections.map((section, s) => ({
        id: section.id,
        number: String(s + 4),
        title: section.title,
        criteria: section.criteria.map((criterion, c) => ({
          ...criterion,
          id: `${section.id.slice(0, 6)}-c${s}-${c}`,
          number: `${s + 4}.${c + 1}`,
          threshold: criterion.threshold === null ? null : onScale(criterion.threshold),
        })),
      })),
    };
  });
