import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { count, list } from '../../shared/domain/basics/words.ts';
import type { Letter } from '../../shared/domain/letters/letter.ts';
import { letterBlocks } from '../emails/letter-blocks.ts';
import { oneLine } from '../emails/plain-text.ts';

/** What staff took out of the comments of a letter, by criterion; nothing of what they say. */
export type LeftOutByStaff = NoticeData<'letter'>['leftOutByStaff'];

const whole = 'the whole';

/**
 * Which comments of a composed letter stand in its text no more, by what they are about. Where as many others stand in
 * their place they were put in other words; those for which the letter had no room were never in it.
 */
export function leftOutByStaff(
  { comments, overallComments }: Pick<Letter, 'comments' | 'overallComments'>,
  noRoomFor: readonly string[],
  body: string,
): LeftOutByStaff {
  const standing = itemsByHeading(body);
  const composed = [
    ...comments.map(({ number, comments: said }) => ({ about: number, said })),
    { about: whole, said: overallComments },
  ];
  return composed.flatMap(({ about, said }) => {
    if (noRoomFor.includes(about)) return [];
    const wanted = said.map(oneLine);
    // Without its heading, they may stand anywhere but with the comments on something else.
    const items = standing.get(about) ?? standing.get(null) ?? [];
    const missing = wanted.filter((comment) => !items.includes(comment)).length;
    const others = standing.has(about) ? items.filter((item) => !wanted.includes(item)).length : 0;
    const reworded = Math.min(missing, others);
    return missing === 0 ? [] : [{ about, leftOut: missing - reworded, reworded }];
  });
}

/** The items of a letter's lists, by what the comments under their heading are about; null under any other. */
function itemsByHeading(body: string): ReadonlyMap<string | null, readonly string[]> {
  const found = new Map<string | null, string[]>([[null, []]]);
  let about: string | null = null;
  for (const { kind, lines } of letterBlocks(body))
    if (kind === 'heading') {
      const heading = oneLine(lines.join(' '));
      about = heading === `Comments on ${whole}` ? whole : (/^Comments on (\S+):/.exec(heading)?.[1] ?? null);
      if (!found.has(about)) found.set(about, []);
    } else if (kind === 'list') found.get(about)?.push(...lines.map(oneLine));
  return found;
}

/** What a letter says of comments that staff left out or put in other words: which, and not what they said. */
export function leftOutInWords(leftOut: LeftOutByStaff): readonly string[] {
  const those = (how: 'leftOut' | 'reworded') =>
    list(leftOut.flatMap((one) => (one[how] === 0 ? [] : `${count(one[how], 'comment')} on ${one.about}`)));
  const [out, reworded] = [those('leftOut'), those('reworded')];
  return [
    ...(out === '' ? [] : [`The Centre has left out of this letter ${out}.`]),
    ...(reworded === '' ? [] : [`The Centre has put into other words ${reworded}.`]),
  ];
}
