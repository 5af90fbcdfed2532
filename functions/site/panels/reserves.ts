import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { maxReserves, reserveOperations } from '../../../shared/contract/panels/reserves.ts';
import { reserves } from '../../panels/reserves.ts';
import { type ReviewersToChoose, reviewersToChoose } from '../../people/names.ts';
import { lockOf, nameOf, pathOf, type Round, readRound, reason, unless } from '../rounds/about-round.ts';
import { apart, askingApart } from '../web/ask-apart.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Field } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { inSpite } from './in-spite.ts';
import { type Member, memberLock, memberText, readMember } from './member.ts';

/** Whom staff ask next on a round, and for whom; null for everybody else. */
export const readReserves: (
  visit: Visit,
  id: 'getReserves',
) => Promise<Answered<typeof reserveOperations.getReserves> | null> = askingApart(
  reserveOperations,
  reserves,
);

const ofReserves = apart(reserveOperations, reserves);

/** A round, whom its list holds, and whom it could. */
interface About extends ReviewersToChoose {
  readonly round: Round;
  readonly list: readonly string[];
}

async function load(visit: Visit): Promise<About | null> {
  const [round, found] = await Promise.all([readRound(visit), readReserves(visit, 'getReserves')]);
  if (round === null || found === null) return null;
  const choices = await reviewersToChoose(
    servicesOf(visit.site),
    round.panel.map(({ personId }) => personId),
  );
  return { round, list: found.reserves, ...choices };
}

const positions = Array.from({ length: maxReserves }, (_, i) => i + 1);

const order: FormDefinition<'setReserves', About> = {
  operation: 'setReserves',
  apart: ofReserves,
  load,
  text: ({ round }) => ({
    title: 'Reserve reviewers',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    paragraphs: [
      'Whom to ask next, in this order, where somebody declines or does not answer by the date. They are told nothing before you ask them.',
    ],
    button: 'Save the list',
  }),
  instead: ({ round }) => unless('Nobody is asked next now', round, 'draft', 'open'),
  fields: ({ offered, atMost }) => [
    ...positions.map(
      (position): Field => ({
        kind: 'select',
        name: `reserve${position}`,
        label: position === 1 ? 'Ask first' : `Ask as number ${position}`,
        optional: true,
        ...(position === 1 && {
          holds: 'reserves',
          ...(atMost !== null && { hint: `These are ${atMost} of the reviewers whom the Centre knows.` }),
        }),
        options: offered.map(({ id, name, expertise }) => ({
          value: id,
          text: expertise.length === 0 ? name : `${name} (${expertise.join(', ')})`,
        })),
      }),
    ),
    inSpite('reason', 'Only where one of them has a conflict. Kept with the round.'),
  ],
  values: ({ list }) => Object.fromEntries(list.map((id, i) => [`reserve${i + 1}`, id])),
  body: (read) => ({
    reserves: positions.map((position) => read[`reserve${position}`]).filter((id) => id !== undefined),
    reason: read.reason,
  }),
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'reserves-saved'],
};

/** Somebody in whose place the next can be asked. */
interface Vacancy extends Member {
  readonly next: string | null;
}

const askNext: FormDefinition<'askNext', Vacancy> = {
  operation: 'askNext',
  apart: ofReserves,
  load: async (visit) => {
    const [member, found] = await Promise.all([readMember(visit), readReserves(visit, 'getReserves')]);
    if (member === null || found === null) return null;
    const { offered } = await reviewersToChoose(servicesOf(visit.site), []);
    const isVacant = found.vacancies.includes(member.member.personId);
    const [first] = isVacant ? found.reserves : [];
    return { ...member, next: offered.find(({ id }) => id === first)?.name ?? null };
  },
  text: (about) => ({
    ...memberText(about),
    title: `Ask the next on the list: ${about.next ?? 'nobody'}`,
    paragraphs: [
      about.member.status === 'declined'
        ? 'They are invited by email, and leave the list of reserve reviewers.'
        : 'They are invited by email, and leave the list of reserve reviewers. Who has not answered leaves the panel, and is told.',
    ],
    button: 'Ask them',
  }),
  instead: ({ round, next }) =>
    next === null
      ? {
          title: 'There is nobody to ask now',
          paragraphs: [
            'Nobody is left on the list of reserve reviewers, or nobody is to be asked in the place of this reviewer.',
          ],
        }
      : unless('Nobody is asked next now', round, 'open'),
  fields: () => [],
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'next-asked'],
};

const conflict: FormDefinition<'passConflict', Member> = {
  operation: 'passConflict',
  apart: ofReserves,
  load: readMember,
  text: (about) => ({
    ...memberText(about),
    title: 'Look at a conflict of interest',
    paragraphs: [
      'They have the mail domain of the developer’s contact, who became the contact after they joined the panel. Say why they may review all the same, or go back and recuse or replace them.',
    ],
    button: 'They may review',
  }),
  fields: () => [{ ...reason, label: 'Why may they review in spite of it?' }],
  lock: memberLock,
  next: (_, { round }) => [pathOf(round), 'conflict-passed'],
};

/** Forms of whom to ask next, and of conflicts that came later. */
export const reserveForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/reserves', order),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/ask-next', askNext),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/conflict', conflict),
];
