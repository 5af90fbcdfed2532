import type { staffOperations } from '../../shared/contract/staff-operations.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Implementations } from '../http/api.ts';
import { notFound, problem } from '../http/problem.ts';
import type { SpecificationItem } from '../storage/items.ts';
import { addPersonWrites, findPersonByEmail } from '../storage/people.ts';
import {
  addSpecification,
  addSpecificationVersion,
  getSpecification,
  getSpecificationVersion,
} from '../storage/specifications.ts';
import { eventNow, type Services } from './services.ts';

const view = ({
  id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
}: Pick<SpecificationItem, 'id' | 'title' | 'areaOfPractice' | 'developer' | 'latestVersion'>) => ({
  specificationId: id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
});

/** What staff do with specifications and their versions. */
export const specifications = (
  services: Services,
): Pick<
  Implementations<typeof staffOperations>,
  'registerSpecification' | 'getSpecification' | 'addSpecificationVersion'
> => ({
  registerSpecification: async ({ person, body }) => {
    const { db, now, newId } = services;
    const { organisation, contactName, contactEmail } = body.developer;
    const known = await findPersonByEmail(db, contactEmail);
    const contactId = known?.id ?? newId();
    const contact =
      known === null
        ? addPersonWrites(
            { id: contactId, name: contactName, email: contactEmail, roles: [] },
            now().toISOString(),
          )
        : [];
    const { id, title, areaOfPractice } = body;
    const specification = { id, title, areaOfPractice, developer: { organisation, contactId } };
    const written = await addSpecification(
      db,
      specification,
      contact,
      eventNow(services, person.id, 'specification-registered'),
    );
    if (written.ok) return ok({ body: view({ ...specification, latestVersion: 0 }) });
    return written.error.includes('specification')
      ? fail(
          problem(
            'already-exists',
            `There is a specification “${id}” already. Add a version to it, or choose another id.`,
          ),
        )
      : fail(problem('changed-meanwhile', 'The contact was added at the same time. Try again.'));
  },

  getSpecification: async ({ parameters: { specificationId } }) => {
    const specification = await getSpecification(services.db, specificationId);
    return specification === null ? fail(notFound) : ok({ body: view(specification) });
  },

  addSpecificationVersion: async ({ person, parameters: { specificationId }, body: content }) => {
    const { db, digest } = services;
    const specification = await getSpecification(db, specificationId);
    if (specification === null) return fail(notFound);
    const hash = digest(canonicalJson(content));
    const { latestVersion } = specification;
    const latest =
      latestVersion === 0 ? null : await getSpecificationVersion(db, specificationId, latestVersion);
    if (latest?.hash === hash) return ok({ body: { specificationId, version: latestVersion, content } });
    const version = latestVersion + 1;
    const event = eventNow(services, person.id, 'specification-version-added', { version, hash });
    const written = await addSpecificationVersion(db, specification, { content, hash }, event);
    return written.ok
      ? ok({ body: { specificationId, version, content } })
      : fail(
          problem(
            'changed-meanwhile',
            'Somebody changed this specification at the same time. Look at it again.',
          ),
        );
  },
});
