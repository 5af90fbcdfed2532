import type { Caller } from '../../use-case/use-case.ts';
import { csrfField, csrfToken } from '../sign-in/csrf.ts';
import { type Done, proofCookie, type Told, withDone } from './done.ts';
import type { DoneCode } from './done-messages.ts';
import type { NavigationItem } from './navigation.ts';
import type { Answer, Site } from './visit.ts';

/** Where the frame of a page leads: the Centre’s pages and those of reviewers have one each. */
export interface Frame {
  readonly home: string;
  readonly signOut: string;
  readonly help: string;
  /** Where staff find things by words; nowhere on pages of others. */
  readonly search?: string;
}

const ofTheCentre: Frame = { home: '/', signOut: '/sign-out', help: '/help', search: '/search' };

/** Who sees a page: as much of a visit as its frame shows. */
export interface Viewer {
  readonly site: Pick<Site, 'pages' | 'db' | 'origin'>;
  readonly session: { readonly id: string } | null;
  readonly person: Caller | null;
  readonly navigation?: readonly NavigationItem[];
  /** What was done just now, which the page says. */
  readonly done?: Done | null;
  /** The Centre’s unless said. */
  readonly frame?: Frame;
}

/** After how many seconds a page that waits for a recommendation is asked for again. */
export const secondsToWait = 5;

/** Answers with a page of `pages/`; one with `refreshIn` is asked for again by itself after so many seconds. */
export function page(viewer: Viewer, template: string, data: object, statusCode = 200): Answer {
  const { site, session, person, navigation = [], frame = ofTheCentre } = viewer;
  const isOfTheCentre = person?.roles.some((role) => role !== 'reviewer') ?? false;
  // A form that failed does not repeat what was done before it.
  const done = statusCode === 200 ? (viewer.done ?? null) : null;
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...('refreshIn' in data && data.refreshIn !== undefined && { refresh: String(data.refreshIn) }),
    },
    ...(done !== null && { cookies: [done.cookie] }),
    body: site.pages.render(template, {
      ...data,
      around: frame,
      canSearch: isOfTheCentre && frame.search !== undefined,
      navigation,
      done: done?.message ?? null,
      unreadable: isOfTheCentre ? (site.db.unreadable?.size ?? 0) : 0,
      account: person && session && { name: person.name, csrfField, csrfToken: csrfToken(session.id) },
    }),
  };
}

/** A page that says one thing, and perhaps where to go from here. */
export interface Message {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What was entered and could not be taken, to be copied. */
  readonly entered?: readonly string[];
  readonly action?: { readonly text: string; readonly href: string };
  /** After how many seconds it is asked for again by itself: it waits for something. */
  readonly refreshIn?: number;
  /** The fields of a form that came to nothing, to be sent to the same address once more: it shows them filled in. */
  readonly again?: readonly (readonly [name: string, value: string])[];
}

/** Answers with a message. */
export const messagePage = (viewer: Viewer, statusCode: number, message: Message): Answer =>
  page(viewer, 'web/message.njk', message, statusCode);

/** The answer for an address with nothing behind it. */
export const notFoundPage = (viewer: Viewer): Answer =>
  messagePage(viewer, 404, {
    title: 'Page not found',
    paragraphs: [
      'If you typed the web address, check that it is correct.',
      'If you pasted the web address, check that you copied the whole of it.',
    ],
    action: { text: 'Go to the start page', href: (viewer.frame ?? ofTheCentre).home },
  });

/** The answer for people without the roles that a page is for. */
export const forbiddenPage = (viewer: Viewer, roles: readonly string[]): Answer =>
  messagePage(viewer, 403, {
    title: 'You cannot see this page',
    paragraphs: [
      `This page is for people with the role ${roles.join(' or ')}, which you do not have.`,
      'If you need it, ask an administrator at the Centre.',
    ],
  });

/** Sends the browser elsewhere, with a GET, and perhaps a cookie on the way. */
export const redirect = (location: string, cookie?: string): Answer => ({
  statusCode: 303,
  headers: { location },
  ...(cookie !== undefined && { cookies: [cookie] }),
});

/** The same to where a form leads that has worked, which says there what was done. */
export const redirectDone = (told: Told, path: string, done: DoneCode): Answer =>
  leadOn(told, withDone(path, done));

/** The same once more, by the address that was remembered. */
export const leadOn = (told: Told, address: string): Answer => redirect(address, proofCookie(told, address));
