import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { decisionOutcomes } from '../../../shared/domain/decisions/decision-outcomes.ts';
import { readTime } from '../../words/read-time.ts';
import { ukInstant, ukIsoDay } from '../../words/uk-date.ts';
import { ukStart } from '../../words/uk-time.ts';
import { askPriorities } from '../priorities/asked.ts';
import { prioritiesToOffer } from '../priorities/list.ts';
import { askProposals } from '../proposals/asked.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { dateValues, type Field, type Option, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';
import { askOversight, type Meeting, ofOversight, subjectInWords } from './asked.ts';

/** The members who may chair. */
type Members = Meeting['members'];

const meetingFields = (members: Members): readonly Field[] => [
  {
    kind: 'date',
    name: 'at',
    subject: 'The date of the meeting',
    label: 'On which day is the meeting?',
    hint: 'One that was held already can be recorded, too: nobody is asked for advice on it.',
    missing: 'Enter the date of the meeting',
  },
  {
    kind: 'text',
    name: 'time',
    label: 'At what time does it start?',
    hint: 'By clocks in the UK. For example, 2pm or 14:30.',
    width: 5,
    autocomplete: 'off',
  },
  {
    kind: 'text',
    name: 'where',
    label: 'Where is it?',
    hint: 'A room, or a link to join by. It goes into emails.',
    missing: 'Enter where the meeting is',
    autocomplete: 'off',
  },
  ...(members.length === 0
    ? []
    : [
        {
          kind: 'select' as const,
          name: 'chairId',
          label: 'Who chairs it? (optional)',
          hint: 'They may record what the group concludes, as staff may.',
          optional: true as const,
          options: members.map(({ personId, name }) => ({ value: personId, text: name })),
        },
      ]),
];

/** The day and the time make one instant. */
const readMeeting = async (members: Members, visit: Visit): Promise<ReadForm> => {
  const { body, defects } = readFields(meetingFields(members), visit);
  const time = readTime(String(body.time));
  return {
    body: {
      at: body.at === undefined ? undefined : ukInstant(String(body.at), time ?? '12:00'),
      where: body.where,
      chairId: body.chairId === undefined || body.chairId === '' ? null : body.chairId,
    },
    defects:
      time === null
        ? [
            ...defects,
            {
              pointer: '/time',
              code: 'wrong-format',
              detail: 'Enter the time it starts, such as 2pm or 14:30',
            },
          ]
        : defects,
  };
};

const call: FormDefinition<'callMeeting', object> = {
  operation: 'callMeeting',
  apart: ofOversight,
  load: async () => ({}),
  text: () => ({
    title: 'Call a meeting of the Oversight Group',
    back: { text: 'Back to the meetings', href: '/meetings' },
    paragraphs: ['Members get an email for each thing that is put before it. Say who chairs it then.'],
    button: 'Call the meeting',
  }),
  fields: () => meetingFields([]),
  read: (_, visit) => readMeeting([], visit),
  next: ({ meetingId }) => [`/meetings/${meetingId}`, 'meeting-called'],
};

const load = (visit: Visit) => askOversight(visit, 'getMeeting', visit.parameters);

/** What every form about a meeting has. */
const ofMeeting = {
  apart: ofOversight,
  load,
  lock: ({ meetingId, editVersion }: Meeting) => ({
    version: editVersion,
    concerns: { kind: 'meeting' as const, id: meetingId },
  }),
};

const around = ({ meetingId, at }: Meeting) => ({
  caption: `Meeting on ${ukStart(at)}`,
  back: { text: 'Back to the meeting', href: `/meetings/${meetingId}` },
});

const isOff = ({ calledOff }: Meeting) =>
  calledOff === null
    ? null
    : { title: 'The meeting was called off', paragraphs: ['Nothing of it can be changed any more.'] };

/** `14:30`, as a time is typed. */
const timeOf = (at: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));

const change: FormDefinition<'changeMeeting', Meeting> = {
  ...ofMeeting,
  operation: 'changeMeeting',
  text: (meeting) => ({
    title: 'Change the meeting',
    ...around(meeting),
    paragraphs: ['Where something is put before it, members are told of another time or place.'],
    button: 'Save',
  }),
  instead: isOff,
  fields: ({ members }) => meetingFields(members),
  values: ({ at, where, chairId }) => ({
    ...dateValues('at', ukIsoDay(new Date(at))),
    time: timeOf(at),
    where,
    chairId: chairId ?? '',
  }),
  read: ({ members }, visit) => readMeeting(members, visit),
  next: (_, { meetingId }) => [`/meetings/${meetingId}`, 'saved'],
};

const callOff: FormDefinition<'callOffMeeting', Meeting> = {
  ...ofMeeting,
  operation: 'callOffMeeting',
  text: (meeting) => ({
    title: 'Call the meeting off',
    ...around(meeting),
    warning: 'What was put before it has to be put before another one.',
    button: 'Call the meeting off',
  }),
  instead: isOff,
  fields: () => [
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Reason',
      hint: 'Goes to the members in an email.',
      missing: 'Enter why the meeting is called off',
      rows: 3,
    },
  ],
  next: (_, { meetingId }) => [`/meetings/${meetingId}`, 'meeting-called-off'],
};

/** What can be put before the group, and the meeting. */
interface Putting {
  readonly meeting: Meeting;
  readonly offered: readonly Option[];
}

const roundsTo = async (visit: Visit, status: 'closed' | 'decided'): Promise<readonly Option[]> => {
  const list = await readFor(visit, 'listRounds', { status });
  return (list?.items ?? []).map(({ roundId, title, specificationVersion }) => ({
    value: `recommendation ${roundId}`,
    text: `Recommendation: ${title}, version ${specificationVersion}${status === 'decided' ? ' (decided)' : ''}`,
  }));
};

/** The first of each kind that can be put before the group; anything else is put from its own page. */
async function offeredTo(visit: Visit): Promise<readonly Option[]> {
  const [closed, decided, proposals, priorities] = await Promise.all([
    roundsTo(visit, 'closed'),
    roundsTo(visit, 'decided'),
    askProposals(visit, 'listProposals', {}),
    prioritiesToOffer(visit),
  ]);
  return [
    ...closed,
    ...(proposals?.items ?? []).map(({ specificationId, title }) => ({
      value: `proposal ${specificationId}`,
      text: `Proposal: ${title}`,
    })),
    ...priorities.map(({ value, text }) => ({ value: `priority ${value}`, text: `Priority: ${text}` })),
    ...decided,
    ...decided.map(({ value, text }) => ({
      value: value.replace('recommendation', 'withdrawal'),
      text: text.replace('Recommendation', 'Withdrawal').replace(' (decided)', ''),
    })),
  ];
}

/** What the visitor came from the page of, where it can be put before the group. */
async function chosen(visit: Visit): Promise<readonly Option[]> {
  const value = visit.form.get('subject') ?? visit.query.get('about') ?? '';
  const [kind, id = ''] = value.split(' ');
  if (kind === 'priority') {
    const found = await askPriorities(visit, 'getPriority', { priorityId: id });
    return found === null ? [] : [{ value, text: `Priority: ${found.title}` }];
  }
  if (kind === 'proposal') {
    const found = await readFor(visit, 'getSpecification', { specificationId: id });
    return found === null ? [] : [{ value, text: `Proposal: ${found.title}` }];
  }
  const found = await readFor(visit, 'getRound', { roundId: id });
  return found === null || (kind !== 'recommendation' && kind !== 'withdrawal')
    ? []
    : [{ value, text: `${subjectInWords[kind]}: ${found.title}, version ${found.specificationVersion}` }];
}

const put: FormDefinition<'putBeforeGroup', Putting> = {
  operation: 'putBeforeGroup',
  apart: ofOversight,
  load: async (visit) => {
    const meeting = await load(visit);
    if (meeting === null) return null;
    const [own, offered] = await Promise.all([chosen(visit), offeredTo(visit)]);
    return {
      meeting,
      offered: [...own.filter(({ value }) => !offered.some((one) => one.value === value)), ...offered],
    };
  },
  lock: ({ meeting }) => ofMeeting.lock(meeting),
  text: ({ meeting }) => ({
    title: 'Put something before the group',
    ...around(meeting),
    paragraphs: [
      'The paper says what was reviewed, proposed or needed by itself. Whoever is, or was, on the panel of a round does not see it, gives no advice and takes no part.',
    ],
    button: 'Put it before the group',
  }),
  instead: ({ meeting, offered }) =>
    isOff(meeting) ??
    (offered.length === 0
      ? {
          title: 'There is nothing to put before the group',
          paragraphs: ['A round that has closed, a proposal or a priority can be put before it.'],
        }
      : null),
  fields: ({ offered }) => [
    {
      kind: 'select',
      name: 'subject',
      label: 'What is put before the group?',
      hint: 'What is not offered here is put before the group from its own page.',
      missing: 'Choose what is put before the group',
      options: offered,
    },
    {
      kind: 'select',
      name: 'outcome',
      label: 'Of a recommendation: which decision is the group asked to agree to?',
      optional: true,
      options: decisionOutcomes.map((value) => ({ value, text: decisionInWords[value] })),
    },
    {
      kind: 'textarea',
      name: 'asks',
      label: 'What is the group asked?',
      hint: 'Where it is another decision than recommended, say why. Do not name reviewers.',
      missing: 'Say what the group is asked',
      rows: 5,
    },
  ],
  values: (_, { query }) => ({ subject: query.get('about') ?? '' }),
  body: ({ subject, outcome, asks }) => {
    const [kind, id] = String(subject ?? '').split(' ');
    return { subject: { kind, id }, asks, outcome: outcome === undefined || outcome === '' ? null : outcome };
  },
  next: (_, { meeting: { meetingId } }) => [`/meetings/${meetingId}`, 'put-before-group'],
};

/** The forms by which staff call meetings and put things before them. */
export const meetingForms: readonly Route[] = [
  ...formRoutes('/meetings/call', call),
  ...formRoutes('/meetings/{meetingId}/change', change),
  ...formRoutes('/meetings/{meetingId}/call-off', callOff),
  ...formRoutes('/meetings/{meetingId}/items/add', put),
];
