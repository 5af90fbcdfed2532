import type { Defect } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { refuses } from '../../shared/domain/letters/leak-kinds.ts';
import { scanForLeaks } from '../../shared/domain/letters/leak-scan.ts';
import { passageInWords } from '../../shared/domain/letters/passage-in-words.ts';
import { type Passage, passagesOf } from '../../shared/domain/letters/passages.ts';
import { listConcerns } from '../concerns/storage.ts';
import { getPeople, getPerson } from '../people/storage.ts';
import type { CountedRound } from '../results/judged-round.ts';
import { listAllSubmissions } from '../reviews/storage.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { Services } from '../use-case/services.ts';

/** Where texts about a round give away who reviewed or what they said in confidence, or might. */
export async function passagesIn(
  { db, digest }: Services,
  { round, set, panel }: Pick<CountedRound, 'round' | 'set' | 'panel'>,
  texts: Readonly<Record<string, string>>,
): Promise<readonly Passage[]> {
  const [people, developer, reviews, concerns] = await Promise.all([
    getPeople(
      db,
      panel.map(({ personId }) => personId),
    ),
    getSpecification(db, round.specificationId).then((read) => read?.developer),
    listAllSubmissions(db, round.id),
    listConcerns(db, round.id),
  ]);
  const contact = developer === undefined ? null : await getPerson(db, developer.contactId);
  const leaks = scanForLeaks(
    texts,
    {
      people: [...people.values()],
      confidentialNotes: [
        ...reviews.flatMap(({ content }) => [
          content.overallNote,
          ...Object.values(content.ratings).map(({ note }) => note),
        ]),
        ...concerns.map(({ text }) => text),
      ],
    },
    [
      developer?.organisation ?? '',
      contact?.name ?? '',
      contact?.email ?? '',
      round.title,
      set.content.title,
      ...criteriaOf(set.content).flatMap(({ text, guidance }) => [text, guidance]),
    ],
  );
  return passagesOf(texts, leaks, digest);
}

/** A part that staff write, as its sentences call it (“reason”), and where it lies in the body. */
export interface WrittenPart {
  readonly name: string;
  readonly pointer: string;
  readonly text: string;
  /** For a message that leaves at once: whether its writer has looked at the words that may mean a reviewer. */
  readonly looked?: boolean;
}

/**
 * What must come out of what staff write about a round before it is kept: none of it can be changed afterwards, and
 * names lie nowhere but with people and in emails. What has to be looked at is among it only where the text leaves the
 * Centre at once: whoever writes knows whom they mean, and what goes on into the letter is looked at there.
 */
export async function leakDefects(
  services: Services,
  counted: Pick<CountedRound, 'round' | 'set' | 'panel'>,
  parts: readonly WrittenPart[],
): Promise<readonly Defect[]> {
  const texts = Object.fromEntries(parts.map(({ name, text }) => [name, text]));
  return defectsOf(await passagesIn(services, counted, texts), parts);
}

/** The defects of what staff write, by the passages that refuse it. */
export const defectsOf = (passages: readonly Passage[], parts: readonly WrittenPart[]): readonly Defect[] =>
  passages.flatMap((passage) => {
    const part = parts.find(({ name }) => name === passage.text);
    if (part === undefined || !(refuses(passage.kind) || part.looked === false)) return [];
    const text = { name: part.name, lines: part.text.split('\n').length };
    const detail = [passageInWords(passage, text), ...(passage.kind === 'name' ? [namesake] : [])].join(' ');
    return [{ pointer: part.pointer, code: 'leak', detail }];
  });

const namesake = 'If it is somebody else of that name, say it without the name.';
