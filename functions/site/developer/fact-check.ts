import { laterByDays } from '../../../shared/domain/basics/day.ts';
import { canCheckFacts, factCheckOf, factCheckToAsk, type ToCheck } from '../../developers/fact-check.ts';
import { messageView } from '../../developers/views.ts';
import type { Services } from '../../use-case/services.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukDay } from '../../words/uk-time.ts';
import { whoMadeIt } from '../../words/who-made-it.ts';
import { roundIdOf, titleOf } from '../rounds/round-of.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { dateValues } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import { messageForStaff } from './message-for-staff.ts';

/** Where the developer is asked to check facts. */
const factCheckPath = (roundId: string): string => `/rounds/${roundId}/fact-check`;

/** Days that the developer usually has. */
const usualDays = 14;

const ask: FormDefinition<'askFactCheck', ToCheck> = {
  operation: 'askFactCheck',
  load: (visit) => factCheckToAsk(servicesOf(visit.site), roundIdOf(visit) ?? ''),
  text: ({ round }) => ({
    title: `Ask the ${whoMadeIt(round.criteriaSetKind)} to check the facts`,
    caption: titleOf(round),
    back: { text: 'Back to the result', href: `/rounds/${round.id}/result` },
    paragraphs: [
      `The ${whoMadeIt(round.criteriaSetKind)}’s contact gets an email with a link to a page of their own, on which they read the draft below and answer once. You can decide without their answer.`,
    ],
    warning:
      'The draft says neither what is recommended nor how a criterion came out. Read the comments: take out what gives that away, or who reviewed.',
    button: `Ask the ${whoMadeIt(round.criteriaSetKind)}`,
  }),
  instead: ({ round, factCheck }) => {
    if (factCheck !== null)
      return {
        title: `The ${whoMadeIt(round.criteriaSetKind)} has been asked`,
        paragraphs: [
          'They check the facts once for a recommendation. What came of it stands with the decision.',
        ],
      };
    return round.status === 'closed'
      ? null
      : { title: 'There is nothing to check now', paragraphs: ['Facts are checked before the decision.'] };
  },
  fields: ({ round }, { form }) => [
    {
      kind: 'textarea',
      name: 'text',
      label: 'The draft',
      hint: 'An empty line ends a paragraph, “# ” starts a heading, “- ” an item of a list.',
      missing: `Enter what the ${whoMadeIt(round.criteriaSetKind)} is to check`,
      rows: 24,
    },
    {
      kind: 'date',
      name: 'answerBy',
      label: 'By when should they answer?',
      subject: 'The day to answer by',
      missing: 'Enter by when they should answer',
      exampleIn: usualDays,
    },
    // Asked once there is something to look at, which the form says first.
    ...(form.has('text')
      ? [{ kind: 'checkbox', name: 'looked', label: 'I have looked: the draft names no reviewer' } as const]
      : []),
    { kind: 'hidden', name: 'recommendationNumber' },
  ],
  values: ({ round, draft }, { site }) => ({
    text: draft,
    recommendationNumber: String(round.recommendations),
    ...dateValues('answerBy', laterByDays(ukIsoDay(site.now()), usualDays)),
  }),
  body: ({ recommendationNumber, ...read }) => ({
    ...read,
    recommendationNumber: Number(recommendationNumber),
  }),
  next: (_, { round }) => [`/rounds/${round.id}/result`, 'fact-check-asked'],
};

/** The form on which staff ask the developer to check facts. */
export const factCheckForm: readonly Route[] = formRoutes('/rounds/{roundId}/fact-check', ask);

/** How a fact check stands, for whoever decides: also that nobody asked for one, while somebody can. */
export async function factCheckShown(services: Services, round: ToCheck['round']) {
  const factCheck = await factCheckOf(services, round);
  const whom = whoMadeIt(round.criteriaSetKind);
  if (factCheck === null)
    return round.status === 'closed'
      ? {
          whom,
          askHref: factCheckPath(round.id),
          sentence: null,
          message: null,
        }
      : null;
  const { asked, message } = factCheck;
  const until = ukDay(asked.data.answerBy);
  const isOpen = canCheckFacts(services, factCheck);
  return {
    whom,
    askHref: null,
    isUnanswered: message === null,
    sentence:
      message !== null
        ? null
        : isOpen
          ? `The ${whom} was asked to check the facts by ${until}, and has not answered yet.`
          : `The ${whom} was asked to check the facts by ${until}, and did not answer.`,
    message: message && messageForStaff(await messageView(services, message)),
  };
}
