import { randomUUID } from 'node:crypto';
import { reviewerRoutes } from '../../functions/site/my-reviews/routes.ts';
import { realServices } from '../../functions/use-case/services.ts';
import { apiClient } from '../../infra/local/api-client.ts';
import { reviewerBrowser } from '../../infra/local/reviewer-browser.ts';
import { operations } from '../../shared/contract/operations.ts';
import { answersTo } from '../support/answers.ts';
import { answerFromDeveloper, ownPageOf } from '../support/letter-data.ts';
import { openSession } from '../support/session.ts';
import { getRoutes } from '../support/site-pages.ts';
import { anotherSpecification, review, sampleReviewBody, startReview, type World } from '../support/world.ts';
import type { Burnt } from './burnt.ts';

/** What is planted, a word that stands nowhere else for each thing that somebody types. */
const canaries = {
  name: 'Lapwing',
  address: 'reviewer-1@example.org',
  interest: 'Dotterel',
  draft: 'Bittern',
  evidence: 'Curlew',
  comment: 'Dunlin',
  note: 'Whimbrel',
  concern: 'Godwit',
  concernAnswer: 'Turnstone',
  reopening: 'Redshank',
  leaving: 'Avocet',
  decision: 'Knot-bird',
  message: 'Sandpiper',
  contact: 'Phalarope',
  contactAddress: 'ruff@example.org',
  contactAnswer: 'Plover',
} as const;

type Canary = keyof typeof canaries;

const all = Object.keys(canaries) as Canary[];
const but = (...kept: readonly Canary[]) => all.filter((one) => !kept.includes(one));

/** What of a review nobody at the Centre reads while its round is open. */
const ofReviews: readonly Canary[] = ['evidence', 'comment', 'note'];

/** Who may read which, while the round is open and when it is over; logs, strangers and reviewers beside them nothing. */
const readers: Readonly<
  Record<string, { readonly open: readonly Canary[]; readonly over: readonly Canary[] }>
> = {
  logs: { open: [], over: [] },
  strangers: { open: [], over: [] },
  'the reviewer beside them': { open: [], over: [] },
  'a reviewer of none': { open: [], over: [] },
  'the developer’s contact': {
    open: [],
    over: ['comment', 'message', 'contact', 'contactAddress', 'contactAnswer'],
  },
  'the reviewer themselves': {
    open: all,
    over: but('leaving', 'decision', 'contact', 'contactAddress', 'contactAnswer'),
  },
  // A draft is its reviewer's alone; of a concern the Oversight Group learns nothing.
  staff: { open: but('draft', ...ofReviews), over: but('draft') },
  'the Oversight Group': {
    open: but('draft', 'concern', 'concernAnswer', ...ofReviews),
    over: but('draft', 'concern', 'concernAnswer', 'note'),
  },
  'an administrator': {
    open: but('draft', 'concern', 'concernAnswer', ...ofReviews),
    over: but('draft', 'concern', 'concernAnswer', ...ofReviews),
  },
};

/** What an email may say, by whose address it goes to. */
const emailed: readonly (readonly [to: RegExp, may: readonly Canary[]])[] = [
  [/^reviewer-1@/, ['name', 'address', 'concernAnswer', 'reopening']],
  [/^ruff@/, ['comment', 'message', 'contact', 'contactAddress']],
  [/^(?:staff|oversight)@/, ['name', 'contact', 'decision', 'message']],
];

const seenIn = (text: string): readonly Canary[] => all.filter((one) => text.includes(canaries[one]));

/**
 * Has a round reviewed, closed, decided and answered with a word of its own in everything that people type, and looks for
 * the words wherever anything is told: logs, emails, and every operation and page, as everybody.
 */
export async function canariesIn(
  world: World,
  logged: () => readonly string[],
  phases: readonly ('open' | 'over')[] = ['open', 'over'],
): Promise<Burnt> {
  const { staff, service } = world;
  const clientOf = async (who: string) => apiClient(service.url, await service.token(`${who}@example.org`));
  const administrator = await clientOf('administrator');
  const specificationId = await anotherSpecification(world);
  const roundId = await world.openRound(specificationId);
  const parameters = { roundId };
  const ofPerson = { parameters: { personId: 'sample-reviewer-1' } };
  await administrator.call(operations.changePerson, {
    ...ofPerson,
    headers: await administrator.lock(operations.getPerson, ofPerson),
    body: { name: `Ada ${canaries.name}`, expertise: [] },
  });
  const ofSpecification = { parameters: { specificationId } };
  await staff.call(operations.changeDeveloper, {
    ...ofSpecification,
    headers: await staff.lock(operations.getSpecification, ofSpecification),
    body: {
      organisation: 'Sample group',
      contactName: `Bea ${canaries.contact}`,
      contactEmail: canaries.contactAddress,
    },
  });

  const one = world.reviewer(1);
  const member = { roundId, personId: 'sample-reviewer-1' };
  const lockOfMember = () => staff.lock(operations.getPanelMember, { parameters: member });
  await one.call(operations.declareInterests, {
    parameters,
    headers: await one.lock(operations.getMyAssignment, { parameters }),
    body: { interest: 'declared', description: canaries.interest },
  });
  await staff.call(operations.resolveInterest, {
    parameters: member,
    headers: await lockOfMember(),
    body: { resolution: 'cleared', reason: 'It is long ago.' },
  });
  const { criteriaSetHash } = await one.call(operations.getForm, { parameters });
  const body = sampleReviewBody(1, criteriaSetHash);
  await one.call(operations.saveReview, {
    parameters,
    headers: { 'if-match': '"0"' },
    body: { ...body, overallComment: canaries.draft },
  });
  const { evidence, comment, note } = canaries;
  const said = (value: object) => ({ ...value, evidence, comment, note });
  const ratings = Object.fromEntries(Object.entries(body.ratings).map(([id, value]) => [id, said(value)]));
  const submit = async () =>
    one.call(operations.submitReview, {
      parameters,
      headers: { ...(await one.lock(operations.getReview, { parameters })) },
      body: { ...body, ratings },
    });
  await submit();
  await staff.call(operations.reopenReview, {
    parameters: member,
    headers: await lockOfMember(),
    body: { reason: canaries.reopening },
  });
  await submit();
  const { concernId } = await one.call(operations.raiseConcern, {
    parameters,
    body: { text: canaries.concern, criterionId: null },
  });
  const ofConcern = { parameters: { roundId, concernId } };
  await staff.call(operations.answerConcern, {
    ...ofConcern,
    headers: await staff.lock(operations.getConcern, ofConcern),
    body: { text: canaries.concernAnswer },
  });
  const three = world.reviewer(3);
  await startReview(three, roundId);
  await three.call(operations.declineOrRecuse, {
    parameters,
    headers: await three.lock(operations.getMyAssignment, { parameters }),
    body: { reason: canaries.leaving },
  });
  await service.idle();

  const found = new Map<string, ReadonlySet<Canary>>();
  const wrong: string[] = [];
  let told = 0;
  const tell = (who: string, where: string, text: string, may: readonly Canary[]) => {
    told += 1;
    const seen = seenIn(text);
    found.set(who, new Set([...(found.get(who) ?? []), ...seen]));
    const more = seen.filter((canary) => !may.includes(canary));
    if (more.length > 0) wrong.push(`${who} read ${more.join(', ')} in ${where}`);
  };

  /** Everything that everybody is answered at this time. */
  async function look(phase: 'open' | 'over', ownPage: string | null): Promise<void> {
    const of = { roundId, concernIds: [concernId] };
    const byApi = {
      staff,
      'the Oversight Group': await clientOf('oversight'),
      'an administrator': administrator,
      'the reviewer themselves': one,
      'the reviewer beside them': world.reviewer(2),
      'a reviewer of none': world.reviewer(4),
    };
    // Whoever asks about themselves reads their own address.
    for (const [who, client] of Object.entries(byApi))
      for (const { name, body: answer, headers } of await answersTo(client, staff, of))
        tell(who, `${name} (${phase})`, `${JSON.stringify(answer)} ${headers}`, readers[who]?.[phase] ?? []);

    const filled = (path: string) =>
      path
        .replace('{roundId}', roundId)
        .replace('{personId}', 'sample-reviewer-1')
        .replace('{concernId}', concernId)
        .replace('{specificationId}', specificationId)
        .replace('{criterionId}', 'framework-alignment')
        .replace(/\{\w+\+?\}/g, '1');
    const page = async (who: string, path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${service.url}${path}`, { headers, redirect: 'manual' });
      const text = await response.text();
      tell(who, `${path} (${phase})`, `${text} ${[...response.headers].join()}`, readers[who]?.[phase] ?? []);
    };
    const port = new URL(service.url).port;
    for (const [who, personId] of [
      ['staff', 'sample-staff'],
      ['the Oversight Group', 'sample-oversight'],
      ['an administrator', 'sample-administrator'],
    ] as const) {
      await openSession(service.db, `session-${personId}`, personId);
      for (const { path } of getRoutes)
        if (!/\{key\}|sign-in|auth|assets/.test(path))
          await page(who, filled(path), { cookie: `__Host-session-${port}=session-${personId}` });
    }
    for (const { path } of getRoutes) if (!/\{key\}|assets/.test(path)) await page('strangers', filled(path));
    const beside = reviewerBrowser(service);
    await beside.signIn('reviewer-2@example.org');
    for (const { method, path } of reviewerRoutes)
      if (method === 'GET' && !path.includes('{key}')) {
        const { html } = await beside.request(filled(path));
        tell('the reviewer beside them', `${path} (${phase})`, html, []);
      }
    if (ownPage !== null)
      for (const { path } of getRoutes)
        if (path.startsWith('/developer/'))
          await page('the developer’s contact', filled(path.replace('/developer/{noticeId}/{key}', ownPage)));
  }

  if (phases.includes('open')) await look('open', null);

  await review(world, roundId, 2);
  await staff.call(operations.closeRound, {
    parameters,
    headers: await staff.lock(operations.getRound, { parameters }),
    body: { reason: 'One of three has left.' },
  });
  await service.idle();
  const paper = await staff.send(operations.getPanelPaper, { parameters });
  await staff.call(operations.decide, {
    parameters,
    headers: { 'if-match': paper.headers.get('etag') ?? '', 'idempotency-key': randomUUID() },
    body: { outcome: 'return-for-revision', reason: canaries.decision, message: canaries.message },
  });
  await staff.call(operations.releaseLetter, {
    parameters,
    headers: await staff.lock(operations.getLetter, { parameters }),
    body: {},
  });
  await service.idle();
  await answerFromDeveloper(realServices(service.db), roundId, canaries.contactAnswer);
  await service.idle();
  if (phases.includes('over')) await look('over', await ownPageOf(service.db, roundId));

  const emails = (await service.mail.received()).filter(
    ({ text, html }) => seenIn(`${text}${html}`).length > 0,
  );
  for (const { to, subject, text, html, headers } of emails) {
    const may = emailed.find(([whom]) => to.some((address) => whom.test(address)))?.[1] ?? [];
    const said = [subject, text, html, ...headers.map(({ value }) => value)].join('\n');
    tell('emails', `“${subject}” to ${to}`, said, may);
  }
  const lines = logged();
  for (const line of lines) tell('logs', line.slice(0, 200), line, []);
  const seen = Object.fromEntries([...found].map(([who, some]) => [who, [...some].sort().join(', ')]));
  return {
    figures: { canaries: all.length, looked: told, emails: emails.length, logLines: lines.length, seen },
    wrong: [...new Set(wrong)],
  };
}
