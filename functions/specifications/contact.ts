import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { addPersonWrites } from '../people/changes-storage.ts';
import { findPersonByEmail, personStands } from '../people/storage.ts';
import { whoseAddress } from '../people/whose-address.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { getSpecification } from './storage.ts';

/** Who gets what the Centre writes to the developer of a round's specification: a person's id. */
export async function contactOf(
  { db }: Services,
  { id, specificationId }: Pick<RoundItem, 'id' | 'specificationId'>,
): Promise<string> {
  const specification = await getSpecification(db, specificationId);
  if (specification === null) throw new Error(`Round ${id} has lost its specification`);
  return specification.developer.contactId;
}

/** Who is to be a contact, and the writes that they need: a person is added where the address is nobody's. */
export async function contactToBe(
  { db, newId }: Services,
  { name, email }: { readonly name: string; readonly email: string },
  pointer: string,
  actor: string,
  at: string,
): Promise<
  Result<{ readonly contactId: string; readonly writes: readonly Write[] }, Problem<'invalid-body'>>
> {
  const known = await findPersonByEmail(db, email);
  const defects = whoseAddress(pointer, known, name);
  if (defects.length > 0) return fail(invalidBody(defects));
  const contactId = known?.id ?? newId();
  const newcomer = { id: contactId, name, email, roles: [] };
  return ok({
    contactId,
    writes: known === null ? addPersonWrites(newcomer, at, actor) : [personStands(known)],
  });
}
