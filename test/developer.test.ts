import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { letterOperations } from '../shared/contract/letters/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { specificationOperations } from '../shared/contract/specifications/operations.ts';
import { decidedRound } from './support/locks/judged.ts';
import { startWorld, type World } from './support/world.ts';

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
  new URL(/https?:\/\/\S+\/letters\/\S+/.exec(email?.text ?? '')?.[0] ?? '').pathname;

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
    expect(await statusOf(link)).toBe(404);
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
