import { slug } from '../../../shared/contract/basics.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { notFound, type Problem } from '../../use-case/problem.ts';
import type { Asked } from '../../use-case/use-case.ts';
import type { SignedInVisit } from './visit.ts';

type Ops = typeof reviewOperations;

/** A reviewer’s own assignment, what it asks to be scored, and the draft. */
export type Assignment = Answered<Ops['getMyAssignment']>;
export type Form = Answered<Ops['getForm']>;
export type Draft = Answered<Ops['getReview']>;

/** What a reviewer reads of one of their rounds: that of the page’s address, unless said. */
export async function readOwn<Id extends 'getMyAssignment' | 'getForm' | 'getReview' | 'listMySubmissions'>(
  visit: SignedInVisit,
  id: Id,
  roundId = visit.parameters.roundId,
): Promise<Result<Answered<Ops[Id]>, Problem>> {
  const done = await visit.perform(id, visit.person, () => {
    const read = slug.safeParse(roundId);
    return read.success
      ? ok({ of: { roundId: read.data }, what: undefined, expected: 0, key: '' } as unknown as Asked<Ops[Id]>)
      : fail(notFound);
  });
  return done.ok ? ok(done.value.answer as Answered<Ops[Id]>) : done;
}

/** The assignment that a page is about; null where there is none of the visitor’s. */
export async function readAssignment(visit: SignedInVisit): Promise<Assignment | null> {
  const read = await readOwn(visit, 'getMyAssignment');
  return read.ok ? read.value : null;
}

/** Everything a page of the form is made of; fails with why the reviewer cannot see it now. */
export async function readReview(
  visit: SignedInVisit,
): Promise<Result<{ readonly form: Form; readonly draft: Draft }, Problem>> {
  const [form, draft] = await Promise.all([readOwn(visit, 'getForm'), readOwn(visit, 'getReview')]);
  if (!form.ok) return form;
  return draft.ok ? ok({ form: form.value, draft: draft.value }) : draft;
}
