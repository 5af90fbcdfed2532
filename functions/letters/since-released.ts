import { dayInWords } from '../../shared/domain/basics/day.ts';
import { isEndorsement } from '../../shared/domain/decisions/decision.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import { getNotice } from '../notices/storage.ts';
import { getRound } from '../rounds/storage.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { changesIn, standingNow } from './standing.ts';

/** What of a released letter is no longer so, a sentence each, as its recipient may read it; none where all still is. */
export async function sinceReleased(services: Services, noticeId: string): Promise<readonly string[]> {
  const notice = await getNotice(services.db, noticeId);
  if (notice?.notice !== 'letter' || notice.roundId === null) return [];
  const round = await getRound(services.db, notice.roundId);
  const read = round && (await standingNow(services, round, true));
  return read === null
    ? []
    : (over(read.decision) ?? [...suspended(read.decision), ...changesIn(notice.data, read)]);
}

const dayOf = (at: string) => dayInWords(ukIsoDay(new Date(at)));

/** That the decision stands no more: nothing that it asked for is asked for any more. */
function over({ outcome, withdrawn, replaced }: DecisionItem): readonly string[] | null {
  if (withdrawn !== null) {
    const what = isEndorsement(outcome) ? 'endorsement' : 'go-ahead';
    return [`The Centre withdrew this ${what} on ${dayOf(withdrawn.at)}.`];
  }
  return (
    replaced && [
      `The endorsement of version ${replaced.specificationVersion} took the place of this one on ${dayOf(replaced.at)}.`,
    ]
  );
}

const suspended = ({ suspended: since }: DecisionItem): readonly string[] =>
  since === null
    ? []
    : [
        `The Centre has suspended this endorsement, and will consider it again by ${dayInWords(since.reconsiderBy)}.`,
      ];
