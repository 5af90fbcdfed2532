import type { centreOperations } from '../../../shared/contract/centre/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { listCriteriaSetsPage } from '../../criteria-sets/storage.ts';
import { criteriaSetEntryOf } from '../../entries.ts';
import { getPeople } from '../../people/storage.ts';
import { getRounds } from '../../rounds/storage.ts';
import { getSpecifications } from '../../specifications/storage.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { isoDay, ukIsoDay } from '../../words/uk-date.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { exampleOf } from '../web/form-fields.ts';
import { pagingOf } from '../web/paging.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { detailsInWords } from './event-details.ts';
import { eventInWords } from './event-words.ts';

type Event = Answered<typeof centreOperations.listEvents>['items'][number];
type Concerned = NonNullable<Event['concerns']>;

/** `GET /events`: who did what: on a day, by somebody, or to something. */
export async function showEvents(visit: Visit): Promise<Answer> {
  const { now } = visit.site;
  const typed = {
    day: visit.query.get('day-day') ?? '',
    month: visit.query.get('day-month') ?? '',
    year: visit.query.get('day-year') ?? '',
  };
  const wasTyped = `${typed.day}${typed.month}${typed.year}` !== '';
  const chosen = wasTyped ? isoDay(typed) : (visit.query.get('day') ?? ukIsoDay(now()));
  const list = await readFor(
    visit,
    'listEvents',
    Object.fromEntries([
      ...[...visit.query].filter(([name]) => ['cursor', 'kind', 'id', 'actor'].includes(name)),
      ['day', chosen ?? ukIsoDay(now())],
    ]),
  );
  if (list === null) return notFoundPage(visit);

  const actor = visit.query.get('actor');
  const [kind, id] = [visit.query.get('kind'), visit.query.get('id')];
  const concerned: readonly Concerned[] = list.items.flatMap(({ concerns, details }) => [
    ...(concerns === null ? [] : [concerns]),
    ...[details.personId, details.by].flatMap((id) =>
      typeof id === 'string' ? { kind: 'person' as const, id } : [],
    ),
    ...(typeof details.companionId === 'string'
      ? [{ kind: 'specification' as const, id: details.companionId }]
      : []),
  ]);
  const asked = kind !== null && id !== null ? ({ kind, id } as Concerned) : null;
  const names = await namesOf(visit, asked === null ? concerned : [...concerned, asked]);
  const nameOf = ({ kind, id }: Concerned) =>
    names.get(`${kind} ${id}`) ?? (kind === 'person' ? erasedPerson : id);
  const [by] = list.items.filter((event) => event.actor === actor);
  const about =
    asked !== null
      ? nameOf(asked)
      : actor !== null
        ? `By ${by?.actorName ?? erasedPerson.toLowerCase()}`
        : ukDay(chosen ?? ukIsoDay(now()));
  return page(visit, 'events/events.njk', {
    about,
    byDay: asked === null && actor === null,
    typed: wasTyped ? typed : spelt(chosen ?? ukIsoDay(now())),
    error: chosen === null ? 'Enter a real date' : null,
    example: exampleOf(ukIsoDay(now())),
    events: list.items.map((event) => ({
      at: ukTime(event.at),
      who:
        event.actor === 'system'
          ? { text: 'The system', href: null }
          : { text: event.actorName ?? erasedPerson, href: `/events?actor=${event.actor}` },
      did: eventInWords(event.action),
      to: event.concerns && { text: nameOf(event.concerns), href: hrefOf(event.concerns) },
      details: detailsInWords(event, {
        person: (id) => names.get(`person ${id}`) ?? erasedPerson.toLowerCase(),
        specification: (id) => nameOf({ kind: 'specification', id }),
      }),
    })),
    paging: pagingOf(visit, list.next),
  });
}

const spelt = (iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
};

const hrefOf = ({ kind, id }: Concerned) => `/events?kind=${kind}&id=${encodeURIComponent(id)}`;

/** Versions of criteria sets that are read for their titles: as many as one query gives. */
const maxSets = 100;

/** What things are called, by kind and id. A few reads, however many events there are. */
async function namesOf(
  { site: { db } }: Visit,
  concerned: readonly Concerned[],
): Promise<ReadonlyMap<string, string>> {
  const ids = (wanted: Concerned['kind']) =>
    concerned.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const [rounds, specifications, people, sets] = await Promise.all([
    getRounds(db, ids('round')),
    getSpecifications(db, ids('specification')),
    getPeople(db, ids('person')),
    ids('criteria-set').length === 0 ? null : listCriteriaSetsPage(db, { limit: maxSets }),
  ]);
  return new Map([
    ...[...rounds].map(
      ([id, round]) =>
        [`round ${id}`, `Round on ${round.title}, version\u00a0${round.specificationVersion}`] as const,
    ),
    ...[...specifications].map(([id, { title }]) => [`specification ${id}`, title] as const),
    ...[...people].map(([id, { name }]) => [`person ${id}`, name] as const),
    ...ids('criteria-set').map((id) => [`criteria-set ${id}`, `Criteria set ${id}`] as const),
    // In the order of their versions: the newest title stands.
    ...(sets?.entries ?? [])
      .map(criteriaSetEntryOf)
      .map(({ criteriaSetId, title }) => [`criteria-set ${criteriaSetId}`, title] as const),
  ]);
}
