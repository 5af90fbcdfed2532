import { expect, test } from 'vitest';
import { type PipelineFacts, pipelineStageOf } from './pipeline.ts';

const today = '2026-11-30';
const proposal: PipelineFacts = {
  isProposal: true,
  addedAt: '2026-01-05T10:00:00.000Z',
  round: null,
  endorsement: null,
};
const specification = { ...proposal, isProposal: false };
const round = {
  kind: 'gateway',
  status: 'open',
  createdAt: '2026-02-01T10:00:00.000Z',
  decision: null,
} as const;
const decided = (
  kind: 'gateway' | 'endorsement',
  outcome: NonNullable<NonNullable<PipelineFacts['round']>['decision']>['outcome'],
  withdrawnAt: string | null = null,
) => ({
  ...round,
  kind,
  status: 'decided' as const,
  decision: { outcome, decidedAt: '2026-03-01T10:00:00.000Z', withdrawnAt },
});
const endorsed = { status: 'endorsed', since: '2026-04-01', reviewBy: '2029-04-01' } as const;
const stageOf = (facts: PipelineFacts) => {
  const { stage, since } = pipelineStageOf(facts, today);
  return `${stage} ${since}`;
};

test('what has no round is proposed, and in development once it has a document', () => {
  expect(stageOf(proposal)).toBe('proposed 2026-01-05');
  expect(stageOf(specification)).toBe('in-development 2026-01-05');
});

test('the gateway’s decision says what is next', () => {
  expect(stageOf({ ...proposal, round })).toBe('gateway 2026-02-01');
  expect(stageOf({ ...proposal, round: { ...round, status: 'draft' } })).toBe('gateway 2026-02-01');
  expect(stageOf({ ...proposal, round: decided('gateway', 'go-ahead') })).toBe('in-development 2026-03-01');
  expect(stageOf({ ...proposal, round: decided('gateway', 'think-again') })).toBe(
    'with-developer 2026-03-01',
  );
  expect(stageOf({ ...proposal, round: decided('gateway', 'another-intervention') })).toBe(
    'ended 2026-03-01',
  );
  const withdrawn = decided('gateway', 'go-ahead', '2026-05-01T10:00:00.000Z');
  expect(stageOf({ ...proposal, round: withdrawn })).toBe('ended 2026-05-01');
});

test('a specification is in review until its letter is released, and then what the register says', () => {
  expect(stageOf({ ...specification, round: { ...round, kind: 'endorsement' } })).toBe(
    'in-review 2026-02-01',
  );
  const endorsing = { ...specification, round: decided('endorsement', 'endorse') };
  expect(stageOf(endorsing)).toBe('in-review 2026-03-01');
  expect(stageOf({ ...endorsing, endorsement: endorsed })).toBe('endorsed 2026-04-01');
  expect(stageOf({ ...endorsing, endorsement: { ...endorsed, reviewBy: '2027-04-01' } })).toBe(
    'due-for-review 2026-10-01',
  );
  expect(stageOf({ ...endorsing, endorsement: { ...endorsed, status: 'suspended' } })).toBe(
    'with-developer 2026-04-01',
  );
});

test('a round that is under way counts before an endorsement that stands, a draft does not', () => {
  const again = {
    ...specification,
    endorsement: endorsed,
    round: { ...round, kind: 'endorsement' as const },
  };
  expect(stageOf(again)).toBe('in-review 2026-02-01');
  expect(stageOf({ ...again, round: { ...again.round, status: 'draft' } })).toBe('endorsed 2026-04-01');
});
