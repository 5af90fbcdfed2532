import { randomUUID } from 'node:crypto';
import { sendContactCode } from '../../functions/developers/contact.ts';
import { factCheckCause } from '../../functions/developers/fact-check.ts';
import { pageBehind } from '../../functions/developers/link.ts';
import { developerPath } from '../../functions/developers/link-path.ts';
import { receive } from '../../functions/developers/receive.ts';
import { letterCause } from '../../functions/letters/letter-storage.ts';
import { keyFor } from '../../functions/notices/link-key.ts';
import { getNotice, noticeIdOf, theDeveloper } from '../../functions/notices/storage.ts';
import { getPerson } from '../../functions/people/storage.ts';
import { getRound } from '../../functions/rounds/storage.ts';
import { contactOf } from '../../functions/specifications/contact.ts';
import type { Database } from '../../functions/table/database.ts';
import type { Services } from '../../functions/use-case/services.ts';
import type { NoticeData } from '../../shared/contract/notices/kinds.ts';

/** What a letter that waits is kept with, besides what a test says of it. */
export const letterData = (besides: Partial<NoticeData<'letter'>> = {}): NoticeData<'letter'> => ({
  title: 'Sample',
  specificationVersion: 1,
  criteriaSetKind: 'endorsement',
  sample: true,
  organisation: 'Sample organisation',
  subject: 'Endorsed',
  body: 'It is endorsed.',
  reference: 'CR-0000-0001',
  evidenceTo: null,
  leftOutByStaff: [],
  release: null,
  ...besides,
});

/** Where the page of its own lies that the letter of a round leads the developer to. */
export const ownPageOf = (db: Database, roundId: string): Promise<string> =>
  ownPageBy(db, letterCause(roundId));

/** Where the page lies on which the developer checks the facts of a round’s first recommendation. */
export const factsPageOf = (db: Database, roundId: string): Promise<string> =>
  ownPageBy(db, factCheckCause(roundId, 1));

async function ownPageBy(db: Database, cause: string): Promise<string> {
  const email = await getNotice(db, noticeIdOf(cause, theDeveloper));
  const contact = email && (await getPerson(db, email.personId));
  if (!email || !contact) throw new Error('There is such an email, and somebody gets it.');
  return developerPath({
    noticeId: email.id,
    key: keyFor('developer', email.linkKey ?? '', contact.email),
  });
}

/** What staff ask the developer to check, by a day that is far enough away. */
export const factCheck = (
  besides: { readonly text?: string; readonly recommendationNumber?: number } = {},
) => ({
  recommendationNumber: 1,
  text: null,
  answerBy: new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10),
  looked: true,
  ...besides,
});

/** Has the developer answer the letter of a round; answers with the id of what they sent, which waits. */
export async function answerFromDeveloper(services: Services, roundId: string, text = ''): Promise<string> {
  const round = await getRound(services.db, roundId);
  if (round === null) throw new Error('The round is there.');
  const what = {
    about: 'letter',
    condition: null,
    text: `We thank the panel. ${text}`.trim(),
    link: null,
    sha256: null,
  } as const;
  const sending = { from: await contactOf(services, round), recordedBy: null, key: randomUUID() };
  const received = await receive(services, round, what, sending);
  if (!received.ok) throw new Error(received.error.detail);
  return received.value.id;
}

/** Has the developer behind a page of their own ask for a code for another contact; answers where it is entered. */
export async function contactCodePage(services: Services, ownPage: string): Promise<string> {
  const [, , noticeId = '', key = ''] = ownPage.split('/');
  const own = await pageBehind(services, { noticeId, key });
  if (own === null || typeof own === 'string') throw new Error('The link opens a page.');
  const asked = { name: 'Sample newcomer', email: 'newcomer@example.org' };
  const sent = await sendContactCode(services, own, asked, { caller: '192.0.2.44', key: randomUUID() });
  if (!sent.ok) throw new Error(sent.error.detail);
  return `${ownPage}/contact/codes/${sent.value.codeId}`;
}
