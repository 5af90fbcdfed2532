import { apiClient } from '../../infra/local/api-client.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { maxConcerns } from '../../shared/contract/concerns/schemas.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { operations } from '../../shared/contract/operations.ts';
import { everyItem, type StoredItem } from '../support/outbox.ts';
import { samplePriority, sampleProposal } from '../support/sample-proposal.ts';
import { sampleReviewBody, startReview, type World } from '../support/world.ts';
import type { Burnt } from './burnt.ts';

/** A request whose mark stands in what it makes, and in nothing else. */
interface Marked {
  readonly operation: Operation;
  readonly who: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
  /** The same key with this is refused. */
  readonly otherBody: object;
  readonly mark: string;
  /** The kind of item that it makes one of. */
  readonly makes: string;
}

/** Requests of every kind that takes a key and makes something, in turn; each submits in a round of its own. */
async function* requests(world: World, howMany: number): AsyncGenerator<Marked> {
  let concerned = '';
  let submitting = { roundId: '', hash: '', left: [] as (1 | 2 | 3)[] };
  for (let n = 0; n < howMany; n++) {
    const mark = `mark-${n}-of-${howMany}`;
    const pair = (body: object, other: object) => ({ body, otherBody: { ...body, ...other }, mark });
    const title = { title: `Sample ${mark}` };
    const otherTitle = { title: `Other ${mark}` };
    switch (n % 8) {
      case 0:
        // In a round of its own now and then: there is a most that somebody may raise in one.
        if (n % (8 * maxConcerns) === 0) {
          concerned = await world.openRound();
          await startReview(world.reviewer(1), concerned);
        }
        yield {
          operation: operations.raiseConcern,
          who: 'reviewer-1',
          parameters: { roundId: concerned },
          ...pair({ text: mark, criterionId: null }, { text: 'Another.' }),
          makes: 'concern',
        };
        break;
      case 1: {
        const developer = {
          organisation: 'Sample group',
          contactName: 'Contact',
          contactEmail: 'c@example.org',
        };
        const of = { ...title, areaOfPractice: 'Frailty', developer };
        yield {
          operation: operations.registerSpecification,
          who: 'staff',
          ...pair(of, otherTitle),
          makes: 'specification',
        };
        break;
      }
      case 2:
        yield {
          operation: operations.addPriority,
          who: 'oversight',
          ...pair({ ...samplePriority, ...title }, otherTitle),
          makes: 'priority',
        };
        break;
      case 3:
        yield {
          operation: operations.makeProposal,
          who: 'staff',
          ...pair({ ...sampleProposal, ...title }, otherTitle),
          makes: 'specification',
        };
        break;
      case 4: {
        const closesAt = new Date(Date.UTC(2099, 7, 20) + n).toISOString();
        const of = {
          specificationId: 'sample-frailty',
          specificationVersion: 1,
          criteriaSetId: sampleCriteriaSet().id,
          criteriaSetVersion: 1,
          reviewsDue: '2099-08-06T16:00:00.000Z',
          closesAt,
        };
        yield {
          operation: operations.createRound,
          who: 'staff',
          ...pair(of, { closesAt: '2099-09-01T00:00:00Z' }),
          mark: closesAt,
          makes: 'round',
        };
        break;
      }
      case 5:
        yield {
          operation: operations.addPerson,
          who: 'staff',
          ...pair({ name: `Sample ${mark}`, email: `${mark}@example.org` }, { name: 'Another' }),
          makes: 'person',
        };
        break;
      case 6: {
        const people = [{ name: `Sample ${mark}`, email: `${mark}@example.org` }];
        const others = { people: [{ name: 'Another', email: `${mark}-b@example.org` }] };
        yield {
          operation: operations.importPeople,
          who: 'staff',
          ...pair({ people }, others),
          makes: 'person',
        };
        break;
      }
      default: {
        if (submitting.left.length === 0) {
          const roundId = await world.openRound();
          const hashes = [1, 2, 3].map((one) => startReview(world.reviewer(one as 1), roundId));
          const [hash = ''] = await Promise.all(hashes);
          submitting = { roundId, hash, left: [1, 2, 3] };
        }
        const reviewer = submitting.left.pop() as 1;
        yield {
          operation: operations.submitReview,
          who: `reviewer-${reviewer}`,
          parameters: { roundId: submitting.roundId },
          headers: { 'if-match': '"0"' },
          ...pair(
            { ...sampleReviewBody(reviewer, submitting.hash), overallComment: mark },
            { overallComment: 'Another.' },
          ),
          makes: 'submission',
        };
      }
    }
  }
}

/**
 * Posts so many requests under a key of their own each, so often at once, and then once more and with another body: all
 * are answered the same, the other is refused, and each has made one thing.
 */
export async function keysAtOnce(world: World, howMany: number, atOnce: number): Promise<Burnt> {
  const { service } = world;
  const clients = new Map<string, ReturnType<typeof apiClient>>();
  const clientOf = async (who: string) => {
    const there = clients.get(who) ?? apiClient(service.url, await service.token(`${who}@example.org`));
    clients.set(who, there);
    return there;
  };
  const wrong: string[] = [];
  const made: Marked[] = [];
  let busy = 0;
  let [key, posts] = [0, 0];
  for await (const request of requests(world, howMany)) {
    const { operation, who, parameters = {}, body, otherBody, mark } = request;
    made.push(request);
    const client = await clientOf(who);
    const headers = { ...request.headers, 'idempotency-key': `key-of-this-fire-${key++}` };
    const post = (what: object) => client.send(operation, { parameters, headers, body: what } as never);
    const answers = await Promise.all(Array.from({ length: atOnce }, () => post(body)));
    const again = await post(body);
    const other = await post(otherBody);
    posts += atOnce + 2;
    const said = (answer: typeof again) => `${answer.status} ${JSON.stringify(answer.body)}`;
    busy += answers.filter(({ status }) => status === 503).length;
    // Whoever is told that it is busy was told that nothing was changed, and gets the answer when asking again.
    const different = new Set([again, ...answers].filter(({ status }) => status !== 503).map(said));
    if (different.size !== 1 || again.status !== operation.success.status)
      wrong.push(`${operation.path} ${mark}: ${[...different].join(' | ')}`);
    if (other.status !== 422 || !JSON.stringify(other.body).includes('idempotency-key-reused'))
      wrong.push(`${operation.path} ${mark} with another body: ${said(other)}`);
  }
  await service.idle();
  const byKind = Map.groupBy(await everyItem(service.db), ({ kind }: StoredItem) => String(kind));
  for (const { operation, mark, makes } of made) {
    const found = byKind.get(makes)?.filter((item) => JSON.stringify(item).includes(`${mark}"`)) ?? [];
    if (found.length !== 1) wrong.push(`${operation.path} ${mark} made ${found.length} of ${makes}`);
  }
  return { figures: { keys: made.length, atOnce, posts, busy }, wrong };
}
