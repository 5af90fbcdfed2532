import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { oversightOperations } from '../../../shared/contract/oversight/operations.ts';
import { list } from '../../../shared/domain/basics/words.ts';
import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { mayJudge } from '../../panels/own-panel.ts';
import { namesOf } from '../../people/names.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { type About, back, loadDecided } from '../decisions/about-decision.ts';
import { withJudgement } from '../panels/own-panel.ts';
import { titleOf } from '../rounds/round-of.ts';
import { messagePage, notFoundPage, page } from '../web/answer.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { askOversight, ofOversight } from './asked.ts';

type Approval = Answered<(typeof oversightOperations)['getApproval']>;

/** What an approval is of, in a few words. */
const whatOf = ({ of }: Pick<Approval, 'of'>) =>
  of === 'decision' ? 'the decision' : 'the withdrawal of the decision';

/** Where the agreement and the signature for something stand, a sentence each; none where neither is needed. */
export async function approvalInWords(visit: Visit, approval: Approval): Promise<readonly string[]> {
  const { needs, agreement, signature, usedAt } = approval;
  const names = await namesOf(
    servicesOf(visit.site),
    [agreement?.by, signature?.by].flatMap((id) => (id === undefined ? [] : [id])),
  );
  const name = (id: string) => names.get(id) ?? erasedPerson;
  const missing = [
    ...(needs.agreement && agreement === null ? ['the agreement of the Oversight Group'] : []),
    ...(needs.signature && signature === null ? ['a second person’s signature'] : []),
  ];
  return [
    ...(agreement === null
      ? []
      : [`The Oversight Group agreed; ${name(agreement.by)} recorded it on ${ukTime(agreement.at)}.`]),
    ...(signature === null ? [] : [`${name(signature.by)} signed on ${ukTime(signature.at)}.`]),
    ...(missing.length > 0 && usedAt === null ? [`It waits for ${list(missing)}.`] : []),
  ];
}

/** What the letter of a decision waits for, and who can give it, a sentence each; none once it waits for nobody. */
export async function waitsForOthers(visit: Visit, roundId: string): Promise<readonly string[]> {
  const approval = await askOversight(visit, 'getApproval', { roundId, of: 'decision' });
  if (approval === null || approval.usedAt !== null) return [];
  const { needs, agreement, signature } = approval;
  return [
    ...(needs.agreement && agreement === null
      ? [
          'It waits for the agreement of the Oversight Group: staff put it before a meeting, and record there what the group concludes.',
        ]
      : []),
    ...(needs.signature && signature === null
      ? [
          'It waits for a second person’s signature: of a member of staff who neither recorded the decision nor is, or was, on the panel of the round.',
        ]
      : []),
  ];
}

/** `GET /rounds/{roundId}/approvals/{of}`: what is decided or asked for, and what it waits for. */
async function showApproval(visit: Visit): Promise<Answer> {
  const [about, approval] = await Promise.all([loadDecided(visit), askOversight(visit, 'getApproval')]);
  if (about === null) return notFoundPage(visit);
  if (approval === null)
    return messagePage(visit, 404, {
      title: 'Nothing is to be agreed or signed',
      paragraphs: ['The Centre’s settings ask for nobody’s agreement or signature here.'],
      action: back(about),
    });
  const { round, decision } = about;
  const { of, needs, asked, agreement, signature, usedAt } = approval;
  const roles = visit.person?.roles ?? [];
  const open = asked !== null && usedAt === null;
  const names = await namesOf(servicesOf(visit.site), asked === null ? [] : [asked.by]);
  return page(visit, 'oversight/approval.njk', {
    at: `/rounds/${round.id}/approvals/${of}`,
    roundId: round.id,
    round: titleOf(round),
    about: `${of === 'decision' ? 'recommendation' : of} ${round.id}`,
    what: of === 'decision' ? 'Before the letter can go' : 'Before it is withdrawn',
    outcome: decisionInWords[decision.outcome],
    reason: decision.reason,
    conditions: decision.conditions.map(({ text }) => text),
    asked: asked && {
      who: names.get(asked.by) ?? erasedPerson,
      at: ukTime(asked.at),
      why: asked.reason || null,
    },
    standing: await approvalInWords(visit, approval),
    meeting: agreement && `/meetings/${agreement.meetingId}#item-${agreement.number}`,
    canSign:
      open &&
      roles.includes('staff') &&
      needs.signature &&
      signature === null &&
      visit.person !== null &&
      asked.by !== visit.person.id &&
      (await mayJudge(servicesOf(visit.site), round.id, visit.person)).ok,
    canPut: open && roles.includes('staff') && needs.agreement && agreement === null,
  });
}

/** A decision, and what it waits for. */
interface Signing extends About {
  readonly approval: Approval;
}

const sign: FormDefinition<'sign', Signing> = {
  operation: 'sign',
  apart: ofOversight,
  load: async (visit) => {
    const [about, approval] = await Promise.all([loadDecided(visit), askOversight(visit, 'getApproval')]);
    return about && approval && { ...about, approval };
  },
  lock: ({ round, approval }) => ({
    version: approval.version,
    concerns: { kind: 'round' as const, id: round.id },
  }),
  text: ({ round, decision, approval }) => ({
    title: `Sign ${whatOf(approval)}`,
    caption: titleOf(round),
    back: { text: 'Back', href: `/rounds/${round.id}/approvals/${approval.of}` },
    paragraphs: [
      approval.of === 'decision'
        ? `The Centre decided: ${decisionInWords[decision.outcome]}. You sign it as the second person.`
        : `It is to be withdrawn: ${approval.asked?.reason ?? ''}`,
      'Your name and the time are recorded. Nobody signs twice, and nobody on the panel of the round.',
    ],
    button: 'Sign',
  }),
  instead: ({ approval: { signature, usedAt } }) =>
    signature === null && usedAt === null
      ? null
      : { title: 'There is nothing to sign', paragraphs: ['It is signed already, or over.'] },
  fields: () => [],
  next: (_, { round, approval }) => [`/rounds/${round.id}/approvals/${approval.of}`, 'signed'],
};

const askToWithdraw: FormDefinition<'askToWithdraw', About> = {
  operation: 'askToWithdraw',
  apart: ofOversight,
  load: loadDecided,
  text: (about) => ({
    title: 'Ask for a withdrawal',
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [
      'The Centre’s settings can want the agreement of the Oversight Group or a second person’s signature before something is withdrawn. Once it stands, withdraw it on the page of the decision.',
    ],
    button: 'Ask for it',
  }),
  fields: () => [
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Reason',
      hint: 'Whoever agrees or signs reads it. Do not name reviewers.',
      missing: 'Enter why it is to be withdrawn',
      rows: 4,
    },
  ],
  next: (_, { round }) => [`/rounds/${round.id}/approvals/withdrawal`, 'withdrawal-asked'],
};

/** What somebody else than who decides agrees to or signs. */
export const approvalRoutes: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/approvals/withdrawal/ask', askToWithdraw),
  ...formRoutes('/rounds/{roundId}/approvals/{of}/sign', sign).map(withJudgement),
  {
    method: 'GET',
    path: '/rounds/{roundId}/approvals/{of}',
    access: oversightOperations.getApproval.roles,
    handle: showApproval,
  },
];
