import { goesToDeveloper } from '../../shared/contract/notices/kinds.ts';
import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { factCheckOf } from '../developers/fact-check.ts';
import { handOnWrite } from '../notices/hand-on.ts';
import { listNoticesTo } from '../notices/list-notices.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { laterConflictWrites } from '../panels/later-conflicts.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import { listRoundsOfSpecification } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { invalidBody } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { contactToBe } from './contact.ts';
import { specificationAsRead, specificationOvertaken } from './specification-as-read.ts';
import { changeDeveloper } from './storage.ts';
import type { SpecificationItem } from './stored-specification.ts';
import { specificationView } from './views.ts';

/** Rounds of a specification, the newest first, that are looked through. */
const maxLooked = 50;

/** Most emails that are handed on at once; the mailer hands on what else waits when it comes to it. */
const maxHandedOn = 50;

type Change = (typeof specificationOperations)['changeDeveloper'];

/** What follows from another contact besides: the writes for whoever that is, by the event of the change. */
type Besides = (
  contactId: string,
  event: NewEvent,
  rounds: readonly RoundItem[],
) => readonly Write[] | Promise<readonly Write[]>;

/** How a specification comes to another contact, or its developer to another name. */
export const changingDeveloper = (services: Services) =>
  ({
    changeDeveloper: (command) =>
      changeContact(services, command, (contactId, event, rounds) =>
        factCheckWrites(services, contactId, event, rounds),
      ),
  }) satisfies Partial<UseCases<typeof specificationOperations>>;

/** The writes that lead another contact to the facts that the one before was asked to check, and has not. */
async function factCheckWrites(
  services: Services,
  contactId: string,
  event: NewEvent,
  rounds: readonly RoundItem[],
): Promise<readonly Write[]> {
  const closed = rounds.filter(({ status }) => status === 'closed');
  const checks = await Promise.all(closed.map((round) => factCheckOf(services, round)));
  return closed.flatMap((round, i) => {
    const check = checks[i] ?? null;
    // One that was not sent yet goes to them itself.
    if (check === null || check.message !== null || check.asked.status === 'pending') return [];
    return tell([contactId], {
      cause: `contact-changed ${event.id}`,
      notice: 'contact-changed',
      roundId: round.id,
      createdAt: event.at,
      data: { ...aboutRound(round), audience: 'developer' },
    });
  });
}

/** The same with what follows from it besides, in the same transaction. */
export const changeContact = (
  services: Services,
  { by, of: { specificationId }, what, expected }: Parameters<UseCase<Change>>[0],
  besides: Besides,
): ReturnType<UseCase<Change>> =>
  retrying(async () => {
    const { db } = services;
    const read = await specificationAsRead(services, specificationId, expected);
    if (!read.ok) return read;
    const was = read.value.developer;
    const now = services.now();
    const who = { name: what.contactName, email: what.contactEmail };
    const contact = await contactToBe(services, who, '/contactEmail', by.id, now.toISOString());
    if (!contact.ok) return contact;
    const { contactId, writes } = contact.value;
    const developer = { organisation: what.organisation, contactId };
    const changed = [
      ...(developer.organisation === was.organisation ? [] : ['organisation']),
      ...(contactId === was.contactId ? [] : ['contact']),
    ];
    if (changed.length === 0)
      return ok({ answer: specificationView(read.value), version: read.value.editVersion });
    const { rounds } = await listRoundsOfSpecification(db, specificationId, { limit: maxLooked });
    const reviewed = await getAssignmentsOn(db, rounds, contactId);
    if ([...reviewed.values()].some(({ status, submissions }) => isOnPanel(status) || submissions > 0))
      return fail(
        invalidBody([
          {
            pointer: '/contactEmail',
            code: 'reviewer',
            detail: `${what.contactName} reviews this specification, or has, and cannot be its developer’s contact`,
          },
        ]),
      );
    const ids = new Set(rounds.map(({ id }) => id));
    const details = { personId: contactId, changed: changed.join(' ') };
    const event = eventNow(services, by.id, 'developer-changed', details, now);
    const written = await changeDeveloper(
      db,
      read.value,
      developer,
      [
        ...writes,
        ...(await waitingWrites(db, was.contactId, ids, { ...developer, name: who.name })),
        ...(contactId === was.contactId
          ? []
          : [
              ...(await besides(contactId, event, rounds)),
              ...(await laterConflictWrites(db, rounds, { id: contactId, email: who.email }, event.at)),
            ]),
      ],
      event,
    );
    if (written.ok) {
      const { editVersion } = read.value;
      const after = { ...read.value, developer, editVersion: editVersion + 1 };
      return ok({ answer: specificationView(after), version: editVersion + 1 });
    }
    return written.error.has('specification') ? fail(specificationOvertaken(written.error)) : heldUp;
  });

/** The writes that hand on what waits for the earlier contact: letters for their release, the rest for the mailer. */
async function waitingWrites(
  db: Database,
  contactId: string,
  roundIds: ReadonlySet<string>,
  developer: SpecificationItem['developer'] & { readonly name: string },
): Promise<readonly Write[]> {
  const { items } = await listNoticesTo(db, contactId, { limit: 100 });
  return items
    .filter(
      ({ status, notice, data, roundId }) =>
        (status === 'waiting' || status === 'pending') &&
        goesToDeveloper(notice, data) &&
        roundIds.has(roundId ?? ''),
    )
    .slice(0, maxHandedOn)
    .map((notice) => handOnWrite(notice, developer));
}
