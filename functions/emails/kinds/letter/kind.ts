import { list } from '../../../../shared/domain/basics/words.ts';
import { answerUntil } from '../../../developers/answer-until.ts';
import { letterDocument, partsOf } from '../../../letters/document.ts';
import type { Block } from '../../blocks.ts';
import { day, type Kind } from '../../kind.ts';

/** Lines that stand below each other; nothing for none. */
const broken = (lines: readonly string[]): readonly Block[] =>
  lines.length === 0 ? [] : [{ kind: 'paragraph', lines: lines.map((line) => [line]) }];

export const kind: Kind<'letter'> = {
  name: 'Letter to the developer',
  audience: 'developer',
  values: (data, recipient) => {
    const { reference, dated, addressee, title, greeting, blocks, closing, signature } = letterDocument(
      partsOf(data, recipient.name),
    );
    return {
      addressee: broken(addressee),
      'it is dated': dated !== null,
      date: dated ?? '',
      reference,
      subject: title,
      greeting,
      opening: blocks.find((block) => block.kind === 'paragraph')?.lines[0] ?? '',
      letter: blocks.map((block) => ({ ...block, lines: block.lines.map((line) => [line]) })),
      'what to do there': list([
        ...(data.standing?.conditions.some(({ isFulfilled }) => !isFulfilled)
          ? ['send evidence for conditions']
          : []),
        ...(data.release === null ? [] : [`answer the letter until ${day(answerUntil(data.release.on))}`]),
        'appeal',
      ]),
      closing,
      // The Centre's name is the frame's.
      signatory: broken(signature.slice(0, -1)),
    };
  },
  action: (_data, { ownPage }) =>
    ownPage === null ? null : { kind: 'action', text: 'Open your page', link: ownPage, way: [] },
  kept: ['reference', 'letter', 'signatory'],
};
