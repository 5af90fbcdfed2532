import type { NoticeData } from '../../../shared/contract/notices/kinds.ts';
import { list } from '../../../shared/domain/basics/words.ts';
import { decisionInWords, isEndorsement } from '../../../shared/domain/decisions/decision.ts';
import { decisionOutcomesOf, fates } from '../../../shared/domain/decisions/decision-outcomes.ts';
import { type Fate, fateInWords, isToldAtOnce } from '../../../shared/domain/decisions/fate.ts';
import { type EarlierNow, saysSame } from '../../../shared/domain/letters/letter-standing.ts';
import { seenOf } from '../../decisions/earlier-endorsement.ts';
import type { ToDecide } from '../../decisions/to-decide.ts';
import { ukDay } from '../../words/uk-time.ts';
import type { Field, Values } from '../web/form-fields.ts';
import type { Visit } from '../web/visit.ts';

/** Where the form carries what the endorsement was when it was looked at. */
const seen = 'endorsement.seen';

/** The decisions that endorse, or those that do not. */
const quoted = (endorses: boolean): string =>
  list(
    decisionOutcomesOf.endorsement
      .filter((outcome) => isEndorsement(outcome) === endorses)
      .map((outcome) => `“${decisionInWords[outcome]}”`),
    'and',
  );

/** What is asked about the endorsement that the register has; nothing where it has none. */
export function earlierEndorsementFields({ endorsed: now }: ToDecide, { form }: Visit): readonly Field[] {
  if (now === null) return [];
  const isSuspended = now.status === 'suspended';
  return [
    ...Object.keys(seenOf(now)).map((name): Field => ({ kind: 'hidden', name: `${seen}.${name}` })),
    {
      kind: 'radios',
      name: 'endorsement.becomes',
      label: 'What becomes of that endorsement?',
      missing: 'Choose what becomes of the endorsement',
      holds: seen,
      options: [
        {
          value: 'replaced',
          text: 'It is replaced by this one',
          hint: `Goes with ${quoted(true)}, and nothing else does. It stays as it is until the letter is released.`,
        },
        {
          value: 'stands',
          text: isSuspended ? 'It stands again, until its next review' : 'It stands until its next review',
          hint: `For ${quoted(false)}. The register says so when the letter is released.`,
        },
        {
          value: 'suspended',
          text: isSuspended
            ? 'It stays suspended, until the Centre considers it again'
            : 'It is suspended until the Centre considers it again',
          hint: `For ${quoted(false)}. The register says so as soon as the decision is recorded.`,
        },
        {
          value: 'withdrawn',
          text: 'It is withdrawn',
          hint: `For ${quoted(false)}. The register says so as soon as the decision is recorded.`,
        },
      ],
    },
    {
      kind: 'date',
      name: 'endorsement.until',
      label: 'Until when?',
      hint: 'The date of its next review where it stands, or by which it is considered again where it is suspended.',
      exampleIn: 180,
      optional: true,
    },
    {
      kind: 'textarea',
      name: 'endorsement.message',
      label: 'What is the developer told at once?',
      hint: 'Needed where the register changes at once: where it is suspended or withdrawn. It is emailed to the developer’s contact when the decision is recorded, before the letter. Do not name reviewers.',
      missing: 'Enter what the developer is told at once',
    },
    // Asked once there is something to look at, which the form says first.
    ...(form.has('endorsement.message')
      ? [
          {
            kind: 'checkbox',
            name: 'endorsement.looked',
            label: 'I have looked: what the developer is told at once names no reviewer',
          } as const,
        ]
      : []),
  ];
}

/**
 * What became of an earlier endorsement by a decision, as its letter says it, and since; before the letter, what becomes
 * of it with that.
 */
export function becameInWords(
  {
    becomes,
    until,
    specificationVersion: version,
  }: Pick<Fate, 'becomes' | 'until'> & { readonly specificationVersion: number },
  letter: { readonly status: string; readonly data: Pick<NoticeData<'letter'>, 'standing'> } | null,
  now: EarlierNow | null,
): string {
  if (letter?.status === 'withheld')
    return `The endorsement of version ${version} was to be replaced by this one, but was not.`;
  const isWaiting = letter?.status === 'waiting';
  const said = (isWaiting ? null : letter?.data.standing?.earlier) ?? { becomes, until };
  const isSo = now === null || saysSame(said, now);
  if (isWaiting && isSo) return fateInWords(now ?? said, version, 'before-letter');
  const words = isWaiting ? '' : `${fateInWords(said, version, 'done')} `;
  return isSo ? words.trim() : `${words}By now: ${fateInWords(now, version, 'done')}`;
}

/** The endorsement as the form shows it, which it carries along. */
export const seenValues = ({ endorsed: now }: ToDecide): Values =>
  now === null
    ? {}
    : Object.fromEntries(Object.entries(seenOf(now)).map(([name, value]) => [`${seen}.${name}`, value]));

/** What stands of a specification, for whoever decides on it again; null where nothing does. */
export function earlierInWords({ endorsed: now }: ToDecide): object | null {
  if (now === null) return null;
  const { specificationVersion, status, since, endorsedOn, reviewBy, roundId } = now;
  const where = status === 'suspended' ? `, and suspended since ${ukDay(since)}` : '';
  return {
    sentence: `Version ${specificationVersion} of this specification was endorsed on ${ukDay(endorsedOn)}${where}. Its next review is due by ${ukDay(reviewBy)}.`,
    href: `/rounds/${roundId}/decision`,
  };
}

/**
 * What the form gives of it: what belongs to another answer than the chosen one is left out. An answer about an
 * endorsement that is there no more is given all the same: what was checked is recorded, or refused.
 */
export function fateBody(given: unknown, { form }: Visit): unknown {
  const answered = { becomes: form.get('endorsement.becomes') ?? undefined, ...(given ?? {}) };
  const { becomes, until, message, ...rest } = answered as Partial<Fate>;
  const known = fates.find((one) => one === becomes);
  if (known === undefined) return null;
  const isDated = known === 'stands' || known === 'suspended';
  return {
    ...rest,
    becomes: known,
    until: isDated ? (until ?? null) : null,
    message: isToldAtOnce({ becomes: known }) ? (message ?? '') : '',
  };
}
