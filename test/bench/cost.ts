import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { deliver } from '../../functions/notices/deliver.ts';
import { project } from '../../functions/results/project.ts';
import { connect } from '../../functions/table/database.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { type Centre, given, sampleReviewContent, startCentre } from '../support/centre.ts';
import { metered } from '../support/metered.ts';
import { everyItem, outbox } from '../support/outbox.ts';
import { plainEmails } from '../support/plain.ts';
import { fixedMonth, prices, review, reviewCost } from './cost-model.ts';
import type { Report } from './timing.ts';

const panel = [1, 2, 3] as const;
const saves = 5;

/** How far what is measured may be above what the model says. */
const slack = 1.05;

/** Reviews a year: a pilot, a busy Centre, a national exercise. */
const years = [10, 10_000, 1_000_000] as const;

/** A round from its draft to its letter: units, emails and bytes of each of its three reviews. */
async function measureReview(centre: Centre) {
  const { db, services, by, does } = centre;
  // Looked at by another client: what a bench reads is nobody’s cost.
  const looking = connect(db.tableName, new DynamoDBClient(centre.connection));
  const sizeNow = async () =>
    (await everyItem(looking)).reduce((bytes, item) => bytes + Buffer.byteLength(JSON.stringify(item)), 0);
  const before = await sizeNow();
  const counted = metered(db);
  let emails = 0;
  const afterwards = async (roundId: string) => {
    await project(services, roundId);
    for (const { id, status } of await outbox(looking))
      if (status === 'pending') {
        const send = async () => ok(`message-${id}`);
        await deliver({ db, now: services.now, send, emails: plainEmails, mayWriteTo: () => true }, id);
        emails += 1;
      }
  };
  const roundId = await centre.openRound();
  await afterwards(roundId);
  for (const n of panel) {
    await centre.accept(roundId, `reviewer-${n}`);
    const call = { ...(await by(`reviewer-${n}`)), of: { roundId } };
    const { criteriaSetHash } = given(await does.getForm(call)).answer;
    const what = sampleReviewContent(n, criteriaSetHash);
    for (let save = 0; save < saves; save += 1) given(await does.saveReview({ ...call, what }));
    given(await does.submitReview({ ...call, key: crypto.randomUUID(), what }));
    await afterwards(roundId);
  }
  await centre.close(roundId);
  await afterwards(roundId);
  const staff = { ...(await by('staff-1')), of: { roundId } };
  const what = {
    outcome: 'return-for-revision' as const,
    conditions: [],
    reviewBy: null,
    intervention: null,
    endorsement: null,
    message: 'The panel asks for another version.',
    reason: 'The panel agreed.',
  };
  given(await does.decide({ ...staff, what }));
  given(await does.releaseLetter({ ...staff, what: {} }));
  await afterwards(roundId);
  const { written, read } = counted.taken();
  counted.stop();
  return {
    written: written / panel.length,
    read: read / panel.length,
    emails: emails / panel.length,
    bytes: ((await sizeNow()) - before) / panel.length,
  };
}

/** Measures what a review takes, holds it against the model, and says what the model says of a year. */
export async function run(): Promise<Report> {
  const centre = await startCentre();
  try {
    const measured = await measureReview(centre);
    const cost = reviewCost();
    const each = Object.values(cost).reduce((sum, one) => sum + one, 0);
    const dollars = (amount: number) => Number(amount.toPrecision(3));
    return {
      table: [
        ...(['written', 'read', 'emails', 'bytes'] as const).map((what) => ({
          what: `${what} of a review, measured (the model has ${review[what]})`,
          amount: dollars(measured[what]),
        })),
        ...Object.entries(cost).map(([what, amount]) => ({
          what: `$ for a thousand reviews: ${what}`,
          amount: dollars(amount * 1_000),
        })),
        { what: `$ a month that are there anyway (prices of ${prices.date})`, amount: dollars(fixedMonth()) },
        ...years.map((reviews) => ({
          what: `$ a year with ${reviews} reviews`,
          amount: dollars(reviews * each + 12 * fixedMonth()),
        })),
      ],
      exceeded: (['written', 'read', 'emails', 'bytes'] as const).flatMap((what) =>
        measured[what] <= review[what] * slack
          ? []
          : [`A review takes ${measured[what]} ${what}, and the model has ${review[what]}.`],
      ),
    };
  } finally {
    await centre.stop();
  }
}
