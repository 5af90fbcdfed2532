import { sampleNotices } from '../../functions/emails/samples.ts';
import { projectInsight } from '../../functions/insight/project-insight.ts';
import { getNotice, noticeWrite } from '../../functions/notices/storage.ts';
import { getAssignment } from '../../functions/panels/storage.ts';
import { bindSubject, getPerson } from '../../functions/people/storage.ts';
import { project } from '../../functions/results/project.ts';
import { decideRetention } from '../../functions/retention/decide.ts';
import { saveReview } from '../../functions/reviews/storage.ts';
import { getRound } from '../../functions/rounds/storage.ts';
import { codePurpose } from '../../functions/sign-in-codes/code-purpose.ts';
import { askForCode, takeCode } from '../../functions/sign-in-codes/sign-in.ts';
import { codeNoticeId } from '../../functions/sign-in-codes/storage.ts';
import { putSession } from '../../functions/site/sign-in/sessions.ts';
import { keys } from '../../functions/table/keys.ts';
import { openText } from '../../functions/table/seal.ts';
import { sealItem } from '../../functions/table/stored-seal.ts';
import { putNew, transact, tryWrite } from '../../functions/table/write.ts';
import { sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { type Centre, given, sampleReviewContent, startCentre, usualDates } from './centre.ts';
import { answerFromDeveloper } from './letter-data.ts';
import { samplePastRounds } from './sample-past-rounds.ts';
import { samplePriority, sampleProposal } from './sample-proposal.ts';

/** A Centre in whose table lies an item of every kind, and of every kind of notice. */
export interface Everything extends Centre {
  readonly registeredRound: string;
  readonly decidedRound: string;
  readonly underReview: string;
  /** Of the decided round, and not answered. */
  readonly concernId: string;
  /** Of what the developer of the decided round sent. */
  readonly messageId: string;
  readonly specificationId: string;
  readonly priorityId: string;
  readonly frameworkId: string;
  /** Of rounds before this system. */
  readonly importId: string;
  /** Before which the priority is put, and on which somebody has advised. */
  readonly meetingId: string;
  readonly criterionId: string;
}

/** Works until there is an item of every kind. */
export async function startEverything(): Promise<Everything> {
  const centre = await startCentre();
  const { db, does, by, services } = centre;
  const set = sampleCriteriaSet();
  const [sample, other] = sampleSpecifications();
  if (sample === undefined || other === undefined) throw new Error('There are two sample specifications.');
  const criterionId = criteriaOf(set).find(({ mandatory }) => mandatory)?.id ?? '';

  /** A reviewer of an open round raises a concern. */
  const raise = async (roundId: string, personId: string) => {
    const what = { text: 'Page 14 lets a practitioner act alone.', criterionId };
    const call = { ...(await by(personId)), of: { roundId } };
    return given(await does.raiseConcern({ ...call, what })).answer.concernId;
  };

  // Endorsed before, and in the register.
  const registeredRound = await centre.openRound();
  await centre.close(registeredRound);
  const registered = { ...(await by('staff-1')), of: { roundId: registeredRound } };
  const endorsing = {
    outcome: 'endorse' as const,
    reason: 'It was endorsed on paper.',
    message: '',
    conditions: [],
    reviewBy: '2028-08-31',
    intervention: null,
    endorsement: null,
  };
  given(await does.decide({ ...registered, what: endorsing }));
  given(await does.releaseLetter({ ...registered, what: {} }));
  await projectInsight(services, registeredRound);
  await answerFromDeveloper(centre.services, registeredRound);

  // Decided after a finding, with a condition, an endorsement and a letter that somebody has looked at.
  const decidedRound = await centre.openRound();
  for (const number of [1, 2, 3] as const)
    await centre.submit(decidedRound, `reviewer-${number}`, (hash) => {
      const content = sampleReviewContent(1, hash);
      const one = content.ratings[criterionId];
      if (one === undefined) throw new Error('It is rated.');
      const rating = number === 2 ? 1 : 4;
      return { ...content, ratings: { ...content.ratings, [criterionId]: { ...one, rating } } };
    });
  const concernId = await raise(decidedRound, 'reviewer-3');
  await centre.close(decidedRound);
  await centre.callPanel(decidedRound);
  const of = { roundId: decidedRound };
  const staff = { ...(await by('staff-1')), of };
  const found = {
    attended: ['reviewer-1', 'reviewer-2', 'staff-1'],
    findings: { [criterionId]: { status: 'partly-met' as const, reason: 'It says so in part.' } },
  };
  given(await does.recordFindings({ ...staff, of, what: found }));
  await project(services, decidedRound);
  const condition = { text: 'Add a timetable.', criteria: [criterionId], owner: 'The developer' };
  given(
    await does.decide({
      ...staff,
      what: {
        outcome: 'endorse-with-conditions',
        reason: '',
        message: 'Thank you.',
        conditions: [{ ...condition, due: '2027-01-31' }],
        reviewBy: '2029-08-31',
        intervention: null,
        endorsement: { becomes: 'replaced', until: null, message: '' },
      },
    }),
  );
  const letter = given(await does.getLetter({ ...staff, what: undefined })).answer;
  const text = { subject: letter.subject, body: `The Ravensworth method is cited.\n\n${letter.body}` };
  const { passages } = given(await does.changeLetter({ ...staff, what: text })).answer;
  const passageId = passages.find(({ state }) => state === 'waiting')?.passageId ?? '';
  given(
    await does.passLetterPassage({
      ...(await by('staff-2')),
      of: { ...of, passageId },
      what: { reason: 'It is a method of 1950.', together: [] },
    }),
  );

  const appeal = { text: 'The panel read another version.' };
  const { messageId } = given(await does.recordAppeal({ ...staff, key: 'appeal', what: appeal })).answer;

  // Under review, with a draft.
  const underReview = await centre.openRound();
  await centre.accept(underReview, 'reviewer-1');
  await raise(underReview, 'reviewer-1');
  const { criteriaSetHash = '' } = (await getRound(db, underReview)) ?? {};
  const draft = sampleReviewContent(2, criteriaSetHash);
  const assignment = await getAssignment(db, underReview, 'reviewer-1');
  if (assignment === null) throw new Error('nobody is on the panel');
  await saveReview(db, assignment, usualDates.reviewsDue, draft, 0);

  // Its specification has another version meanwhile.
  given(
    await does.addSpecificationVersion({
      ...(await by('staff-1')),
      of: { specificationId: sample.id },
      what: { ...sample.version, documentUrl: 'https://example.org/another.pdf' },
    }),
  );

  const added = { ...(await by('oversight-1')), key: 'priority', what: samplePriority };
  const { priorityId } = given(await does.addPriority(added)).answer;
  const proposed = { ...sampleProposal, priorityId };
  given(await does.makeProposal({ ...(await by('staff-1')), key: 'proposal', what: proposed }));

  const titles = ['number,title', ...[1, 2, 3, 4].map((pillar) => `${pillar}.1,Title ${pillar}`)].join('\n');
  const file = { format: 'csv' as const, content: Buffer.from(titles).toString('base64') };
  const imported = { ...(await by('staff-1')), key: 'framework', what: { name: 'Another edition', file } };
  const { frameworkId } = given(await does.importFramework(imported)).answer;

  const past = { rounds: [...samplePastRounds], dryRun: false };
  const { importId } = given(
    await does.importPastRounds({ ...(await by('staff-1')), key: 'past', what: past }),
  ).answer;

  const meetingId = await considered(centre, decidedRound, priorityId);

  const companionId = `${other.id}-beside`;
  given(
    await does.registerSpecification({
      ...(await by('staff-1')),
      of: {},
      what: { id: companionId, ...sample.registration },
    }),
  );
  given(
    await does.linkCompanion({
      ...(await by('staff-1')),
      of: { specificationId: sample.id },
      what: { companionId, kind: 'concurrent' },
    }),
  );
  given(
    await does.changeSettings({
      ...(await by('administrator-1')),
      of: {},
      what: { namesOnCriterionPages: true },
    }),
  );
  given(
    await does.saveEmailText({
      ...(await by('administrator-1')),
      of: { notice: 'off-panel' },
      what: { subject: 'Thank you', preview: '((title))', body: '# Thank you\n\nDear ((name)),' },
    }),
  );
  const key = Buffer.alloc(32).toString('base64');
  await tryWrite(db, putNew('seal', { ...keys.seal(), ...sealItem.stamp, key }));
  await signInByCode(centre);
  const person = await getPerson(db, 'reviewer-1');
  if (person !== null) await bindSubject(db, person, 'https://issuer.example.org', 'subject-1');
  const state = {
    step: 'signed-in',
    personId: 'staff-1',
    issuer: 'https://issuer.example.org',
    sub: 's',
  } as const;
  await putSession(db, 'sample-session', state, 4_102_444_800);
  for (const { title: cause, notice: said } of sampleNotices) {
    const about = { personId: 'reviewer-2', roundId: underReview, createdAt: usualDates.reviewsDue };
    await transact(db, [noticeWrite({ notice: said.notice, data: said.data, ...about, cause })]);
  }
  given(await decideRetention(services, { rule: 'drafts', months: 12, by: 'administrator-1' }));
  return {
    ...centre,
    registeredRound,
    decidedRound,
    underReview,
    concernId,
    messageId,
    specificationId: sample.id,
    priorityId,
    frameworkId,
    importId: importId ?? '',
    meetingId,
    criterionId,
  };
}

/** A reviewer asks for a code and signs in with it. */
async function signInByCode({ db, services }: Centre): Promise<void> {
  const asked = {
    email: 'reviewer-1@example.org',
    caller: '192.0.2.1',
    returnTo: '/my-reviews',
    accepts: null,
    sent: null,
  };
  const { id } = given(await askForCode(services, asked));
  const notice = await getNotice(db, codeNoticeId(id, 'reviewer-1'));
  if (notice?.notice !== 'sign-in-code') throw new Error('No code was sent.');
  const code = (await openText(db, codePurpose, notice.data.code)) ?? '';
  given(await takeCode(services, { id, code, sent: null }));
}

/**
 * The group has agreed to the decision on a round, at a meeting that was held; answers with the meeting that is to consider
 * a priority.
 */
async function considered({ does, by }: Centre, roundId: string, priorityId: string): Promise<string> {
  const meeting = async (at: string, item: object, key: string) => {
    const said = { at, where: 'Sample house, room 4', chairId: 'oversight-1' };
    const { meetingId } = given(await does.callMeeting({ ...(await by('staff-1')), key, what: said })).answer;
    const what = { asks: 'Does the group agree?', outcome: null, ...item } as never;
    given(await does.putBeforeGroup({ ...(await by('staff-1')), of: { meetingId }, what }));
    return meetingId;
  };
  const held = await meeting(
    '2026-06-30T13:30:00.000Z',
    { subject: { kind: 'recommendation', id: roundId }, outcome: 'endorse-with-conditions' },
    'meeting-held',
  );
  const concluded = { conclusion: 'agreed', text: '', tookPart: ['oversight-1'], interests: [] } as const;
  given(
    await does.concludeItem({
      ...(await by('staff-1')),
      of: { meetingId: held, number: 1 },
      what: { ...concluded, tookPart: [...concluded.tookPart], interests: [] },
    }),
  );
  const next = await meeting(
    '2026-12-01T13:30:00.000Z',
    { subject: { kind: 'priority', id: priorityId } },
    'meeting-to-be',
  );
  given(
    await does.advise({
      ...(await by('oversight-1')),
      of: { meetingId: next, number: 1 },
      what: { advice: 'agree', reasons: 'It is needed everywhere.' },
    }),
  );
  return next;
}
