import { ownLetter, shownOnPage } from '../../developers/own-page.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukDay } from '../../words/uk-time.ts';
import { download } from '../exports/downloads.ts';
import { type Frame, page } from '../web/answer.ts';
import { whatWasDone } from '../web/done.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { showBefore } from './before.ts';
import { developerForms } from './forms.ts';
import { developerRoute, hasLetter, linkOf, told, withLetter, withOwnPage } from './own.ts';
import { messageShown } from './words.ts';

/** `GET /developer/{noticeId}/{key}`: the letter, and what its recipient can do about it. Looking changes nothing. */
const showPage = (visit: Visit): Promise<Answer> =>
  withOwnPage(visit, async (own) => {
    if (!hasLetter(own)) return showBefore(visit, own);
    const { at } = linkOf(visit);
    const shown = await shownOnPage(servicesOf(visit.site), own);
    const today = ukIsoDay(visit.site.now());
    return page({ ...visit, done: await whatWasDone(told(visit)) }, 'developer/page.njk', {
      at,
      title: own.round.title,
      contact: own.contact.name,
      letter: shown.letter,
      changes: shown.changes,
      conditions: shown.conditions.map(({ number, text, due, isFulfilled }) => ({
        number,
        text: text ?? 'What it asks for stands in the letter.',
        due: ukDay(due),
        isFulfilled,
        isOverdue: !isFulfilled && due < today,
      })),
      answerUntil: ukDay(shown.answerUntil),
      canAnswer: shown.canAnswer,
      canAppeal: shown.canAppeal,
      appeal: shown.appeal,
      messages: shown.messages.map(messageShown),
      isUnlisted: true,
    });
  });

/** `GET /developer/{noticeId}/{key}/letter.pdf`: the PDF that was attached to the letter’s email. */
const sendLetter = (visit: Visit): Promise<Answer> =>
  withLetter(visit, async (own) => {
    const { fileName, mediaType, bytes } = await visit.site.emails.letterFile(ownLetter(own), 'pdf', false);
    return download(visit, fileName, mediaType, bytes);
  });

/** Help leads to what developers need of it. */
const frame: Frame = { home: '/', signOut: '/sign-out', help: '/help#developers' };

/** What the link in every email to a developer opens: its address alone entitles to it. */
export const developerRoutes: readonly Route[] = [
  { method: 'GET', path: developerRoute, access: 'public', handle: showPage } as const,
  { method: 'GET', path: `${developerRoute}/letter.pdf`, access: 'public', handle: sendLetter } as const,
  ...developerForms,
].map((route) => ({
  ...route,
  handle: (visit) => {
    const framed = { ...visit, frame };
    return route.handle(framed);
  },
}));
