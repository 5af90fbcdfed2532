import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import { subjectLimit } from './plain-text.ts';
import { toSay } from './render.ts';
import { sampleSettings, samplesOf } from './samples.ts';
import { sayWords } from './words.ts';

/** Most characters of a subject besides its title, so that people see what it is about. */
const mostBesidesTitle = subjectLimit - 20;

/** Everything that is wrong with words for a kind of email, each in a sentence: they are said with each of its samples. */
export function wordsDefects(kind: NoticeKind, source: string): readonly string[] {
  const defects = samplesOf(kind).flatMap(({ notice, recipient }) => {
    const { values, kept } = toSay(notice, recipient, sampleSettings);
    const said = sayWords(source, values, kept);
    if (!said.ok) return said.error;
    const { title } = values;
    const besides = typeof title === 'string' ? said.value.subject.replace(title, '').length : 0;
    return besides <= mostBesidesTitle
      ? []
      : [`The subject has ${besides} characters besides the title, and may have ${mostBesidesTitle}.`];
  });
  return [...new Set(defects)];
}
