import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { letterOperations } from '../shared/contract/letters/operations.ts';
import type { BodyInput } from '../shared/contract/operation.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { registerOperations } from '../shared/contract/register/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { judgedRound } from './support/locks/judged.ts';
import { openSession } from './support/session.ts';
import {
  anotherSpecification,
  anotherVersion,
  startReview,
  startWorld,
  type World,
} from './support/world.ts';

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await openSession(world.service.db, 'session-of-staff', 'sample-staff');
});
afterAll(() => world.stop());

const lockOf = (roundId: string) => world.staff.lock(roundOperations.getRound, { parameters: { roundId } });

const deciding = async (roundId: string, body: BodyInput<typeof decisionOperations.decide>) =>
  world.staff.send(decisionOperations.decide, {
    parameters: { roundId },
    headers: await lockOf(roundId),
    body,
  });

const release = async (roundId: string) => {
  const parameters = { roundId };
  await world.staff.call(letterOperations.releaseLetter, {
    parameters,
    headers: await world.staff.lock(letterOperations.getLetter, { parameters }),
    body: {},
  });
};

const endorsing = {
  outcome: 'endorse-with-conditions' as const,
  reason: 'The panel said so.',
  conditions: [{ text: 'Add a timetable.', owner: 'The developer', due: inDays(300) }],
  reviewBy: inDays(700),
};

/** What a stranger reads: a page’s text, or an answer’s. */
const seen = async (path: string): Promise<readonly [number, string]> => {
  const response = await fetch(`${world.service.url}${path}`);
  const text = await response.text();
  const main = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text;
  const said = main.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  return [response.status, said.replace(/"requestId":"[^"]*"/, '')];
};

const register = async () => {
  const response = await fetch(`${world.service.url}/v1/register`);
  expect(response.headers.get('etag')).toBeNull();
  return registerOperations.getRegister.success.body.parse(await response.json()).items;
};

/** A page of staff, and what its form holds; with `fields`, the page that sending the form leads to. */
async function onPage(path: string, fields?: Readonly<Record<string, string>>) {
  const { url } = world.service;
  const cookie = `__Host-session-${new URL(url).port}=session-of-staff`;
  const response = await fetch(`${url}${path}`, {
    headers: { cookie, origin: url },
    redirect: 'manual',
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  });
  const html = await response.text();
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    hidden: Object.fromEntries(hidden),
    text: main.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
  };
}

const emailsTo = async (name: string, subject: string) => {
  await world.service.idle();
  return (await world.service.mail.received()).filter(
    (email) => email.to.includes(`${name}@example.org`) && email.subject.startsWith(subject),
  );
};

describe('an endorsed specification', () => {
  let specificationId: string;
  let first: string;
  beforeAll(async () => {
    specificationId = await anotherSpecification(world);
    first = await judgedRound(world, 'agreed', specificationId);
  });
  const entry = () => seen(`/v1/register/${specificationId}`);

  test('is nowhere in public between its decision and the release of its letter', async () => {
    const before = [await seen('/register'), await seen('/v1/register'), await entry()];
    expect((await deciding(first, endorsing)).status).toBe(201);
    await world.service.idle();
    expect([await seen('/register'), await seen('/v1/register'), await entry()]).toEqual(before);
    expect(before.map(([status]) => status)).toEqual([200, 200, 404]);
    expect((await onPage(`/rounds/${first}/decision`)).text).toContain(
      'Not in it yet: it appears when the letter is released',
    );
    await release(first);
    expect(await register()).toMatchObject([{ specificationId, status: 'endorsed', since: inDays(0) }]);
  });

  test('is found in public by its words, area and type, and not by others', async () => {
    const found = async (query: string) => {
      const response = await fetch(`${world.service.url}/v1/register?${query}`);
      const { items } = registerOperations.getRegister.success.body.parse(await response.json());
      return items.map((entry) => entry.specificationId);
    };
    for (const query of [
      'words=FRAIL',
      'words=sample+frailty+group',
      'area=frailty',
      'type=multi-professional&area=Frailty&words=sam',
      'words=&area=&profession=&type=',
    ])
      expect([query, await found(query)]).toEqual([query, [specificationId]]);
    for (const query of ['words=dementia', 'area=Stroke', 'type=dental', 'profession=Paramedics'])
      expect([query, await found(query)]).toEqual([query, []]);
    expect((await seen('/register?words=dementia'))[1]).toContain('Nothing in the register fits that.');
    expect((await seen('/register?type=x'))[1]).toContain('Nothing in the register fits that.');
    expect((await seen('/register?words=frail&area=&profession=&type='))[1]).toContain('Endorsed on');
  });

  test('says in public what it asks for and where its document is', async () => {
    const [status, said] = await seen(`/register/${specificationId}`);
    expect(status).toBe(200);
    for (const part of ['Add a timetable.', 'Its fingerprint (SHA-256)', 'https://example.org/', 'Recognise'])
      expect(said).toContain(part);
    expect(said).not.toMatch(/reviewer|The panel said so/i);
  });

  test('is not decided on again without saying what becomes of it, and says so in public at once', async () => {
    const second = await judgedRound(world, 'agreed', specificationId);
    const no = { outcome: 'do-not-endorse', reason: 'Nobody supervises.', message: '' };
    const refused = await deciding(second, { ...no, outcome: 'do-not-endorse' });
    expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ pointer: '/endorsement' }] }]);
    expect(await register()).toMatchObject([{ specificationId, status: 'endorsed' }]);

    const path = `/rounds/${second}/decide`;
    const form = await onPage(path);
    expect(form.text).toContain('Version 1 of this specification was endorsed on');
    const unsaid = await onPage(path, { ...form.hidden, ...no });
    expect([unsaid.status, unsaid.text]).toEqual([
      422,
      expect.stringContaining('Choose what becomes of the endorsement'),
    ]);
    const [year = '', month = '', day = ''] = inDays(60).split('-');
    const said = {
      ...form.hidden,
      ...no,
      'endorsement.becomes': 'suspended',
      'endorsement.until-day': day,
      'endorsement.until-month': month,
      'endorsement.until-year': year,
      'endorsement.message': 'Nobody supervises the course.',
    };
    const check = await onPage(path, said);
    expect(check.text).toContain('Check the decision before you record it');
    expect(check.text).toContain('The endorsement of version 1 is suspended.');
    expect((await onPage(path, { ...check.hidden, step: 'change' })).text).toContain('Nobody supervises.');
    // Nothing was done yet.
    expect(await register()).toMatchObject([{ specificationId, status: 'endorsed' }]);

    const recorded = await onPage(path, { ...check.hidden, step: 'checked' });
    expect([recorded.status, recorded.location]).toEqual([303, `/rounds/${second}/decision?done=decided`]);
    expect(await register()).toMatchObject([{ specificationId, status: 'suspended', since: inDays(0) }]);
    expect((await seen(`/register/${specificationId}`))[1]).toMatch(/Suspended since .* suspended: it is/);
    const [told] = await emailsTo('sample.developer', 'Endorsement suspended: ');
    expect(told?.text).toContain('Nobody supervises the course.');
    const [staff] = await emailsTo('staff', 'Decided: do not endorse');
    expect(staff?.text).toContain('The endorsement of version 1 is suspended.');
    expect((await onPage(`/rounds/${first}/decision`)).text).toMatch(
      /Endorsement suspended[\s\S]*Lift the suspension/,
    );
    await release(second);
    const [letter] = (await emailsTo('sample.developer', '')).filter(({ subject }) =>
      subject.endsWith('not endorsed'),
    );
    expect(letter?.text).toContain('The endorsement of version 1 is suspended.');
  });

  test('stands again once its suspension is lifted, and is replaced by version 2 when that is released', async () => {
    const parameters = { roundId: first };
    const lifted = await world.staff.call(decisionOperations.liftSuspension, {
      parameters,
      headers: await world.staff.lock(decisionOperations.getDecision, { parameters }),
      body: { reason: 'Supervisors are in place.', message: 'You have shown who supervises.' },
    });
    expect(lifted).toMatchObject({ register: 'endorsed', suspended: null });
    expect((await emailsTo('sample.developer', 'Suspension lifted: ')).length).toBe(1);

    await anotherVersion(world, specificationId, { documentUrl: 'https://example.org/version-2.pdf' });
    const third = await judgedRound(world, 'agreed', specificationId);
    const decided = await deciding(third, { ...endorsing, endorsement: { becomes: 'replaced' } });
    expect(decided.status).toBe(201);
    expect(await register()).toMatchObject([{ specificationVersion: 1, status: 'endorsed' }]);
    const decision = async () => (await onPage(`/rounds/${third}/decision`)).text;
    expect(await decision()).toContain(
      'The endorsement of version 1 will be replaced by this one when the letter is released.',
    );
    await release(third);
    expect(await decision()).toContain('The endorsement of version 1 is replaced by this one.');
    expect(await register()).toMatchObject([{ specificationVersion: 2, status: 'endorsed' }]);
    const old = await onPage(`/rounds/${first}/decision`);
    expect(old.text).toContain('The endorsement of version 2 took its place in the register');
    expect(old.text).toContain('No longer asked for');
    expect(old.text).not.toMatch(/Mark condition|Withdraw the endorsement|Suspend the endorsement/);
    expect((await onPage(`/rounds/${first}/conditions/1/fulfil`)).status).toBe(409);

    const withdrawn = await world.staff.send(decisionOperations.withdrawDecision, {
      parameters: { roundId: third },
      headers: await world.staff.lock(decisionOperations.getDecision, { parameters: { roundId: third } }),
      body: { reason: 'It is over.', message: 'It is over.' },
    });
    expect(withdrawn.status).toBe(200);
  });

  test('keeps all that has happened to it in public, also when it is withdrawn', async () => {
    const [, said] = await seen(`/register/${specificationId}`);
    const order = [
      'Endorsement of version 2 withdrawn',
      'Version 2 endorsed',
      'Endorsement of version 1 replaced by version 2',
      'Suspension of the endorsement of version 1 lifted',
      'Endorsement of version 1 suspended',
      'Version 1 endorsed',
    ].map((part) => said.indexOf(part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect((await seen('/register'))[1]).toMatch(/Withdrawn since/);
    expect((await seen('/register'))[1]).not.toContain('yet');
  });

  test('says in public only those words of a condition that the released letter has', async () => {
    const specification = await anotherSpecification(world);
    const roundId = await judgedRound(world, 'agreed', specification);
    const [told, untold] = ['Add a timetable.', 'Ask Example\u2019s cousin.'];
    const conditions = [told, untold].map((text) => ({ text, owner: 'The developer', due: inDays(300) }));
    expect((await deciding(roundId, { ...endorsing, conditions })).status).toBe(201);
    const parameters = { roundId };
    const { subject, body } = await world.staff.call(letterOperations.getLetter, { parameters });
    expect(body).toContain(untold);
    await world.staff.call(letterOperations.changeLetter, {
      parameters,
      headers: await world.staff.lock(letterOperations.getLetter, { parameters }),
      body: { subject, body: body.replace(untold, 'Ask somebody.') },
    });
    await release(roundId);
    const seenNow = [await seen(`/register/${specification}`), await seen(`/v1/register/${specification}`)];
    for (const [status, said] of seenNow) {
      expect([status, said]).toEqual([200, expect.stringContaining(told)]);
      expect(said).not.toContain('cousin');
    }
    expect(seenNow[0]?.[1]).toContain('The letter to the developer says what must be done.');
  });
});

/** A page of staff on which a decision that lets an endorsement stand is checked. */
async function checkedDecision(roundId: string) {
  const path = `/rounds/${roundId}/decide`;
  const form = await onPage(path);
  const [year = '', month = '', day = ''] = inDays(90).split('-');
  const check = await onPage(path, {
    ...form.hidden,
    outcome: 'do-not-endorse',
    reason: 'Nobody supervises.',
    'endorsement.becomes': 'stands',
    'endorsement.until-day': day,
    'endorsement.until-month': month,
    'endorsement.until-year': year,
  });
  expect(check.text).toContain('the endorsement of version 1 stands, and that its next review is due by');
  return { path, check };
}

const changing = async (roundId: string) => {
  const parameters = { roundId };
  return { parameters, headers: await world.staff.lock(decisionOperations.getDecision, { parameters }) };
};

const suspending = async (roundId: string) =>
  world.staff.call(decisionOperations.suspendEndorsement, {
    ...(await changing(roundId)),
    body: { reason: 'A complaint.', message: 'There is a complaint.', reconsiderBy: inDays(50) },
  });

/** The letter about a decision, as its developer got it, and the address behind its link. */
async function letterSent(roundId: string) {
  await world.service.idle();
  const { noticeId } = await world.staff.call(letterOperations.getLetter, { parameters: { roundId } });
  const link = new RegExp(`/developer/${noticeId}/[\\w-]+`);
  const sent = (await world.service.mail.received()).find(({ text }) => link.test(text ?? ''));
  return { text: sent?.text?.replace(/\s+/g, ' ') ?? '', link: link.exec(sent?.text ?? '')?.[0] ?? '' };
}

describe('what was checked is what is recorded', () => {
  let specificationId: string;
  let first: string;
  beforeAll(async () => {
    specificationId = await anotherSpecification(world);
    first = await judgedRound(world, 'agreed', specificationId);
    await deciding(first, endorsing);
    await release(first);
  });
  const status = async () =>
    (await register()).find((entry) => entry.specificationId === specificationId)?.status;

  test('a decision that was checked lifts no suspension that came after, and is checked anew', async () => {
    const second = await judgedRound(world, 'agreed', specificationId);
    const { path, check } = await checkedDecision(second);
    await suspending(first);
    const refused = await onPage(path, { ...check.hidden, step: 'checked' });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('The endorsement has changed since you looked at it: version 1 is suspended'),
    ]);
    expect(refused.text).toContain('and suspended since');
    expect(await status()).toBe('suspended');
    // Whoever has seen that may decide that it stands again.
    const again = await checkedDecision(second);
    const recorded = await onPage(path, { ...again.check.hidden, step: 'checked' });
    expect(recorded.status).toBe(303);
    expect(await status()).toBe('suspended');

    // It is suspended anew: the letter goes nowhere before staff have looked, and lifts nothing.
    await world.staff.call(decisionOperations.liftSuspension, {
      ...(await changing(first)),
      body: { reason: 'Settled.', message: 'It is settled.' },
    });
    await suspending(first);
    const held = await onPage(`/rounds/${second}/letter`);
    expect(held.text).toContain('The letter is out of date');
    expect(held.text).not.toMatch(/Release the letter|Changed since it was composed/);
    expect((await onPage(`/rounds/${second}/letter/release`)).status).toBe(409);
    const changed = `/rounds/${second}/letter/change`;
    const form = await onPage(changed);
    expect(form.text).toContain('is suspended. The Centre will consider it again by');
    const { subject, outdated } = await world.staff.call(letterOperations.getLetter, {
      parameters: { roundId: second },
    });
    const saved = await onPage(changed, { ...form.hidden, subject, body: outdated?.body ?? '' });
    expect(saved.status).toBe(303);
    expect((await onPage(`/rounds/${second}/letter`)).text).not.toContain('The letter is out of date');
    await release(second);
    expect(await status()).toBe('suspended');
    const { text } = await letterSent(second);
    expect(text).toContain('is suspended. The Centre will consider it again by');
    expect(text).not.toContain('The endorsement of version 1 stands');
    expect((await onPage(`/rounds/${second}/decision`)).text).toContain(
      'The endorsement of version 1 is suspended.',
    );
  });

  test('an answer about an endorsement that is gone meanwhile is refused, and nothing of it is dropped unseen', async () => {
    const third = await judgedRound(world, 'agreed', specificationId);
    const { path, check } = await checkedDecision(third);
    await world.staff.call(decisionOperations.withdrawDecision, {
      ...(await changing(first)),
      body: { reason: 'It is over.', message: 'It is over.' },
    });
    const refused = await onPage(path, { ...check.hidden, step: 'checked' });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('No version of this specification is endorsed now.'),
    ]);
    expect((await onPage(`/rounds/${third}/decision`)).status).toBe(404);
    expect(await status()).toBe('withdrawn');
  });
});

test('a released letter says behind its link that its endorsement is suspended, and how its conditions stand', async () => {
  const specificationId = await anotherSpecification(world);
  const roundId = await judgedRound(world, 'agreed', specificationId);
  await deciding(roundId, endorsing);
  await release(roundId);
  const { link } = await letterSent(roundId);
  const behind = async () => (await seen(link))[1];
  expect(await behind()).not.toContain('No longer so');
  await world.staff.call(decisionOperations.extendCondition, {
    ...(await changing(roundId)),
    parameters: { roundId, number: 1 },
    body: { due: inDays(400), reason: 'It is hard.' },
  });
  await suspending(roundId);
  expect(await behind()).toMatch(
    /No longer so .*The Centre has suspended this endorsement, and will consider it again by .*Condition 1 is now due by .*\. The letter is shown as it was sent\./,
  );
  expect((await onPage(`/rounds/${roundId}/letter`)).text).not.toContain('Changed since it was composed');
});

test('a version added while a round is open on an older one is told to staff and to its reviewers', async () => {
  const specificationId = await anotherSpecification(world);
  const roundId = await world.openRound(specificationId);
  expect((await onPage(`/rounds/${roundId}`)).text).not.toContain('by now');
  await startReview(world.reviewer(1), roundId);
  const title = 'A better title';
  await anotherVersion(world, specificationId, { title });
  await anotherVersion(world, specificationId, { title, documentUrl: 'https://example.org/third.pdf' });
  expect((await onPage(`/rounds/${roundId}`)).text).toContain(
    'The specification has version 3 by now. This round reviews version 1.',
  );
  const told = await emailsTo('reviewer-1', 'Version ');
  expect(told.map(({ subject }) => subject.split(':')[0]).sort()).toEqual([
    'Version 2 added',
    'Version 3 added',
  ]);
  const [, third] = told.sort((a, b) => a.subject.localeCompare(b.subject));
  for (const part of [
    'nothing changes in your review',
    'The title is now “A better title”',
    'another address',
  ])
    expect(third?.text?.replace(/\s+/g, ' ')).toContain(part);
  expect((await onPage('/')).text).toMatch(/Newer versions under review .* has version 3 by now/);
  // What is different is content: who has not declared their interests is not told of it.
  const [undeclared] = await emailsTo('reviewer-2', 'Version 3 added');
  expect(undeclared?.text).toContain('Once you have declared your interests');
  expect(undeclared?.text).not.toContain('A better title');

  // Who comes to the round later is told too, and who has read of it is not told again.
  await world.staff.call(panelOperations.addReviewer, {
    parameters: { roundId },
    headers: await lockOf(roundId),
    body: { name: 'Late Reviewer', email: 'late@example.org', reason: 'They work apart.' },
  });
  expect((await emailsTo('late', 'Version 3 added')).length).toBe(1);
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await lockOf(roundId),
    body: {},
  });
  await anotherVersion(world, specificationId, { title, documentUrl: 'https://example.org/fourth.pdf' });
  expect(await emailsTo('reviewer-1', 'Version 4 added')).toEqual([]);
  await world.staff.call(roundOperations.reopenRound, {
    parameters: { roundId },
    headers: await lockOf(roundId),
    body: {
      reason: 'More is needed.',
      reviewsDue: `${inDays(20)}T12:00:00Z`,
      closesAt: `${inDays(30)}T12:00:00Z`,
    },
  });
  const after = await emailsTo('reviewer-1', 'Version ');
  expect(after.map(({ subject }) => subject.split(':')[0]).sort()).toEqual([
    'Version 2 added',
    'Version 3 added',
    'Version 4 added',
  ]);
  expect((await onPage('/')).text).toContain('has version 4 by now');
});

test('a round that is opened on an older version tells its reviewers so, and what differs once they may know', async () => {
  const specificationId = await anotherSpecification(world);
  const title = 'A later title';
  await anotherVersion(world, specificationId, { title });
  const roundId = await world.openRound(specificationId, 1);
  const told = (await emailsTo('reviewer-1', 'Version 2 added')).filter(({ text }) =>
    text?.includes(`/my-reviews/${roundId}`),
  );
  expect(told.length).toBe(1);
  expect(told[0]?.text).not.toContain(title);
  const parameters = { roundId };
  const before = await world.reviewer(1).send(reviewOperations.getForm, { parameters });
  expect([before.status, JSON.stringify(before.body)]).toEqual([409, expect.not.stringContaining(title)]);
  await startReview(world.reviewer(1), roundId);
  const { newerVersion } = await world.reviewer(1).call(reviewOperations.getForm, { parameters });
  expect(newerVersion).toMatchObject({ version: 2, changes: [expect.stringContaining(title)] });
});
