import { thresholdOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { namedParticipants, type Participant } from '../../findings/who-took-part.ts';
import type { RoundWithCriteria } from '../../rounds/with-criteria.ts';
import type { CriterionDetail } from '../results/reviews-view.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { type Field, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';

/** What the form is about. */
interface About extends RoundWithCriteria {
  readonly disputed: readonly CriterionDetail[];
  readonly participants: readonly Participant[];
  /** Who took part in the last discussion: a second form starts with them. */
  readonly attended: readonly string[];
}

async function load(visit: Visit): Promise<About | null> {
  const found = await roundOf(visit);
  if (found === null) return null;
  const [paper, participants] = await Promise.all([
    readFor(visit, 'getPanelPaper'),
    namedParticipants(servicesOf(visit.site), found.round.id),
  ]);
  const attended = paper?.discussions.at(-1)?.attended ?? [];
  return { ...found, disputed: paper?.disputed ?? [], participants, attended };
}

const standsAlready = ({ findings }: CriterionDetail): boolean => {
  const latest = findings.at(-1);
  return latest !== undefined && !latest.lapsed;
};

const fieldsOf = ({ set, disputed, participants }: About): readonly Field[] => [
  {
    kind: 'checkboxes',
    name: 'attended',
    label: 'Who took part in the discussion?',
    hint: 'Reviewers of this panel, staff and the Oversight Group, by name. It says nobody’s place on the panel.',
    options: participants.map(({ id, name }) => ({ value: id, text: name })),
  },
  ...disputed.flatMap((criterion): readonly Field[] => {
    const { criterionId: id, number, text } = criterion;
    const asked = set.content.sections.flatMap(({ criteria }) => criteria).find((one) => one.id === id);
    const words = statusWords(set.content, asked && thresholdOf(set.content, asked)).alone;
    return [
      {
        kind: 'radios',
        name: `findings.${id}.status`,
        label: `${number} ${text}`,
        hint: standsAlready(criterion)
          ? 'The panel has found something on it before. A new finding counts in its place; without one the earlier stands.'
          : 'What did the panel find?',
        optional: true,
        options: [
          ...(['met', 'partly-met', 'not-met'] as const).map((value) => ({ value, text: words[value] })),
          // A radio button cannot be unchosen without a script.
          { value: nothingYet, text: 'Nothing yet' },
        ],
      },
      {
        kind: 'textarea',
        name: `findings.${id}.reason`,
        label: `The panel’s reason on ${number}`,
        hint: 'What convinced the panel. It is kept with the round. Name no reviewer.',
        rows: 3,
      },
    ];
  }),
];

/** What is chosen of a criterion on which the panel has found nothing. */
const nothingYet = 'nothing';

/** What a criterion's fields give. */
interface Found {
  readonly status?: string;
  readonly reason?: string;
}

/** Reads the findings on those criteria on which something was entered. */
async function read(about: About, visit: Visit): Promise<ReadForm> {
  const { body, defects } = readFields(fieldsOf(about), visit);
  const given = Object.entries((body.findings ?? {}) as Readonly<Record<string, Found>>);
  const entered = given
    .map(
      ([id, { status, reason }]) =>
        [id, { status: status === nothingYet ? undefined : status, reason }] as const,
    )
    .filter(([, { status, reason }]) => status !== undefined || reason?.trim());
  const missing = entered.flatMap(([id, { status, reason }]) => [
    ...(status === undefined
      ? [{ pointer: `/findings/${id}/status`, code: 'missing', detail: 'Choose what the panel found' }]
      : []),
    ...(reason?.trim()
      ? []
      : [{ pointer: `/findings/${id}/reason`, code: 'missing', detail: 'Enter the panel’s reason' }]),
  ]);
  const [first] = about.disputed;
  const nothing =
    entered.length > 0 || first === undefined
      ? []
      : [
          {
            pointer: `/findings/${first.criterionId}/status`,
            code: 'missing',
            detail: 'Say what the panel found on at least one criterion',
          },
        ];
  return {
    body: { attended: body.attended, findings: Object.fromEntries(entered) },
    defects: [...defects, ...missing, ...nothing],
  };
}

const recordFindings: FormDefinition<'recordFindings', About> = {
  operation: 'recordFindings',
  load,
  text: ({ round }) => ({
    title: 'Record what the panel found',
    caption: titleOf(round),
    back: { text: 'Back to the panel discussion', href: `/rounds/${round.id}/panel` },
    paragraphs: [
      'Who took part is asked once, for all that was discussed. One recommendation is derived from all findings together.',
    ],
    button: 'Record the findings',
  }),
  instead: ({ round, disputed }) => {
    if (round.status === 'closed' && disputed.length > 0)
      return round.panelCall === null
        ? {
            title: 'No panel has been called',
            paragraphs: ['Call it first: what is recorded here is what a panel found.'],
            action: { text: 'Call the panel', href: `/rounds/${round.id}/panel/call` },
          }
        : null;
    return {
      title: 'There is nothing for a panel to find now',
      paragraphs: [
        round.status === 'decided'
          ? 'The decision on this round is recorded. There is nothing left to discuss.'
          : round.status === 'closed'
            ? 'Reviewers dispute no criterion, or the recommendation is still being derived.'
            : 'A panel discusses disputed criteria after its round has closed.',
      ],
    };
  },
  fields: fieldsOf,
  values: ({ attended }) => ({ attended }),
  read,
  lock: ({ round }) => ({ version: round.editVersion, concerns: { kind: 'round', id: round.id } }),
  next: (_, { round }) => [`/rounds/${round.id}/panel`, 'findings-recorded'],
};

/** The form on which staff record who took part in a panel discussion and what it found. */
export const findingsForm: readonly Route[] = formRoutes('/rounds/{roundId}/panel/findings', recordFindings);
