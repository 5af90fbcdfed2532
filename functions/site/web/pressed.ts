import { createHash, randomUUID } from 'node:crypto';
import { idempotencyKeyPattern } from '../../../shared/contract/operation.ts';
import { inTurn } from '../../use-case/once.ts';
import type { Problem } from '../../use-case/problem.ts';
import { csrfField } from '../sign-in/csrf.ts';
import { leadOn } from './answer.ts';
import type { Told } from './done.ts';
import type { Answer, Site, Visit } from './visit.ts';

/** The field of every form that tells one opening of it from another. */
export const keyField = 'idempotencyKey';

/**
 * What tells this sending of a form from any other: the form as it was opened, by its key, and all that was entered. Sent twice it
 * is the same; sent again with something else it is not. Null where the form carries no key.
 */
export function sendingKey({ path, form, files }: Pick<Visit, 'path' | 'form' | 'files'>): string | null {
  if (!idempotencyKeyPattern.test(form.get(keyField) ?? '')) return null;
  const entered = [...form].filter(([name]) => name !== csrfField);
  const hash = createHash('sha256').update(JSON.stringify([path, entered, [...files.keys()]]));
  for (const bytes of files.values()) hash.update(bytes);
  return hash.digest('hex');
}

/** The key of a form that is shown after a failure: a new one, unless the request may have gone through. */
export const keyAfter = (
  failed: Pick<Problem, 'code'> | null | undefined,
  { form }: Pick<Visit, 'form'>,
): string => (failed?.code === 'busy' ? form.get(keyField) : null) ?? randomUUID();

/**
 * Takes a form once. A second press of its button gets no second answer: it waits for what the first one leads to, and
 * is led there. Where the first came to nothing, the second is taken like any other form.
 */
export async function takenOnce(
  visit: Pick<Visit, 'person' | 'path' | 'form' | 'files'> &
    Told & { readonly site: Pick<Site, 'db' | 'now' | 'origin'> },
  take: () => Promise<Answer>,
): Promise<Answer> {
  const { person, site, path } = visit;
  const key = sendingKey(visit);
  if (person === null || key === null) return take();
  const taken = await inTurn(
    site,
    { personId: person.id, key: `form-${key}`, fingerprint: key },
    take,
    ({ statusCode, headers }) => (statusCode === 303 ? (headers?.location ?? null) : null),
  );
  // A key that says all that was sent is never another one's.
  if (!taken.ok) throw new Error(`The key of a form was used for something else: ${path}`);
  return 'made' in taken.value ? taken.value.made : leadOn(visit, String(taken.value.remembered));
}
