import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import type { EventAction } from '../../shared/contract/event-actions.ts';
import { openSession } from '../../test/support/session.ts';
import { addRound, type RunningSite, runRound, startSite } from '../../test/support/site.ts';
import { changeEmailText } from '../email-texts/storage.ts';
import { newApprovalWrite } from '../oversight/approvals-storage.ts';
import {
  type AssignmentChange,
  assignmentWrite,
  changeAssignment,
  getAssignment,
  listPanel,
  newAssignmentWrite,
} from '../panels/storage.ts';
import { markAddress, setRoles } from '../people/changes-storage.ts';
import { findPersonByEmail, getPerson } from '../people/storage.ts';
import { changeRound, getRound } from '../rounds/storage.ts';
import { addSpecification, addSpecificationVersion, getSpecification } from '../specifications/storage.ts';
import { queryIndex } from '../table/read-index.ts';
import { transact } from '../table/write.ts';
import { eventNow, realServices } from '../use-case/services.ts';
import { csrfToken } from './sign-in/csrf.ts';
import { sessionCookie } from './sign-in/session-cookie.ts';

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
  await addRound(site.db, 'round-1', 'Frailty');
});
afterAll(() => site.stop());

/** Somebody who is signed in, and what they get and send. */
async function somebody(personId: string) {
  const id = `session-of-${personId}`;
  await openSession(site.db, id, personId);
  const own = sessionCookie(site.url).keep(id).split(';')[0] ?? '';
  let given = '';
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = { ...init.headers, cookie: given === '' ? own : `${own}; ${given}` };
    const response = await fetch(`${site.url}${path}`, { redirect: 'manual', ...init, headers });
    given = response.headers.getSetCookie().at(-1)?.split(';')[0] ?? given;
    return {
      status: response.status,
      location: response.headers.get('location'),
      refresh: response.headers.get('refresh'),
      html: await response.text(),
    };
  };
  return {
    get: (path: string) => send(path),
    post: (path: string, fields: Record<string, string>, csrf = csrfToken(id)) =>
      send(path, {
        method: 'POST',
        headers: { origin: site.url },
        body: new URLSearchParams({ csrf, idempotencyKey: randomUUID(), ...fields }),
      }),
    /** Posts the form with one file in it; without a name, none was chosen. */
    postFile: (path: string, field: string, content: string, name: string) => {
      const body = new FormData();
      body.set('csrf', csrfToken(id));
      body.set('idempotencyKey', randomUUID());
      body.set(field, new Blob([content]), name);
      return send(path, { method: 'POST', headers: { origin: site.url }, body });
    },
  };
}

/** Puts the sample reviewers 1, 2 … on a panel, as they are given. */
async function addPanel(roundId: string, members: readonly AssignmentChange[]) {
  for (const [i, member] of members.entries()) {
    const personId = `sample-reviewer-${i + 1}`;
    await transact(site.db, [newAssignmentWrite(roundId, personId, member.place ?? null, null, new Date())]);
    const assignment = await getAssignment(site.db, roundId, personId);
    if (assignment === null) throw new Error(`${personId} is not on the panel of ${roundId}.`);
    await transact(site.db, [assignmentWrite(assignment, member, '2026-11-02T09:00:00.000Z')]);
  }
}

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

const closing = { 'closesAt-day': '13', 'closesAt-month': '8', 'closesAt-year': '2099' };
const due = { 'reviewsDue-day': '6', 'reviewsDue-month': '8', 'reviewsDue-year': '2099' };

test('a form without this session’s token changes nothing', async () => {
  const staff = await somebody('sample-staff');
  const fields = { ...due, ...closing, reason: 'x', editVersion: '0' };
  expect((await staff.post('/rounds/round-1/dates', fields, 'forged')).status).toBe(403);
  expect((await getRound(site.db, 'round-1'))?.editVersion).toBe(0);
});

test('nobody without the operation’s role gets or sends its form', async () => {
  for (const person of ['sample-oversight', 'sample-administrator']) {
    const other = await somebody(person);
    expect((await other.get('/rounds/round-1/dates')).status).toBe(403);
    expect((await other.post('/rounds/round-1/dates', {})).status).toBe(403);
  }
});

test('what was typed comes back escaped, with a message beside its field', async () => {
  const staff = await somebody('sample-staff');
  const fields = { ...due, ...closing, 'closesAt-day': '<b>', reason: '</textarea><script>' };
  const { status, html } = await staff.post('/rounds/round-1/dates', { ...fields, editVersion: '0' });
  expect(status).toBe(422);
  expect(html).toContain('value="&lt;b&gt;"');
  expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;');
  expect(html).toContain('href="#field-closesAt-day"');
  expect(html).not.toContain('<script');
});

test('a lock that was passed, is missing or is no number is refused with the present one', async () => {
  const staff = await somebody('sample-staff');
  const fields = { ...due, ...closing, reason: 'Because' };
  for (const editVersion of ['7', '', 'x']) {
    const { status, html } = await staff.post('/rounds/round-1/dates', { ...fields, editVersion });
    expect([editVersion, status]).toEqual([editVersion, editVersion === '7' ? 412 : 428]);
    expect(hidden(html, 'editVersion')).toBe('0');
  }
  // When it was opened is read as an instant, whatever stands there.
  for (const seenAt of ['\u202e', '\ufffd', 'x'.repeat(2_000), '2026-11-30T09:00:00Z']) {
    const stale = await staff.post('/rounds/round-1/dates', { ...fields, editVersion: '7', seenAt });
    expect([seenAt, stale.status]).toEqual([seenAt, 412]);
  }
  const done = await staff.post('/rounds/round-1/dates', { ...fields, editVersion: '0' });
  expect(done).toMatchObject({ status: 303, location: '/rounds/round-1?done=round-extended' });
});

test('a form is refused as the API refuses it: 412 over a change of somebody else’s, 428 without its lock', async () => {
  const staff = await somebody('sample-staff');
  const path = '/people/sample-reviewer-3/change';
  const fields = { name: 'Sample reviewer 3', otherExpertise: 'Stroke' };
  for (const [editVersion, refused] of [
    ['7', 412],
    ['', 428],
    ['x', 428],
  ] as const) {
    const { status, html } = await staff.post(path, { ...fields, editVersion });
    expect([editVersion, status]).toEqual([editVersion, refused]);
    expect([hidden(html, 'editVersion'), html.includes('>Stroke</textarea>')]).toEqual(['0', true]);
  }
  expect((await staff.post(path, { ...fields, editVersion: '0' })).status).toBe(303);
});

test('a form with errors does not hide what somebody else changed before it', async () => {
  const staff = await somebody('sample-staff');
  const opened = hidden((await staff.get('/rounds/round-1/dates')).html, 'editVersion');
  const fields = { ...due, ...closing, reason: 'Because' };
  expect((await staff.post('/rounds/round-1/dates', { ...fields, editVersion: opened })).status).toBe(303);
  const wrong = await staff.post('/rounds/round-1/dates', { ...fields, reason: '', editVersion: opened });
  expect([wrong.status, hidden(wrong.html, 'editVersion')]).toEqual([422, opened]);
  const stale = await staff.post('/rounds/round-1/dates', { ...fields, editVersion: opened });
  expect([stale.status, stale.html]).toEqual([412, expect.stringContaining('while you were editing')]);
});

test('an interest is resolved on the words that staff have read', async () => {
  const [id, personId] = ['round-with-interest', 'sample-reviewer-1'];
  await addRound(site.db, id, 'Stroke');
  await transact(site.db, [newAssignmentWrite(id, personId, 1, null, new Date())]);
  await runRound(site.db, id, 'open');
  const declares = async (interestDescription: string) => {
    const assignment = await getAssignment(site.db, id, personId);
    if (assignment === null) throw new Error('It was just added.');
    const change = { interest: 'declared', interestDescription } as const;
    const at = new Date().toISOString();
    const event = { id: interestDescription, at, actor: personId, action: 'interests-declared' } as const;
    await changeAssignment(site.db, assignment, change, event, { status: 'open' });
  };
  await declares('I once met an author.');
  const staff = await somebody('sample-staff');
  const path = `/rounds/${id}/reviewers/${personId}/interest`;
  const form = await staff.get(path);
  expect(form.html).toContain('I once met an author.');
  const read = { seenAt: hidden(form.html, 'seenAt'), editVersion: hidden(form.html, 'editVersion') };
  await declares('I wrote section 3.');
  const fields = { resolution: 'cleared', reason: 'It is nothing.' };
  const { status, html } = await staff.post(path, { ...fields, ...read });
  expect([status, html]).toEqual([412, expect.stringContaining('I wrote section 3.')]);
  expect(html).toContain('Someone changed this round while you were editing');
  expect(html).toContain('Sample reviewer 1 declared their interests');
});

test('whoever was overtaken is told what stands there now, also after a mistake of their own', async () => {
  await addRound(site.db, 'contested-round', 'Frailty');
  const staff = await somebody('sample-staff');
  const path = '/rounds/contested-round/dates';
  const carried = (html: string) =>
    Object.fromEntries(
      ['editVersion', 'seenAt', 'shown'].map((name) => [name, hidden(html, name).replaceAll('&amp;', '&')]),
    );
  const opened = (await staff.get(path)).html;
  const openedToOpen = (await staff.get('/rounds/contested-round/open')).html;
  await staff.post(path, { ...due, ...closing, reason: 'Holidays.', editVersion: '0' });

  const mine = { ...due, 'reviewsDue-day': '5', ...closing };
  const mistaken = (await staff.post(path, { ...mine, ...carried(opened), reason: '' })).html;
  expect(mistaken).toContain('Enter a reason');
  const { status, html } = await staff.post(path, { ...mine, ...carried(mistaken), reason: 'Bank holiday' });
  expect(status).toBe(412);
  for (const said of [
    'Sample staff member changed the round’s dates on',
    'Reviews are due on 6 August 2099 at 5pm. The round closes on 13 August 2099 at 5pm. Reason: Holidays.',
    '“When are reviews due?” is now: 6 August 2099',
    '“When does the round close?” is now: 13 August 2099',
    'What you entered is still below',
  ])
    expect(html).toContain(said);
  expect(html).not.toContain('“Reason” is');
  expect(html).toMatch(/name="reviewsDue-day"[^>]* value="5"/);

  const pressed = await staff.post('/rounds/contested-round/open', {
    ...carried(openedToOpen),
    reason: 'The gateway was before this service.',
  });
  expect(pressed.html).toContain('Someone changed this round while you were editing');
  expect(pressed.html).toContain('>The gateway was before this service.</textarea>');
});

test('a text of several lines that somebody else wrote stands in full beside one’s own', async () => {
  const staff = await somebody('sample-staff');
  const path = '/settings/areas';
  const { html: form } = await staff.get(path);
  const [shown, editVersion] = ['shown', 'editVersion'].map((name) =>
    hidden(form, name).replaceAll('&amp;', '&'),
  );
  const opened = { shown: shown ?? '', editVersion: editVersion ?? '' };
  await staff.post(path, { names: 'Frailty\nStroke', ...opened });
  const { html } = await staff.post(path, { names: 'Dementia', ...opened });
  expect(html).toContain('“Areas of practice” is different now: it stands above yours');
  expect(html).toMatch(/<p class="site-text">Frailty\s+Stroke<\/p>/);
  expect(html).toContain('>Dementia</textarea>');
});

test('one reviewer is chosen or entered, never both, and nobody who is on the panel already', async () => {
  await addRound(site.db, 'choosing-round', 'Frailty');
  await addPanel('choosing-round', [{}]);
  const staff = await somebody('sample-staff');
  const onPanel = 'This person is, or was, on the panel already. Choose somebody else.';
  for (const form of ['add', 'sample-reviewer-1/replace']) {
    const send = async (fields: Record<string, string>) => {
      const all = { name: '', email: '', reason: 'Ill', editVersion: '0', ...fields };
      const { status, html } = await staff.post(`/rounds/choosing-round/reviewers/${form}`, all);
      return {
        status,
        errors: [...html.matchAll(/<a href="#field-[^>]*>([^<]*)</g)].map(([, text]) => text?.trim()),
      };
    };
    expect(await send({ known: 'reviewer-1@example.org' })).toEqual({ status: 422, errors: [onPanel] });
    expect(await send({ name: 'R', email: 'Reviewer-1@example.org' })).toEqual({
      status: 422,
      errors: [onPanel],
    });
    expect(await send({ known: 'gone@example.org' })).toEqual({
      status: 422,
      errors: ['Choose again: this reviewer’s details have changed'],
    });
    expect(await send({ known: 'reviewer-2@example.org', name: 'Nina New', email: 'n@example.org' })).toEqual(
      { status: 422, errors: ['Choose a reviewer or enter a new one, not both'] },
    );
    expect(await send({})).toEqual({
      status: 422,
      errors: ['Enter a name, or choose a reviewer', expect.stringContaining('Give an email address')],
    });
  }
  const added = await staff.post('/rounds/choosing-round/reviewers/add', {
    known: 'reviewer-2@example.org',
    name: '',
    email: '',
    reason: 'They work apart.',
    editVersion: '0',
  });
  expect(added.location).toBe('/rounds/choosing-round?done=reviewer-added');
});

test('whoever was added to a draft by mistake is taken off it and can come back', async () => {
  await addRound(site.db, 'mistaken-round', 'Frailty');
  await addPanel('mistaken-round', [{}]);
  const staff = await somebody('sample-staff');
  const round = await staff.get('/rounds/mistaken-round');
  expect(round.html).toContain('Not invited yet');
  const path = '/rounds/mistaken-round/reviewers/sample-reviewer-1/remove';
  expect(round.html).toContain(`href="${path}"`);
  const { location } = await staff.post(path, { editVersion: '0' });
  expect(location).toBe('/rounds/mistaken-round?done=reviewer-removed');
  expect((await staff.get('/rounds/mistaken-round')).html).toContain('Nobody is on the panel yet.');
  expect((await staff.get('/events?kind=round&id=mistaken-round')).html).toContain(
    'took a reviewer off the draft panel',
  );
  expect((await staff.get('/rounds/mistaken-round/reviewers/add')).html).toContain('Sample reviewer 1');
});

test('what dates look like is shown by dates to come, in one line', async () => {
  await addRound(site.db, 'dated-round', 'Frailty');
  const { html } = await (await somebody('sample-staff')).get('/rounds/dated-round/dates');
  const examples = [...html.matchAll(/For example, (\d+)\u00a0(\d+)\u00a0(\d{4})\s*</g)];
  expect(examples).toHaveLength(2);
  for (const [, day, month, year] of examples)
    expect(Date.UTC(Number(year), Number(month) - 1, Number(day))).toBeGreaterThan(Date.now());
});

test('a form that is sent twice creates one round', async () => {
  const staff = await somebody('sample-staff');
  const developer = {
    'developer.organisation': 'O',
    'developer.contactName': 'C',
    'developer.contactEmail': 'c@example.org',
  };
  const registered = await staff.post('/specifications/register', {
    title: 'Stroke care',
    areaOfPractice: 'Stroke',
    ...developer,
  });
  expect(registered.location).toBe('/specifications/stroke-care?done=specification-registered');
  const version = await staff.post('/specifications/stroke-care/versions/add', {
    title: 'Stroke care',
    areaOfPractice: 'Stroke',
    credentialType: 'medical',
    documentUrl: 'https://example.org/a.pdf',
    documentSha256: 'a'.repeat(64),
    capabilities: 'Lead services (2.1)',
    editVersion: '0',
  });
  expect(version.status).toBe(303);
  // A typing error is mended where it stands, after a look at what changes.
  const correcting = '/specifications/stroke-care/versions/1/correct';
  const typed = {
    title: 'Stroke care',
    areaOfPractice: 'Stroke',
    credentialType: 'medical',
    documentUrl: 'https://example.org/the-right-one.pdf',
    documentSha256: 'a'.repeat(64),
    capabilities: 'Lead services (2.1)',
    editVersion: '1',
  };
  const form = await staff.get(correcting);
  expect(form.html).toContain(`value="${'a'.repeat(64)}"`);
  expect((await staff.get('/specifications/stroke-care')).html).toContain(correcting);
  const looked = await staff.post(correcting, typed);
  expect([looked.status, looked.html]).toEqual([
    200,
    expect.stringContaining('The document is the same file at another address'),
  ]);
  const corrected = await staff.post(correcting, { ...typed, step: 'checked' });
  expect(corrected.location).toBe('/specifications/stroke-care?done=version-corrected');
  expect((await staff.get(corrected.location ?? '')).html).toContain('the-right-one.pdf');
  expect(
    (await staff.post('/criteria-sets/sample-endorsement/versions/1/publish', { editVersion: '0' })).status,
  ).toBe(303);
  const published = await staff.get('/criteria-sets/sample-endorsement/versions/1/publish');
  expect([published.status, published.html]).toEqual([
    409,
    expect.stringContaining('This version is published'),
  ]);
  const path = '/specifications/stroke-care/rounds/new';
  const { html } = await staff.get(path);
  const fields = {
    ...due,
    ...closing,
    specificationVersion: '1',
    criteriaSetVersion: 'sample-endorsement/1',
    idempotencyKey: hidden(html, 'idempotencyKey'),
  };
  const [first, second] = [await staff.post(path, fields), await staff.post(path, fields)];
  expect(first.location).toMatch(/^\/rounds\/[^/?]+\/reviewers\/choose\?done=round-created$/);
  expect(second.location).toBe(first.location);
  const rounds = await queryIndex(site.db, 'owner', 'SPEC#stroke-care', 10);
  expect(rounds).toHaveLength(1);
  const late = await staff.get(correcting);
  expect([late.status, late.html]).toEqual([409, expect.stringContaining('cannot be corrected any more')]);
  expect((await staff.get('/specifications/stroke-care')).html).not.toContain(correcting);
});

test('a recommendation of a round that was cancelled later stands no longer', async () => {
  await addRound(site.db, 'cancelled-round', 'Dementia');
  await runRound(site.db, 'cancelled-round', 'closed');
  const staff = await somebody('sample-staff');
  expect((await staff.get('/rounds/cancelled-round/result')).html).toContain('Recommendation: Endorse');
  const { html: form } = await staff.get('/rounds/cancelled-round/cancel');
  const editVersion = hidden(form, 'editVersion');
  await staff.post('/rounds/cancelled-round/cancel', { editVersion, reason: 'Withdrawn' });
  const { html } = await staff.get('/rounds/cancelled-round/result');
  // By place beside what counts now, where names are kept from places, it would say whose is whose.
  expect(html).not.toContain('ecommendation: Endorse');
  expect(html).toContain('The recommendation that was derived before no longer stands.');
  expect(html).not.toContain('no recommendation is derived');
});

test('one POST of the decision form reads each thing once', async () => {
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There are samples.');
  const { id, version: content, registration } = sample;
  const by = (action: EventAction) => eventNow(realServices(site.db), 'sample-staff', action);
  const { title } = content;
  const { organisation } = registration.developer;
  const kept = {
    id,
    title,
    areaOfPractice: registration.areaOfPractice,
    developer: { organisation, contactId: 'sample-staff' },
    stage: 'specification' as const,
    priorityId: null,
  };
  await addSpecification(site.db, kept, [], by('specification-registered'));
  const added = await getSpecification(site.db, id);
  if (added === null) throw new Error('It was just added.');
  const version = { content, hash: 'a'.repeat(64) };
  await addSpecificationVersion(site.db, added, version, by('specification-version-added'));
  await addRound(site.db, 'counted-round', title);
  await runRound(site.db, 'counted-round', 'closed');
  const staff = await somebody('sample-staff');
  const { html } = await staff.get('/rounds/counted-round/decide');
  const read: string[] = [];
  const keysOf = (input: object): readonly object[] =>
    'Key' in input
      ? [input.Key as object]
      : Object.values((input as { RequestItems: Record<string, { Keys: object[] }> }).RequestItems).flatMap(
          ({ Keys }) => Keys,
        );
  site.db.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (/GetItem/.test(commandName)) read.push(...keysOf(args.input).map((key) => JSON.stringify(key)));
        return next(args);
      },
    { step: 'initialize', name: 'counts-reads' },
  );
  const { status } = await staff.post('/rounds/counted-round/decide', {
    editVersion: hidden(html, 'editVersion'),
    outcome: 'return-for-revision',
    reason: 'Because the evidence is old.',
    message: '',
    step: 'checked',
  });
  site.db.client.middlewareStack.remove('counts-reads');
  expect(status).toBe(303);
  const twice = [...Map.groupBy(read, (key) => key)].filter(([, { length }]) => length > 1);
  expect(twice.map(([key]) => key)).toEqual([]);
  expect(read.length).toBeGreaterThan(4);
});

test('whoever was on the panel is offered no signature, and told why where they would sign', async () => {
  await addPanel('counted-round', [{ place: 1 }]);
  const needs = { agreement: false, signature: true };
  const asked = { at: '2026-11-02T09:00:00.000Z', by: 'sample-staff', reason: '' };
  const said = { roundId: 'counted-round', of: 'decision' as const, needs, asked, agreement: null };
  await transact(site.db, [newApprovalWrite({ ...said, signature: null, usedAt: null }, 'Frailty')]);
  const at = '/rounds/counted-round/approvals/decision';
  for (const [id, offered] of [
    ['sample-reviewer-1', false],
    ['sample-oversight', true],
  ] as const) {
    const person = await getPerson(site.db, id);
    if (person === null) throw new Error(`There is no ${id}.`);
    const by = eventNow(realServices(site.db), 'sample-administrator', 'roles-set');
    await setRoles(site.db, person, [...person.roles, 'staff'], by);
    const { get } = await somebody(id);
    expect((await get(at)).html.includes(`${at}/sign`)).toBe(offered);
    const form = await get(`${at}/sign`);
    expect([form.status, form.html.includes('You are on this panel yourself')]).toEqual(
      offered ? [200, false] : [403, true],
    );
    const now = await getPerson(site.db, id);
    if (now !== null) await setRoles(site.db, now, person.roles, by);
  }
});

test('closing a round early counts the reviews as the round does, and says what a waiting interest does', async () => {
  await addRound(site.db, 'closing-round', 'Stroke');
  await runRound(site.db, 'closing-round', 'open');
  await addPanel('closing-round', [
    { status: 'submitted', place: 1 },
    { status: 'submitted', place: 2 },
    { status: 'invited', interest: 'declared', place: 3 },
    { status: 'recused', interest: 'recused', place: 4 },
  ]);
  const staff = await somebody('sample-staff');
  for (const path of ['/rounds/closing-round', '/rounds/closing-round/close'])
    expect((await staff.get(path)).html).toContain('2 of 3 reviews submitted.');
  expect((await staff.get('/rounds/closing-round/close')).html).toContain(
    '1 declared interest waits to be resolved. Until that is done, the recommendation is “Hold”.',
  );
});

test('where nothing can be done, a form’s page says how things stand and leads back, and offers no form', async () => {
  for (const id of ['stale-draft', 'stale-open', 'stale-closed']) await addRound(site.db, id, 'Stroke');
  await runRound(site.db, 'stale-open', 'open');
  await addPanel('stale-open', [
    { status: 'submitted', place: 1, interest: 'cleared' },
    { status: 'recused', place: 2 },
  ]);
  await runRound(site.db, 'stale-closed', 'closed');
  const staff = await somebody('sample-staff');
  for (const [path, says] of [
    ['stale-open/open', 'The round is open. This is done while a round is a draft.'],
    ['stale-draft/close', 'The round is a draft. This is done while a round is open.'],
    ['stale-closed/dates', 'The round is closed. This is done while a round is a draft or open.'],
    ['stale-draft/reopen', 'The round is a draft. This is done while a round is closed.'],
    ['stale-closed/reviewers/add', 'The round is closed. This is done while a round is a draft or open.'],
    ['stale-open/reviewers/sample-reviewer-1/interest', 'It is resolved: the reviewer was cleared.'],
    ['stale-open/reviewers/sample-reviewer-1/remind', 'Nothing is awaited of this reviewer.'],
    ['stale-open/reviewers/sample-reviewer-2/reopen', 'Only a review that is submitted can be reopened.'],
    ['stale-open/reviewers/sample-reviewer-2/recuse', 'They have been recused.'],
    ['stale-open/reviewers/sample-reviewer-2/replace', 'They have been recused.'],
  ] as const) {
    const { status, html } = await staff.get(`/rounds/${path}`);
    expect([path, status]).toEqual([path, 409]);
    expect(html).toContain(says);
    expect(html).toContain(`href="/rounds/${path.split('/')[0]}"`);
    expect(html).not.toContain('name="reason"');
  }
  // Whoever presses a button that came too late is told the same.
  const late = await staff.post('/rounds/stale-open/open', { editVersion: '0' });
  expect([late.status, late.html]).toEqual([409, expect.stringContaining('The round cannot be opened now')]);
  // What was typed is not lost.
  const typed = await staff.post('/rounds/stale-closed/dates', { ...due, ...closing, reason: 'Holidays' });
  expect(typed.html).toContain('>Holidays</textarea>');
});

test('titles that share their beginning, or have no Latin letters, are told apart; one that is registered is shown', async () => {
  const staff = await somebody('sample-staff');
  const register = (title: string) =>
    staff.post('/specifications/register', {
      title,
      areaOfPractice: 'Long titles',
      'developer.organisation': 'O',
      'developer.contactName': 'Long',
      'developer.contactEmail': 'long@example.org',
    });
  const long = 'Advanced practice in the care of older people who live with frailty in';
  const titles = [`${long} towns`, `${long} villages`, '虚弱', '診療', '2', '2 '.repeat(2)];
  const addresses = new Set<string | null>();
  for (const title of titles) {
    const { location } = await register(title);
    expect([title, location]).toEqual([title, expect.stringMatching(/\?done=specification-registered$/)]);
    addresses.add(location);
  }
  expect(addresses.size).toBe(titles.length);
  const { status, html } = await register(` ${long.toUpperCase()}  villages`);
  expect(status).toBe(422);
  expect(html).toContain('A specification is registered under this title already');
  const [, at = ''] = /<a href="(\/specifications\/[^"]+)">[^<]*villages<\/a>/.exec(html) ?? [];
  expect((await staff.get(at)).html).toContain(`${long} villages`);
});

test('a reviewer who is a specification’s contact is said to be one', async () => {
  const staff = await somebody('sample-staff');
  const { location } = await staff.post('/specifications/register', {
    title: 'Reviewer as contact',
    areaOfPractice: 'Contacts',
    'developer.organisation': 'O',
    'developer.contactName': 'Sample reviewer 1',
    'developer.contactEmail': 'reviewer-1@example.org',
  });
  expect((await staff.get(location ?? '')).html).toContain('reviewer-1@example.org</a> (also a reviewer)');
});

test('a document as large as the form takes gets in, a larger one gets a sentence', async () => {
  const staff = await somebody('sample-staff');
  await staff.post('/specifications/register', {
    title: 'Large document',
    areaOfPractice: 'Documents',
    'developer.organisation': 'O',
    'developer.contactName': 'Large',
    'developer.contactEmail': 'large@example.org',
  });
  const path = '/specifications/large-document/versions/add';
  const most = 4 * 1024 * 1024;
  const tooLarge = 'The document must be smaller than 4 MB';
  expect((await staff.postFile(path, 'document', 'x'.repeat(most), 'a.pdf')).html).not.toContain(tooLarge);
  expect((await staff.postFile(path, 'document', 'x'.repeat(most + 1), 'a.pdf')).html).toContain(tooLarge);
});

test('lines that were pasted are the same as those of a file, and change nothing', async () => {
  const staff = await somebody('sample-staff');
  const paste = (set: object) =>
    staff.post('/criteria-sets/import', { pasted: JSON.stringify(set, null, 2) });
  const csv = async (from: string) => (await staff.get(`${from}/table.csv`)).html;
  const set = { ...sampleCriteriaSet(), id: 'pasted', instructions: 'One line.\nAnother.' };
  const first = (await paste(set)).location?.split('?')[0] ?? '';
  const { location } = await staff.post('/criteria-sets/import', {
    pasted: (await csv(first)).replace(/\r?\n/g, '\r\n'),
  });
  expect(location).toBe(`${first}?done=criteria-set-imported`);
});

test('whoever only keeps people reads on no page of events what the Centre reviews, nor why it did something', async () => {
  const title = 'Quite unheard of';
  await addRound(site.db, 'round-to-withhold', title);
  const staff = await somebody('sample-staff');
  const fields = { ...due, ...closing, reason: 'The surgeons asked for it.', editVersion: '0' };
  expect((await staff.post('/rounds/round-to-withhold/dates', fields)).status).toBe(303);
  const administrator = await somebody('sample-administrator');
  for (const path of ['/events', '/events?kind=round&id=round-to-withhold', '/events?actor=sample-staff']) {
    const [all, some] = [(await staff.get(path)).html, (await administrator.get(path)).html];
    for (const said of [title, 'The surgeons asked for it.', 'Reviews are due on'])
      expect([path, said, all.includes(said), some.includes(said)]).toEqual([path, said, true, false]);
    expect(some).toContain('changed the round’s dates');
  }
});

test('what is too long is said with the name of its field, and one sentence has no full stop', async () => {
  const staff = await somebody('sample-staff');
  const { html } = await staff.post('/people/add', { name: 'N'.repeat(201), email: 'no address' });
  expect(html).toMatch(/“Name” must be 200 characters or fewer\s*</);
  expect(html).toMatch(/Give an email address, such as name@example.org\s*</);
});

test('what was done is said once, to whoever did it, where it leads; an address that says so proves nothing', async () => {
  const [staff, other] = await Promise.all([somebody('sample-staff'), somebody('sample-administrator')]);
  const says = async (who: typeof staff, path: string) =>
    (await who.get(path)).html.includes('notification-banner');
  for (const address of [
    '/rounds?done=round-opened',
    '/rounds/round-1?done=round-closed',
    '/people?added=9&known=&done=people-imported',
    '/rounds?done=toString',
    '/rounds?done=constructor',
    `/rounds?done=${encodeURIComponent('<b>')}`,
  ])
    expect([address, await says(staff, address)]).toEqual([address, false]);

  const pasted = 'Name,Email\nUna Once,una.once@example.org';
  const { location } = await staff.post('/people/import', { pasted, step: 'checked' });
  const claimed = location?.replace('added=1', 'added=9') ?? '';
  const elsewhere = location?.replace('/people?', '/rounds?') ?? '';
  // Nobody else’s, of no other page, and of nothing else.
  for (const [who, address] of [
    [other, location ?? ''],
    [staff, claimed],
    [staff, elsewhere],
    [staff, '/people?done=person-erased'],
  ] as const)
    expect([address, await says(who, address)]).toEqual([address, false]);
  expect((await staff.get(location ?? '')).html).toContain('1 person was added as a reviewer.');
  expect(await says(staff, location ?? '')).toBe(false);
});

test('people are listed by name, and lists go on where a cursor says, and nowhere where it is damaged', async () => {
  const staff = await somebody('sample-staff');
  const { html } = await staff.get('/people');
  expect(html.indexOf('Sample administrator')).toBeLessThan(html.indexOf('Sample reviewer 1'));
  // Nobody is given the first page for another one.
  expect((await staff.get('/people?cursor=bm9uc2Vuc2U')).status).toBe(404);
});

test('a file that cannot be read gets only the sentences that say why; an empty one is told from none', async () => {
  const staff = await somebody('sample-staff');
  const summary = async (path: string, content: string, name: string) => {
    const { html } = await staff.postFile(path, 'file', content, name);
    return [...html.matchAll(/<a href="#field-[^"]*">\s*([^<]*?)\s*<\/a>/g)].map(([, sentence]) => sentence);
  };
  for (const path of ['/criteria-sets/import', '/people/import']) {
    expect(await summary(path, '', 'empty.csv')).toEqual(['The file is empty']);
    expect(await summary(path, '', '')).toEqual(['Choose a file, or paste its content']);
  }
  expect(await summary('/people/import', 'Name;Email\nAda;ada\n', 'people.csv')).toEqual([
    'Row 2, column “Email”: Give an email address, such as name@example.org',
  ]);
});

test('the page of a result that is still being derived asks for itself again, without a script', async () => {
  await addRound(site.db, 'round-derived', 'Gait');
  for (const [status, action] of [
    ['open', 'round-opened'],
    ['closed', 'round-closed'],
  ] as const) {
    const round = await getRound(site.db, 'round-derived');
    if (round === null) throw new Error('It was added.');
    const due = status === 'closed' ? ({ recommendationDue: true } as const) : {};
    const event = eventNow(realServices(site.db), 'sample-staff', action, {});
    await changeRound(site.db, round, { status, ...due }, [], event);
  }
  const staff = await somebody('sample-staff');
  expect(Number((await staff.get('/rounds/round-derived/result')).refresh)).toBeGreaterThan(0);
  await runRound(site.db, 'round-1', 'closed');
  expect((await staff.get('/rounds/round-1/result')).refresh).toBeNull();
});

test('a text of an email that fits no longer is on Today for administrators alone', async () => {
  const event = eventNow(realServices(site.db), 'sample-administrator', 'email-text-changed', {});
  const text = { notice: 'off-panel', version: 1, at: event.at, by: event.actor } as const;
  const words = { subject: 'Bye: ((titel))', preview: 'Bye', body: '# Bye' };
  await changeEmailText(site.db, null, { ...text, words }, event);
  const [mine, theirs] = await Promise.all([somebody('sample-administrator'), somebody('sample-staff')]);
  const today = (await mine.get('/')).html;
  for (const part of ['href="/settings/emails/off-panel"', 'the original is sent'])
    expect(today).toContain(part);
  expect((await theirs.get('/')).html).not.toContain('/settings/emails/');
});

describe('a button that is pressed twice', () => {
  const press = async (path: string, fields: Record<string, string>) => {
    const staff = await somebody('sample-staff');
    const { html } = await staff.get(path);
    const opened = Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    const send = (more: Record<string, string> = {}) => staff.post(path, { ...opened, ...fields, ...more });
    return { twice: await Promise.all([send(), send()]), send, get: staff.get };
  };

  const specification = {
    title: 'Twice as good',
    areaOfPractice: 'Stroke',
    'developer.organisation': 'O',
    'developer.contactName': 'Twice',
    'developer.contactEmail': 'twice@example.org',
  };

  test('registers one specification, and both presses lead to it', async () => {
    const { twice, send } = await press('/specifications/register', specification);
    const made = '/specifications/twice-as-good?done=specification-registered';
    expect(twice.map(({ status, location }) => [status, location])).toEqual([
      [303, made],
      [303, made],
    ]);
    expect((await send()).location).toBe(made);
    // Back, and with another title: another one.
    expect((await send({ title: 'Thrice as good' })).location).toContain('/specifications/thrice-as-good');
  });

  test('adds one person', async () => {
    const { twice } = await press('/people/add', {
      name: 'Pat Twice',
      email: 'pat.twice@example.org',
      otherExpertise: '',
    });
    const [one, other] = twice.map(({ location }) => location);
    expect(one).toMatch(/^\/people\/[^/?]+\?done=person-added$/);
    expect(other).toBe(one);
  });

  test('imports people once, and both presses say how many were added', async () => {
    const { twice, send, get } = await press('/people/import', {
      pasted: 'Name,Email\nIda One,ida@example.org\nOda Two,oda@example.org',
      step: 'checked',
    });
    // A browser shows what the second press leads to.
    const { location } = await send();
    expect((await get(location ?? '')).html).toContain('2 people were added as reviewers.');
    expect(twice.map(({ location }) => location)).toEqual(
      Array.from({ length: 2 }, () => '/people?added=2&known=&done=people-imported'),
    );
  });

  test('adds one reviewer to a panel, under the lock that the first press passed', async () => {
    await addRound(site.db, 'twice-round', 'Stroke');
    const { twice } = await press('/rounds/twice-round/reviewers/add', {
      known: 'reviewer-1@example.org',
      reason: 'They work apart.',
    });
    expect(twice.map(({ location }) => location)).toEqual(
      Array.from({ length: 2 }, () => '/rounds/twice-round?done=reviewer-added'),
    );
    expect(await listPanel(site.db, 'twice-round')).toHaveLength(1);
  });

  test('holds the records of a round once, and both presses say so', async () => {
    await addRound(site.db, 'held-round', 'Stroke');
    const administrator = await somebody('sample-administrator');
    const once = async (fields: Record<string, string>) => {
      const idempotencyKey = hidden((await administrator.get('/records')).html, 'idempotencyKey');
      const send = () => administrator.post('/records', { idempotencyKey, ...fields });
      return (await Promise.all([send(), send()])).map(({ location }) => location);
    };
    const said = ['/records?done=saved', '/records?done=saved'];
    expect(await once({ roundId: 'held-round', reason: 'An appeal' })).toEqual(said);
    expect(await once({ lift: 'held-round' })).toEqual(said);
  });

  test('shows what is wrong to both presses where nothing came of the first', async () => {
    const { twice } = await press('/people/add', { name: '', email: 'x@example.org', expertise: '' });
    expect(twice.map(({ status }) => status)).toEqual([422, 422]);
  });
});

describe('a person who is given under another name than theirs', () => {
  const refused = 'This is the address of Sample reviewer 1.';

  test('is not put on a panel, in anybody’s place or not', async () => {
    await addRound(site.db, 'named-round', 'Stroke');
    await addPanel('named-round', [{}]);
    const staff = await somebody('sample-staff');
    const who = { name: 'Rae Other', email: 'reviewer-2@example.org' };
    for (const path of ['add', 'sample-reviewer-1/replace']) {
      const { html: form } = await staff.get(`/rounds/named-round/reviewers/${path}`);
      const fields = { ...who, reason: 'Ill', editVersion: hidden(form, 'editVersion') };
      const { status, html } = await staff.post(`/rounds/named-round/reviewers/${path}`, fields);
      expect([status, html]).toEqual([422, expect.stringContaining(refused.replace('1', '2'))]);
    }
    expect((await listPanel(site.db, 'named-round')).map(({ personId }) => personId)).toEqual([
      'sample-reviewer-1',
    ]);
  });

  test('is not imported, nor is anybody else of the file', async () => {
    const staff = await somebody('sample-staff');
    const { status, html } = await staff.post('/people/import', {
      pasted: [
        'Name,Email',
        'Nova New,nova@example.org',
        'Rae Other,reviewer-1@example.org',
        'sample  REVIEWER 2,reviewer-2@example.org',
      ].join('\n'),
    });
    expect([status, html]).toEqual([
      422,
      expect.stringContaining('Person 2 of the list has the address of Sample reviewer 1.'),
    ]);
    expect(html).not.toContain('Person 3 of the list');
    expect(await findPersonByEmail(site.db, 'nova@example.org')).toBeNull();
  });
});

test('a panel says whose address takes no emails and who is no reviewer any more, and neither is reminded', async () => {
  await addRound(site.db, 'hindered-round', 'Stroke');
  await addPanel('hindered-round', [
    { status: 'accepted', place: 1 },
    { status: 'accepted', place: 2 },
  ]);
  await runRound(site.db, 'hindered-round', 'open');
  const bounced = await getPerson(site.db, 'sample-reviewer-1');
  const left = await getPerson(site.db, 'sample-reviewer-2');
  if (bounced === null || left === null) throw new Error('They are sample people.');
  const by = (action: EventAction) => eventNow(realServices(site.db), 'sample-staff', action);
  const trouble = { kind: 'bounce' as const, at: '2026-11-02T09:00:00.000Z', noticeId: 'n' };
  await markAddress(site.db, bounced, trouble, by('address-bounced'));
  await setRoles(site.db, left, ['oversight'], by('roles-set'));
  const staff = await somebody('sample-staff');
  const { html } = await staff.get('/rounds/hindered-round');
  expect(html).toContain('Takes no emails');
  expect(html).toContain('Not a reviewer any more');
  expect(html).not.toContain('/remind"');
  for (const [n, says] of [
    [1, 'Emails to Sample reviewer 1 come back.'],
    [2, 'Sample reviewer 2 is not a reviewer any more'],
  ] as const) {
    const path = `/rounds/hindered-round/reviewers/sample-reviewer-${n}/remind`;
    expect(await staff.get(path)).toMatchObject({ status: 409, html: expect.stringContaining(says) });
    expect((await staff.post(path, {})).html).toContain(says);
  }
  const now = await getPerson(site.db, 'sample-reviewer-2');
  if (now !== null) await setRoles(site.db, now, ['reviewer'], by('roles-set'));
});

test('a set or a version that says the same as the latest is not said to be imported or added', async () => {
  const staff = await somebody('sample-staff');
  const pasted = JSON.stringify({ ...sampleCriteriaSet(), id: 'imported-twice' });
  const imported = async () => {
    const { location } = await staff.post('/criteria-sets/import', { pasted });
    return (await staff.get(location ?? '')).html;
  };
  expect(await imported()).toContain('The criteria set is here as a draft.');
  expect(await imported()).toContain('The criteria set is here as a draft.');
  await staff.post('/criteria-sets/imported-twice/versions/1/publish', { editVersion: '0' });
  const unchanged = await imported();
  expect(unchanged).toContain(
    'Nothing was imported: this version, which is no draft any more, says the same.',
  );
  expect(unchanged).not.toContain('as a draft');

  const version = {
    title: 'Twice as good',
    areaOfPractice: 'Stroke',
    credentialType: 'medical',
    documentUrl: 'https://example.org/a.pdf',
    documentSha256: 'a'.repeat(64),
    capabilities: 'Lead services (2.1)',
  };
  const path = '/specifications/twice-as-good/versions/add';
  for (const [editVersion, done] of [
    ['0', 'version-added'],
    ['1', 'version-unchanged'],
  ] as const)
    expect((await staff.post(path, { ...version, editVersion })).location).toBe(
      `/specifications/twice-as-good?done=${done}`,
    );
});

test('on the day when a round closes earlier than 5pm, a review is due by the closing', async () => {
  const [id, personId, closesAt] = ['early-round', 'sample-reviewer-1', '2099-08-13T10:00:00.000Z'];
  await addRound(site.db, id, 'Stroke');
  await runRound(site.db, id, 'open');
  await addPanel(id, [{ status: 'invited', place: 1, due: '2099-08-06T16:00:00.000Z' }]);
  const round = await getRound(site.db, id);
  if (round === null) throw new Error('It was just added.');
  const event = { id: 'closes-early', at: new Date().toISOString(), actor: 'sample-staff' } as const;
  await changeRound(site.db, round, { closesAt }, [], { ...event, action: 'round-extended' });
  const staff = await somebody('sample-staff');
  const path = `/rounds/${id}/reviewers/${personId}/due`;
  const editVersion = hidden((await staff.get(path)).html, 'editVersion');
  const fields = { ...due, 'reviewsDue-day': '13', reason: 'They are away until then.', editVersion };
  expect((await staff.post(path, fields)).status).toBe(303);
  expect((await getAssignment(site.db, id, personId))?.ownerSk).toBe(`${closesAt}#${id}`);
});
