import { type Day, dayInWords } from '../basics/day.ts';
import { type Defect, pointer } from '../basics/result.ts';
import type { endorsementStatuses, fates } from './decision-outcomes.ts';
import { dueDayDefect } from './due-day.ts';

/** What becomes of an endorsement by a later decision. */
export interface Fate {
  readonly becomes: (typeof fates)[number];
  /** Of one that stands: the day of its next review; of a suspended one: the day by which it is considered again. */
  readonly until: Day | null;
  /** What the developer's contact is told at once, where the register changes at once. */
  readonly message: string;
}

/** An endorsement that the register has now. */
export interface Endorsed {
  readonly specificationVersion: number;
  readonly status: Exclude<(typeof endorsementStatuses)[number], 'withdrawn'>;
}

/** What the fate of an endorsement is checked against. */
export interface FateGrounds {
  /** The endorsement that the register has now; null where it has none that is not withdrawn. */
  readonly endorsed: Endorsed | null;
  /** Whether the decision endorses the specification itself. */
  readonly endorses: boolean;
  /** The present day in UK time. */
  readonly today: Day;
}

/**
 * Whether the endorsement stops to stand, which the register says and the developer's contact is told at once. What else
 * becomes of one shows when the letter is released: it would tell of a decision that its developer does not know.
 */
export const isToldAtOnce = ({ becomes }: Pick<Fate, 'becomes'>): boolean =>
  becomes === 'suspended' || becomes === 'withdrawn';

/** Everything that is wrong with what a decision says of the endorsement that there is. */
export function checkFate(fate: Fate | null, { endorsed, endorses, today }: FateGrounds): readonly Defect[] {
  const defect = (name: string | null, code: string, detail: string): Defect => ({
    pointer: pointer('endorsement', ...(name === null ? [] : [name])),
    code,
    detail,
  });
  if (endorsed === null)
    return fate === null
      ? []
      : [
          defect(
            null,
            'endorsement-not-allowed',
            'No version of this specification is endorsed now. Say nothing of what becomes of an endorsement.',
          ),
        ];
  if (fate === null)
    return [
      defect(
        null,
        'endorsement-missing',
        `Version ${endorsed.specificationVersion} of this specification is ${endorsed.status}. Say what becomes of that endorsement: ${endorses ? 'it is replaced' : 'it stands until a date, or is suspended or withdrawn'}.`,
      ),
    ];
  const { becomes, until, message } = fate;
  if (becomes === 'replaced' && !endorses)
    return [
      defect(
        'becomes',
        'not-replaced',
        'Only a decision that endorses replaces an endorsement. Choose whether it stands, or is suspended or withdrawn.',
      ),
    ];
  if (becomes !== 'replaced' && endorses)
    return [
      defect(
        'becomes',
        'is-replaced',
        'The register has one endorsement of a specification. Choose that it is replaced by this one: until the letter about this decision is released, nothing changes.',
      ),
    ];
  const found: Defect[] = [];
  const isDated = becomes === 'stands' || becomes === 'suspended';
  const what = becomes === 'stands' ? 'The date of the next review' : 'The date when it is considered again';
  if (isDated && until === null)
    found.push(
      defect(
        'until',
        'missing',
        becomes === 'stands'
          ? 'Enter the date of its next review, until which the endorsement stands.'
          : 'Enter the date by which the Centre considers the suspended endorsement again.',
      ),
    );
  if (!isDated && until !== null)
    found.push(
      defect('until', 'date-not-usable', 'Clear the date: it is for one that stands or is suspended.'),
    );
  const late = isDated && until !== null ? dueDayDefect(what, until, today) : null;
  if (late !== null) found.push(defect('until', 'date-not-usable', late));
  const isTold = isToldAtOnce(fate);
  if (isTold && message.trim() === '')
    found.push(
      defect('message', 'missing', 'Enter what the developer is told of it, which is sent at once.'),
    );
  if (!isTold && message.trim() !== '')
    found.push(
      defect(
        'message',
        'message-not-allowed',
        'Clear what the developer is told at once: the register does not change before the letter is released.',
      ),
    );
  return found;
}

/** What becomes of an endorsement, as far as there are words for it. */
type Told = Pick<Fate, 'becomes' | 'until'> & {
  /** Of one that is replaced: when it was suspended, if it was. */
  readonly suspendedAt?: string | null;
  /** The version that took its place, where that is another one than is decided on. */
  readonly replacedBy?: number | null;
};

/** What becomes of an endorsement, as the Centre says it of a version: before the letter is released, or when that is done. */
export function fateInWords(
  { becomes, until, suspendedAt = null, replacedBy = null }: Told,
  specificationVersion: number,
  when: 'before-letter' | 'done',
): string {
  const endorsement = `The endorsement of version ${specificationVersion}`;
  const day = until === null ? '' : dayInWords(until);
  const replaced = `${endorsement}${suspendedAt === null ? '' : ', which was suspended,'}`;
  return {
    stands:
      when === 'before-letter'
        ? `When the letter is released, the register says that the endorsement of version ${specificationVersion} stands, and that its next review is due by ${day}.`
        : `${endorsement} stands. Its next review is due by ${day}.`,
    suspended: `${endorsement} is suspended. The Centre will consider it again by ${day}.`,
    withdrawn: `${endorsement} is withdrawn.`,
    replaced:
      replacedBy !== null
        ? `${endorsement} has been replaced by that of version ${replacedBy}.`
        : when === 'before-letter'
          ? `${replaced} will be replaced by this one when the letter is released.`
          : `${replaced} is replaced by this one.`,
  }[becomes];
}
