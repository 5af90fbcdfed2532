import { goesToDeveloper } from '../../shared/contract/notices/kinds.ts';
import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { handOnWrite } from '../notices/hand-on.ts';
import { listNoticesTo } from '../notices/storage.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import { listRoundsOfSpecification } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { invalidBody } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { contactToBe } from './contact.ts';
import { specificationAsRead, specificationOvertaken } from './specification-as-read.ts';
import { changeDeveloper } from './storage.ts';
import type { SpecificationItem } from './stored-specification.ts';
import { specificationView } from './views.ts';

/** Rounds of a specification, the newest first, that are looked through. */
const maxLooked = 50;

/** Most emails that are handed on at once; the mailer hands on what else waits when it comes to it. */
const maxHandedOn = 50;

/** How a specification comes to another contact, or its developer to another name. */
export const changingDeveloper = (services: Services) =>
  ({
    changeDeveloper: ({ by, of: { specificationId }, what, expected }) =>
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
        const besides = [
          ...writes,
          ...(await waitingWrites(db, was.contactId, ids, { ...developer, name: who.name })),
        ];
        const details = { personId: contactId, changed: changed.join(' ') };
        const event = eventNow(services, by.id, 'developer-changed', details, now);
        const written = await changeDeveloper(db, read.value, developer, besides, event);
        if (written.ok) {
          const { editVersion } = read.value;
          const after = { ...read.value, developer, editVersion: editVersion + 1 };
          return ok({ answer: specificationView(after), version: editVersion + 1 });
        }
        return written.error.has('specification') ? fail(specificationOvertaken(written.error)) : heldUp;
      }),
  }) satisfies Partial<UseCases<typeof specificationOperations>>;

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
