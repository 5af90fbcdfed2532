import { randomUUID } from 'node:crypto';
import { keyFor } from '../../functions/notices/link-key.ts';
import { getNotice, markFailed, noticeIdOf, possiblySent } from '../../functions/notices/storage.ts';
import { invitationPath } from '../../functions/panels/invitation-path.ts';
import { listKeys } from '../../functions/table/keys.ts';
import { queryIndex } from '../../functions/table/read-index.ts';
import { realServices } from '../../functions/use-case/services.ts';
import { apiClient } from '../../infra/local/api-client.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { concernOperations } from '../../shared/contract/concerns/operations.ts';
import { criteriaSetOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import { developerOperations } from '../../shared/contract/developers/operations.ts';
import { emailTextOperations } from '../../shared/contract/emails/operations.ts';
import { letterOperations } from '../../shared/contract/letters/operations.ts';
import { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import { panelOperations } from '../../shared/contract/panels/operations.ts';
import { pastRoundOperations } from '../../shared/contract/past-rounds/operations.ts';
import { priorityOperations } from '../../shared/contract/priorities/operations.ts';
import { proposalOperations } from '../../shared/contract/proposals/operations.ts';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { addCountedRounds } from './counted-rounds.ts';
import { answerFromDeveloper, contactCodePage, factCheck, factsPageOf, ownPageOf } from './letter-data.ts';
import { decidedRound as decided, judgedRound, registeredRound, suspendedRound } from './locks/judged.ts';
import { calledMeeting, concluded, putBefore, whileSigned } from './locks/oversight.ts';
import { leaveVacancy } from './locks/rounds.ts';
import { samplePastRounds } from './sample-past-rounds.ts';
import { samplePriority, sampleProposal } from './sample-proposal.ts';
import {
  anotherSpecification,
  anotherVersion,
  callPanel,
  review,
  sampleReviewBody,
  startReview,
  startWorld,
  submit,
  type World,
} from './world.ts';

/** A world in which everything that has a page is there, in the states that show most. */
export interface Furnished {
  readonly world: World;
  readonly draftRound: string;
  /** With a declared interest and a submission. */
  readonly openRound: string;
  /** In which reviewer 1 has declared that they have no interests, and nobody has done more. */
  readonly begunRound: string;
  /** In which everybody has only been asked. */
  readonly askedRound: string;
  /** In which the first sample reviewer has declined, and somebody is on the list to be asked next. */
  readonly vacantRound: string;
  /** With a version on which no round was created. */
  readonly untouchedSpecification: string;
  /** Where a reviewer of it answers their invitation. */
  readonly invitation: string;
  /** Closed, with a disputed mandatory criterion. */
  readonly disputedRound: string;
  readonly decidedRound: string;
  /** Decided, with a letter that has something that must come out, that waits for a look, and that was passed. */
  readonly heldRound: string;
  /** Endorsed, in the register and suspended, and its specification. */
  readonly suspendedRound: string;
  readonly suspendedSpecification: string;
  /** A passage of its letter that waits for a look. */
  readonly heldPassage: string;
  /** A criterion that the panel of `disputedRound` disputes. */
  readonly criterionId: string;
  /** A patient-safety concern of `openRound` that waits beside one that is answered. */
  readonly concernId: string;
  readonly specificationId: string;
  /** A priority, and a proposal that answers it. */
  readonly priorityId: string;
  /** Rounds before this system that were imported. */
  readonly importId: string;
  readonly proposalId: string;
  /** A meeting of the Oversight Group that is to be, and one that was held; its second item is not concluded. */
  readonly meetingId: string;
  readonly heldMeeting: string;
  /** Decided, and waits for a second person's signature. */
  readonly unsignedRound: string;
  /** A companion of it. */
  readonly companionId: string;
  readonly criteriaSetId: string;
  /** Of the criteria set: version 2 is a draft with changes. */
  readonly draftVersion: number;
  readonly publishedVersion: number;
  /** A reviewer on `openRound` whose declared interest waits, and on `draftRound`. */
  readonly reviewerId: string;
  /** A reviewer on `openRound` who has not answered. */
  readonly remindedId: string;
  /** A reviewer on it who has submitted. */
  readonly submitterId: string;
  /** Failed. */
  readonly noticeId: string;
  /** Where the recipient of an optional email chooses their emails. */
  readonly emailChoice: string;
  /** Decided, with a letter that was released, and where its developer’s own page begins. */
  readonly developerRound: string;
  readonly ownPage: string;
  /** Where the developer of another round, which is not decided, checks facts. */
  readonly factsPage: string;
  /** Where that developer enters the code that went to another contact. */
  readonly codePage: string;
  /** A condition of it that is asked for. */
  readonly ownCondition: number;
  /** What its developer sent, which waits. */
  readonly messageId: string;
}

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();

/** Starts a world and works in it until there is something on every page. */
export async function startFurnished(): Promise<Furnished> {
  const world = await startWorld();
  const { staff } = world;
  const set = sampleCriteriaSet();
  const criterionId = criteriaOf(set).find(({ number }) => number === '4.1')?.id ?? '';
  await addCountedRounds(world.service.db, 73);

  const keeper = apiClient(world.service.url, await world.service.token('administrator@example.org'));
  const text = { parameters: { notice: 'off-panel' } } as const;
  await keeper.call(emailTextOperations.saveEmailText, {
    ...text,
    headers: await keeper.lock(emailTextOperations.getEmailText, text),
    body: { subject: 'Thank you: ((title))', preview: '((title))', body: '# Thank you\n\nDear ((name)),' },
  });

  const disputedRound = await world.openRound();
  for (const number of [1, 2, 3] as const) {
    const client = world.reviewer(number);
    const hash = await startReview(client, disputedRound);
    const body = sampleReviewBody(number, hash);
    const rating = number === 2 ? 1 : 4;
    const ratings = { ...body.ratings, [criterionId]: { ...body.ratings[criterionId], rating } };
    await submit(client, disputedRound, { ...body, ratings });
  }
  // While an endorsement waits for its letter, no other round of its specification is decided.
  const decidedRound = await world.openRound(await anotherSpecification(world));
  const heldRound = await world.openRound();
  for (const roundId of [decidedRound, heldRound])
    for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  for (const roundId of [disputedRound, decidedRound, heldRound])
    await staff.call(roundOperations.closeRound, {
      parameters: { roundId },
      headers: await staff.lock(roundOperations.getRound, { parameters: { roundId } }),
      body: {},
    });

  await world.service.idle();
  await callPanel(world, disputedRound);

  const underway = await anotherSpecification(world);
  const [begunRound, askedRound] = [await world.openRound(underway), await world.openRound()];
  await startReview(world.reviewer(1), begunRound);
  await anotherVersion(world, underway, { documentUrl: 'https://example.org/version-2.pdf' });
  const openRound = await world.openRound();
  await review(world, openRound, 1);
  await world.reviewer(2).call(reviewOperations.declareInterests, {
    parameters: { roundId: openRound },
    headers: await world
      .reviewer(2)
      .lock(reviewOperations.getMyAssignment, { parameters: { roundId: openRound } }),
    body: { interest: 'declared', description: 'I advised the developers.' },
  });
  const concernId = await raiseConcerns(world, openRound);
  await world.service.idle();

  const heldPassage = await holdBack(world, heldRound);

  const suspended = await suspendedRound(world);
  const registered = await staff.call(decisionOperations.getDecision, {
    parameters: { roundId: suspended },
  });

  const oversight = apiClient(world.service.url, await world.service.token('oversight@example.org'));
  const { priorityId } = await oversight.call(priorityOperations.addPriority, { body: samplePriority });
  const { importId } = await staff.call(pastRoundOperations.importPastRounds, {
    body: { rounds: [...samplePastRounds] },
  });
  const { specificationId: proposalId } = await staff.call(proposalOperations.makeProposal, {
    body: { ...sampleProposal, priorityId },
  });
  const paper = await oversight.send(panelOperations.getPanelPaper, {
    parameters: { roundId: decidedRound },
  });
  const day = inDays(300).slice(0, 10);
  await staff.call(decisionOperations.decide, {
    parameters: { roundId: decidedRound },
    headers: { 'if-match': paper.headers.get('etag') ?? '' },
    body: {
      outcome: 'endorse-with-conditions',
      message: 'Thank you for a careful specification.',
      conditions: [
        {
          text: 'Say who supervises learners.',
          criteria: [],
          owner: 'The developer',
          due: inDays(5).slice(0, 10),
        },
        { text: 'Add a timetable.', criteria: [criterionId], owner: 'The developer', due: day },
      ],
      reviewBy: day,
    },
  });

  const { latestVersion } = await staff.call(specificationOperations.getSpecification, {
    parameters: { specificationId: 'sample-frailty' },
  });
  const draft = await staff.call(roundOperations.createRound, {
    headers: { 'idempotency-key': randomUUID() },
    body: {
      specificationId: 'sample-frailty',
      specificationVersion: latestVersion,
      criteriaSetId: set.id,
      criteriaSetVersion: 1,
      reviewsDue: inDays(10),
      closesAt: inDays(20),
    },
  });
  await staff.call(panelOperations.addReviewer, {
    parameters: { roundId: draft.roundId },
    headers: await staff.lock(roundOperations.getRound, { parameters: { roundId: draft.roundId } }),
    body: { name: 'Sample reviewer 2', email: 'reviewer-2@example.org', reason: 'They work apart.' },
  });
  // One that is linked, and one that can be.
  for (const part of ['basics', 'at home'])
    await staff.call(specificationOperations.registerSpecification, {
      body: {
        id: `sample-frailty-${part.replace(' ', '-')}`,
        title: `Sample credential in frailty: ${part}`,
        areaOfPractice: 'Frailty',
        developer: {
          organisation: 'Sample frailty development group',
          contactName: 'Sample developer contact',
          contactEmail: 'sample.developer@example.org',
        },
      },
    });
  await staff.call(specificationOperations.linkCompanion, {
    parameters: { specificationId: 'sample-frailty-basics' },
    headers: await staff.lock(specificationOperations.listCompanions, {
      parameters: { specificationId: 'sample-frailty-basics' },
    }),
    body: { companionId: 'sample-frailty', kind: 'sequential' },
  });
  const developerRound = await registeredRound(world);
  const checkedRound = await judgedRound(world, 'agreed', await anotherSpecification(world));
  await staff.call(developerOperations.askFactCheck, {
    parameters: { roundId: checkedRound },
    headers: { 'idempotency-key': randomUUID() },
    body: factCheck(),
  });
  const vacantRound = await world.openRound(await anotherSpecification(world));
  await leaveVacancy(world, vacantRound);
  const before = await considered(world, { priorityId, proposalId, disputedRound });
  const [section, ...others] = set.sections;
  const changed = await staff.call(criteriaSetOperations.createCriteriaSet, {
    body: {
      ...set,
      rules: { ...set.rules, minReviews: 3 },
      sections:
        section === undefined ? others : [{ ...section, title: 'Capabilities of the area' }, ...others],
    },
  });
  await world.service.idle();
  const [entry] = await queryIndex(world.service.db, 'list', listKeys.noticesOfRound(disputedRound), 1);
  const noticeId = String(entry?.summary?.id);
  const notice = await getNotice(world.service.db, noticeId);
  if (notice !== null) await markFailed(world.service.db, notice, possiblySent, inDays(0));
  const receiptId = noticeIdOf(`receipt ${openRound} 1`, 'sample-reviewer-1');
  const receipt = await getNotice(world.service.db, receiptId);
  const messageId = await answerFromDeveloper(realServices(world.service.db), developerRound);
  const invitationId = noticeIdOf(`invitation ${askedRound}`, 'sample-reviewer-3');
  const invitation = await getNotice(world.service.db, invitationId);
  return {
    world,
    invitation: invitationPath({
      noticeId: invitationId,
      key: keyFor('invitation', invitation?.linkKey ?? '', 'reviewer-3@example.org'),
    }),
    draftRound: draft.roundId,
    openRound,
    begunRound,
    askedRound,
    vacantRound,
    untouchedSpecification: await anotherSpecification(world),
    disputedRound,
    decidedRound,
    heldRound,
    heldPassage,
    suspendedRound: suspended,
    suspendedSpecification: registered.specificationId,
    criterionId,
    concernId,
    specificationId: 'sample-frailty',
    companionId: 'sample-frailty-basics',
    criteriaSetId: set.id,
    draftVersion: changed.version,
    publishedVersion: 1,
    priorityId,
    importId: importId ?? '',
    proposalId,
    ...before,
    reviewerId: 'sample-reviewer-2',
    remindedId: 'sample-reviewer-3',
    submitterId: 'sample-reviewer-1',
    noticeId,
    developerRound,
    ownPage: await ownPageOf(world.service.db, developerRound),
    factsPage: await factsPageOf(world.service.db, checkedRound),
    codePage: await contactCodePage(
      realServices(world.service.db),
      await ownPageOf(world.service.db, developerRound),
    ),
    ownCondition: 1,
    messageId,
    emailChoice: `/emails/${receiptId}/${receipt?.linkKey}`,
  };
}

/** A reviewer raises two concerns, of which staff answer one. Answers with the other. */
async function raiseConcerns(world: World, roundId: string): Promise<string> {
  const raise = (text: string, about: string | null) =>
    world.reviewer(1).call(reviewOperations.raiseConcern, {
      parameters: { roundId },
      headers: { 'idempotency-key': randomUUID() },
      body: { text, criterionId: about },
    });
  const [answered, waiting] = [
    await raise('The dose on page 15 is that of another drug.', null),
    await raise(
      'Page 14 lets a practitioner give thrombolysis alone in the first week.\n\nNobody supervises it.',
      criteriaOf(sampleCriteriaSet())[4]?.id ?? null,
    ),
  ];
  await world.staff.call(concernOperations.answerConcern, {
    parameters: { roundId, concernId: answered.concernId },
    headers: { 'if-match': '"0"', 'idempotency-key': randomUUID() },
    body: { text: 'Thank you. The developer has withdrawn page 15 and sends a new one.' },
  });
  return waiting.concernId;
}

/** Decides on a round and has its letter say what keeps it back. Answers with a passage that waits for a look. */
async function holdBack({ staff }: World, roundId: string): Promise<string> {
  const parameters = { roundId };
  const paper = await staff.send(panelOperations.getPanelPaper, { parameters });
  await staff.call(decisionOperations.decide, {
    parameters,
    headers: { 'if-match': paper.headers.get('etag') ?? '' },
    body: { outcome: 'return-for-revision', reason: 'It needs work.', message: 'Please revise it.' },
  });
  const letter = await staff.call(letterOperations.getLetter, { parameters });
  const changed = await staff.call(letterOperations.changeLetter, {
    parameters,
    headers: { 'if-match': `"${letter.version}"` },
    body: {
      subject: letter.subject,
      body: [
        'The study of Sample Reviewer (2019) is cited correctly.',
        'A sample of portfolios would show how they are marked.',
        'One more reviewer of the literature would have helped.',
        letter.body,
      ].join('\n\n'),
    },
  });
  const [waiting, passed] = changed.passages.filter(({ state }) => state === 'waiting');
  await staff.call(letterOperations.passLetterPassage, {
    parameters: { roundId, passageId: passed?.passageId ?? '' },
    headers: { 'if-match': `"${changed.version}"` },
    body: { reason: 'It is about those who review literature.' },
  });
  return waiting?.passageId ?? '';
}

/** What the Oversight Group considers, and a decision that waits to be signed. */
async function considered(
  world: World,
  { priorityId, proposalId, disputedRound }: Pick<Furnished, 'priorityId' | 'proposalId' | 'disputedRound'>,
): Promise<Pick<Furnished, 'meetingId' | 'heldMeeting' | 'unsignedRound'>> {
  const { staff, service } = world;
  const [meetingId, heldMeeting] = [await calledMeeting(world), await calledMeeting(world, -1)];
  await putBefore(world, meetingId, 'recommendation', disputedRound, 'endorse-with-conditions');
  await putBefore(world, meetingId, 'proposal', proposalId);
  for (const _ of [1, 2]) await putBefore(world, heldMeeting, 'priority', priorityId);
  const oversight = apiClient(service.url, await service.token('oversight@example.org'));
  const advised = { meetingId, number: 2 };
  await oversight.call(oversightOperations.advise, {
    parameters: advised,
    headers: await oversight.lock(oversightOperations.getOwnAdvice, { parameters: advised }),
    body: { advice: 'agree-with', reasons: 'It should name paramedics first.' },
  });
  const first = { meetingId: heldMeeting, number: 1 };
  await staff.call(oversightOperations.concludeItem, {
    parameters: first,
    headers: await staff.lock(oversightOperations.getMeeting, { parameters: { meetingId: heldMeeting } }),
    body: concluded('agreed'),
  });
  const unsignedRound = await whileSigned(world, ['endorse-with-conditions', 'withdrawal'], () =>
    decided(world),
  );
  return { meetingId, heldMeeting, unsignedRound };
}
