import { count } from '../../../shared/domain/basics/words.ts';
import type { RoundWithCriteria } from '../../rounds/with-criteria.ts';
import { calendarFile, panelEntry } from '../../words/calendar-file.ts';
import { readTime } from '../../words/read-time.ts';
import { ukInstant } from '../../words/uk-date.ts';
import { download } from '../exports/downloads.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import { notFoundPage } from '../web/answer.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { type Field, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** “1 hour”, “90 minutes”. */
const inHours = (minutes: number): string =>
  minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute');

const fields: readonly Field[] = [
  {
    kind: 'date',
    name: 'at',
    subject: 'The date of the discussion',
    label: 'On which day does the panel meet?',
    missing: 'Enter the date of the discussion',
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
    kind: 'select',
    name: 'minutes',
    optional: true,
    label: 'How long does it take?',
    options: [60, 30, 90, 120, 180, 240].map((minutes) => ({
      value: String(minutes),
      text: inHours(minutes),
    })),
  },
  {
    kind: 'text',
    name: 'where',
    label: 'Where does it meet?',
    hint: 'A room, or a link to join by. It goes into the email, which brings an entry for their calendars.',
    missing: 'Enter where the panel meets',
    autocomplete: 'off',
  },
];

/** The day and the time make one instant. */
async function read(_: RoundWithCriteria, visit: Visit): Promise<ReadForm> {
  const { body, defects } = readFields(fields, visit);
  const time = readTime(String(body.time));
  const at = body.at === undefined ? undefined : ukInstant(String(body.at), time ?? anyTime);
  return {
    body: { at, where: body.where, minutes: Number(body.minutes || 60) },
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
}

/** Stands for a time that cannot be read, which is said by itself. */
const anyTime = '12:00';

const form: FormDefinition<'callPanel', RoundWithCriteria> = {
  operation: 'callPanel',
  load: roundOf,
  text: ({ round }) => ({
    title: 'Call the panel',
    caption: titleOf(round),
    back: { text: 'Back to the panel discussion', href: `/rounds/${round.id}/panel` },
    paragraphs: [
      'The reviewers who have submitted a review, staff and the Oversight Group are told by email when and where it meets. Nobody’s ratings are in the email.',
    ],
    button: 'Call the panel',
  }),
  instead: ({ round }) =>
    round.status === 'closed'
      ? null
      : {
          title: 'There is no panel to call now',
          paragraphs: [
            round.status === 'decided'
              ? 'The decision on this round is recorded. There is nothing left to discuss.'
              : 'A panel is called after its round has closed.',
          ],
        },
  fields: () => fields,
  values: () => ({ minutes: '60' }),
  read,
  lock: ({ round }) => ({ version: round.editVersion, concerns: { kind: 'round', id: round.id } }),
  next: (_, { round }) => [`/rounds/${round.id}/panel`, 'panel-called'],
};

/** The form that calls a panel discussion. */
export const panelCallForm: readonly Route[] = formRoutes('/rounds/{roundId}/panel/call', form);

/** `GET /rounds/{roundId}/panel.ics`: when and where the panel meets, for a calendar. */
export async function downloadPanel(visit: Visit): Promise<Answer> {
  const about = await roundOf(visit);
  const call = about?.round.panelCall ?? null;
  if (about === null || call === null) return notFoundPage(visit);
  const { id: roundId, title, specificationVersion, sample } = about.round;
  const { origin, now } = visit.site;
  const entry = panelEntry({ roundId, title, specificationVersion, sample }, call, {
    changedAt: now().toISOString(),
    isCalledOff: false,
    link: `${origin}/rounds/${roundId}/panel`,
  });
  const { fileName, mediaType, bytes } = calendarFile(entry, origin);
  return download(visit, fileName, mediaType, bytes);
}
