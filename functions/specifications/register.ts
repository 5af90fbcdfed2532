import { createHash } from 'node:crypto';
import type { Body } from '../../shared/contract/operation.ts';
import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { fold, listWords } from '../../shared/domain/basics/fold.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { keptAreas } from '../centre/areas.ts';
import { answerWrite, type IdempotentRequest } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { standing } from '../use-case/lock.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Done, UseCases } from '../use-case/use-case.ts';
import { contactToBe } from './contact.ts';
import { addSpecification, findSpecificationByTitle, getSpecification } from './storage.ts';
import { specificationItem } from './stored-specification.ts';
import { specificationView } from './views.ts';

type Operation = typeof specificationOperations.registerSpecification;
type New = Body<Operation> & { readonly id: string };
type Registered = Result<Done<Operation>, Problem<'invalid-body' | 'already-exists'>>;

/** The specification that is registered under a title, as lists tell titles apart; null where there is none. */
export const registeredAs = async ({ db }: Services, title: string) =>
  title.trim() === '' ? null : findSpecificationByTitle(db, title);

/** How specifications come to be known: under the id that is given, or one that is made from the title. */
export const registering = (services: Services) =>
  ({
    registerSpecification: ({ by, what, key }) => {
      const asked = { operation: 'registerSpecification', body: what };
      const request = idempotentRequest(services, by.id, key, asked);
      const remembered = (answer: unknown) => registered(services, answer as { specificationId: string });
      return once(services, request, services.now(), remembered, () =>
        retrying(() => register(services, by.id, what, request)),
      );
    },
  }) satisfies Partial<UseCases<typeof specificationOperations>>;

/** The answer to a request that was repeated: the specification as it stands by then. */
async function registered({ db }: Services, { specificationId }: { readonly specificationId: string }) {
  const kept = await getSpecification(db, specificationId);
  if (kept === null) throw new Error(`Specification ${specificationId} was registered and is not there`);
  return ok({ answer: specificationView(kept), version: kept.editVersion });
}

/** Registers what nobody else has registered; null where its key was used at the same moment. */
async function register(
  services: Services,
  by: string,
  { id, ...rest }: Body<Operation>,
  request: IdempotentRequest,
): Promise<Registered | typeof heldUp | null> {
  const under = (one: string) => registerUnder(services, by, { ...rest, id: one }, request);
  if (id !== undefined) {
    const made = await under(id);
    return isTaken(made)
      ? fail(
          problem(
            'already-exists',
            `There is a specification “${id}” already. Add a version to it, or choose another id.`,
            { rule: 'id-taken' },
          ),
        )
      : made;
  }
  if ((await registeredAs(services, rest.title)) !== null) return sameTitle;
  // Lists lag by moments: a title that was registered just now shows by whose id is taken.
  const made = await under(idOf(rest.title));
  if (!isTaken(made)) return made;
  if (placeOf(made.taken) === placeOf(rest.title)) return sameTitle;
  const again = await under(longIdOf(rest.title));
  return isTaken(again) ? sameTitle : again;
}

/** The title of the specification that has an id already. */
interface Taken {
  readonly taken: string;
}

const isTaken = (made: object | symbol | null): made is Taken =>
  typeof made === 'object' && made !== null && 'taken' in made;

/** A title as lists tell it from others. */
const placeOf = (title: string): string => listWords(title).trim();

const sameTitle = fail(
  invalidBody([
    {
      pointer: '/title',
      code: 'taken',
      detail: 'A specification is registered under this title already',
    },
  ]),
);

/** An id for addresses, from a title: its Latin letters and digits, as far as it has any. */
const idOf = (title: string): string =>
  fold(title)
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 54)
    .replace(/-+$/, '') || 'specification';

/** The same with what tells titles apart that differ late, or in other letters. */
const longIdOf = (title: string): string =>
  `${idOf(title)}-${createHash('sha256').update(placeOf(title)).digest('hex').slice(0, 8)}`;

/**
 * Registers under an id; says whose it is where it is taken, and that it was held up where the contact was added,
 * changed or erased meanwhile.
 */
async function registerUnder(
  services: Services,
  actor: string,
  { id, title, areaOfPractice, developer: { organisation, contactName, contactEmail } }: New,
  request: IdempotentRequest,
): Promise<Registered | Taken | typeof heldUp | null> {
  const { db } = services;
  const now = services.now();
  const who = { name: contactName, email: contactEmail };
  const contact = await contactToBe(services, who, '/developer/contactEmail', actor, now.toISOString());
  if (!contact.ok) return contact;
  const { contactId, writes } = contact.value;
  const areas = await keptAreas(services, actor, [areaOfPractice], '/areaOfPractice');
  if (!areas.ok) return areas;
  const [area = areaOfPractice] = areas.value.names;
  const specification = {
    id,
    title,
    areaOfPractice: area,
    developer: { organisation, contactId },
    stage: 'specification' as const,
    priorityId: null,
  };
  const written = await addSpecification(
    db,
    specification,
    [...writes, answerWrite(request, { specificationId: id }, now), ...areas.value.writes],
    eventNow(services, actor, 'specification-registered', {}, now),
  );
  if (written.ok)
    return ok({
      answer: specificationView({ ...specification, latestVersion: 0, editVersion: 0 }),
      version: 0,
    });
  if (written.error.has('idempotency-key')) return null;
  const taken = standing(written.error, 'specification', specificationItem);
  return taken === null ? heldUp : { taken: taken.title };
}
