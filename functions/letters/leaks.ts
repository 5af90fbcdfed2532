import type { Defect } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { passageOf } from '../../shared/domain/letters/leak-passage.ts';
import { type Leak, type LeakKind, scanForLeaks } from '../../shared/domain/letters/leak-scan.ts';
import { getPeople, getPerson } from '../people/storage.ts';
import type { CountedRound } from '../results/judged-round.ts';
import { listAllSubmissions } from '../reviews/storage.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { Services } from '../use-case/services.ts';

/** What a text says that must not reach a developer, in sentences. Never to be logged. */
export interface SeenLeak {
  /** Key of the text. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** What it is and how to mend it. */
  readonly sentence: string;
  /** What stands there, with the words around it. */
  readonly passage: string;
}

/** What in texts about a round must not reach a developer: who reviewed, and what they said in confidence. */
export async function leaksIn(
  { db }: Services,
  { round, set, panel }: Pick<CountedRound, 'round' | 'set' | 'panel'>,
  texts: Readonly<Record<string, string>>,
): Promise<readonly SeenLeak[]> {
  const [people, developer, reviews] = await Promise.all([
    getPeople(
      db,
      panel.map(({ personId }) => personId),
    ),
    getSpecification(db, round.specificationId).then((read) => read?.developer),
    listAllSubmissions(db, round.id),
  ]);
  const contact = developer === undefined ? null : await getPerson(db, developer.contactId);
  const leaks = scanForLeaks(
    texts,
    {
      people: panel.flatMap(({ personId, place }) => {
        const person = people.get(personId);
        return person === undefined
          ? []
          : [{ ...(place !== null && { place }), name: person.name, email: person.email }];
      }),
      confidentialNotes: reviews.flatMap(({ place, content }) => [
        { place, text: content.overallNote },
        ...Object.entries(content.ratings).map(([criterionId, { note }]) => ({
          place,
          criterionId,
          text: note,
        })),
      ]),
    },
    {
      texts: [
        developer?.organisation ?? '',
        round.title,
        set.content.title,
        contact?.email ?? '',
        ...criteriaOf(set.content).flatMap(({ text, guidance }) => [text, guidance]),
      ],
      people: contact === null ? [] : [contact.name],
    },
  );
  return leaks.map(seen(texts));
}

const seen =
  (texts: Readonly<Record<string, string>>) =>
  (leak: Leak): SeenLeak => ({
    text: leak.text,
    line: leak.line,
    sentence: [leak.sentence, otherwise[leak.kind] ?? ''].join(' ').trim(),
    passage: passageOf(texts[leak.text] ?? '', leak),
  });

const anotherWord = 'If it is nobody’s name here, use another word.';

/** How to mend what only looks like a leak. */
const otherwise: Readonly<Partial<Record<LeakKind, string>>> = {
  name: anotherWord,
  surname: anotherWord,
  'given-name': anotherWord,
};

/** A leak where there is one sentence for all of it. */
export const leakInWords = ({ sentence, passage }: Pick<SeenLeak, 'sentence' | 'passage'>): string =>
  `${sentence} It is at: “${passage}”`;

/** A part that staff write, as its sentences call it (“reason”), and where it lies in the body. */
export interface WrittenPart {
  readonly name: string;
  readonly pointer: string;
  readonly text: string;
}

/**
 * What must come out of what staff write about a round before it is kept: none of it can be changed afterwards, and
 * names lie nowhere but with people and in emails.
 */
export async function leakDefects(
  services: Services,
  counted: Pick<CountedRound, 'round' | 'set' | 'panel'>,
  parts: readonly WrittenPart[],
): Promise<readonly Defect[]> {
  const pointers = new Map(parts.map(({ name, pointer }) => [name, pointer]));
  const texts = Object.fromEntries(parts.map(({ name, text }) => [name, text]));
  return (await leaksIn(services, counted, texts)).map((leak) => ({
    pointer: pointers.get(leak.text) ?? '',
    code: 'leak',
    detail: leakInWords(leak),
  }));
}
