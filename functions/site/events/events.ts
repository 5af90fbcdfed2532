import { concerned } from '../../../shared/contract/centre/schemas.ts';
import { roundOperations } from '../../../shared/contract/rounds/operations.ts';
import { type Called, type Concerning, namedIn, namesFor } from '../../centre/event-names.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { isoDay, ukIsoDay } from '../../words/uk-date.ts';
import { ukDay } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { exampleOf } from '../web/form-fields.ts';
import { pagingOf } from '../web/paging.ts';
import { servicesOf } from '../web/services-of.ts';
import { timeInWords } from '../web/time-in-words.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { detailsInWords } from './event-details.ts';
import { eventInWords } from './event-words.ts';

/** `GET /events`: who did what: on a day, by somebody, or to something. */
export async function showEvents(visit: Visit): Promise<Answer> {
  const { now } = visit.site;
  const { person } = visit;
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
  if (list === null || person === null) return notFoundPage(visit);

  const actor = visit.query.get('actor');
  const [kind, id] = [concerned.safeParse(visit.query.get('kind')), visit.query.get('id')];
  const asked = kind.success && id !== null ? { kind: kind.data, id } : null;
  const calledOf = await namesFor(servicesOf(visit.site), person, [
    ...list.items.flatMap((event) => [
      ...(event.concerns === null ? [] : [event.concerns]),
      ...namedIn(event),
    ]),
    ...(asked === null ? [] : [asked]),
  ]);
  const nameOf = (one: Concerning) => inWords(one, calledOf(one));
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
    readsReviews: person.roles.some((role) => roundOperations.getRound.roles.includes(role)),
    tellsToWhat: list.items.some(({ concerns }) => concerns !== null),
    events: list.items.map((event) => ({
      at: timeInWords(visit)(event.at),
      who:
        event.actor === 'system'
          ? { text: 'The system', href: null }
          : { text: event.actorName ?? erasedPerson, href: `/events?actor=${event.actor}` },
      did: eventInWords(event.action),
      to: event.concerns && { text: nameOf(event.concerns), href: hrefOf(event.concerns) },
      details: detailsInWords(event, {
        person: (id) => calledOf({ kind: 'person', id })?.title ?? erasedPerson.toLowerCase(),
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

const hrefOf = ({ kind, id }: Concerning) => `/events?kind=${kind}&id=${encodeURIComponent(id)}`;

/** What something is called on this page. */
function inWords({ kind, id }: Concerning, called: Called | null): string {
  if (called === null) return unnamed[kind];
  if (kind === 'round') return `Round on ${called.title}, version\u00a0${called.version}`;
  // A set whose title is not known is called by its id.
  return kind === 'criteria-set' && called.title === id ? `Criteria set ${id}` : called.title;
}

/** What is said of a thing that is no longer there, or not for whoever asks. */
const unnamed: Readonly<Record<Concerning['kind'], string>> = {
  round: 'A round',
  specification: 'A specification',
  'criteria-set': 'A criteria set',
  priority: 'A priority',
  meeting: 'A meeting',
  person: erasedPerson,
};
