import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wrongLinks } from '../functions/sign-in-codes/wrong-links.ts';
import { sessionCookie } from '../functions/site/sign-in/session-cookie.ts';
import { apiClient } from '../infra/local/api-client.ts';
import { centreOperations } from '../shared/contract/centre/operations.ts';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { developerOperations } from '../shared/contract/developers/operations.ts';
import { exportOperations } from '../shared/contract/exports/operations.ts';
import { findingOperations } from '../shared/contract/findings/operations.ts';
import { letterOperations } from '../shared/contract/letters/operations.ts';
import type { Answer } from '../shared/contract/operation.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { specificationOperations } from '../shared/contract/specifications/operations.ts';
import { factCheck } from './support/letter-data.ts';
import { decidedRound, disputedCriterion, judgedRound, registeredRound } from './support/locks/judged.ts';
import { openSession } from './support/session.ts';
import { anotherSpecification, startWorld, type World } from './support/world.ts';

let world: World;
let roundId: string;
let specificationId: string;
beforeAll(async () => {
  world = await startWorld();
  roundId = await decidedRound(world);
  const round = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
  specificationId = round.specificationId;
});
afterAll(() => world.stop());

const first = 'sample.developer@example.org';

const developerIs = async (contactName: string, contactEmail: string, organisation = 'Sample group') =>
  world.staff.send(specificationOperations.changeDeveloper, {
    parameters: { specificationId },
    headers: await world.staff.lock(specificationOperations.getSpecification, {
      parameters: { specificationId },
    }),
    body: { organisation, contactName, contactEmail },
  });

const released = async () => {
  const parameters = { roundId };
  return world.staff.call(letterOperations.releaseLetter, {
    parameters,
    headers: await world.staff.lock(letterOperations.getLetter, { parameters }),
    body: {},
  });
};

const emailsTo = async (address: string) => {
  await world.service.idle();
  return (await world.service.mail.received()).filter(({ to }) => to.includes(address));
};

const linkIn = (email: { readonly text?: string | undefined } | undefined) =>
  new URL(/https?:\/\/\S+\/developer\/\S+/.exec(email?.text ?? '')?.[0] ?? '').pathname;

const statusOf = async (path: string) => (await fetch(`${world.service.url}${path}`)).status;

describe('a developer with another contact', () => {
  test('is not one of those who review the specification', async () => {
    const refused = await developerIs('Sample Reviewer 1', 'reviewer-1@example.org');
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      422,
      expect.stringContaining('/contactEmail'),
    ]);
  });

  test('gets the letter that waits, in the name of the organisation as it is now', async () => {
    expect((await developerIs('Second Contact', 'second@example.org', 'Other group')).status).toBe(200);
    await released();
    expect(await emailsTo(first)).toEqual([]);
    const [letter, ...others] = await emailsTo('second@example.org');
    expect(others).toEqual([]);
    expect(letter?.text).toMatch(/Second Contact\s+Other group/);
    expect(await statusOf(linkIn(letter))).toBe(200);
  });

  test('gets everything from then on; the links of the one before end', async () => {
    const link = linkIn((await emailsTo('second@example.org'))[0]);
    expect((await developerIs('Third Contact', 'third@example.org')).status).toBe(200);
    expect(await statusOf(link)).toBe(410);
    const parameters = { roundId, number: 1 };
    await world.staff.call(decisionOperations.fulfilCondition, {
      parameters,
      headers: await world.staff.lock(decisionOperations.getDecision, { parameters }),
      body: { evidence: 'Page 4.' },
    });
    expect((await emailsTo('second@example.org')).length).toBe(1);
    expect((await emailsTo('third@example.org')).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Condition 1 is fulfilled'),
    ]);
  });
});

/** Asks for a page of the developer’s, or sends its form. */
async function asked(path: string, fields?: Readonly<Record<string, string>>, method = 'GET', cookie = '') {
  const { url } = world.service;
  const response = await fetch(`${url}${path}`, {
    redirect: 'manual',
    headers: { origin: url, ...(cookie && { cookie }) },
    method,
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  });
  const html = await response.text();
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return {
    status: response.status,
    location: response.headers.get('location'),
    cookies: response.headers.getSetCookie(),
    text: (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
    hidden: Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
  };
}

const send = async (path: string, fields: Readonly<Record<string, string>>) =>
  asked(path, { ...(await asked(path)).hidden, ...fields });

const waiting = async () => (await world.staff.call(centreOperations.getToday)).developerMessages.items;

describe('a developer who is asked to check facts', () => {
  let at: string;

  const ask = (body: object) =>
    world.staff.send(developerOperations.askFactCheck, {
      parameters: { roundId },
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: { ...factCheck(), ...body },
    });

  const answer = async (fields: Readonly<Record<string, string>>) => send(`${at}/facts`, fields);

  beforeAll(async () => {
    const id = await anotherSpecification(world);
    roundId = await judgedRound(world, 'disputed', id);
    specificationId = id;
    await developerIs('Checking Contact', 'checking@example.org');
  });

  test('is asked with nothing that names a reviewer, and once', async () => {
    for (const [text, pointer] of [
      ['- Sample Reviewer 1 read page 4.', '/text'],
      ['- Write to reviewer-2@example.org.', '/text'],
    ]) {
      const refused = await ask({ text });
      expect([refused.status, JSON.stringify(refused.body)]).toEqual([
        422,
        expect.stringContaining(pointer ?? ''),
      ]);
    }
    expect((await ask({ answerBy: '2020-01-01' })).status).toBe(422);
    expect((await ask({ recommendationNumber: 2 })).status).toBe(409);
    expect((await ask({})).status).toBe(201);
    expect((await ask({})).status).toBe(409);
    const [email, ...others] = await emailsTo('checking@example.org');
    expect([others.length, email?.subject]).toEqual([0, expect.stringContaining('Please check the facts')]);
    at = linkIn(email);
  });

  test('reads the criteria and the comments, and nothing from which the outcome follows', async () => {
    const page = await asked(at);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Comments on 4.1: Every area-specific capability');
    for (const text of [page.text, (await emailsTo('checking@example.org'))[0]?.text ?? '']) {
      expect(text).not.toMatch(/Sample Reviewer|reviewer-\d|\bR[1-4]\b/i);
      expect(text).not.toMatch(
        /disputed|partly met|not met|recommend|the panel (?:found|discussed)|\bendorsed\b|came out/i,
      );
    }
    expect((await asked(`${at}/letter.pdf`)).status).toBe(404);
  });

  test('is waited for where the decision is made, answers once, and staff answer that from Today', async () => {
    await openSession(world.service.db, 'session-of-staff', 'sample-staff');
    const cookie = sessionCookie(world.service.url).keep('session-of-staff').split(';')[0];
    const desk = async (path: string) => (await asked(path, undefined, 'GET', cookie)).text;
    expect(await desk(`/rounds/${roundId}/decide`)).toContain('has not answered yet');
    expect((await answer({ text: 'Page 4.' })).status).toBe(422);
    expect((await answer({ facts: 'wrong', text: '' })).status).toBe(422);
    const { hidden } = await asked(`${at}/facts`);
    const sent = await Promise.all(
      [1, 2].map(() => asked(`${at}/facts`, { ...hidden, facts: 'wrong', text: 'Page 4 has it.' })),
    );
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    expect((await asked(`${at}/facts`)).status).toBe(409);
    const [message, ...others] = await waiting();
    expect([others.length, message?.about]).toEqual([0, 'facts']);
    const parameters = { roundId, messageId: message?.messageId ?? '' };
    const answered = await world.staff.send(developerOperations.answerDeveloperMessage, {
      parameters,
      headers: await world.staff.lock(developerOperations.getDeveloperMessage, { parameters }),
      body: { text: 'It was read again.' },
    });
    expect(answered.status).toBe(200);
    expect((await asked(at)).text).toContain('It was read again.');
    const decide = await desk(`/rounds/${roundId}/decide`);
    for (const part of ['Page 4 has it.', 'It was read again.']) expect(decide).toContain(part);
  });

  test('is told truly when the draft does not hold any more, and the link ends', async () => {
    const parameters = { roundId };
    await world.staff.call(findingOperations.recordFindings, {
      parameters,
      headers: await world.staff.lock(roundOperations.getRound, { parameters }),
      body: {
        attended: ['sample-staff'],
        findings: { [disputedCriterion]: { status: 'met', reason: 'It was explained.' } },
      },
    });
    await world.service.idle();
    for (const path of [at, `${at}/facts`]) {
      const page = await asked(path);
      expect([page.status, page.text]).toEqual([410, expect.stringContaining('does not hold any more')]);
    }
    expect((await ask({ recommendationNumber: 2 })).status).toBe(201);
    at = linkIn((await emailsTo('checking@example.org')).at(-1));
    expect((await asked(at)).text).toContain('The draft');
  });

  test('that came to no answer keeps nobody from deciding, and the link then says so', async () => {
    const parameters = { roundId };
    await world.staff.call(decisionOperations.decide, {
      parameters,
      headers: await world.staff.lock(roundOperations.getRound, { parameters }),
      body: { outcome: 'return-for-revision', reason: 'It needs work.', message: 'Please revise it.' },
    });
    const page = await asked(at);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('has decided meanwhile')]);
  });
});

describe('a developer on their own page', () => {
  const evidence = { text: 'The timetable is on page 4.', link: '', sha256: '' };
  let at: string;
  let key: string;

  beforeAll(async () => {
    roundId = await registeredRound(world);
    const round = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
    specificationId = round.specificationId;
    await developerIs('Fourth Contact', 'fourth@example.org');
    const parameters = { roundId, number: 1 };
    await world.staff.call(decisionOperations.extendCondition, {
      parameters,
      headers: await world.staff.lock(decisionOperations.getDecision, { parameters }),
      body: { due: new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10), reason: 'More time.' },
    });
    at = linkIn((await emailsTo('fourth@example.org'))[0]);
    key = at.split('/').at(-1) ?? '';
  });

  test('reads the letter as it went, and no name of who reviewed it', async () => {
    const page = await asked(at);
    expect(page.status).toBe(200);
    for (const part of [
      'Our reference',
      'Add a timetable.',
      'Send evidence for condition 1',
      'Answer the letter',
    ])
      expect(page.text).toContain(part);
    expect(page.text).not.toMatch(/Sample Reviewer|reviewer-\d|\bR[1-4]\b/i);
    expect((await asked(`${at}/letter.pdf`)).status).toBe(200);
  });

  test('changes nothing by looking, and nothing without the token of the page', async () => {
    const form = `${at}/conditions/1`;
    for (const method of ['GET', 'HEAD']) expect((await asked(form, undefined, method)).status).toBe(200);
    const { csrf: _, ...without } = (await asked(form)).hidden;
    expect((await asked(form, { ...without, ...evidence })).status).toBe(403);
    expect(await waiting()).toEqual([]);
  });

  test('gets the same answer for every key that is not theirs', async () => {
    const noticeId = at.split('/').at(-2);
    const guesses = ['nothing', `${key.slice(0, -1)}_`.repeat(2), `${'A'.repeat(22)}${key.slice(22)}`];
    const answers = await Promise.all([
      ...guesses.map((guess) => asked(`/developer/${noticeId}/${guess}`)),
      asked(`/developer/${'0'.repeat(32)}/${key}`),
      asked(`/invitations/${noticeId}/${key}`),
    ]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  test('sends evidence once, however often the button is pressed; staff answer it from Today', async () => {
    const form = `${at}/conditions/1`;
    const { hidden } = await asked(form);
    const sent = await Promise.all([1, 2].map(() => asked(form, { ...hidden, ...evidence })));
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const [message, ...others] = await waiting();
    expect([others.length, message?.about, message?.roundId]).toEqual([0, 'evidence', roundId]);
    const parameters = { roundId, messageId: message?.messageId ?? '' };
    const answering = async (text: string) =>
      world.staff.send(developerOperations.answerDeveloperMessage, {
        parameters,
        headers: await world.staff.lock(developerOperations.getDeveloperMessage, { parameters }),
        body: { text },
      });
    expect((await answering('Sample Reviewer 1 looked at it.')).status).toBe(422);
    expect((await answering('It is the wrong page.')).status).toBe(200);
    expect(await waiting()).toEqual([]);
    const answer = (await emailsTo('fourth@example.org')).at(-1);
    expect(answer?.text).toContain('It is the wrong page.');
    expect((await asked(linkIn(answer))).text).toContain('It is the wrong page.');
  });

  test('is told what is wrong with what they entered, which stays', async () => {
    const refused = await send(`${at}/conditions/1`, { text: 'Look there.', link: 'example', sha256: '12' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('There is a problem')]);
    expect(refused.text).toContain('Look there.');
    expect(await waiting()).toEqual([]);
  });

  test('appeals once, and gets the outcome with its reasons', async () => {
    const recording = (text: string) =>
      world.staff.send(developerOperations.recordAppeal, {
        parameters: { roundId },
        headers: { 'idempotency-key': crypto.randomUUID() },
        body: { text },
      });
    // They read on their page what staff record.
    expect((await recording('Sample Reviewer 1 read another version.')).status).toBe(422);
    const text = 'The panel read another version.';
    const [{ hidden }, { hidden: another }] = await Promise.all([
      asked(`${at}/appeal`),
      asked(`${at}/appeal`),
    ]);
    // Two forms at one moment are one appeal; what came of it is said to whoever sent it, once.
    const both = await Promise.all([hidden, another].map((one) => asked(`${at}/appeal`, { ...one, text })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await waiting()).length).toBe(1);
    const sentBy = both[0]?.status === 303 ? hidden : another;
    const again = await asked(`${at}/appeal`, { ...sentBy, text });
    expect([again.status, again.location]).toEqual([303, `${at}?done=developer-sent`]);
    const cookie = again.cookies.map((one) => one.split(';')[0]).join('; ');
    const saidSo = 'The Centre has what you sent';
    expect((await asked(`${at}?done=developer-sent`)).text).not.toContain(saidSo);
    expect((await asked(`${at}?done=developer-sent`, undefined, 'GET', cookie)).text).toContain(saidSo);
    expect((await asked(`${at}/appeal`)).status).toBe(409);
    expect((await asked(at)).text).toContain('has your appeal and has not answered it yet');
    const late = await asked(`${at}/appeal`, { ...hidden, text: 'Please read it again.' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Please read it again.')]);
    const said = 'is considering the appeal';
    expect((await asked(`/register/${specificationId}`)).text).not.toContain(said);
    const administrator = apiClient(
      world.service.url,
      await world.service.token('administrator@example.org'),
    );
    await administrator.call(centreOperations.changeSettings, {
      headers: await administrator.lock(centreOperations.getSettings, {}),
      body: { namesOnCriterionPages: false, appealsInRegister: true },
    });
    expect((await asked(`/register/${specificationId}`)).text).toContain(said);
    const { developer } = await world.staff.call(specificationOperations.getSpecification, {
      parameters: { specificationId },
    });
    const kept: unknown[] = [];
    let query: { cursor?: string } | null = {};
    while (query !== null) {
      const { items, next }: Answer<typeof exportOperations.exportPerson> = await administrator.call(
        exportOperations.exportPerson,
        { parameters: { personId: developer.contactId }, query },
      );
      kept.push(...items);
      query = next === null ? null : { cursor: next };
    }
    expect(JSON.stringify(kept)).toContain(text);
    const [appeal] = await waiting();
    const parameters = { roundId, messageId: appeal?.messageId ?? '' };
    const headers = await world.staff.lock(developerOperations.getDeveloperMessage, { parameters });
    const answering = (body: object) =>
      world.staff.send(developerOperations.answerDeveloperMessage, {
        parameters,
        headers,
        body: { text: '', ...body },
      });
    for (const body of [{ outcome: 'upheld' }, { text: 'It was version 1.' }])
      expect((await answering(body)).status).toBe(422);
    expect((await answering({ outcome: 'not-upheld', text: 'It was version 1.' })).status).toBe(200);
    expect((await emailsTo('fourth@example.org')).at(-1)).toMatchObject({
      subject: expect.stringContaining('The appeal is answered'),
      text: expect.stringMatching(/has\s+not\s+upheld\s+the\s+appeal/),
    });
    expect((await asked(`/register/${specificationId}`)).text).not.toContain(said);
    // It has been considered.
    expect((await asked(`${at}/appeal`)).text).toContain('has answered your appeal');
    const after = (await asked(at)).text;
    expect(after).toContain('has answered your appeal');
    expect(after).not.toContain('has not answered');
  });

  const forgetWhatWaits = async () => {
    for (const { messageId } of await waiting()) {
      const parameters = { roundId, messageId };
      await world.staff.call(developerOperations.answerDeveloperMessage, {
        parameters,
        headers: await world.staff.lock(developerOperations.getDeveloperMessage, { parameters }),
        body: { text: '' },
      });
    }
  };

  test('confirms that they are still the contact, which staff see on Today', async () => {
    const sent = await send(`${at}/contact/confirm`, {});
    expect([sent.status, sent.location]).toEqual([303, `${at}?done=contact-confirmed`]);
    await send(`${at}/contact/confirm`, {});
    expect((await waiting()).map(({ about }) => about)).toEqual(['contact-confirmed']);
    await forgetWhatWaits();
  });

  const codeOf = async (address: string) =>
    /Code: (\d{4})\s(\d{4})/
      .exec((await emailsTo(address)).at(-1)?.text ?? '')
      ?.slice(1)
      .join('') ?? '';

  const handOver = async (name: string, email: string) => {
    const sent = await send(`${at}/contact/hand-over`, { name, email });
    expect([sent.status, sent.location]).toEqual([303, expect.stringContaining(`${at}/contact/codes/`)]);
    return sent.location ?? '';
  };

  test('hands the contact over to nobody who reviews, and is not told why', async () => {
    const form = await handOver('Another Name', 'reviewer-1@example.org');
    const code = await codeOf('reviewer-1@example.org');
    const refused = await send(form, { code });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('cannot make this address the contact');
    expect(refused.text).not.toMatch(/Sample|review(?:er|s)/i);
  });

  test('hands it over with the code that went to the new address, once; the old link ends', async () => {
    expect((await send(`${at}/contact/hand-over`, { name: 'New', email: 'nowhere' })).status).toBe(422);
    const form = await handOver('Next Contact', 'next@example.org');
    const code = await codeOf('next@example.org');
    expect(code).toMatch(/^\d{8}$/);
    const wrong = code === '12345678' ? '87654321' : '12345678';
    expect((await send(form, { code: wrong })).status).toBe(409);
    const { developer } = await world.staff.call(specificationOperations.getSpecification, {
      parameters: { specificationId },
    });
    expect((await send(form, { code })).status).toBe(303);
    for (const path of [at, form]) expect((await asked(path)).status).toBe(410);
    const after = await world.staff.call(specificationOperations.getSpecification, {
      parameters: { specificationId },
    });
    expect(after.developer.contactId).not.toBe(developer.contactId);
    expect((await waiting()).map(({ about }) => about)).toEqual(['contact-changed']);
    expect((await emailsTo('fourth@example.org')).at(-1)?.subject).toContain('Another contact now');
    at = linkIn((await emailsTo('next@example.org')).at(-1));
    const page = await asked(at);
    expect(page.status).toBe(200);
    // Who never appealed is not told that they did.
    expect(page.text).toContain('An earlier contact appealed, and the Centre has answered the appeal.');
    expect(page.text).not.toContain('your appeal');
    await forgetWhatWaits();
  });

  test('is sent no more than so many codes, whosever address they ask for', async () => {
    let refused = '';
    for (let n = 0; n < 5 && refused === ''; n++) {
      const sent = await send(`${at}/contact/hand-over`, { name: 'Many', email: `many-${n}@example.org` });
      if (sent.status !== 303) refused = sent.text;
    }
    expect(refused).toContain('Too many codes have been asked for');
  });

  test('gets in by their link, however many that lead nowhere were followed from where they are', async () => {
    const [start, key] = [at.slice(0, -10), at.slice(-10)];
    const wrong = `${start}${key === 'AAAAAAAAAA' ? 'BBBBBBBBBB' : 'AAAAAAAAAA'}`;
    const nowhere = `/developer/${'0'.repeat(32)}/${at.split('/').at(-1)}`;
    let tried = 0;
    for (let status = 404; status === 404 && tried <= wrongLinks.most; tried++)
      status = (await asked(nowhere, undefined, tried % 2 === 0 ? 'GET' : 'HEAD')).status;
    expect(tried).toBeLessThanOrEqual(wrongLinks.most);
    expect((await asked(nowhere)).status).toBe(429);
    // One that went to another address says so, as before.
    expect((await asked(wrong)).status).toBe(410);
    expect((await asked(at)).status).toBe(200);
  });

  test('has no page any more once somebody else is the contact', async () => {
    const capitals = { ...evidence, text: 'Look at page 5.', sha256: 'AB'.repeat(32) };
    expect((await send(`${at}/conditions/1`, capitals)).status).toBe(303);
    expect((await asked(at)).text).toContain('ab'.repeat(32));
    const { hidden } = await asked(`${at}/answer`);
    await developerIs('Fifth Contact', 'fifth@example.org');
    for (const path of [at, `${at}/answer`, `${at}/letter.pdf`]) expect((await asked(path)).status).toBe(410);
    // What was typed meanwhile is not lost.
    const late = await asked(`${at}/answer`, { ...hidden, text: 'Thank you for it.' });
    expect([late.status, late.text]).toEqual([410, expect.stringContaining('Thank you for it.')]);
  });

  test('is answered in any case, who sent it and the contact of today in words that are true of each', async () => {
    await forgetWhatWaits();
    const answer = 'The Centre has taken note of it. Condition 1 is not fulfilled yet.';
    const [former, present] = [
      (await emailsTo('next@example.org')).at(-1)?.text?.replace(/\s+/g, ' '),
      (await emailsTo('fifth@example.org')).at(-1),
    ];
    expect(former).toContain(answer);
    expect(former).toContain('because you were the contact');
    expect(former).not.toContain('/developer/');
    expect(present?.text?.replace(/\s+/g, ' ')).toContain(answer);
    expect(present?.text).not.toContain('you sent');
    at = linkIn(present);
    expect((await asked(at)).text).not.toContain('Look at page 5.');
  });

  test('is led to help that is theirs, and named in the register as when it was endorsed', async () => {
    const html = await (await fetch(`${world.service.url}${at}`)).text();
    expect(html).toContain('href="/help#developers"');
    expect((await asked('/help')).text).toContain('For developers of a credential');
    await developerIs('Fifth Contact', 'fifth@example.org', 'Renamed group');
    const entry = await asked(`/register/${specificationId}`);
    expect(entry.text).toMatch(/Developed by [^.]+, when it was endorsed/);
    expect(entry.text).not.toContain('Renamed group');
  });

  test('reads that the endorsement was withdrawn, and of no appeal that waits', async () => {
    const { hidden } = await asked(`${at}/conditions/1`);
    const parameters = { roundId };
    await world.staff.call(decisionOperations.withdrawDecision, {
      parameters,
      headers: await world.staff.lock(decisionOperations.getDecision, { parameters }),
      body: { reason: 'It was replaced.', message: 'It was replaced.' },
    });
    const page = await asked(at);
    expect(page.text).toContain('The Centre withdrew this endorsement on');
    expect(page.text).not.toMatch(/has not answered|Appeal against/);
    const late = await asked(`${at}/conditions/1`, { ...hidden, ...evidence });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining(evidence.text)]);
  });
});
