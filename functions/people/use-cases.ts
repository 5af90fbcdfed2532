import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { combineSeverity } from '../../shared/domain/statistics/severity.ts';
import { pageSize, personEntryOf } from '../entries.ts';
import { countWaiting, listAssignmentsPage } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Unmet } from '../table/write.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { maxRecipients } from './roster.ts';
import { listSeverities } from './severity.ts';
import {
  addPerson,
  changePerson,
  correctAddress,
  findPersonByEmail,
  getPerson,
  listPeoplePage,
  listReviewersPage,
  setRoles,
} from './storage.ts';
import type { PersonItem } from './stored-person.ts';

const view = ({ id, name, email, roles, expertise, addressTrouble, createdAt, editVersion }: PersonItem) => ({
  personId: id,
  name,
  email,
  roles,
  expertise,
  addressTrouble: addressTrouble && { kind: addressTrouble.kind, at: addressTrouble.at },
  createdAt,
  editVersion,
});

/** Somebody else was faster. */
export const changedMeanwhile = problem(
  'changed-meanwhile',
  'Somebody else changed this person at the same time. Look at them again.',
);

const addressTaken: Problem = {
  ...invalidBody([
    {
      pointer: '/email',
      code: 'taken',
      detail: 'Somebody has this email address already. Look for them in the list.',
    },
  ]),
  code: 'already-exists',
};

/** The person as they stand, unless somebody has edited them since they were read. */
export async function unchangedPerson(
  { db }: Services,
  personId: string,
  editVersion: number | undefined,
): Promise<Result<PersonItem, Problem>> {
  const person = await getPerson(db, personId);
  if (person === null) return fail(notFound);
  return editVersion === undefined || editVersion === person.editVersion
    ? ok(person)
    : fail(changedMeanwhile);
}

async function answerPerson({ db }: Services, personId: string) {
  const person = await getPerson(db, personId);
  return person === null ? fail(notFound) : ok({ answer: view(person) });
}

/**
 * Whoever has somebody's address can sign in as them. So staff only mend what was mistyped: the address of somebody
 * of the Centre, or of somebody who has signed in already, is for administrators. Anybody may trust it again as it is.
 */
const mayCorrect = (by: PersonItem, person: PersonItem, email: string): boolean =>
  by.roles.includes('administrator') ||
  email === person.email ||
  (Object.keys(person.subjects).length === 0 && person.roles.every((role) => role === 'reviewer'));

const administratorNeeded = problem(
  'role-needed',
  'Only an administrator can change the address of somebody who has signed in or works for the Centre: whoever has it can sign in as them.',
);

/** Why a person cannot be given or lose their roles, by the condition that did not hold. */
export function rolesRefused(failed: Unmet): Problem {
  if (failed.has('person')) return changedMeanwhile;
  return failed.has('administrators')
    ? problem('not-now', 'This is the last administrator. Make somebody else one first.')
    : problem(
        'not-now',
        `At most ${maxRecipients} people can have the role staff or oversight: emails to them go to everybody.`,
      );
}

/** Where a review stands against its date; null where none is asked for. */
function punctuality(
  { assignment, round }: { assignment: AssignmentItem; round: RoundItem },
  now: string,
): 'onTime' | 'late' | 'overdue' | 'waiting' | null {
  if (round.status === 'cancelled' || !isOnPanel(assignment.status)) return null;
  const { submittedAt } = assignment;
  if (submittedAt !== null) return submittedAt <= round.reviewsDue ? 'onTime' : 'late';
  return round.reviewsDue < now ? 'overdue' : 'waiting';
}

async function severityOf({ db }: Services, personId: string) {
  const figures = await listSeverities(db, personId);
  const [combined] = combineSeverity(
    figures.map(({ specificationId, criteria, difference }) => ({
      reviewer: personId,
      specification: specificationId,
      criteria,
      difference,
    })),
  );
  const { specifications, criteria, difference, lower, upper, flagged } = combined ?? noSeverity;
  return { specifications, criteria, difference, lower, upper, flagged };
}

const noSeverity = {
  specifications: 0,
  criteria: 0,
  difference: null,
  lower: null,
  upper: null,
  flagged: false,
};

/** Reviewers on a page of the monitor: few, because every closed round of each of them is read. */
const severityPageSize = 10;

/** What the Centre knows of people, and who changes it. */
export const people = (
  services: Services,
): Pick<
  UseCases<typeof staffOperations>,
  | 'listPeople'
  | 'getPerson'
  | 'addPerson'
  | 'importPeople'
  | 'changePerson'
  | 'correctAddress'
  | 'setRoles'
  | 'getReviewerRecord'
  | 'listSeverity'
> => ({
  listPeople: async ({ of: { cursor, startsWith = '' } }) => {
    const now = services.now();
    const { entries, next } = await listPeoplePage(services.db, startsWith, { limit: pageSize, cursor });
    const items = await Promise.all(
      entries.map(personEntryOf).map(async (person) => {
        const isReviewer = person.roles.includes('reviewer');
        const asked = isReviewer
          ? await countWaiting(services.db, person.personId, now)
          : { waiting: 0, overdue: 0 };
        return { ...person, ...asked };
      }),
    );
    return ok({ answer: { items, next } });
  },

  getPerson: ({ of: { personId } }) => answerPerson(services, personId),

  addPerson: async ({ by: person, what: body }) => {
    const id = services.newId();
    const at = services.now().toISOString();
    const added = await addPerson(services.db, { id, ...body, roles: ['reviewer'] }, at, person.id);
    return added.ok ? answerPerson(services, id) : fail(addressTaken);
  },

  importPeople: async ({ by: actor, what: body }) => {
    const at = services.now().toISOString();
    const known: number[] = [];
    // One after the other: of two rows with one address the second finds the first.
    for (const [place, person] of body.people.entries()) {
      const isNew = (await findPersonByEmail(services.db, person.email)) === null;
      const newcomer = { id: services.newId(), ...person, roles: ['reviewer' as const] };
      const added = isNew && (await addPerson(services.db, newcomer, at, actor.id)).ok;
      if (!added) known.push(place);
    }
    return ok({ answer: { added: body.people.length - known.length, known } });
  },

  changePerson: async ({ by: person, of: { personId }, what: { editVersion, ...change } }) => {
    const read = await unchangedPerson(services, personId, editVersion);
    if (!read.ok) return read;
    const event = eventNow(services, person.id, 'person-changed');
    const written = await changePerson(services.db, read.value, change, event);
    return written.ok ? answerPerson(services, personId) : fail(changedMeanwhile);
  },

  correctAddress: async ({ by: person, of: { personId }, what: { email, editVersion } }) => {
    const read = await unchangedPerson(services, personId, editVersion);
    if (!read.ok) return read;
    if (!mayCorrect(person, read.value, email)) return fail(administratorNeeded);
    const event = eventNow(services, person.id, 'address-corrected');
    const written = await correctAddress(services.db, read.value, email, event);
    if (written.ok) return answerPerson(services, personId);
    return fail(written.error.has('email') ? addressTaken : changedMeanwhile);
  },

  setRoles: async ({ by: person, of: { personId }, what: { roles: given, editVersion } }) => {
    const read = await unchangedPerson(services, personId, editVersion);
    if (!read.ok) return read;
    const roles = [...new Set(given)];
    if (personId === person.id && !roles.includes('administrator'))
      return fail(
        problem('not-now', 'You cannot take the role administrator away from yourself. Ask another one.'),
      );
    const event = eventNow(services, person.id, 'roles-set', { roles: roles.join(' ') });
    const written = await setRoles(services.db, read.value, roles, event);
    return written.ok ? answerPerson(services, personId) : fail(rolesRefused(written.error));
  },

  getReviewerRecord: async ({ of: { personId, cursor } }) => {
    const now = services.now().toISOString();
    const [person, { asked, next }, severity] = await Promise.all([
      getPerson(services.db, personId),
      listAssignmentsPage(services.db, personId, { limit: pageSize, cursor }),
      severityOf(services, personId),
    ]);
    if (person === null) return fail(notFound);
    const kinds = asked.map((one) => punctuality(one, now));
    const countOf = (kind: (typeof kinds)[number]) => kinds.filter((one) => one === kind).length;
    return ok({
      answer: {
        personId,
        name: person.name,
        expertise: person.expertise,
        assignments: asked.map(({ assignment, round }) => ({
          roundId: round.id,
          title: round.title,
          specificationVersion: round.specificationVersion,
          roundStatus: round.status,
          reviewsDue: round.reviewsDue,
          status: assignment.status,
          interest: assignment.interest,
          interestDescription: assignment.interestDescription,
          submittedAt: assignment.submittedAt,
        })),
        timeliness: {
          onTime: countOf('onTime'),
          late: countOf('late'),
          overdue: countOf('overdue'),
          waiting: countOf('waiting'),
        },
        severity,
        next,
      },
    });
  },

  listSeverity: async ({ of: { cursor } }) => {
    const page = { limit: severityPageSize, cursor };
    const { people: reviewers, next } = await listReviewersPage(services.db, page);
    const items = await Promise.all(
      reviewers.map(async ({ id, name }) => ({
        personId: id,
        name,
        severity: await severityOf(services, id),
      })),
    );
    return ok({ answer: { items, next } });
  },
});
