import { figure } from '../../../shared/domain/basics/figure.ts';
import { criteriaOf, thresholdOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { explain } from '../../../shared/domain/recommendations/explain.ts';
import { statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { outcomeInWords, statusWithShare } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { criterionStatuses, groundsOfCounts } from '../../../shared/domain/results/criterion-status.ts';
import { placeName } from '../../../shared/domain/rounds/round.ts';
import { ratingLabel, tabName } from '../../../shared/domain/scoring-sheets/layout.ts';
import {
  alphaBesideAC1InWords,
  alphaIntervalInWords,
  alphaInWords,
  gwetInWords,
  percentAgreementInWords,
} from '../../../shared/domain/statistics/agreement-in-words.ts';
import { dateAndTime } from '../dates.ts';
import { headings, line, row, type TabPlan, type TabRow, title } from '../made-tabs/plan.ts';
import { countBar, shareBar } from './bars.ts';
import type { RoundResults } from './fetch.ts';

/** The tabs of a round's results. */
export type ResultTab = 'Summary' | 'Criteria' | 'Comments' | 'Agreement';

/** Plans every tab of a closed round's results. `at` is when they were imported. */
export const planResults = (results: RoundResults, at: Date): Readonly<Record<ResultTab, TabPlan>> => ({
  Summary: summary(results, at),
  Criteria: criteria(results),
  Comments: comments(results),
  Agreement: agreement(results),
});

function plan(
  tab: ResultTab,
  { round, criteriaSet }: RoundResults,
  widths: number[],
  rows: TabRow[],
): TabPlan {
  const sample = criteriaSet.sample ? ' Sample criteria: not the Centre’s own.' : '';
  return {
    name: `${tab} – ${tabName(round.title, round.specificationVersion)}`,
    widths,
    rows: [
      title(`${tab}: ${round.title}`),
      line(
        `Version ${round.specificationVersion}. ${criteriaSet.title}.${criteriaSet.kind === 'gateway' ? ' Gateway round.' : ''}${sample}`,
      ),
      ...rows,
    ],
  };
}

function summary(results: RoundResults, at: Date): TabPlan {
  const { round, criteriaSet, result, recommendation, submissions } = results;
  const all = criteriaOf(criteriaSet);
  const said = recommendation && explain(recommendation, criteriaSet);
  const named = (ids: readonly string[]) =>
    all.filter(({ id }) => ids.includes(id)).map(({ number, text }) => `${number} ${text}`);
  const several = (name: string, texts: readonly string[]) =>
    texts.map((text, index) => row(index === 0 ? name : '', text));
  return plan(
    'Summary',
    results,
    [220, 640],
    [
      line(`Imported on ${dateAndTime(at)}. To bring it up to date, choose “refresh results” in the menu.`),
      headings('What', 'Result'),
      row('Round', `${round.status}, closing date ${dateAndTime(round.closesAt)} UK time`),
      row('Reviews counted', String(submissions.length)),
      row('Recommendation', recommendation === null ? 'None yet' : outcomeInWords[recommendation.outcome]),
      ...several('Why', said?.reasons ?? []),
      ...several('Conditions', named(recommendation?.conditions ?? [])),
      ...several('Disputed', named(recommendation?.disputed ?? [])),
      ...(said === null ? [] : [row('One reviewer fewer', said.sensitivity)]),
      headings('Status', 'Criteria'),
      ...criterionStatuses.map((status) =>
        row(statusWords(criteriaSet).alone[status], shareOfAll(result.statusCounts[status], all.length)),
      ),
    ],
  );
}

const shareOfAll = (count: number, all: number) =>
  shareBar(all === 0 ? null : count / all, `${count} of ${all}`);

function criteria(results: RoundResults): TabPlan {
  const { criteriaSet: set, result } = results;
  const byId = new Map(result.criteria.map((each) => [each.criterionId, each]));
  const levels = set.scale.map(({ value }) => ratingLabel(set, value));
  const rows = criteriaOf(set).map((criterion) => {
    const { id, number, text, mandatory } = criterion;
    const found = byId.get(id);
    const reviewers = result.submissions.length;
    return row(
      number,
      text,
      mandatory ? 'Mandatory' : '',
      found === undefined
        ? '–'
        : statusWithShare(
            found.status,
            groundsOfCounts(set, criterion, found.counts),
            statusWords(set, thresholdOf(set, criterion)).alone,
          ),
      ...set.scale.map((_, index) => countBar(found?.counts[index] ?? 0, reviewers)),
      countBar(found?.unableToJudge ?? 0, reviewers),
      shareBar(found?.shareAtOrAbove ?? null),
      found?.deviationFlagged === true ? 'Wide' : '',
    );
  });
  return plan(
    'Criteria',
    results,
    [80, 360, 90, 110, ...levels.map(() => 150), 150, 170, 90],
    [
      line('Each block of a bar is one reviewer, or a tenth of all ratings.'),
      headings(
        'Number',
        'Criterion',
        'Mandatory',
        'Status',
        ...levels,
        'Unable to judge',
        'At or above threshold',
        'Spread',
      ),
      ...rows,
    ],
  );
}

function comments(results: RoundResults): TabPlan {
  const { criteriaSet: set, submissions, confidential } = results;
  const notesOf = (place: number) => confidential?.find((each) => each.place === place);
  const said = (cells: readonly string[]) => cells.slice(4).some((text) => text !== '');
  const ofCriteria = criteriaOf(set).flatMap(({ id, number, text }) =>
    submissions.map(({ place, content }) => {
      const given = content.ratings[id];
      return [
        number,
        text,
        placeName(place),
        ratingLabel(set, given?.rating ?? null),
        given?.reason ?? '',
        given?.evidence ?? '',
        given?.comment ?? '',
        notesOf(place)?.notes[id] ?? '',
      ];
    }),
  );
  const overall = submissions.map(({ place, content }) => [
    '',
    'Overall',
    placeName(place),
    '',
    '',
    '',
    content.overallComment,
    notesOf(place)?.overallNote ?? '',
  ]);
  const rows = [...ofCriteria, ...overall].filter(said);
  return plan(
    'Comments',
    results,
    [80, 300, 90, 150, 200, 220, 320, 320],
    [
      line(
        confidential === undefined
          ? 'By panel place, without confidential notes.'
          : 'By panel place. The last column is confidential: it must not leave the Centre.',
      ),
      headings(
        'Number',
        'Criterion',
        'Reviewer',
        'Rating',
        'Reason if unable to judge',
        'Evidence or page reference',
        'Comment to the developer',
        'Confidential note to the Centre',
      ),
      ...(rows.length === 0 ? [row('', 'Nobody has written anything.')] : rows.map((cells) => row(...cells))),
    ],
  );
}

const figureOrNone = (value: number | null) => (value === null ? 'Cannot be worked out' : figure(value));

function agreement(results: RoundResults): TabPlan {
  const { alpha, ac1, rawAgreement, interval } = results.result.agreement;
  const { lower = null, upper = null } = interval ?? {};
  const counts = new Map(results.result.criteria.map((each) => [each.criterionId, each.counts]));
  const beside = alphaBesideAC1InWords(
    alpha,
    ac1,
    criteriaOf(results.criteriaSet).map(({ id, number }) => ({ number, counts: counts.get(id) ?? [] })),
  );
  return plan(
    'Agreement',
    results,
    [260, 170, 640],
    [
      line('How far reviewers agree is shown, and decides nothing.'),
      headings('Measure', 'Figure', 'In words'),
      row('Same rating given', shareBar(rawAgreement), percentAgreementInWords(rawAgreement)),
      row('Krippendorff’s alpha (ordinal)', figureOrNone(alpha), alphaInWords(alpha)),
      row(
        'Its 95% interval',
        lower === null || upper === null ? '–' : `${figure(lower)} to ${figure(upper)}`,
        alphaIntervalInWords(lower, upper),
      ),
      row('Gwet’s AC1', figureOrNone(ac1), gwetInWords('AC1', ac1)),
      ...(beside === '' ? [] : [row('Alpha beside AC1', '', beside)]),
    ],
  );
}
