import type { recordOperations } from '../../shared/contract/records/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { cellOfText } from '../../shared/domain/tables/cell-text.ts';
import { type EventItem, eventWrite, listAllEvents } from '../centre/events-storage.ts';
import { listReadableConcerns } from '../concerns/storage.ts';
import { getDecision, listConditions } from '../decisions/storage.ts';
import { listMessages } from '../developers/storage.ts';
import { mediaTypes } from '../files/media-types.ts';
import { writeWorkbook } from '../files/write-table.ts';
import { letterCause } from '../letters/letter-storage.ts';
import { countNoticesOf } from '../notices/list-notices.ts';
import { getNotice, noticeIdOf, theDeveloper } from '../notices/storage.ts';
import { listPanel } from '../panels/storage.ts';
import { getPeople } from '../people/storage.ts';
import { currentSubmissions } from '../results/storage.ts';
import { roundsKeptFrom } from '../results/who-may-read.ts';
import { listRoundsOfSpecification } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification, getSpecificationVersion } from '../specifications/storage.ts';
import { getReadable } from '../table/read.ts';
import { transact } from '../table/write.ts';
import { notFound } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';

/** What is not in a disclosure, and how much there is of it. */
type LeftOut = Map<string, number>;

const count = (leftOut: LeftOut, what: string, more: number): unknown =>
  leftOut.set(what, (leftOut.get(what) ?? 0) + more);

const day = (instant: string): string => ukIsoDay(new Date(instant));

async function roundsOf(services: Services, specificationId: string): Promise<readonly RoundItem[]> {
  const found: RoundItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRoundsOfSpecification(services.db, specificationId, { limit: 100, cursor });
    found.push(...page.rounds);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found.reverse();
}

/** What was decided in one round, and what its events say that is nobody's own; counts what it leaves out. */
async function ofRound({ db }: Services, round: RoundItem, leftOut: LeftOut) {
  const [decision, letter] = await Promise.all([
    getDecision(db, round.id),
    getNotice(db, noticeIdOf(letterCause(round.id), theDeveloper)),
  ]);
  // Until its developer has been told, a decision is nobody's to hear of.
  const isOut = letter?.notice === 'letter' && letter.data.release !== null;
  if (decision === null || !isOut) {
    count(leftOut, 'Rounds whose decision has not been released', 1);
    return null;
  }
  const [conditions, panel, concerns, messages, emails, events] = await Promise.all([
    listConditions(db, round.id),
    listPanel(db, round.id),
    listReadableConcerns(db, round.id),
    listMessages(db, round.id),
    countNoticesOf(db, round.id),
    listAllEvents(db, round),
  ]);
  const reviews = await currentSubmissions(db, panel);
  const notes = reviews.flatMap(({ content }) => [
    content.overallNote,
    ...Object.values(content.ratings).map(({ note }) => note),
  ]);
  const asked = new Set(panel.map(({ personId }) => personId));
  const isOfReviewer = ({ actor, details }: EventItem) =>
    asked.has(actor) || asked.has(String(details.personId));
  const told = events.filter((event) => !isOfReviewer(event) && !event.action.startsWith('concern-'));
  count(leftOut, 'Reviewers who were asked', panel.length);
  count(leftOut, 'Reviews, with their ratings and comments', reviews.length);
  count(leftOut, 'Confidential notes to the Centre', notes.filter((note) => note !== '').length);
  count(leftOut, 'Patient-safety concerns', concerns.length);
  count(leftOut, 'Messages of the developer and their answers', messages.length);
  // The letter is one of them, and stands by itself.
  count(leftOut, 'Letters, whose text names people', 1);
  count(leftOut, 'Other emails about a round', emails - 1);
  count(leftOut, 'Events by or about reviewers, or of concerns', events.length - told.length);
  // It may have closed before the date that it was to close on, or more than once.
  const [closedAt = round.closesAt] = events
    .flatMap(({ action, at }) => (action === 'round-closed' ? [at] : []))
    .sort()
    .reverse();
  return { round, decision, conditions, closedAt, events: told, reviews: reviews.length };
}

/**
 * What the Centre did about a specification, as a workbook to answer a request for disclosure with. It has no people in
 * it: members of the Centre are named only where somebody says why, on record. What reviewers said, in confidence or
 * not, what is not public yet, and rounds that are kept from whoever asks are left out and counted.
 */
export const disclose =
  (services: Services): UseCase<(typeof recordOperations)['discloseSpecification']> =>
  async ({ by, of: { specificationId }, what: { request, namedBecause } }) => {
    const { db } = services;
    const specification = await getSpecification(db, specificationId);
    if (specification === null) return fail(notFound);
    const versions = await Promise.all(
      Array.from({ length: specification.latestVersion }, (_, before) =>
        getSpecificationVersion(db, specificationId, before + 1),
      ),
    );
    const leftOut: LeftOut = new Map([['The developer’s contact', 1]]);
    const rounds = await roundsOf(services, specificationId);
    const kept = await roundsKeptFrom(
      services,
      by,
      rounds.map(({ id }) => id),
    );
    count(leftOut, 'Rounds on whose panel you are', kept.size);
    const found = [];
    for (const round of rounds.filter(({ id }) => !kept.has(id)))
      found.push(await ofRound(services, round, leftOut));
    const told = found.filter((one) => one !== null);

    const events = [
      ...(await listAllEvents(db, specification)).map((event) => ['', event] as const),
      ...told.flatMap(({ round, events: own }) => own.map((event) => [round.id, event] as const)),
    ];
    const actors = [...new Set(events.map(([, { actor }]) => actor))].filter((actor) => actor !== 'system');
    const people = await getPeople(db, actors, getReadable);
    const isOfCentre = (actor: string) =>
      people.get(actor)?.roles.some((role) => role !== 'reviewer') ?? false;
    const named = namedBecause.trim() === '' ? [] : actors.filter(isOfCentre);
    count(leftOut, 'Names of people who did something', actors.length - named.length);
    const whoDid = (actor: string): string => {
      if (named.includes(actor)) return cellOfText(people.get(actor)?.name ?? '');
      return actor === 'system' ? 'The system' : isOfCentre(actor) ? 'A member of the Centre' : 'Somebody';
    };

    const event = eventNow(services, by.id, 'records-disclosed', { request, reason: namedBecause });
    // On record before anything leaves.
    await transact(db, [eventWrite(specification, event)]);
    const title = `Disclosure: ${specification.title}`;
    const content = await writeWorkbook([
      {
        name: 'About',
        title,
        widths: [32, 100],
        headings: ['What', 'Value'],
        rows: [
          ['Specification', cellOfText(specification.title)],
          ['Area of practice', cellOfText(specification.areaOfPractice)],
          ['Developer', cellOfText(specification.developer.organisation)],
          ['Made on', day(event.at)],
          ['Made for', cellOfText(request)],
          ['Members of the Centre', named.length > 0 ? 'Named' : 'Not named'],
          [
            'Before it is handed on',
            'Reasons and conditions stand as they were recorded: read them for what they say of people.',
          ],
        ],
      },
      {
        name: 'Versions',
        title,
        widths: [10, 60, 30, 14, 60],
        headings: ['Version', 'Title', 'Type', 'Added', 'Document'],
        rows: versions.flatMap((one) =>
          one === null
            ? []
            : [
                [
                  one.version,
                  cellOfText(one.content.title),
                  one.content.credentialType,
                  day(one.createdAt),
                  cellOfText(one.content.documentUrl ?? ''),
                ],
              ],
        ),
      },
      {
        name: 'Decisions',
        title,
        widths: [26, 10, 14, 14, 10, 26, 26, 14, 100, 14],
        headings: [
          'Round',
          'Version',
          'Created',
          'Closed',
          'Reviews',
          'Recommended',
          'Decided',
          'Decided on',
          'Reason',
          'Withdrawn',
        ],
        rows: told.map(({ round, decision, closedAt, reviews }) => [
          round.id,
          round.specificationVersion,
          day(round.createdAt),
          day(closedAt),
          reviews,
          decision.recommended,
          decision.outcome,
          day(decision.decidedAt),
          cellOfText(decision.reason),
          decision.withdrawn === null ? '' : day(decision.withdrawn.at),
        ]),
      },
      {
        name: 'Conditions',
        title,
        widths: [26, 10, 100, 14, 14],
        headings: ['Round', 'Condition', 'Text', 'Due', 'Fulfilled'],
        rows: told.flatMap(({ round, conditions }) =>
          conditions.map(({ number, text, due, fulfilled }) => [
            round.id,
            number,
            cellOfText(text),
            due,
            fulfilled === null ? '' : day(fulfilled.at),
          ]),
        ),
      },
      {
        name: 'Events',
        title,
        widths: [14, 26, 36, 30],
        headings: ['Day', 'Round', 'What happened', 'Who did it'],
        rows: events.map(([roundId, { at, action, actor }]) => [
          day(at),
          roundId,
          action.replaceAll('-', ' '),
          whoDid(actor),
        ]),
      },
      {
        name: 'Left out',
        title,
        widths: [60, 12],
        headings: ['What is not in this file', 'How many'],
        rows: [...leftOut],
      },
    ]);
    return ok({
      answer: {
        fileName: `disclosure-${specificationId}.xlsx`,
        mediaType: mediaTypes.xlsx,
        content: Buffer.from(content).toString('base64'),
      },
    });
  };
