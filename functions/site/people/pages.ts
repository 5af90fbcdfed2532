import type { Role } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { signedFigure } from '../../../shared/domain/basics/figure.ts';
import { count, list } from '../../../shared/domain/basics/words.ts';
import { severityInWords } from '../../../shared/domain/statistics/agreement-in-words.ts';
import { severityFlag } from '../../../shared/domain/statistics/severity.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { messagePage, notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { searchOf } from '../web/search.ts';
import { roundTag } from '../web/tags.ts';
import { timeInWords } from '../web/time-in-words.ts';
import type { Answer, Visit } from '../web/visit.ts';

const ops = staffOperations;

/** Who sees people. */
export const readers: readonly Role[] = ops.listPeople.roles;

/** Who sees what reviewers were asked and how they rate. */
export const recordReaders: readonly Role[] = ops.getReviewerRecord.roles;

/** A person's roles in words. */
export const rolesInWords = (roles: readonly Role[]): string =>
  roles.length === 0 ? 'None' : list(roles.map((role) => roleNames[role]));

/** Roles as people say them. */
export const roleNames: Readonly<Record<Role, string>> = {
  reviewer: 'reviewer',
  staff: 'staff',
  oversight: 'Oversight Group',
  administrator: 'administrator',
};

/** A text with its first letter as a capital. */
export const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `GET /people`: everybody, by name, and what is asked of them. */
export async function listPeoplePage(visit: Visit): Promise<Answer> {
  const all = await readFor(visit, 'listPeople');
  if (all === null) return notFoundPage(visit);
  const { person } = visit;
  return page(visit, 'people/list.njk', {
    people: all.items.map(({ personId, name, roles, expertise, waiting, overdue }) => ({
      href: `/people/${personId}`,
      name,
      roles: capital(rolesInWords(roles)),
      expertise: expertise.length === 0 ? '–' : expertise.join(', '),
      workload: roles.includes('reviewer') ? waiting : null,
      overdue,
    })),
    search: searchOf(visit, { startsWith: 'Name starts with' }),
    paging: pagingOf(visit, all.next),
    canAdd: person?.roles.some((role) => ops.addPerson.roles.includes(role)),
    canMonitor: person?.roles.some((role) => recordReaders.includes(role)),
  });
}

/** `GET /people/{personId}`: a person, and for reviewers what they were asked, declared and did. */
export async function showPerson(visit: Visit): Promise<Answer> {
  const mayReadRecord = visit.person?.roles.some((role) => recordReaders.includes(role)) ?? false;
  const [person, record] = await Promise.all([
    readFor(visit, 'getPerson'),
    mayReadRecord ? readFor(visit, 'getReviewerRecord') : null,
  ]);
  if (person === null) return erasedPage(visit);
  const may = (roles: readonly Role[]) => visit.person?.roles.some((role) => roles.includes(role)) ?? false;
  const isReviewer = person.roles.includes('reviewer');
  return page(visit, 'people/person.njk', {
    id: person.personId,
    at: `/people/${person.personId}`,
    name: person.name,
    email: person.email,
    trouble:
      person.addressTrouble &&
      `${addressTroubles[person.addressTrouble.kind]} on ${ukTime(person.addressTrouble.at)}. Nothing more is sent to it until somebody corrects the address, or says that it works.`,
    roles: capital(rolesInWords(person.roles)),
    expertise: person.expertise,
    organisation: person.organisation,
    added: ukTime(person.createdAt),
    canChange: may(ops.changePerson.roles),
    canSetRoles: may(ops.setRoles.roles),
    canErase: may(ops.erasePerson.roles) && person.personId !== visit.person?.id,
    record:
      record === null || (!isReviewer && record.assignments.length === 0)
        ? null
        : {
            timeliness: timelinessInWords(record.timeliness),
            paging: pagingOf(visit, record.next),
            severity: severityInWords('this reviewer', record.severity),
            flagged: record.severity.flagged,
            assignments: record.assignments.map((one) => ({
              href: `/rounds/${one.roundId}`,
              title: `${one.title}, version\u00a0${one.specificationVersion}`,
              round: roundTag(one.roundStatus),
              review: capital(one.status),
              interest: interests[one.interest],
              interestDescription: one.interestDescription,
              due: ukTime(one.reviewsDue),
              submitted: one.submittedAt === null ? '–' : timeInWords(visit)(one.submittedAt),
            })),
          },
  });
}

/** Where the id of somebody leads who was erased; nowhere for other ids. */
async function erasedPage(visit: Visit): Promise<Answer> {
  const { personId = '' } = visit.parameters;
  const events = await readFor(visit, 'listEvents', { kind: 'person', id: personId });
  const event = events?.items.find(({ action }) => action === 'person-erased');
  if (event === undefined) return notFoundPage(visit);
  return messagePage(visit, 410, {
    title: erasedPerson,
    paragraphs: [
      `Erased on ${ukTime(event.at)}. Their name, address and accounts are gone.`,
      'What they reviewed, scored and decided stays without their name.',
    ],
    action: { text: 'See what is on record', href: `/events?kind=person&id=${encodeURIComponent(personId)}` },
  });
}

/** What is wrong with an address, as SES reported it. */
export const addressTroubles = {
  bounce: 'An email to this address came back',
  complaint: 'The owner of this address reported an email as unwanted',
} as const;

const interests = {
  'not-declared': 'Not declared yet',
  none: 'None',
  declared: 'Declared, waits for staff',
  cleared: 'Declared and cleared',
  recused: 'Declared and recused',
} as const;

function timelinessInWords({
  onTime,
  late,
  overdue,
  waiting,
}: {
  readonly onTime: number;
  readonly late: number;
  readonly overdue: number;
  readonly waiting: number;
}): string {
  const parts = [
    ...(onTime > 0 ? [`${onTime} on time`] : []),
    ...(late > 0 ? [`${late} late`] : []),
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(waiting > 0 ? [`${waiting} not due yet`] : []),
  ];
  return parts.length === 0
    ? 'No review is asked for, and none was submitted.'
    : `Of ${count(onTime + late + overdue + waiting, 'review')} listed here: ${list(parts)}.`;
}

/** `GET /severity`: how reviewers rate beside the others of their panels. */
export async function showSeverity(visit: Visit): Promise<Answer> {
  const all = await readFor(visit, 'listSeverity');
  if (all === null) return notFoundPage(visit);
  return page(visit, 'people/severity.njk', {
    flag: severityFlag,
    reviewers: all.items.map(({ personId, name, severity }) => ({
      href: `/people/${personId}`,
      name,
      specifications: severity.specifications,
      difference:
        severity.difference === null
          ? '–'
          : signedFigure(severity.difference, severity.flagged ? severityFlag.levels : 0),
      interval:
        severity.lower === null || severity.upper === null
          ? '–'
          : `${signedFigure(severity.lower)} to ${signedFigure(severity.upper)}`,
      flagged: severity.flagged,
    })),
    paging: pagingOf(visit, all.next),
  });
}
