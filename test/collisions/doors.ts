import { randomUUID } from 'node:crypto';
import { type EmailLink, keyFor } from '../../functions/notices/link-key.ts';
import { getNotice, noticeIdOf } from '../../functions/notices/storage.ts';
import { acceptBehind, declineBehind } from '../../functions/panels/invitation-link.ts';
import type { PersonItem } from '../../functions/people/stored-person.ts';
import { declareInterests } from '../../functions/reviews/declare-interests.ts';
import { reviewing } from '../../functions/reviews/use-cases.ts';
import { codePurpose } from '../../functions/sign-in-codes/code-purpose.ts';
import { takeCode } from '../../functions/sign-in-codes/sign-in.ts';
import { codeNoticeId } from '../../functions/sign-in-codes/storage.ts';
import { cellsOn, keepField, shownIn } from '../../functions/site/my-reviews/answers.ts';
import { reviewerRoutes } from '../../functions/site/my-reviews/routes.ts';
import type { SignedInVisit } from '../../functions/site/my-reviews/visit.ts';
import { keyField } from '../../functions/site/web/pressed.ts';
import { findAmong } from '../../functions/site/web/serving.ts';
import { readingOnce } from '../../functions/table/database.ts';
import { openText } from '../../functions/table/seal.ts';
import type { Problem } from '../../functions/use-case/problem.ts';
import type { Services } from '../../functions/use-case/services.ts';
import { performing } from '../../functions/use-case/use-case.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { problems } from '../../shared/contract/problems.ts';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Door, ReviewContent } from '../../shared/domain/reviews/review.ts';
import { cellsOf } from '../../shared/domain/typed-reviews/cells.ts';
import { events, inAnOpenRound, type Move, type Refusal, reason } from './moves.ts';
import type { Scene } from './scenes.ts';
import { savedOnly } from './truth.ts';

/** Whether a file was saved, and could not be submitted: the page says so. */
export const isSavedOnly = ({ detail }: Refusal): boolean => detail.startsWith(savedOnly);

/** What a page of the site is made of: a page of these tests is no HTML. */
interface Rendered {
  readonly title?: string;
  readonly failure?: string;
  readonly paragraphs?: readonly string[];
  readonly errors?: readonly { readonly text: string }[];
  readonly isSaved?: boolean;
}

/** Problems that pages say in their own place, by their first words. */
const spoken: readonly (readonly [Problem['code'], RegExp])[] = [
  ['already-submitted', /^You have submitted this review/],
  ['round-not-open', /^This round (?:is not open|closed)/],
  ['interest-unresolved', /^The Centre is looking at/],
  ['not-now', /^You have (?:declined|recused)|no longer/],
];

/** Sends a form of reviewers’ pages as somebody who is signed in; what it leads to, or the page says, as an answer. */
async function sent(
  services: Services,
  by: PersonItem,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Result<{ readonly answer: string }, Problem>> {
  const found = findAmong(reviewerRoutes, 'POST', path);
  if (found?.route.access !== 'reviewer') throw new Error(`No form is at ${path}`);
  const db = readingOnce(services.db);
  const performBy = (door: Door) => performing(reviewOperations, reviewing({ ...services, db }, door), db);
  const shown: Rendered[] = [];
  const ignored = () => {};
  const visit: SignedInVisit = {
    site: {
      db,
      now: services.now,
      pages: {
        render: (_, data) => {
          shown.push(data);
          return '';
        },
      },
      origin: 'https://desk.example.org',
      issuerName: '',
      contactAddress: 'centre@example.org',
      log: { info: ignored, count: ignored, flush: ignored, error: ignored },
    },
    person: by,
    session: { id: 'session' },
    perform: performBy('page'),
    performBy,
    parameters: found.parameters,
    path,
    query: new URLSearchParams(),
    form: new URLSearchParams({ [keyField]: randomUUID(), ...fields }),
    files: new Map(),
    headers: {},
    caller: '192.0.2.1',
    cookies: [],
  };
  const answered = await found.route.handle(visit);
  if (answered.statusCode === 303) return ok({ answer: String(answered.headers?.location) });
  const { title, paragraphs = [], failure, errors = [], isSaved } = shown.at(-1) ?? {};
  const detail = failure ?? errors[0]?.text ?? paragraphs[0] ?? title ?? '';
  const byTitle = Object.entries(problems).find(([, one]) => one.title === title)?.[0];
  const byStatus = answered.statusCode === 404 ? 'not-found' : 'stale';
  const code = byTitle ?? spoken.find(([, words]) => words.test(detail))?.[0] ?? byStatus;
  return fail({ code: code as Problem['code'], detail: isSaved ? `${savedOnly}${detail}` : detail });
}

const at = ({ roundId }: Scene) => `/my-reviews/${roundId}`;

/** Takes the file’s in every place, whatever the draft has become. */
const takingAll = (content: ReviewContent): Readonly<Record<string, string>> =>
  Object.fromEntries(
    cellsOf(sampleCriteriaSet(), content).map(({ pointer }) => [keepField(pointer), 'mine']),
  );

/** What the first reviewer does on the pages of the site, and with a file. */
const byPageAndFile: readonly Move[] = [
  {
    name: 'save a page',
    by: 1,
    lock: null,
    about: 1,
    counts: 'saves',
    does: async (_, call, scene) => {
      const { by, services } = call;
      const { roundId } = scene;
      const opened = await reviewing(services).getReview({ ...call, of: { roundId }, what: undefined });
      if (!opened.ok) return opened;
      const shown = shownIn(cellsOn(sampleCriteriaSet(), opened.value.answer.content, null));
      const typed = { '/overallComment': 'By page.', '/overallNote': '' };
      return sent(services, by, `${at(scene)}/overall`, { shown, ...typed });
    },
  },
  {
    name: 'submit on the page',
    by: 1,
    lock: 'review of 1',
    about: 1,
    counts: 'submissions',
    does: (_, { by, services, expected }, scene) =>
      sent(services, by, `${at(scene)}/check`, { editVersion: String(expected) }),
  },
  {
    name: 'submit a file',
    by: 1,
    lock: 'review of 1',
    about: 1,
    counts: 'submissions',
    alsoSaves: true,
    does: (_, { by, services, expected }, scene, content) =>
      sent(services, by, `${at(scene)}/file`, {
        editVersion: String(expected),
        content: JSON.stringify(content),
        faulty: '',
        was: '',
        unread: '0',
        draft: String(expected),
        answer: 'submit',
        ...takingAll(content),
      }),
  },
];

/** The link of the third reviewer’s invitation, as it was sent. */
async function linkOf({ db }: Services, { roundId, person }: Scene): Promise<EmailLink> {
  const { id, email } = person(3);
  const noticeId = noticeIdOf(`invitation ${roundId}`, id);
  const notice = await getNotice(db, noticeId);
  return { noticeId, key: keyFor('invitation', notice?.linkKey ?? '', email) };
}

const over = (detail: string): Refusal => ({ code: 'behind-a-link', detail });

/** Accepts behind the link: a code comes by email, is entered, and no interests are declared. */
async function acceptByLink(services: Services, scene: Scene): ReturnType<Move['does']> {
  const asked = await acceptBehind(services, await linkOf(services, scene), {
    caller: scene.roundId,
    sent: randomUUID(),
    personId: null,
  });
  if (asked === null || !asked.ok) return fail(over(`The invitation is ${asked?.error ?? 'not there'}`));
  // Nobody is signed in.
  const id = 'codeId' in asked.value ? asked.value.codeId : '';
  const notice = await getNotice(services.db, codeNoticeId(id, scene.person(3).id));
  if (notice?.notice !== 'sign-in-code') return fail(over('The code is not there'));
  const code = (await openText(services.db, codePurpose, notice.data.code)) ?? '';
  const taken = await takeCode(services, { id, code, sent: null });
  if (!taken.ok) return fail(over(`The code is ${taken.error}`));
  const { roundId } = scene;
  const call = { by: taken.value.person, of: { roundId }, expected: 1, key: randomUUID() };
  const assigned = await reviewing(services).getMyAssignment({ ...call, what: undefined });
  if (!assigned.ok) return assigned;
  const expected = assigned.value.version ?? 0;
  return declareInterests(services)({ ...call, expected, what: { interest: 'none' } });
}

/** What the third reviewer does behind the link of the invitation. */
const byLink: readonly Move[] = [
  {
    name: 'decline by the link',
    by: 3,
    lock: null,
    about: 3,
    does: async (_, { services }, scene) => {
      const declined = await declineBehind(services, await linkOf(services, scene), reason);
      if (declined === null) return fail(over('The invitation is not there'));
      if (declined.ok) return ok({ answer: null });
      return fail(declined.error === 'over' ? over('The invitation is over') : declined.error);
    },
    times: events('review-declined', 3, 'actor'),
    standsSo: ({ panel }, { person }) =>
      panel.some(({ personId, status }) => personId === person(3).id && status === 'declined'),
  },
  // Overtaken before the code is asked for, before it is entered, and before interests are declared.
  ...([0, 3, 5] as const).map(
    (writesBefore): Move => ({
      name: `accept by the link (${writesBefore})`,
      by: 3,
      lock: 'assignment of 3',
      about: 3,
      writesBefore,
      does: (_, { services }, scene) => acceptByLink(services, scene),
      times: events('interests-declared', 3, 'actor'),
      standsSo: ({ panel }, { person }) =>
        panel.some(({ personId, interest }) => personId === person(3).id && interest === 'none'),
    }),
  ),
];

const aboutThree = { about: 3 } as const;

/** What staff do to the third reviewer. */
const staffAboutThree: readonly Move[] = [
  {
    ...aboutThree,
    name: 'recuse 3',
    by: 'staff',
    lock: 'round',
    does: (does, call, { roundId, person }) =>
      does.recuseReviewer({ ...call, of: { roundId, personId: person(3).id }, what: { reason } }),
    times: events('reviewer-recused', 3),
  },
  {
    ...aboutThree,
    name: 'move the date of 3',
    by: 'staff',
    lock: 'assignment of 3',
    does: (does, call, { roundId, person }) =>
      does.changeReviewerDue({
        ...call,
        of: { roundId, personId: person(3).id },
        what: { reviewsDue: '2026-08-10T16:00:00.000Z', reason },
      }),
    times: events('reviewer-due-changed', 3),
  },
  {
    ...aboutThree,
    name: 'erase 3',
    by: 'administrator',
    lock: 'person 3',
    does: (does, call, { person }) =>
      does.erasePerson({ ...call, of: { personId: person(3).id }, what: { name: person(3).name } }),
    times: ({ people }) => (people[2] === null ? 1 : 0),
  },
];

const ofTheOpenRound = (...names: readonly string[]) =>
  inAnOpenRound.filter(({ name }) => names.includes(name));

/** Moves by the other doors, and those against which each is tried. */
export const byOtherDoors: readonly { readonly doors: readonly Move[]; readonly against: readonly Move[] }[] =
  [
    {
      doors: byPageAndFile,
      against: ofTheOpenRound(
        ...['submit', 'save', 'recuse oneself', 'declare an interest', 'close', 'cancel', 'extend'],
        ...['recuse', 'replace', 'take the role away', 'erase 1'],
      ),
    },
    { doors: byLink, against: [...ofTheOpenRound('close', 'cancel', 'extend', 'add'), ...staffAboutThree] },
  ];
