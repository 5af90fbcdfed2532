import { type Ended, type LetterPage, type OwnPage, pageBehind } from '../../developers/link.ts';
import { developerPath } from '../../developers/link-path.ts';
import type { EmailLink } from '../../notices/link-key.ts';
import { messagePage, notFoundPage } from '../web/answer.ts';
import { whatWasDone } from '../web/done.ts';
import { linkNowhere } from '../web/link-nowhere.ts';
import { servicesOf } from '../web/services-of.ts';
import { textsOf } from '../web/serving.ts';
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
  if (own === null) return linkNowhere(visit);
  if (typeof own !== 'string') return show(own);
  return messagePage({ ...visit, done: await whatWasDone(told(visit)) }, 410, {
    title: own === 'over' ? 'This link has ended' : 'These facts are not asked about any more',
    paragraphs: [
      why[own],
      `The newest email from the Centre has another link. If you have none, write to ${visit.site.contactAddress}.`,
    ],
    entered: textsOf(visit),
  });
}

const why: Readonly<Record<Ended, string>> = {
  over: 'It was too old, or it went to somebody who is not the contact for the specification any more, or to an address that was corrected since.',
  decided: 'The Centre has decided meanwhile, and will write to you about it.',
  overtaken:
    'The draft does not hold any more: the review was taken up again since. The Centre writes to you if it asks about another one.',
};

/** The same of what there is once a letter was released. */
export const withLetter = (visit: Visit, show: (own: LetterPage) => Promise<Answer>): Promise<Answer> =>
  withOwnPage(visit, async (own) => (hasLetter(own) ? show(own) : notFoundPage(visit)));

/** Whether there is a letter to read. */
export const hasLetter = (own: OwnPage): own is LetterPage => own.letter !== null;
