import type { letterOperations } from '../../../shared/contract/letters/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { fold } from '../../../shared/domain/basics/fold.ts';
import { leakInWords } from '../../../shared/domain/letters/passage-in-words.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Visit } from '../web/visit.ts';

type Letter = Answered<(typeof letterOperations)['getLetter']>;
type Passage = Letter['passages'][number];

/** What keeps a letter back: passages that must come out of it, and those that somebody must look at. */
export function keptBack({ passages, morePassages }: Pick<Letter, 'passages' | 'morePassages'>) {
  const groups = [...Map.groupBy(passages, alike).values()];
  const isWaiting = ([first]: readonly Passage[]) => first?.state === 'waiting';
  return {
    refused: groups.filter((group) => !isWaiting(group)).map(groupView),
    waiting: groups.filter(isWaiting).map(groupView),
    more: morePassages,
  };
}

/** What passages have in common that are looked at together: the same words, in whatever letters. */
const alike = ({ state, kind, hit }: Passage): string => `${state} ${kind} ${fold(hit)}`;

function groupView(group: readonly Passage[]) {
  const [{ passageId, kind, hit }] = group as readonly [Passage];
  const what = leakInWords[kind].replace(/^./, (letter) => letter.toUpperCase());
  return {
    passageId,
    title: kind === 'confidential-note' ? what : `${what}: “${hit.replace(/\s+/g, ' ')}”`,
    quote: `“${hit.replace(/\s+/g, ' ')}”`,
    ...adviceOn(group as readonly [Passage]),
    places: group.map(({ where, line, ...quoted }) => ({
      ...quoted,
      where: where === 'subject' ? 'Subject' : where === 'email' ? 'Email around it' : `Line ${line}`,
    })),
  };
}

/** What is to be done about a passage, and what staff can say of it instead; null where it must come out. */
function adviceOn([{ state, kind }]: readonly [Passage]): { advice: string | null; action: string | null } {
  if (state === 'waiting') return { advice: null, action: 'Say that it is not the reviewer' };
  if (kind === 'confidential-note')
    return {
      advice: 'It was written for the Centre only. Take it out, or say it in words of the Centre’s own.',
      action: null,
    };
  if (kind !== 'name') return { advice: 'Take it out.', action: null };
  return state === 'asked'
    ? {
        advice:
          'Somebody has asked that it may stand, because it is not the reviewer. A second member of staff looks at it, who has not written the letter or changed it last.',
        action: 'Let it stand',
      }
    : {
        advice:
          'Take it out; say “a reviewer”. If it is somebody else of that name, such as an author whom the document cites, two members of staff can let it stand.',
        action: 'Ask that it may stand',
      };
}

/** Who has looked at what, in words. */
export const passesView = ({ passes }: Pick<Letter, 'passes'>) =>
  passes.map(({ step, at, byName, reason, passages }) => ({
    by: byName ?? erasedPerson,
    when: ukTime(at),
    said: step === 'asked' ? 'Asked that it may stand: it is not the reviewer.' : 'It is not the reviewer.',
    reason,
    passages,
  }));

/** What the form is about: the letter, and the passage with those that say the same; none once it waits no more. */
interface About {
  readonly letter: Letter;
  readonly group: readonly Passage[];
}

async function load(visit: Visit): Promise<About | null> {
  const { roundId = '', passageId } = visit.parameters;
  const letter = await readFor(visit, 'getLetter', { roundId });
  if (letter === null) return null;
  const passage = letter.passages.find((one) => one.passageId === passageId);
  const others = letter.passages.filter(
    (one) => one !== passage && passage !== undefined && alike(one) === alike(passage),
  );
  return { letter, group: passage === undefined ? [] : [passage, ...others] };
}

const titles = {
  refused: 'Ask that this name may stand',
  asked: 'Let this name stand',
  waiting: 'Say that it is not the reviewer',
} as const;

const passForm: FormDefinition<'passLetterPassage', About> = {
  operation: 'passLetterPassage',
  load,
  text: ({ letter, group: [passage] }) => ({
    title: titles[passage?.state === 'refused' || passage?.state === 'asked' ? passage.state : 'waiting'],
    caption: letter.subject,
    back: { text: 'Back to the letter', href: `/rounds/${letter.roundId}/letter` },
    button: passage?.state === 'refused' ? 'Ask that it may stand' : 'It is not the reviewer',
  }),
  instead: ({ group: [passage] }) =>
    passage !== undefined && (passage.state !== 'refused' || passage.kind === 'name')
      ? null
      : {
          title: 'There is nothing to look at here now',
          paragraphs: [
            passage === undefined
              ? 'The line has changed, or somebody has looked at it already.'
              : 'It must come out of the letter: nobody can let it stand.',
          ],
        },
  fields: () => [
    {
      kind: 'textarea',
      name: 'reason',
      label: 'How do you know that it is not the reviewer?',
      hint: 'It goes on record under your name and stands beside the letter. Say it without the name.',
      missing: 'Enter how you know that it is not the reviewer',
      rows: 3,
    },
  ],
  body: (read, { group }) => ({ ...read, together: group.slice(1).map(({ passageId }) => passageId) }),
  lock: ({ letter }) => ({
    version: letter.version,
    concerns: { kind: 'round' as const, id: letter.roundId },
  }),
  template: 'letters/letter-passage.njk',
  show: ({ letter, group }) => ({
    group: group.length > 0 && groupView(group),
    asked: passesView({
      passes: letter.passes.filter(
        ({ step, passages }) =>
          step === 'asked' && passages.some(({ passageId }) => passageId === group[0]?.passageId),
      ),
    }),
  }),
  next: (answer, { letter, group: [passage] }) => [
    `/rounds/${letter.roundId}/letter`,
    answer.passages.some(({ passageId }) => passageId === passage?.passageId)
      ? 'letter-namesake-asked'
      : 'letter-passage-passed',
  ],
};

/** The form on which staff say that passages of a letter do not mean the reviewer. */
export const letterPassageForm = formRoutes('/rounds/{roundId}/letter/passages/{passageId}/pass', passForm);
