import { retentionShown } from '../../retention/shown.ts';
import { page } from '../web/answer.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** `GET /accessibility`: what works for whom, and whom to tell. */
export const showAccessibility = async (visit: Visit): Promise<Answer> =>
  page(visit, 'statements/accessibility.njk', { contact: visit.site.contactAddress });

/** `GET /privacy`: what is kept of whom, why, and for how long. */
export const showPrivacy = async (visit: Visit): Promise<Answer> =>
  page(visit, 'statements/privacy.njk', {
    contact: visit.site.contactAddress,
    kept: await retentionShown(visit.site),
  });

/** `GET /help`: how a review goes, step by step. */
export const showHelp = async (visit: Visit): Promise<Answer> => page(visit, 'statements/help.njk', {});
