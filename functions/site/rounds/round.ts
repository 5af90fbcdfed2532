import { randomUUID } from 'node:crypto';
import { noticeOperations } from '../../../shared/contract/notices/operations.ts';
import { byName } from '../../../shared/domain/basics/fold.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { gatewayLackInWords } from '../../../shared/domain/decisions/gateway.ts';
import type { Door } from '../../../shared/domain/reviews/review.ts';
import {
  type AssignmentStatus,
  type InterestState,
  isAwaited,
  isOnPanel,
  placeName,
} from '../../../shared/domain/rounds/round.ts';
import { type Member, membersOf } from '../../people/names.ts';
import { mayReadRatings } from '../../results/who-may-read.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { closingTime, ukStart, ukTime } from '../../words/uk-time.ts';
import { concernView } from '../concerns/concern-view.ts';
import { readReserves } from '../panels/reserves.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import { roundTag, type Tag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { progressInWords, progressOf, stillOn } from './progress.ts';
import { roundOf } from './round-of.ts';

const statusTags: Record<AssignmentStatus, Tag> = {
  invited: { text: 'Invited', colour: 'grey' },
  accepted: { text: 'Accepted', colour: 'blue' },
  declined: { text: 'Declined', colour: 'orange' },
  recused: { text: 'Recused', colour: 'orange' },
  submitted: { text: 'Submitted', colour: 'green' },
  reopened: { text: 'Reopened', colour: 'yellow' },
};

/** What the page says of somebody on the panel of a draft. */
const notInvited: Tag = { text: 'Not invited yet', colour: 'grey' };

/** Whoever has been erased. */
const nobody: Member = { name: erasedPerson, cannotReview: null, takesNoEmails: null };

/** How a review came in. */
const doorInWords: Record<Door, string> = {
  sheet: 'From Google Sheets',
  file: 'As an Excel file',
  page: 'On the pages of this site',
};

/** What stands beside the status of somebody who is counted on. */
const hindrances = ({ cannotReview, takesNoEmails }: Member): readonly Tag[] => [
  ...(cannotReview === null ? [] : [{ text: 'Not a reviewer any more', colour: 'red' } as const]),
  ...(takesNoEmails === null ? [] : [{ text: 'Takes no emails', colour: 'red' } as const]),
];

const interests: Record<InterestState, string> = {
  'not-declared': 'Not declared yet',
  none: 'None',
  declared: 'Declared: waits for you',
  cleared: 'Declared and cleared',
  recused: 'Declared and recused',
};

/** `GET /rounds/{roundId}`: a round, its panel and how far they are. */
export async function showRound(visit: Visit): Promise<Answer> {
  const { now } = visit.site;
  const [round, found, raised, next] = await Promise.all([
    readFor(visit, 'getRound'),
    roundOf(visit),
    // Null for everybody but staff who are not on the panel.
    readFor(visit, 'listConcerns'),
    // Null for everybody but staff.
    readReserves(visit, 'getReserves'),
  ]);
  if (round === null || found === null) return notFoundPage(visit);
  const { set } = found;
  const specification = await readFor(visit, 'getSpecification', { specificationId: round.specificationId });
  const latest = specification?.latestVersion;
  const people = await membersOf(servicesOf(visit.site), [
    ...round.panel.map(({ personId }) => personId),
    ...(next?.reserves ?? []),
  ]);
  const reserves = (next?.reserves ?? []).flatMap((id) => people.get(id)?.name ?? []);
  const [first] = reserves;
  const isIn = (list: 'vacancies' | 'conflicts', personId: string) =>
    next?.[list].includes(personId) ?? false;
  // By place where places are shown, else by name.
  const members = round.panel
    .map((member) => ({ ...member, ...(people.get(member.personId) ?? nobody) }))
    .sort((a, b) => (a.place ?? 0) - (b.place ?? 0) || byName(a, b));
  const { status } = round;
  const isStaff = visit.person?.roles.includes('staff') ?? false;
  const at = `/rounds/${round.roundId}`;
  const isLate = ({ reviewsDue }: (typeof members)[number]) =>
    now().toISOString() > (reviewsDue ?? round.reviewsDue);
  const panel = stillOn(round.panel);
  const isOwn = ({ personId }: (typeof panel)[number]) => personId === visit.person?.id;
  const isOnIt = panel.some(isOwn);
  const ratings = visit.person && (await mayReadRatings(servicesOf(visit.site), round.roundId, visit.person));
  // Whoever is on the panel is told so where the link leads.
  const isKept = ratings?.ok === false && ratings.error.code === 'not-now';
  const needed = set.content.rules.minReviews;
  const link = (isShown: boolean, text: string, href: string) =>
    isShown && isStaff ? [{ text, href: `${at}${href}` }] : [];
  return page(visit, 'rounds/round.njk', {
    id: round.roundId,
    at,
    title: `${round.title}, version\u00a0${round.specificationVersion}`,
    status: roundTag(status),
    sample: round.sample,
    isGateway: round.criteriaSetKind === 'gateway',
    isProposal: specification?.stage === 'proposal',
    isDraft: status === 'draft',
    isOpen: status === 'open',
    hasResult: status !== 'draft' && !isKept,
    isKept,
    isClosed: status === 'closed',
    isDecided: status === 'decided',
    specification: {
      href: `/specifications/${round.specificationId}?version=${round.specificationVersion}`,
      text: `${round.title}, version\u00a0${round.specificationVersion}`,
    },
    newer:
      latest !== undefined && latest > round.specificationVersion && round.status !== 'cancelled'
        ? {
            version: latest,
            older: round.specificationVersion,
            isOpen: round.status === 'open',
            href: `/specifications/${round.specificationId}?version=${latest}`,
          }
        : null,
    set: {
      href: `/criteria-sets/${round.criteriaSetId}/versions/${round.criteriaSetVersion}`,
      text: `${set.content.title}, version\u00a0${round.criteriaSetVersion}`,
    },
    reviewsDue: ukTime(round.reviewsDue),
    closesAt: closingTime(round, now()),
    panelMeets: round.panelCall && `${ukStart(round.panelCall.at)} UK time, ${round.panelCall.where}`,
    hasNotices:
      visit.person?.roles.some((role) => noticeOperations.listNotices.roles.includes(role)) ?? false,
    closesLabel: status === 'draft' || status === 'open' ? 'Closes' : 'Closing time',
    withoutGoAhead: round.withoutGoAhead && {
      lack: gatewayLackInWords[round.withoutGoAhead.lack],
      reason: round.withoutGoAhead.reason,
    },
    progress:
      status === 'draft'
        ? `${count(panel.length, 'reviewer')} on the panel. The criteria set needs at least ${needed}.`
        : progressInWords(progressOf(round.panel)),
    canOpen: isStaff && status === 'draft' && panel.length >= needed,
    lacks: Math.max(0, needed - panel.length),
    actions: [
      ...link(status === 'draft' || status === 'open', 'Change the dates', '/dates'),
      ...link(status === 'open' && !isOnIt, 'Close the round early', '/close'),
      ...link(status === 'closed' && !isOnIt, 'Open the round again', '/reopen'),
      ...link(status === 'draft' || status === 'open' || status === 'closed', 'Cancel the round', '/cancel'),
    ],
    concerns: (raised?.concerns ?? []).map((concern) => concernView(concern, criteriaOf(set.content))),
    reserves,
    conflicts: members.filter(({ personId }) => isIn('conflicts', personId)).map(({ name }) => name),
    lock: { version: round.editVersion, seenAt: now().toISOString() },
    canAdd: isStaff && (status === 'draft' || status === 'open'),
    panel: members.map((member) => {
      const member_ = `/reviewers/${member.personId}`;
      const isOn = isOnPanel(member.status);
      const awaited = isAwaited(member.status);
      return {
        name: member.name,
        href: `/people/${member.personId}`,
        place: member.place === null ? null : placeName(member.place),
        tags: [
          status === 'draft' && member.status === 'invited'
            ? notInvited
            : statusTags[
                member.status === 'invited' && member.acceptedAt !== null ? 'accepted' : member.status
              ],
          ...(status === 'open' && awaited && isLate(member)
            ? [{ text: 'Overdue', colour: 'red' } as const]
            : []),
          ...(isOn && (status === 'draft' || status === 'open') ? hindrances(member) : []),
          ...(isIn('conflicts', member.personId) ? [{ text: 'Conflict', colour: 'red' } as const] : []),
        ],
        next: first !== undefined && isIn('vacancies', member.personId) ? first : null,
        nextAt: `${at}${member_}/ask-next`,
        key: randomUUID(),
        interest: interests[member.interest],
        submissions: member.submissions,
        door: member.status === 'submitted' && member.door !== null ? doorInWords[member.door] : null,
        reopenedBecause: member.status === 'reopened' ? member.reopenedBecause : null,
        due:
          awaited && member.reviewsDue !== null && member.reviewsDue !== round.reviewsDue
            ? `Due on ${ukTime(member.reviewsDue)}`
            : null,
        actions: [
          ...link(
            isOn &&
              member.interest === 'declared' &&
              (status === 'open' || status === 'closed') &&
              !isOwn(member),
            'Resolve interest',
            `${member_}/interest`,
          ),
          ...link(
            isIn('conflicts', member.personId) && !isOwn(member),
            'Look at conflict',
            `${member_}/conflict`,
          ),
          ...link(
            status === 'open' && awaited && member.interest !== 'declared' && hindrances(member).length === 0,
            'Remind',
            `${member_}/remind`,
          ),
          ...link(status === 'open' && awaited, 'Change due date', `${member_}/due`),
          ...link(
            status === 'open' && member.status === 'submitted' && !isOwn(member),
            'Reopen review',
            `${member_}/reopen`,
          ),
          ...link(isOn && status === 'draft', 'Take off the panel', `${member_}/remove`),
          ...link(isOn && (status === 'draft' || status === 'open'), 'Replace', `${member_}/replace`),
          ...link(
            isOn && (status === 'draft' || status === 'open' || status === 'closed'),
            'Recuse',
            `${member_}/recuse`,
          ),
        ],
      };
    }),
  });
}
