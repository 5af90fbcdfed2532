import type { Answer } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { type Defect, fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { type Criterion, criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { Recommendation } from '../../shared/domain/recommendations/recommendation.ts';
import { reviewOf } from '../../shared/domain/reviews/review.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { leakDefects } from '../letters/leaks.ts';
import { aboutRound, staffAndOversight, tell } from '../notices/outbox.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { getPeople } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import {
  type CountedRound,
  currentRecommendation,
  type JudgedRound,
  readCountedRound,
  readJudgedRound,
  statusesOf,
} from '../results/judged-round.ts';
import { mayReadRatings } from '../results/who-may-read.ts';
import { changeRound } from '../rounds/storage.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { staleRound } from '../use-case/stale.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { addFinding, listFindings } from './storage.ts';
import type { FindingItem } from './stored-finding.ts';

type Ops = typeof staffOperations;
type CriterionDetail = Answer<Ops['getCriterion']>;
type Overall = Answer<Ops['getOverallComments']>;

const findingView = ({
  roundId,
  criterionId,
  number,
  status,
  reason,
  tookPart,
  recordedAt,
  recordedBy,
  recommendationNumber,
}: FindingItem): Answer<Ops['recordFinding']> => ({
  roundId,
  criterionId,
  number,
  status,
  reason,
  tookPart,
  recordedAt,
  recordedBy,
  recommendationNumber,
});

/** Who asks decides what is shown: confidential notes are for staff; names for whom the Centre's setting says. */
interface Shown {
  readonly notes: boolean;
  readonly names: ReadonlyMap<string, PersonItem>;
}

async function shownTo(services: Services, person: PersonItem, { panel }: CountedRound): Promise<Shown> {
  const { namesOnCriterionPages } = await getSettings(services.db);
  const names = namesOnCriterionPages
    ? await getPeople(
        services.db,
        panel.map(({ personId }) => personId),
      )
    : new Map();
  return { notes: person.roles.includes('staff'), names };
}

function criterionView(
  { round, set, submissions }: CountedRound,
  criterion: Criterion,
  recommendation: Recommendation | null,
  findings: readonly FindingItem[],
  { notes, names }: Shown,
): CriterionDetail {
  const { id: criterionId, number, text, guidance, mandatory } = criterion;
  const status = statusesOf({ round, set, submissions, panel: [] }, recommendation).get(criterionId);
  return {
    criterionId,
    number,
    text,
    guidance,
    mandatory,
    status: status?.status ?? null,
    ratedStatus: status?.ratedStatus ?? null,
    reviews: submissions.map(({ place, personId, content }) => {
      const { rating, reason, evidence, comment, note } = reviewOf(content, criterionId);
      return {
        place,
        name: names.get(personId)?.name ?? null,
        rating,
        reason,
        evidence,
        comment,
        note: notes ? note : null,
      };
    }),
    findings: findings.filter((finding) => finding.criterionId === criterionId).map(findingView),
  };
}

const getCriterion =
  (services: Services): UseCase<Ops['getCriterion']> =>
  async ({ by: person, of: { roundId, criterionId } }) => {
    const allowed = await mayReadRatings(services, roundId, person);
    if (!allowed.ok) return allowed;
    const [read, findings] = await Promise.all([
      readCountedRound(services, roundId),
      listFindings(services.db, roundId),
    ]);
    if (!read.ok) return read;
    const criterion = criteriaOf(read.value.set.content).find(({ id }) => id === criterionId);
    if (criterion === undefined) return fail(notFound);
    const [kept, shown] = await Promise.all([
      currentRecommendation(services, read.value.round),
      shownTo(services, person, read.value),
    ]);
    const recommendation = kept.ok ? kept.value.recommendation : null;
    return ok({ answer: criterionView(read.value, criterion, recommendation, findings, shown) });
  };

/** What the reviewers say on the whole. Whoever says nothing is there with empty texts. */
const overallView = ({ submissions }: CountedRound, notes: boolean): Overall['reviews'] =>
  submissions.map(({ place, content }) => ({
    place,
    comment: content.overallComment,
    note: notes ? content.overallNote : null,
  }));

const getOverallComments =
  (services: Services): UseCase<Ops['getOverallComments']> =>
  async ({ by: person, of: { roundId } }) => {
    const allowed = await mayReadRatings(services, roundId, person);
    if (!allowed.ok) return allowed;
    const read = await readCountedRound(services, roundId);
    if (!read.ok) return read;
    return ok({ answer: { reviews: overallView(read.value, person.roles.includes('staff')) } });
  };

const getPanelPaper =
  (services: Services): UseCase<Ops['getPanelPaper']> =>
  async ({ of: { roundId } }) => {
    const [read, findings] = await Promise.all([
      readJudgedRound(services, roundId),
      listFindings(services.db, roundId),
    ]);
    if (!read.ok) return read;
    const { round, set, recommendation: kept } = read.value;
    // The panel reads it: nobody's name, and no note that was meant for the Centre alone.
    const shown = { notes: false, names: new Map() };
    const traces = new Map(kept.recommendation.criteria.map((c) => [c.criterionId, c]));
    const criteria = criteriaOf(set.content);
    return ok({
      answer: {
        roundId,
        title: round.title,
        specificationVersion: round.specificationVersion,
        recommendationNumber: kept.number,
        overall: overallView(read.value, shown.notes),
        disputed: criteria
          .filter(({ id }) => traces.get(id)?.ratedStatus === 'disputed')
          .map((criterion) => criterionView(read.value, criterion, kept.recommendation, findings, shown)),
        tooFewRatings: criteria
          .filter(({ id, mandatory }) => mandatory && traces.get(id)?.ratedStatus === 'insufficient')
          .map(({ number }) => number),
      },
      version: round.editVersion,
    });
  };

const recordFinding =
  (services: Services): UseCase<Ops['recordFinding']> =>
  async ({ by: person, of: { roundId, criterionId }, what: body, expected: ifMatch }) => {
    const { db } = services;
    const [allowed, read, findings] = await Promise.all([
      mayJudge(services, roundId, person),
      readJudgedRound(services, roundId),
      listFindings(db, roundId),
    ]);
    if (!allowed.ok) return allowed;
    if (!read.ok) return read;
    const { round, set, recommendation } = read.value;
    const criterion = criteriaOf(set.content).find(({ id }) => id === criterionId);
    if (criterion === undefined) return fail(notFound);
    if (round.status !== 'closed')
      return fail(
        problem('not-now', 'The round has been decided. Findings are recorded before the decision.'),
      );
    const trace = recommendation.recommendation.criteria.find((c) => c.criterionId === criterionId);
    if (trace?.ratedStatus !== 'disputed')
      return fail(
        problem(
          'not-now',
          `Criterion ${criterion.number} is not disputed. The panel’s findings are about disputed criteria.`,
        ),
      );
    if (ifMatch !== round.editVersion) return fail(staleRound(round));
    const defects = [
      ...(await leakDefects(services, read.value, [
        { name: 'reason', pointer: pointer('reason'), text: body.reason },
      ])),
      ...(await tookPartDefects(services, read.value, body.tookPart)),
    ];
    if (defects.length > 0) return fail(invalidBody(defects));

    const earlier = findings.filter((finding) => finding.criterionId === criterionId);
    const now = services.now();
    const finding = {
      roundId,
      criterionId,
      number: (earlier.at(-1)?.number ?? 0) + 1,
      ...body,
      recordedAt: now.toISOString(),
      recordedBy: person.id,
      recommendationNumber: round.recommendations + 1,
    };
    const event = eventNow(
      services,
      person.id,
      'finding-recorded',
      { criterion: criterion.number, criterionId, number: finding.number, status: finding.status },
      now,
    );
    const ratings = recommendation.recommendation.places.map((place, i) => ({
      place,
      rating: trace.panel[i] ?? null,
    }));
    const written = await addFinding(db, round, { ...finding, ratings }, event);
    return written.ok ? ok({ answer: finding }) : fail(staleRound(round, 'changed-meanwhile'));
  };

/** Who took part must be somebody: reviewers of this panel, and people with a part in the Centre's work. */
async function tookPartDefects(
  { db }: Services,
  { panel }: JudgedRound,
  { reviewers, others }: { readonly reviewers: readonly number[]; readonly others: readonly string[] },
): Promise<readonly Defect[]> {
  const places = new Set(panel.map(({ place }) => place));
  const people = await getPeople(db, others);
  const sitsWithThem = (id: string) =>
    people.get(id)?.roles.some((role) => role === 'staff' || role === 'oversight') ?? false;
  return [
    ...reviewers.flatMap((place, i) =>
      places.has(place)
        ? []
        : {
            pointer: pointer('tookPart', 'reviewers', i),
            code: 'unknown-place',
            detail: `The panel has no R${place}.`,
          },
    ),
    ...others.flatMap((id, i) =>
      sitsWithThem(id)
        ? []
        : {
            pointer: pointer('tookPart', 'others', i),
            code: 'unknown-person',
            detail: 'Choose people of the Centre or the Oversight Group.',
          },
    ),
  ];
}

const callPanel =
  (services: Services): UseCase<Ops['callPanel']> =>
  async ({ by: person, of: { roundId }, what: body, expected: ifMatch }) => {
    const read = await readJudgedRound(services, roundId);
    if (!read.ok) return read;
    const { round, panel, recommendation } = read.value;
    if (round.status === 'decided')
      return fail(problem('not-now', 'The round has been decided. There is nothing left to discuss.'));
    if (ifMatch !== round.editVersion) return fail(staleRound(round));
    const now = services.now();
    const panelCall = { at: new Date(body.at).toISOString(), where: body.where };
    if (panelCall.at <= now.toISOString())
      return fail(
        invalidBody([{ pointer: '/at', code: 'date-order', detail: 'Give a date and time in the future.' }]),
      );
    const event = eventNow(services, person.id, 'panel-called', { at: panelCall.at }, now);
    const reviewers = panel.filter(({ status }) => isOnPanel(status)).map(({ personId }) => personId);
    const centre = await staffAndOversight(services.db, 'panel-called');
    const told = (audience: 'reviewer' | 'centre', people: readonly string[]) =>
      tell(people, {
        cause: `panel-called ${event.id}`,
        notice: 'panel-called',
        roundId,
        createdAt: event.at,
        data: {
          ...aboutRound(round),
          ...panelCall,
          disputed: recommendation.recommendation.disputed.length,
          audience,
        },
      });
    const written = await changeRound(
      services.db,
      round,
      { panelCall },
      [
        ...told('reviewer', reviewers),
        // Somebody can be on the panel and in the Oversight Group: one email is enough.
        ...told(
          'centre',
          centre.filter((personId) => !reviewers.includes(personId)),
        ),
      ],
      event,
    );
    return written.ok ? ok({ answer: panelCall }) : fail(staleRound(round, 'changed-meanwhile'));
  };

/** What a panel discussion needs, and what it concludes. */
export const findings = (
  services: Services,
): Pick<
  UseCases<Ops>,
  'getCriterion' | 'getOverallComments' | 'getPanelPaper' | 'callPanel' | 'recordFinding'
> => ({
  getCriterion: getCriterion(services),
  getOverallComments: getOverallComments(services),
  getPanelPaper: getPanelPaper(services),
  callPanel: callPanel(services),
  recordFinding: recordFinding(services),
});
