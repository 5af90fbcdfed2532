import { describe, expect, test } from 'vitest';
import { sampleRecord, sha256 } from '../../../test/support/sample-record.ts';
import { parseRoundExport } from '../../contract/exports/schemas.ts';
import { criteriaOf, criteriaSetHash } from '../criteria-sets/criteria-set.ts';
import { explain } from '../recommendations/explain.ts';
import { recommend } from '../recommendations/recommendation.ts';
import { aggregate } from '../results/aggregate.ts';
import { reviewHashes } from '../reviews/receipt.ts';
import {
  type ExportParts,
  exportHashes,
  exportParts,
  makeRoundExport,
  type RoundExport,
  type RoundRecord,
  withoutNotes,
} from './round-export.ts';
import { type ExportDifference, verifyRoundExport } from './verify-round-export.ts';

/** As it would come out of a file. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const record = sampleRecord();
const exported = written(makeRoundExport(record, sha256));

/** What is wrong with an export, shape first; null where it verifies. */
function wrong(given: unknown): ExportDifference | null {
  const parsed = parseRoundExport(given);
  if (!parsed.ok) return { pointer: parsed.error.pointer, sentence: parsed.error.detail };
  const verified = verifyRoundExport(parsed.value, sha256);
  return verified.ok ? null : verified.error;
}

/** The same export with its hashes made to fit whatever its parts say: by somebody who knows the format. */
const rehashed = (given: ExportParts & Pick<RoundExport, 'format'>): RoundExport => ({
  ...given,
  hashes: exportHashes(given, sha256),
});

const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('empty');
  return item;
};

const replaceFirst = <T>(items: readonly T[], change: (item: T) => T): readonly T[] => [
  change(first(items)),
  ...items.slice(1),
];

/** A file with another value at each of these places, by JSON pointer; undefined takes what is there away. */
function withChanges(changes: Readonly<Record<string, unknown>>, file: RoundExport = exported): unknown {
  const copy = written(file);
  for (const [at, value] of Object.entries(changes)) {
    const path = at.split('/').slice(1);
    const parent = path.slice(0, -1).reduce<unknown>((json, key) => Reflect.get(Object(json), key), copy);
    Reflect.set(Object(parent), path[path.length - 1] ?? '', value);
  }
  return written(copy);
}

describe('the export of a round', () => {
  test('verifies, with its confidential notes and without them', () => {
    expect(wrong(exported)).toBeNull();
    expect(wrong(withoutNotes(exported))).toBeNull();
    expect(withoutNotes(exported).hashes).toEqual(exported.hashes);
  });

  test('does not depend on the order in which things are read', () => {
    const reversed: RoundRecord = {
      ...record,
      panel: [...record.panel].reverse(),
      submissions: [...record.submissions].reverse(),
    };
    expect(written(makeRoundExport(reversed, sha256))).toEqual(exported);
  });

  test('without notes holds none of them', () => {
    const text = JSON.stringify(withoutNotes(exported));
    const notes = exported.confidential?.flatMap((entry) => [
      ...Object.values(entry.notes),
      entry.overallNote,
    ]);
    const given = notes?.filter((note) => note !== '') ?? [];
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((note) => text.includes(JSON.stringify(note).slice(1, -1)))).toEqual([]);
  });

  test('of an open round has no recommendation', () => {
    const open: RoundRecord = {
      ...record,
      round: { ...record.round, status: 'open', recommendationNumber: null },
      recommendation: null,
    };
    const report = verifyRoundExport(makeRoundExport(open, sha256), sha256);
    expect(report.ok && report.value.summary).toContain('There is no recommendation: the round is open.');
  });

  test('of a round on which nobody has submitted verifies', () => {
    const { criteriaSet, round } = record;
    const none: RoundRecord = {
      ...record,
      panel: [{ status: 'invited', interest: 'declared' }],
      submissions: [],
      findings: [],
      result: aggregate(criteriaSet, round.criteriaSetHash, []),
      recommendation: recommend({
        set: criteriaSet,
        criteriaSetHash: round.criteriaSetHash,
        submissions: [],
        findings: [],
        unresolvedInterests: 1,
      }),
    };
    expect(wrong(written(makeRoundExport(none, sha256)))).toBeNull();
  });

  test('of a round on hold for a declared interest verifies, and names nobody who declared it', () => {
    const panel = record.panel.map((one) =>
      one.status === 'accepted' ? { ...one, interest: 'declared' as const } : one,
    );
    const recommendation = recommend({
      set: record.criteriaSet,
      criteriaSetHash: record.round.criteriaSetHash,
      submissions: record.submissions,
      findings: record.findings,
      unresolvedInterests: 1,
    });
    expect(explain(recommendation, record.criteriaSet).reasons[0]).toBe(
      '1 declared interest has not been resolved.',
    );
    expect(wrong(written(makeRoundExport({ ...record, panel, recommendation }, sha256)))).toBeNull();
  });

  test('of a round with a review against another version of the criteria verifies', () => {
    const { criteriaSet, round, findings } = record;
    const submissions = record.submissions.map((submission) => {
      if (submission.place !== 1) return submission;
      const content = { ...submission.content, criteriaSetHash: sha256('another version'), ratings: {} };
      return { ...submission, content, ...reviewHashes(content, sha256) };
    });
    const grounds = { set: criteriaSet, criteriaSetHash: round.criteriaSetHash, submissions, findings };
    const mixed: RoundRecord = {
      ...record,
      submissions,
      result: aggregate(criteriaSet, round.criteriaSetHash, submissions),
      recommendation: recommend({ ...grounds, unresolvedInterests: 0 }),
    };
    expect(mixed.recommendation?.outcome).toBe('hold');
    expect(wrong(written(makeRoundExport(mixed, sha256)))).toBeNull();
  });

  test('says in its summary what was found right', () => {
    const report = verifyRoundExport(withoutNotes(exported), sha256);
    expect(report.ok && report.value.summary).toEqual([
      `“${record.round.title}”, version 1, against “Sample endorsement criteria” (a sample, not the Centre’s own), version 1.`,
      '3 submissions match their content hash. Compare with the receipts:',
      ...record.submissions.map(({ place, contentHash }) => `  R${place}: ${contentHash}`),
      'The confidential notes are not in this file; nothing depends on them.',
      'The result follows from the submissions.',
      'The recommendation follows from them: Endorse with conditions.',
      `Hash of the export, the same with and without confidential notes: ${exported.hashes.all}`,
    ]);
  });
});

describe('the summary', () => {
  const summaryOf = (given: RoundRecord) => {
    const report = verifyRoundExport(makeRoundExport(given, sha256), sha256);
    return report.ok ? report.value.summary : [];
  };

  test('warns of passing confidential notes on', () => {
    expect(summaryOf(record)).toContain(
      'The confidential notes match their hashes. Do not pass this file on: take them out first.',
    );
  });

  test('calls a set that is the Centre’s own no sample, and one submission one', () => {
    const { panel, round } = record;
    const criteriaSet = { ...record.criteriaSet, sample: false };
    const hash = criteriaSetHash(criteriaSet, sha256);
    const submissions = record.submissions.slice(0, 1).map((submission) => {
      const content = { ...submission.content, criteriaSetHash: hash };
      return { ...submission, content, ...reviewHashes(content, sha256) };
    });
    const summary = summaryOf({
      ...record,
      criteriaSet,
      round: { ...round, status: 'open', criteriaSetHash: hash },
      panel: panel.slice(0, 1),
      submissions,
      result: aggregate(criteriaSet, hash, submissions),
      recommendation: null,
    });
    expect(summary[0]).toBe(`“${round.title}”, version 1, against “Sample endorsement criteria”, version 1.`);
    expect(summary[1]).toBe('1 submission matches its content hash. Compare with the receipts:');
  });
});

describe('a change', () => {
  test('of a score names the criterion and the reviewer', () => {
    const id = exported.criteriaSet.sections[0]?.criteria[0]?.id ?? '';
    const [r1, r2, r3] = exported.submissions;
    if (r1 === undefined || r2 === undefined || r3 === undefined) throw new Error('The sample has three');
    const { [id]: was, ...others } = r2.content.ratings;
    if (was === undefined) throw new Error('R2 has rated 4.1');
    const ratings = { ...others, [id]: { ...was, rating: 1 } };
    const submissions = [r1, { ...r2, content: { ...r2.content, ratings } }, r3];
    expect(wrong({ ...exported, submissions })).toEqual({
      pointer: `/submissions/1/content/ratings/${id}/rating`,
      sentence: 'The rating of 4.1 by R2 does not match its receipt’s content hash.',
    });
  });

  test('of a text names the reviewer', () => {
    const submissions = replaceFirst(exported.submissions, (submission) => ({
      ...submission,
      content: { ...submission.content, overallComment: 'Excellent.' },
    }));
    expect(wrong({ ...exported, submissions })).toMatchObject({
      pointer: '/submissions/0',
      sentence: expect.stringMatching(/^The review by R1 does not match its receipt’s content hash/),
    });
  });

  test('of a score in an open round, which has no trace to tell which one, names the reviewer', () => {
    const open = written(
      makeRoundExport(
        { ...record, round: { ...record.round, status: 'open' }, recommendation: null },
        sha256,
      ),
    );
    const submissions = open.submissions.map((submission) => {
      const [[id, was] = ['', null], ...others] = Object.entries(submission.content.ratings);
      if (submission.place !== 2 || was === null) return submission;
      const ratings = Object.fromEntries([[id, { ...was, rating: 1 }], ...others]);
      return { ...submission, content: { ...submission.content, ratings } };
    });
    expect(wrong({ ...open, submissions })).toEqual({
      pointer: '/submissions/1',
      sentence:
        'The review by R2 does not match its receipt’s content hash: a rating, a text or a hash differs.',
    });
  });

  test.each([
    ['round', 'What is said of the round does', { round: { ...exported.round, title: 'Another' } }],
    [
      'panel',
      'The list of how many reviewers stand where does',
      { panel: exported.panel.filter(({ status }) => status !== 'recused') },
    ],
    [
      'findings',
      'The list of findings does',
      { findings: [...exported.findings, { criterionId: 'nothing-disputed', status: 'met' as const }] },
    ],
  ])('of the %s that nothing is derived from names it and its hash', (part, does, changed) => {
    expect(wrong({ ...exported, ...changed })).toEqual({
      pointer: `/${part}`,
      sentence: `${does} not match its hash in /hashes/${part}.`,
    });
  });

  test.each(exportParts)('of the hash of the part %s names that part', (part) => {
    const hashes = { ...exported.hashes, [part]: sha256('other') };
    expect(wrong({ ...exported, hashes })).toMatchObject({
      pointer: `/${part}`,
      sentence: expect.stringContaining(` not match its hash in /hashes/${part}.`),
    });
  });

  test('of the hash of the whole is named', () => {
    const hashes = { ...exported.hashes, all: sha256('other') };
    expect(wrong({ ...exported, hashes })).toEqual({
      pointer: '/hashes/all',
      sentence: 'The hash of the whole export differs.',
    });
  });

  test('of a text names the reviewer also where the trace does not have that reviewer', () => {
    const { recommendation } = exported;
    if (recommendation === null) throw new Error('The sample has a recommendation');
    const submissions = replaceFirst(exported.submissions, (submission) => ({
      ...submission,
      content: { ...submission.content, overallComment: 'Excellent.' },
    }));
    const places = recommendation.places.map((place) => place + 10);
    expect(wrong({ ...exported, submissions, recommendation: { ...recommendation, places } })?.pointer).toBe(
      '/submissions/0',
    );
  });

  test('of a confidential note names the reviewer, and one alone cannot be left out', () => {
    const confidential = replaceFirst(exported.confidential ?? [], (notes) => ({
      ...notes,
      overallNote: 'Other.',
    }));
    expect(wrong({ ...exported, confidential })).toEqual({
      pointer: '/confidential/0',
      sentence: 'The confidential notes of R1 do not match their hash.',
    });
    expect(wrong({ ...exported, confidential: exported.confidential?.slice(1) })).toEqual({
      pointer: '/confidential',
      sentence: 'The confidential notes of some reviews are missing or added: leave all out or none.',
    });
    const [r1, ...others] = exported.confidential ?? [];
    const misplaced = [{ ...first([r1]), place: 4 }, ...others];
    expect(wrong({ ...exported, confidential: misplaced })?.sentence).toBe(
      'The confidential notes of R4 do not match their hash.',
    );
  });
});

describe('a change of what a round’s result is derived from', () => {
  const finding = criteriaOf(exported.criteriaSet).find(({ number }) => number === '10.2')?.id ?? '';
  const inPanel = 'but the hash in /hashes/panel is of';
  const inRound = 'but the hash in /hashes/round is of';
  const ofSet = 'but the hash in /round/criteriaSetHash is of';

  test.each<[string, unknown, string]>([
    [
      '/findings/0/status',
      'not-met',
      'The finding on 10.2 is "not-met" here, but the hash in /hashes/findings is of "met".',
    ],
    ['/panel/0/interest', 'declared', `The interest of 1 reviewer is "declared" here, ${inPanel} "none".`],
    ['/panel/0/status', 'submitted', `The status of 1 reviewer is "submitted" here, ${inPanel} "accepted".`],
    ['/panel/0/reviewers', 2, `The number of reviewers is 2 here, ${inPanel} 1.`],
    ['/panel/1/reviewers', 3, `The number of reviewers is 3 here, ${inPanel} 1.`],
    ['/round/status', 'open', `The status of the round is "open" here, ${inRound} "closed".`],
    [
      '/round/criteriaSetHash',
      sha256('other'),
      `The hash of the criteria set is "${sha256('other')}" here, ${inRound} "${exported.round.criteriaSetHash}".`,
    ],
    ['/criteriaSet/rules/threshold', 2, `The rule threshold is 2 here, ${ofSet} 3.`],
    ['/criteriaSet/rules/minReviews', 3, `The rule minReviews is 3 here, ${ofSet} 2.`],
    [
      '/criteriaSet/rules/metShare',
      { atLeast: 3, of: 4 },
      `The rule metShare is {"atLeast":3,"of":4} here, ${ofSet} {"atLeast":2,"of":3}.`,
    ],
    [
      '/criteriaSet/sections/1/criteria/1/dissentRefers',
      false,
      `The flag of 5.2 that a dissent refers is false here, ${ofSet} true.`,
    ],
    ['/criteriaSet/rules/nonMandatoryShare', 1, `The rule nonMandatoryShare is 1 here, ${ofSet} 0.8.`],
    [
      '/criteriaSet/sections/1/criteria/0/mandatory',
      false,
      `The mandatory flag of 5.1 is false here, ${ofSet} true.`,
    ],
    [
      '/criteriaSet/sections/1/criteria/0/threshold',
      2,
      'The threshold of 5.1 is 2 here, but 3 in the recommendation.',
    ],
    [
      '/criteriaSet/sections/1/criteria/0/number',
      '5.99',
      'The number of 5.99 is "5.99" here, but "5.1" in the recommendation.',
    ],
  ])('names %s where that alone was changed', (at, value, sentence) => {
    expect(wrong(withChanges({ [at]: value }))).toEqual({ pointer: at, sentence });
  });

  test('names the finding that is not here, whatever else is', () => {
    const missing = {
      pointer: '/findings',
      sentence: 'The finding on 10.2, which the recommendation counts, is not here.',
    };
    expect(wrong(withChanges({ '/findings': [] }))).toEqual(missing);
    expect(wrong(withChanges({ '/findings/0/criterionId': 'other' }))).toEqual(missing);
  });

  test('names the first finding of which the recommendation counts another, or none', () => {
    const findings = [
      // 4.1 is met, so that no finding on it counts.
      { criterionId: criteriaOf(exported.criteriaSet)[0]?.id, status: 'not-met' },
      { criterionId: finding, status: 'partly-met' },
    ];
    expect(wrong(withChanges({ '/findings': findings }))).toEqual({
      pointer: '/findings/1/status',
      sentence: 'The finding on 10.2 is "partly-met" here, but the recommendation counts it as "met".',
    });
    const general = {
      pointer: '/findings',
      sentence: 'The list of findings does not match its hash in /hashes/findings.',
    };
    const undecided: RoundRecord = {
      ...record,
      findings: [],
      recommendation: recommend({
        set: record.criteriaSet,
        criteriaSetHash: record.round.criteriaSetHash,
        submissions: record.submissions,
        findings: [],
        unresolvedInterests: 0,
      }),
    };
    expect(wrong(withChanges({ '/findings': findings }, makeRoundExport(undecided, sha256)))).toEqual({
      pointer: '/findings/1',
      sentence: 'The recommendation counts no finding on 10.2.',
    });
    expect(
      wrong(withChanges({ '/findings': findings.slice(0, 1) }, makeRoundExport(undecided, sha256))),
    ).toEqual(general);
    expect(wrong(withChanges({ '/findings': [], '/recommendation': null }))).toEqual(general);
  });

  test('names the part where more of it was changed than one place', () => {
    expect(wrong(withChanges({ '/panel/0/status': 'recused', '/panel/2/status': 'recused' }))).toEqual({
      pointer: '/panel',
      sentence: 'The list of how many reviewers stand where does not match its hash in /hashes/panel.',
    });
  });

  test('names a finding by the id of its criterion where the set has none of that id', () => {
    const findings = [...record.findings, { criterionId: 'of-old', status: 'met' as const }];
    const file = makeRoundExport({ ...record, findings }, sha256);
    expect(wrong(withChanges({ '/findings/1/status': 'not-met' }, file))?.sentence).toMatch(
      /^The finding on of-old is "not-met" here/,
    );
  });
});

describe('a change of the criteria set', () => {
  const general = {
    pointer: '/criteriaSet',
    sentence: 'The criteria set does not match its content hash: a criterion, a level or a rule differs.',
  };
  const first = '/criteriaSet/sections/0/criteria/0';
  const rules = '/criteriaSet/rules';

  test('in several places names the first that the recommendation’s trace shows', () => {
    const flags = { [`${first}/mandatory`]: false, '/criteriaSet/sections/1/criteria/0/mandatory': false };
    expect(wrong(withChanges(flags))).toEqual({
      pointer: `${first}/mandatory`,
      sentence: 'The mandatory flag of 4.1 is false here, but true in the recommendation.',
    });
    expect(wrong(withChanges({ [`${rules}/minReviews`]: 3, [`${rules}/nonMandatoryShare`]: 0.5 }))).toEqual({
      pointer: `${rules}/minReviews`,
      sentence: 'The rule minReviews is 3 here, but 2 in the recommendation.',
    });
  });

  test('by a criterion more or fewer names it', () => {
    const [section] = exported.criteriaSet.sections;
    const criteria = section?.criteria ?? [];
    const added = { ...criteria[0], id: 'added', number: '4.99' };
    expect(wrong(withChanges({ '/criteriaSet/sections/0/criteria': [...criteria, added] }))).toEqual({
      pointer: `/criteriaSet/sections/0/criteria/${criteria.length}`,
      sentence: 'There is no 4.99 in the recommendation.',
    });
    expect(wrong(withChanges({ '/criteriaSet/sections/0/criteria': criteria.slice(1) }))).toEqual({
      pointer: '/criteriaSet/sections',
      sentence: '4.1 of the recommendation is not here.',
    });
  });

  test('that nothing else in the file shows names the set', () => {
    expect(wrong(withChanges({ [`${first}/text`]: 'Another text.' }))).toEqual(general);
    expect(wrong(withChanges({ '/criteriaSet/scale/0/label': 'Other' }))).toEqual(general);
    expect(wrong(withChanges({ [`${first}/number`]: '4.99', '/recommendation': null }))).toEqual(general);
  });

  test('names a rule that was as high as rules may be', () => {
    const highest = { minReviews: 20, nonMandatoryShare: 1 };
    const criteriaSet = { ...record.criteriaSet, rules: { ...record.criteriaSet.rules, ...highest } };
    const round = { ...record.round, criteriaSetHash: criteriaSetHash(criteriaSet, sha256) };
    const file = makeRoundExport({ ...record, criteriaSet, round }, sha256);
    for (const [rule, was] of Object.entries(highest))
      expect(wrong(withChanges({ [`${rules}/${rule}`]: was === 1 ? 0 : 19 }, file))?.sentence).toBe(
        `The rule ${rule} is ${was === 1 ? 0 : 19} here, but the hash in /round/criteriaSetHash is of ${was}.`,
      );
  });

  test('together with the hash in the round is told by that of the result', () => {
    const changed = withChanges({ [`${rules}/threshold`]: 2 }) as RoundExport;
    const hash = criteriaSetHash(changed.criteriaSet, sha256);
    expect(wrong(withChanges({ '/round/criteriaSetHash': hash }, changed))?.pointer).toBe(
      '/round/criteriaSetHash',
    );
  });
});

describe('a change by somebody who makes every hash of the file fit', () => {
  test('of a score, its content hash too, is caught in the result', () => {
    const submissions = replaceFirst(record.submissions, (submission) => {
      const entries = Object.entries(submission.content.ratings);
      const ratings = Object.fromEntries(
        entries.map(([id, entry], i) => [id, i === 0 ? { ...entry, rating: 1 } : entry]),
      );
      const content = { ...submission.content, ratings };
      return { ...submission, content, ...reviewHashes(content, sha256) };
    });
    expect(wrong(written(makeRoundExport({ ...record, submissions }, sha256)))?.pointer).toMatch(
      /^\/result\//,
    );
  });

  test('of a criterion is caught by what was scored against', () => {
    const criteriaSet = {
      ...exported.criteriaSet,
      rules: { ...exported.criteriaSet.rules, nonMandatoryShare: 0.1 },
    };
    expect(wrong(rehashed({ ...exported, criteriaSet }))).toEqual({
      pointer: '/criteriaSet/rules/nonMandatoryShare',
      sentence: 'The rule nonMandatoryShare is 0.1 here, but the hash in /round/criteriaSetHash is of 0.8.',
    });
    const hash = criteriaSetHash(criteriaSet, sha256);
    const round = { ...exported.round, criteriaSetHash: hash };
    expect(wrong(rehashed({ ...exported, criteriaSet, round }))).toEqual({
      pointer: '/result/criteriaSetHash',
      sentence: `The result says "${exported.round.criteriaSetHash}" here, but by this criteria set the submissions give "${hash}".`,
    });
  });

  test('of a figure of the trace is caught, with both figures', () => {
    const { recommendation } = exported;
    if (recommendation === null) throw new Error('The sample has a recommendation');
    const was = first(recommendation.criteria).atOrAbove;
    const criteria = replaceFirst(recommendation.criteria, (trace) => ({ ...trace, atOrAbove: was + 1 }));
    expect(wrong(rehashed({ ...exported, recommendation: { ...recommendation, criteria } }))).toEqual({
      pointer: '/recommendation/criteria/0/atOrAbove',
      sentence: `The recommendation says ${was + 1} here, but by this criteria set the submissions, findings and interests give ${was}.`,
    });
  });

  test('of a long text of the trace is told by its beginning, and of one added as nothing in the submissions', () => {
    const { recommendation } = exported;
    if (recommendation === null) throw new Error('The sample has a recommendation');
    const give = 'but by this criteria set the submissions, findings and interests give';
    const told = (change: Partial<typeof recommendation>) =>
      wrong(rehashed({ ...exported, recommendation: { ...recommendation, ...change } }))?.sentence;
    // With its quotation marks 120 characters are shown whole, one more is not.
    const numbered = (length: number) => ({
      criteria: replaceFirst(recommendation.criteria, (trace) => ({ ...trace, number: '4'.repeat(length) })),
    });
    expect(told(numbered(118))).toBe(`The recommendation says "${'4'.repeat(118)}" here, ${give} "4.1".`);
    expect(told(numbered(119))).toBe(`The recommendation says "${'4'.repeat(118)}… here, ${give} "4.1".`);
    expect(told({ disputed: [...recommendation.disputed, 'more'] })).toBe(
      `The recommendation says "more" here, ${give} nothing.`,
    );
    expect(told({ rules: recommendation.rules.slice(0, -1) })).toMatch(
      /^The recommendation says nothing here, but/,
    );
  });

  test('of an outcome is caught', () => {
    const { recommendation } = exported;
    if (recommendation === null) throw new Error('The sample has a recommendation');
    expect(
      wrong(rehashed({ ...exported, recommendation: { ...recommendation, outcome: 'endorse' } })),
    ).toEqual({
      pointer: '/recommendation/outcome',
      sentence:
        'The recommendation says "endorse" here, but by this criteria set the submissions, findings and interests give "endorse-with-conditions".',
    });
  });

  test('of a finding or an interest that decides is caught in the recommendation', () => {
    const give = 'but by this criteria set the submissions, findings and interests give';
    expect(wrong(rehashed({ ...exported, findings: [] }))).toEqual({
      pointer: '/recommendation/disputed/0',
      sentence: `The recommendation says nothing here, ${give} "${record.findings[0]?.criterionId}".`,
    });
    const panel = replaceFirst(exported.panel, (member) => ({ ...member, interest: 'declared' as const }));
    expect(wrong(rehashed({ ...exported, panel }))).toEqual({
      pointer: '/recommendation/outcome',
      sentence: `The recommendation says "endorse-with-conditions" here, ${give} "hold".`,
    });
  });

  test('who leaves a submission out, counts one twice or counts a recused reviewer, is caught', () => {
    const { submissions, panel } = exported;
    for (const left of [submissions.slice(1), submissions.slice(0, -1)])
      expect(wrong(rehashed({ ...exported, submissions: left }))).toEqual({
        pointer: '/submissions',
        sentence: '3 reviewers of the panel have submitted a review, but 2 submissions are here.',
      });
    expect(wrong(rehashed({ ...exported, submissions: [first(submissions), ...submissions] }))).toEqual({
      pointer: '/submissions/1/place',
      sentence: 'R1 is out of order or there twice.',
    });
    const recused = panel.map((one) =>
      one.status === 'submitted' ? { ...one, status: 'recused' as const } : one,
    );
    expect(wrong(rehashed({ ...exported, panel: recused }))).toEqual({
      pointer: '/submissions',
      sentence: '1 reviewer of the panel has submitted a review, but 3 submissions are here.',
    });
  });

  test('who takes the recommendation of a closed round away is caught', () => {
    expect(wrong(rehashed({ ...exported, recommendation: null }))).toMatchObject({
      pointer: '/recommendation',
    });
    const round = { ...exported.round, status: 'decided' as const };
    expect(wrong(rehashed({ ...exported, round }))).toBeNull();
    expect(wrong(rehashed({ ...exported, round, recommendation: null }))).toMatchObject({
      pointer: '/recommendation',
    });
  });

  test('of a recommendation that an open round need not have is caught', () => {
    const { recommendation } = exported;
    if (recommendation === null) throw new Error('The sample has a recommendation');
    const round = { ...exported.round, status: 'open' as const };
    expect(wrong(rehashed({ ...exported, round }))).toBeNull();
    expect(
      wrong(
        rehashed({ ...exported, round, recommendation: { ...recommendation, outcome: 'endorse' as const } }),
      )?.pointer,
    ).toBe('/recommendation/outcome');
  });

  test('who makes a review that cannot have been submitted is caught', () => {
    const submissions = replaceFirst(record.submissions, (submission) => {
      const [, ...entries] = Object.entries(submission.content.ratings);
      const content = { ...submission.content, ratings: Object.fromEntries(entries) };
      return { ...submission, content, ...reviewHashes(content, sha256) };
    });
    expect(wrong(written(makeRoundExport({ ...record, submissions, recommendation: null }, sha256)))).toEqual(
      {
        pointer: `/submissions/0/content/ratings/${criteriaOf(record.criteriaSet)[0]?.id}/rating`,
        sentence:
          'R1 cannot have submitted this review. Rate criterion 4.1, or choose “Unable to judge” and say why.',
      },
    );
  });
});
