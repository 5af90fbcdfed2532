import { type Kind, oneLine } from '../../kind.ts';
import { letterBlocks } from '../../letter-blocks.ts';

export const kind: Kind<'letter'> = {
  name: 'Letter to the developer',
  audience: 'developer',
  values: (data) => {
    const blocks = letterBlocks(data.body);
    return {
      organisation: oneLine(data.organisation),
      subject: oneLine(data.subject),
      opening: blocks.find((block) => block.kind === 'paragraph')?.lines[0] ?? '',
      letter: blocks.map(({ kind, lines }) => ({ kind, lines: lines.map((line) => [line]) })),
    };
  },
  kept: ['letter'],
};
