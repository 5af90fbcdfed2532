import { letterOperations } from '../../../shared/contract/letters/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { ok } from '../../../shared/domain/basics/result.ts';
import { list } from '../../../shared/domain/basics/words.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { invalidBody, type Problem } from '../../use-case/problem.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { whoMadeIt } from '../../words/who-made-it.ts';
import { withoutEmptyConditions } from '../decisions/condition-fields.ts';
import { decisionBody, decisionFields, loadDecision } from '../decisions/decide.ts';
import { statusTags } from '../notices/kinds.ts';
import { waitsForOthers } from '../oversight/approvals.ts';
import { roundOf } from '../rounds/round-of.ts';
import { type Message, notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { letterShown, passagesShown } from './letter-shown.ts';
import { passesView } from './passages.ts';

const ops = staffOperations;

/** A letter, whom it goes to, and what its release waits for. */
type Letter = Answered<typeof ops.getLetter> & {
  readonly whom: ReturnType<typeof whoMadeIt>;
  readonly waits: readonly string[];
};

async function readLetter(visit: Visit): Promise<Letter | null> {
  const [letter, found] = await Promise.all([readFor(visit, 'getLetter'), roundOf(visit)]);
  if (letter === null || found === null) return null;
  const waits = letter.status === 'waiting' ? await waitsForOthers(visit, letter.roundId) : [];
  return { ...letter, whom: whoMadeIt(found.round.criteriaSetKind), waits };
}

/** `GET /rounds/{roundId}/letter`: the letter to the developer or sponsor, where it stands, and what keeps it back. */
export async function showLetter(visit: Visit): Promise<Answer> {
  const letter = await readLetter(visit);
  if (letter === null) return notFoundPage(visit);
  const isWaiting = letter.status === 'waiting';
  const isStaff = visit.person?.roles.includes('staff') ?? false;
  return page(visit, 'letters/letter.njk', {
    roundId: letter.roundId,
    notice: `/notices/${letter.noticeId}`,
    letter: letterShown(letter),
    status: statusTags[letter.status],
    to: [letter.contactName, letter.organisation].filter((part) => part !== null).join(', '),
    sent: letter.sentAt && ukTime(letter.sentAt),
    isWaiting,
    whom: letter.whom,
    waits: letter.waits,
    isWithheld: letter.status === 'withheld',
    isChanged: letter.composed !== null,
    leftOut: letter.leftOut.length > 0 && list(letter.leftOut),
    ...passagesShown(letter),
    passes: passesView(letter),
    passagesHref: `/rounds/${letter.roundId}/letter/passages`,
    changes: letter.outdated?.changes ?? [],
    canChange: isStaff && isWaiting,
    canRelease:
      isStaff &&
      isWaiting &&
      letter.passages.length === 0 &&
      letter.outdated === null &&
      letter.waits.length === 0,
  });
}

/**
 * `POST /rounds/{roundId}/decide/letter`: the letter that the decision being entered would make. The form
 * opens it in a tab of its own and stays as it is.
 */
export async function previewLetter(visit: Visit): Promise<Answer> {
  const sent = { ...visit, form: withoutEmptyConditions(visit.form, '') };
  const about = await loadDecision(sent);
  if (about === null) return notFoundPage(visit);
  const roundId = about.round.id;
  const read = readFields(decisionFields(about, sent), sent);
  if (read.defects.length > 0) return problemPage(visit, invalidBody(read.defects));
  const what = parseWhat(letterOperations.previewLetter.body, decisionBody(read.body, about, sent));
  const answered = await visit.perform('previewLetter', visit.person, () =>
    what.ok ? ok({ of: { roundId }, what: what.value, expected: 0, key: '' }) : what,
  );
  if (!answered.ok) return problemPage(visit, answered.error);
  return page(visit, 'letters/letter-preview.njk', {
    letter: letterShown(answered.value.answer),
    ...passagesShown(answered.value.answer),
  });
}

/** What must be mended on the form, which is still open where it was. */
const problemPage = (visit: Visit, problem: Problem): Answer =>
  page(
    visit,
    'letters/letter-problem.njk',
    { sentences: problem.errors?.map(({ detail }) => detail) ?? [problem.detail] },
    problems[problem.code].status,
  );

const lock = ({ roundId, version }: Letter) => ({
  version: version,
  concerns: { kind: 'round' as const, id: roundId },
});

const back = ({ roundId }: Letter) => ({ text: 'Back to the letter', href: `/rounds/${roundId}/letter` });

/** Says that a letter is out of anybody's hands; null while it waits for its release. */
function released({ status, whom }: Letter): Message | null {
  if (status === 'waiting') return null;
  return status === 'withheld'
    ? {
        title: 'The letter is not to be released',
        paragraphs: [
          `It says what the Centre decided, and the decision was withdrawn before the letter was released. The ${whom}’s contact has been told of that.`,
        ],
      }
    : {
        title: 'The letter has been released',
        paragraphs: ['It can no longer be changed or called back.'],
      };
}

/** What has changed of what the letter says, and which of its lines would be others now. */
function outdatedShown({ subject, body, composed, outdated }: Letter): object | null {
  if (outdated === null) return null;
  const was = (composed ?? { subject, body }).body.split('\n');
  const now = outdated.body.split('\n');
  return {
    changes: outdated.changes,
    isComposedAnew: composed === null,
    gone: was.filter((line) => !now.includes(line)),
    come: now.filter((line) => !was.includes(line)),
  };
}

const change: FormDefinition<'changeLetter', Letter> = {
  operation: 'changeLetter',
  load: readLetter,
  text: (letter) => ({
    title: 'Change the letter',
    caption: `To ${letter.organisation}`,
    back: back(letter),
    paragraphs: [
      `The letter was composed from the decision, its conditions and the comments meant for the ${letter.whom}. The greeting and the Centre’s name at the end are added when it is sent.`,
      'Where you put a condition in other words, neither the public register nor later emails about it say the words that the decision has.',
    ],
    button: 'Save the letter',
  }),
  instead: released,
  fields: () => [
    { kind: 'hidden', name: 'seen' },
    { kind: 'text', name: 'subject', label: 'Subject', missing: 'Enter the subject' },
    {
      kind: 'textarea',
      name: 'body',
      label: 'Letter',
      hint: 'An empty line ends a paragraph. A line that starts with “# ” is a heading, one that starts with “- ” an item of a list.',
      rows: 30,
      missing: 'Write the letter',
    },
  ],
  values: ({ subject, body, composed, outdated, seen }) => ({
    // One that nobody has changed is composed anew.
    ...(composed === null && outdated !== null
      ? { subject: outdated.subject, body: outdated.body }
      : { subject, body }),
    seen,
  }),
  lock,
  template: 'letters/letter-change.njk',
  show: (letter) => ({ ...passagesShown(letter), outdated: outdatedShown(letter) }),
  next: ({ roundId }) => [`/rounds/${roundId}/letter`, 'letter-changed'],
};

const release: FormDefinition<'releaseLetter', Letter> = {
  operation: 'releaseLetter',
  load: readLetter,
  text: (letter) => ({
    title: 'Release the letter',
    caption: letter.subject,
    back: back(letter),
    paragraphs: [
      `It goes to ${letter.contactName ?? `the ${letter.whom}’s contact`}, ${letter.organisation}, by email, with the letter as a PDF attached.`,
      `It is dated ${ukDay(letter.dated)} and signed by ${letter.signatory === null ? 'the Centre, since nobody is named in the settings' : `${letter.signatory.name}, ${letter.signatory.position}`}. Its reference is ${letter.reference}.`,
    ],
    warning: 'A letter that has been released cannot be changed or called back.',
    button: 'Release the letter',
  }),
  instead: (letter) =>
    released(letter) ??
    (letter.outdated !== null
      ? {
          title: 'The letter is out of date',
          paragraphs: [...letter.outdated.changes, 'Change the letter, then release it.'],
          action: { text: 'Change the letter', href: `/rounds/${letter.roundId}/letter/change` },
        }
      : letter.waits.length > 0
        ? {
            title: 'The letter cannot be released yet',
            paragraphs: [...letter.waits],
            action: { text: 'See where that stands', href: `/rounds/${letter.roundId}/approvals/decision` },
          }
        : letter.passages.length === 0
          ? null
          : {
              title: 'The letter cannot be released yet',
              paragraphs: [
                'It says what gives a reviewer away, or what somebody must look at first. The page of the letter shows it.',
              ],
            }),
  fields: () => [],
  lock,
  next: ({ roundId }) => [`/rounds/${roundId}/letter`, 'letter-released'],
};

/** Changing and releasing the letter to the developer. */
export const letterForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/letter/change', change),
  ...formRoutes('/rounds/{roundId}/letter/release', release),
];
