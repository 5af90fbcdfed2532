import { countWrongLink } from '../../sign-in-codes/wrong-links.ts';
import type { Services } from '../../use-case/services.ts';
import { ukTime } from '../../words/uk-time.ts';
import { messagePage, notFoundPage, type Viewer } from './answer.ts';
import type { Answer } from './visit.ts';

/** What a link from an email that leads nowhere is answered with, the same for all of them; fewer are told so in time. */
export async function linkNowhere(
  visit: Viewer & { readonly site: Pick<Services, 'db' | 'now'>; readonly caller: string },
): Promise<Answer> {
  const counted = await countWrongLink(visit.site, visit.caller);
  if (counted.ok) return notFoundPage(visit);
  return messagePage(visit, 429, {
    title: 'Too many links that lead nowhere',
    paragraphs: [
      `They were followed from where you are. Links from the Centre’s emails work as always; others are looked at again after ${ukTime(counted.error.toISOString())}.`,
    ],
  });
}
