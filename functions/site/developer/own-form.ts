import type { Result } from '../../../shared/domain/basics/result.ts';
import type { OwnPage } from '../../developers/link.ts';
import type { Problem } from '../../use-case/problem.ts';
import type { DoneCode } from '../web/done-messages.ts';
import type { Field } from '../web/form-fields.ts';
import type { Visit } from '../web/visit.ts';

/** A form of a developer’s page: what it says, and what it sends. */
export interface OwnForm {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly fields: readonly Field[];
  readonly button: string;
  /** Sends what the fields gave, once for its key. */
  readonly send: (read: ReadForm, key: string) => Promise<Result<unknown, Problem>>;
  /** What to say on the page afterwards; or where else to go, by what was sent. */
  readonly done: DoneCode | ((sent: unknown) => string);
}

type ReadForm = Readonly<Record<string, unknown>>;

/** Makes a form: null where there is no such thing, a sentence where nothing can be sent. */
export type MakeForm = (
  own: OwnPage,
  visit: Visit,
) => OwnForm | string | null | Promise<OwnForm | string | null>;
