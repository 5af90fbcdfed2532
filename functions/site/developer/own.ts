import { type OwnPage, pageBehind } from '../../developers/link.ts';
import { developerPath } from '../../developers/link-path.ts';
import type { EmailLink } from '../../notices/link-key.ts';
import { messagePage, notFoundPage } from '../web/answer.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** Where every page of a developer’s begins. */
export const developerRoute = '/developer/{noticeId}/{key}';

/** The link that was followed, and the address of the page that it opens. */
export function linkOf({ parameters: { noticeId = '', key = '' } }: Visit): EmailLink & { at: string } {
  return { noticeId, key, at: developerPath({ noticeId, key }) };
}

/** A visit whose browser is told what was done: there is no session, and the link is known to nobody else. */
export const told = (visit: Visit) => ({
  ...visit,
  session: { id: visit.session?.id ?? linkOf(visit).key },
});

/** Answers with a page of whoever the link was made for; says the same of everything that leads nowhere. */
export async function withOwnPage(visit: Visit, show: (own: OwnPage) => Promise<Answer>): Promise<Answer> {
  const own = await pageBehind(servicesOf(visit.site), linkOf(visit));
  if (own === null) return notFoundPage(visit);
  if (own === 'no-letter')
    return messagePage(visit, 200, {
      title: 'There is no letter to read here',
      paragraphs: ['What the Centre has to say stands in its email.'],
    });
  if (own !== 'over') return show(own);
  return messagePage(visit, 410, {
    title: 'This link has ended',
    paragraphs: [
      'It was too old, or it went to somebody who is not the contact for the specification any more, or to an address that was corrected since.',
      `The newest email from the Centre has another. If you have none, write to ${visit.site.contactAddress}.`,
    ],
  });
}
