import * as z from 'zod';
import { instant, roundStatus, slug } from '../../../shared/contract/schemas.ts';
import { type Database, queryIndex } from '../../storage/database.ts';
import { listKeys } from '../../storage/keys.ts';
import { siteRoles } from '../sign-in/sign-in.ts';
import { forbiddenPage, page } from '../web/answer.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { resultReaders } from './round-result.ts';
import { ukTime } from './uk-time.ts';

/** Rounds of one status that the start page shows. */
const maxRounds = 50;

const listedRound = z.object({
  id: slug,
  title: z.string(),
  status: roundStatus,
  reviewsDue: instant,
  closesAt: instant,
  specificationVersion: z.int(),
  sample: z.boolean(),
});

/** `GET /`: the rounds for those who read results; what this is, and the way in, for everybody else. */
export async function showStart(visit: Visit): Promise<Answer> {
  const { site, person } = visit;
  if (person === null) return page(visit, 'welcome.njk', {});
  const has = (roles: readonly string[]) => person.roles.some((role) => roles.includes(role));
  if (!has(siteRoles)) return forbiddenPage(visit, siteRoles);
  if (!has(resultReaders)) return page(visit, 'start.njk', { groups: [] });
  const [open, closed] = await Promise.all([
    listRounds(site.db, 'open', 'first-first'),
    listRounds(site.db, 'closed', 'last-first'),
  ]);
  return page(visit, 'start.njk', {
    groups: [
      { title: 'Open rounds', empty: 'No round is open.', rounds: open, isFull: open.length === maxRounds },
      {
        title: 'Closed rounds',
        empty: 'No round waits for a decision.',
        rounds: closed,
        isFull: closed.length === maxRounds,
      },
    ],
    maxRounds,
  });
}

async function listRounds(db: Database, status: string, order: 'first-first' | 'last-first') {
  const entries = await queryIndex(db, 'list', listKeys.rounds(status), maxRounds, order);
  return entries.map(({ summary }) => {
    const { id, reviewsDue, closesAt, ...shown } = listedRound.parse(summary);
    return {
      ...shown,
      href: `/rounds/${id}/result`,
      reviewsDue: ukTime(reviewsDue),
      closesAt: ukTime(closesAt),
    };
  });
}
