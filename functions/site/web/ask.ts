import type { apartOperations } from '../../../shared/contract/apart-operations.ts';
import type { Answer, Operation } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { notFound, type Problem } from '../../use-case/problem.ts';
import type { Asked } from '../../use-case/use-case.ts';
import type { Visit } from './visit.ts';

/** The operations that pages and forms ask for. */
export type StaffOperations = typeof staffOperations;

/** The id of one of them. */
export type StaffOperationId = keyof StaffOperations;

/** The operations that forms are of: those too that are loaded with their page. */
export type FormOperations = StaffOperations & typeof apartOperations;

/** The id of one of them. */
export type FormOperationId = keyof FormOperations & string;

/** What the operation of a form answers. */
export type FormAnswer<Id extends FormOperationId> = Answer<FormOperations[Id]>;

/** What an operation by this id answers. */
export type AnswerTo<Id extends StaffOperationId> = Answer<StaffOperations[Id]>;

/** Ids and the part of a list, as they stand in addresses. */
type Of = Readonly<Record<string, string | number>>;

/** The placeholders of an operation’s address, and its query, from `of`; null where they do not fit. */
export function readOf({ parameters, query }: Operation, of: Of): Record<string, unknown> | null {
  const part = (schema: Operation['parameters']) =>
    schema?.safeParse(Object.fromEntries(Object.entries(of).filter(([name]) => name in schema.shape))) ?? {
      success: true,
      data: {},
    };
  const [ids, list] = [part(parameters), part(query)];
  return ids.success && list.success ? { ...ids.data, ...list.data } : null;
}

/** What an operation that only reads is asked: about what `of` says, and nothing else. */
export const reading =
  <O extends Operation>(operation: O, of: Of) =>
  (): Result<Asked<O>, Problem<'not-found'>> => {
    const read = readOf(operation, of);
    return read === null
      ? fail(notFound)
      : ok({ of: read, what: undefined, expected: 0, key: '' } as unknown as Asked<O>);
  };

/** What an operation that only reads answers to the visitor, about what the page’s address says or else `of`. */
export async function askFor<Id extends StaffOperationId>(
  visit: Visit,
  id: Id,
  of: Of = { ...Object.fromEntries(visit.query), ...visit.parameters },
): Promise<Result<AnswerTo<Id>, Problem>> {
  const done = await visit.perform(id, visit.person, reading(staffOperations[id], of));
  return done.ok ? ok(done.value.answer as AnswerTo<Id>) : done;
}

/** The same, or null where there is nothing there, or nothing yet. */
export async function readFor<Id extends StaffOperationId>(
  visit: Visit,
  id: Id,
  of?: Of,
): Promise<AnswerTo<Id> | null> {
  const answered = await askFor(visit, id, of);
  return answered.ok ? answered.value : null;
}
