import type { Role } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { whoMadeIt } from '../../words/who-made-it.ts';
import { withJudgement } from '../panels/own-panel.ts';
import { nameOf, pathOf, type Round, readRound } from '../rounds/about-round.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { factCheckForm } from './fact-check.ts';
import { messageForStaff } from './message-for-staff.ts';
import { appealInWords } from './words.ts';

type Message = AnswerTo<'getDeveloperMessage'>;

const listPath = (round: Round): string => `${pathOf(round)}/developer`;

/** `GET /rounds/{roundId}/developer`: what the developer sent about the decision, and what was answered. */
async function showMessages(visit: Visit): Promise<Answer> {
  const [round, list] = await Promise.all([readRound(visit), readFor(visit, 'listDeveloperMessages')]);
  if (round === null || list === null) return notFoundPage(visit);
  return page(visit, 'developer/staff.njk', {
    round: { name: nameOf(round), href: pathOf(round) },
    whom: whoMadeIt(round.criteriaSetKind),
    messages: list.messages.map(messageForStaff),
    appealHref:
      round.status === 'decided' &&
      !list.messages.some(({ about, answer }) => about === 'appeal' && answer === null) &&
      `${listPath(round)}/appeal`,
  });
}

/** A round, and where it is given what the developer sent about it. */
interface About<M> {
  readonly round: Round;
  readonly message: M;
}

const back = (round: Round) => ({
  text: `Back to what the ${whoMadeIt(round.criteriaSetKind)} sent`,
  href: listPath(round),
});

const sent = 'Sent by email at once, to the contact and to whoever sent this.';
const noteHint = `${sent} Leave it empty to say only that the Centre has taken note.`;
const contactHint = `${sent} Leave it empty where there is nothing to say: nothing is sent then.`;

const hints: Partial<Record<Message['about'], string>> = {
  appeal: sent,
  'contact-confirmed': contactHint,
  'contact-changed': contactHint,
};

const answer: FormDefinition<'answerDeveloperMessage', About<Message>> = {
  operation: 'answerDeveloperMessage',
  load: async (visit) => {
    const [round, message] = await Promise.all([readRound(visit), readFor(visit, 'getDeveloperMessage')]);
    return round && message && { round, message };
  },
  text: ({ round, message: { about } }) => ({
    title: about === 'appeal' ? 'Answer the appeal' : `Answer the ${whoMadeIt(round.criteriaSetKind)}`,
    caption: nameOf(round),
    back: back(round),
    ...(about === 'evidence' && {
      paragraphs: [
        `Where it shows that the condition is fulfilled, mark the condition on the page of the decision: the ${whoMadeIt(round.criteriaSetKind)} is told of that in an email of its own. Then answer here; without a text, they are told that the Centre has taken note, and whether the condition is fulfilled.`,
      ],
    }),
    button: 'Answer',
  }),
  instead: ({ message }) =>
    message.answer === null
      ? null
      : { title: 'This has been answered', paragraphs: ['It stands with its answer on the page before.'] },
  fields: ({ message: { about } }, { form }) => [
    ...(about === 'appeal'
      ? [
          {
            kind: 'radios',
            name: 'outcome',
            label: 'What comes of the appeal?',
            missing: 'Choose what comes of the appeal',
            options: Object.entries(appealInWords).map(([value, text]) => ({ value, text })),
          } as const,
        ]
      : []),
    {
      kind: 'textarea',
      name: 'text',
      label: about === 'appeal' ? 'The reasons' : 'Your answer (optional)',
      hint: `${hints[about] ?? noteHint} Do not name reviewers.`,
      missing: 'Give the reasons',
      rows: 8,
    },
    // Asked once there is something to look at, which the form says first.
    ...(form.has('text')
      ? [{ kind: 'checkbox', name: 'looked', label: 'I have looked: the answer names no reviewer' } as const]
      : []),
  ],
  lock: ({ message }) => ({
    version: message.editVersion,
    concerns: { kind: 'round', id: message.roundId },
  }),
  template: 'developer/answer.njk',
  show: ({ message }) => ({ message: messageForStaff(message) }),
  next: (_, { round }) => [listPath(round), 'developer-answered'],
};

const appeal: FormDefinition<'recordAppeal', Round> = {
  operation: 'recordAppeal',
  load: readRound,
  text: (round) => ({
    title: 'Record an appeal',
    caption: nameOf(round),
    back: back(round),
    paragraphs: [
      `For an appeal that did not come from the ${whoMadeIt(round.criteriaSetKind)}’s own page. It waits for its answer on Today.`,
    ],
    button: 'Record it',
  }),
  fields: ({ criteriaSetKind }) => [
    {
      kind: 'textarea',
      name: 'text',
      label: `What the ${whoMadeIt(criteriaSetKind)} says`,
      hint: 'In their own words. They see it on their page.',
      missing: `Enter what the ${whoMadeIt(criteriaSetKind)} says`,
      rows: 8,
    },
  ],
  next: (_, round) => [listPath(round), 'appeal-recorded'],
};

const readers = staffOperations.listDeveloperMessages.roles as readonly Role[];

/** What staff do with what developers send them. */
export const staffDeveloperRoutes: readonly Route[] = [
  { method: 'GET', path: '/rounds/{roundId}/developer', access: readers, handle: showMessages },
  ...factCheckForm.map(withJudgement),
  ...formRoutes('/rounds/{roundId}/developer/appeal', appeal).map(withJudgement),
  ...formRoutes('/rounds/{roundId}/developer/{messageId}', answer).map(withJudgement),
];
