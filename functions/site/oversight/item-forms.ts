import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { oversightOperations } from '../../../shared/contract/oversight/operations.ts';
import { advices, conclusions } from '../../../shared/domain/oversight/considerations.ts';
import { ukStart } from '../../words/uk-time.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Field } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';
import {
  adviceInWords,
  askOversight,
  conclusionInWords,
  type Meeting,
  type MeetingItem,
  ofOversight,
  subjectInWords,
} from './asked.ts';

/** An item of a meeting. */
interface About {
  readonly meeting: Meeting;
  readonly item: MeetingItem;
}

async function load(visit: Visit): Promise<About | null> {
  const { meetingId = '', number } = visit.parameters;
  const meeting = await askOversight(visit, 'getMeeting', { meetingId });
  const item = meeting?.items.find((one) => String(one.number) === number);
  return meeting === null || item === undefined ? null : { meeting, item };
}

const around = ({ meeting, item }: About) => ({
  caption: `${subjectInWords[item.subject.kind]}: ${item.title}`,
  back: { text: 'Back to the meeting', href: `/meetings/${meeting.meetingId}#item-${item.number}` },
});

const lock = ({ meeting }: About) => ({
  version: meeting.editVersion,
  concerns: { kind: 'meeting' as const, id: meeting.meetingId },
});

const isKept = ({ item }: About) =>
  item.isKept
    ? {
        title: 'This is not for you',
        paragraphs: ['You are, or were, on the panel of its round, or have declared an interest in it.'],
      }
    : null;

/** The same with one’s own advice. */
interface Advising extends About {
  readonly own: Answered<(typeof oversightOperations)['getOwnAdvice']>;
}

const advise: FormDefinition<'advise', Advising> = {
  operation: 'advise',
  apart: ofOversight,
  load: async (visit) => {
    const about = await load(visit);
    const own = about && (await askOversight(visit, 'getOwnAdvice', visit.parameters));
    return about && { ...about, own: own ?? { given: null, until: about.meeting.at, version: 0 } };
  },
  text: (about) => ({
    title: 'Your advice',
    ...around(about),
    paragraphs: [
      about.item.asks,
      `The other members see it once they have given theirs, staff when the meeting begins. You can change it until then: ${ukStart(about.own.until)}.`,
    ],
    button: 'Give your advice',
  }),
  instead: (about) =>
    isKept(about) ??
    (about.item.mayAdvise
      ? null
      : {
          title: 'No advice is asked for now',
          paragraphs: ['Advice is given before the meeting begins, and not once it is called off.'],
        }),
  fields: () => [
    {
      kind: 'radios',
      name: 'advice',
      label: 'What do you advise?',
      missing: 'Say what you advise',
      options: advices.map((value) => ({
        value,
        text: value === 'stand-aside' ? 'I have an interest in this and stand aside' : adviceInWords[value],
        ...(value === 'stand-aside' && {
          hint: 'You do not see its paper any more, and take no part. You cannot take this back yourself.',
        }),
      })),
    },
    {
      kind: 'textarea',
      name: 'reasons',
      label: 'Your reasons, or the interest',
      missing: 'Give your reasons, or say which interest you have',
      rows: 6,
    },
  ],
  values: ({ own: { given } }) => ({ advice: given?.advice ?? '', reasons: given?.reasons ?? '' }),
  lock: ({ own, meeting }) => ({
    version: own.version,
    concerns: { kind: 'meeting' as const, id: meeting.meetingId },
  }),
  next: (_, { meeting }) => [`/meetings/${meeting.meetingId}`, 'advice-given'],
};

/** What a member said before the meeting of an interest; nothing where they said none. */
const interestOf = ({ advice }: MeetingItem, personId: string): string =>
  advice.find((one) => one.personId === personId && one.advice === 'stand-aside')?.reasons ?? '';

const conclude: FormDefinition<'concludeItem', About> = {
  operation: 'concludeItem',
  apart: ofOversight,
  load,
  lock,
  text: (about) => ({
    title: 'What the group concluded',
    ...around(about),
    paragraphs: [about.item.asks],
    warning: 'It is recorded once and stays. An agreement can be taken back later, with a reason.',
    button: 'Record it',
  }),
  instead: (about) =>
    isKept(about) ??
    (about.item.conclusion === null
      ? null
      : { title: 'It is on record already', paragraphs: ['What the group concluded is recorded once.'] }),
  fields: ({ meeting: { members } }): readonly Field[] => [
    {
      kind: 'radios',
      name: 'conclusion',
      label: 'What did the group conclude?',
      missing: 'Say what the group concluded',
      options: conclusions.map((value) => ({ value, text: conclusionInWords[value] })),
    },
    {
      kind: 'textarea',
      name: 'text',
      label: 'What was said (optional)',
      hint: 'Needed where the group agreed with something: say with what.',
      rows: 5,
    },
    {
      kind: 'checkboxes',
      name: 'tookPart',
      label: 'Who took part?',
      options: members.map(({ personId, name }) => ({ value: personId, text: name })),
    },
    ...members.map(
      ({ personId, name }): Field => ({
        kind: 'text',
        name: `interest.${personId}`,
        label: `Interest that ${name} declared (optional)`,
      }),
    ),
    {
      kind: 'checkboxes',
      name: 'withdrew',
      holds: 'interests',
      label: 'Who withdrew because of an interest?',
      options: members.map(({ personId, name }) => ({ value: personId, text: name })),
    },
  ],
  values: ({ meeting: { members }, item }) => ({
    ...Object.fromEntries(
      members.map(({ personId }) => [`interest.${personId}`, interestOf(item, personId)]),
    ),
    withdrew: members.map(({ personId }) => personId).filter((id) => interestOf(item, id) !== ''),
  }),
  body: ({ conclusion, text, tookPart, interest, withdrew }) => {
    const declared = Object.entries((interest ?? {}) as Readonly<Record<string, string>>);
    const left = (withdrew ?? []) as readonly string[];
    return {
      conclusion,
      text,
      tookPart,
      interests: declared
        .filter(([personId, said]) => said !== '' || left.includes(personId))
        .map(([personId, said]) => ({ personId, interest: said, withdrew: left.includes(personId) })),
    };
  },
  next: (_, { meeting }) => [`/meetings/${meeting.meetingId}`, 'item-concluded'],
};

const takeBack: FormDefinition<'takeBackAgreement', About> = {
  operation: 'takeBackAgreement',
  apart: ofOversight,
  load,
  lock,
  text: (about) => ({
    title: 'The group takes its agreement back',
    ...around(about),
    warning: 'A letter that needs the agreement waits until the group agrees anew.',
    button: 'Record it',
  }),
  instead: (about) =>
    isKept(about) ??
    (about.item.conclusion === null || about.item.conclusion.takenBack !== null
      ? { title: 'There is no agreement to take back', paragraphs: ['Look at the meeting again.'] }
      : null),
  fields: () => [
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Reason',
      missing: 'Enter why the group takes its agreement back',
      rows: 4,
    },
  ],
  next: (_, { meeting }) => [`/meetings/${meeting.meetingId}`, 'agreement-taken-back'],
};

/** The forms of what is put before a meeting. */
export const itemForms: readonly Route[] = [
  ...formRoutes('/meetings/{meetingId}/items/{number}/advice', advise),
  ...formRoutes('/meetings/{meetingId}/items/{number}/conclusion', conclude),
  ...formRoutes('/meetings/{meetingId}/items/{number}/take-back', takeBack),
];
