import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { registerOperations } from '../../../shared/contract/register/operations.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { ukDay } from '../../words/uk-time.ts';
import type { Tag } from '../web/tags.ts';

type Entry = Answered<typeof registerOperations.getRegister>['items'][number];
type Happening = Answered<typeof registerOperations.getRegisterEntry>['history'][number];

const statuses: Readonly<Record<Entry['status'], Omit<Tag, 'text'> & { readonly word: string }>> = {
  endorsed: { word: 'Endorsed', colour: 'green' },
  suspended: { word: 'Suspended', colour: 'orange' },
  withdrawn: { word: 'Withdrawn', colour: 'red' },
};

/** Where an endorsement stands, and since when where it does not. */
export function statusTag({ status, since }: Pick<Entry, 'status' | 'since'>): Tag {
  const { word, colour } = statuses[status];
  return { text: status === 'endorsed' ? word : `${word} since ${ukDay(since)}`, colour };
}

/** What was decided, of one that may not stand any more. */
export const outcomeInWords = ({ outcome }: Pick<Entry, 'outcome'>): string =>
  outcome === 'endorse' ? 'Endorsed' : 'Endorsed with conditions';

/** Where the conditions of an endorsement stand. */
export function conditionsInWords({
  status,
  outcome,
  conditionsOutstanding,
}: Pick<Entry, 'status' | 'outcome' | 'conditionsOutstanding'>): string {
  if (outcome === 'endorse') return 'No conditions';
  if (conditionsOutstanding === 0) return 'All conditions are fulfilled';
  if (status === 'withdrawn') return 'No longer asked for';
  return `${count(conditionsOutstanding, 'condition')} outstanding`;
}

/** A companion as the register names it. */
export const companionInWords = ({ title, kind, position }: Entry['companions'][number]): string => {
  if (kind === 'concurrent') return `${title} (taken beside it)`;
  if (kind === 'shared') return `${title} (shares content with it)`;
  return `${title} (taken ${position === 'before' ? 'before' : 'after'} it)`;
};

/** All that happened to an endorsement, the latest first, as sentences. */
export const historyInWords = (history: readonly Happening[]): readonly { on: string; what: string }[] =>
  history.map((happening, i) => {
    const earlier = history.slice(i + 1);
    const begins = ({ what, version }: Happening) =>
      version === happening.version && (what === 'endorsed' || what === 'renewed');
    // A version that is endorsed anew has conditions of its own, which are counted from 1 again.
    const isRenewed = earlier.filter(begins).length > 1;
    const since = isRenewed ? ` of ${ukDay(earlier.find(begins)?.on ?? happening.on)}` : '';
    return { on: ukDay(happening.on), what: happeningInWords(happening, since) };
  });

/** Something that happened to an endorsement; `since` tells the endorsements of one version apart. */
function happeningInWords({ what, version, number, until }: Happening, since: string): string {
  const day = until === null ? '' : ukDay(until);
  return {
    endorsed: `Version ${version} endorsed`,
    renewed: `Endorsement of version ${version} renewed`,
    'condition-met': `Condition ${number} of the endorsement of version ${version}${since} met`,
    'condition-not-met': `Condition ${number} of the endorsement of version ${version}${since} found not to be met after all`,
    stands: `Endorsement of version ${version} stands: its next review is due by ${day}`,
    suspended: `Endorsement of version ${version} suspended: it is considered again by ${day}`,
    'suspension-changed': `Suspension of the endorsement of version ${version} goes on: it is considered again by ${day}`,
    'suspension-lifted': `Suspension of the endorsement of version ${version} lifted`,
    withdrawn: `Endorsement of version ${version} withdrawn`,
    replaced: `Endorsement of version ${version} replaced by version ${number}`,
  }[what];
}
