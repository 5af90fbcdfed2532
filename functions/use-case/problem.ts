import type { ProblemCode } from '../../shared/contract/problems.ts';
import type { Defect } from '../../shared/domain/basics/result.ts';

/** An expected failure of an operation, as data: doors make an answer or a page of it. */
export interface Problem<Code extends ProblemCode = ProblemCode> {
  readonly code: Code;
  /** What happened and what to do, in a sentence a person understands. */
  readonly detail: string;
  readonly errors?: readonly Defect[];
  /** Which rule refused, as logs name it, where the sentence has something in it that logs must not have. */
  readonly rule?: string;
  /** The version that stands now of what was to be changed. */
  readonly currentVersion?: number;
  /** What stands now, as reading it would answer the caller. */
  readonly current?: object;
}

type More = Omit<Problem, 'code' | 'detail'>;

/** Nothing more is needed of a sentence that is the same for everybody; one with anything in it comes with its rule. */
type MoreFor<Detail extends string> =
  Record<never, never> extends Record<Detail, 1> ? [more: More & { readonly rule: string }] : [more?: More];

/** Makes a problem. Which rule refused is logged: a sentence that says anything of anybody needs a name for that. */
export const problem = <const Code extends ProblemCode, const Detail extends string>(
  code: Code,
  detail: Detail,
  ...[more = {} as More]: MoreFor<Detail>
): Problem<Code> => ({ code, detail, ...more });

/** Words of a fixed sentence that name its rule. */
const wordsOfRule = 8;

/**
 * Which rule refused, as logs name it: the code, then the rule and the codes of the defects. It has nothing of what was
 * asked, nor of what stands.
 */
export const ruleOf = ({ code, detail, rule, errors }: Problem): string =>
  [
    code,
    ...(errors === undefined
      ? [
          rule ??
            detail
              .toLowerCase()
              .match(/[a-z]+/g)
              ?.slice(0, wordsOfRule)
              .join('-'),
        ]
      : new Set(errors.map((defect) => defect.code))),
  ].join(' ');

/** The answer for what does not exist and for what is not the caller's: nobody can tell them apart. */
export const notFound = problem('not-found', 'There is nothing here that you may see. Check the address.');

/** Most defects that one answer lists: an answer must fit what Lambda may return. */
const maxDefects = 1_000;

/** The problem that lists defects of what was asked. */
export const invalidBody = (errors: readonly Defect[]): Problem<'invalid-body'> => ({
  code: 'invalid-body',
  detail: errors.length === 1 ? 'One field needs attention.' : `${errors.length} fields need attention.`,
  errors: errors.slice(0, maxDefects),
});
