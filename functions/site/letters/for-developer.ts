import { type LetterLink, letterBehind, letterPath } from '../../letters/letter-link.ts';
import { sinceReleased } from '../../letters/since-released.ts';
import { download } from '../exports/downloads.ts';
import { notFoundPage, page } from '../web/answer.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';

const linkOf = ({ parameters: { noticeId = '', key = '' } }: Visit): LetterLink => ({ noticeId, key });

/** `GET /letters/{noticeId}/{key}`: the letter that was released, for its recipient, who need not sign in. */
async function showLetter(visit: Visit): Promise<Answer> {
  const link = linkOf(visit);
  const services = servicesOf(visit.site);
  const letter = await letterBehind(services, link);
  if (letter === null) return notFoundPage(visit);
  return page(visit, 'letters/for-developer.njk', {
    letter,
    pdf: `${letterPath(link)}/letter.pdf`,
    changes: await sinceReleased(services, link.noticeId),
    isUnlisted: true,
  });
}

/** `GET /letters/{noticeId}/{key}/letter.pdf`: the PDF that was attached to its email. */
async function sendLetter(visit: Visit): Promise<Answer> {
  const letter = await letterBehind(servicesOf(visit.site), linkOf(visit));
  if (letter === null) return notFoundPage(visit);
  const { fileName, mediaType, bytes } = await visit.site.emails.letterFile(letter, 'pdf', false);
  return download(visit, fileName, mediaType, bytes);
}

/** What the link in a letter's email opens: its address alone entitles to it. */
export const developerLetterRoutes: readonly Route[] = [
  { method: 'GET', path: '/letters/{noticeId}/{key}', access: 'public', handle: showLetter },
  { method: 'GET', path: '/letters/{noticeId}/{key}/letter.pdf', access: 'public', handle: sendLetter },
];
