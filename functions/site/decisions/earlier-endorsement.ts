import { fates } from '../../../shared/domain/decisions/decision-outcomes.ts';
import { type Fate, isToldAtOnce } from '../../../shared/domain/decisions/fate.ts';
import type { ToDecide } from '../../decisions/to-decide.ts';
import { ukDay } from '../../words/uk-time.ts';
import type { Field } from '../web/form-fields.ts';
import type { Visit } from '../web/visit.ts';

/** What is asked about the endorsement that the register has; nothing where it has none. */
export function earlierEndorsementFields({ endorsed: now }: ToDecide, { form }: Visit): readonly Field[] {
  if (now === null) return [];
  const isSuspended = now.status === 'suspended';
  return [
    { kind: 'hidden', name: 'endorsement.roundId' },
    {
      kind: 'radios',
      name: 'endorsement.becomes',
      label: 'What becomes of that endorsement?',
      missing: 'Choose what becomes of the endorsement',
      options: [
        {
          value: 'stands',
          text: isSuspended ? 'It stands again, until its next review' : 'It stands until its next review',
          hint: 'Where this decision does not endorse. The register says so when the letter is released.',
        },
        {
          value: 'suspended',
          text: isSuspended
            ? 'It stays suspended, until the Centre considers it again'
            : 'It is suspended until the Centre considers it again',
          hint: 'The register says so as soon as the decision is recorded.',
        },
        {
          value: 'withdrawn',
          text: 'It is withdrawn',
          hint: 'The register says so as soon as the decision is recorded.',
        },
        {
          value: 'replaced',
          text: 'It is replaced by this one',
          hint: 'Where this decision endorses. It stands until the letter is released.',
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

/** What the form gives of it: what belongs to another answer than the chosen one is left out. */
export function fateBody(given: unknown, now: ToDecide['endorsed']): unknown {
  if (now === null) return null;
  const { becomes, until, message, ...rest } = (given ?? {}) as Partial<Fate>;
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
