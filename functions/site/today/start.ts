import { randomUUID } from 'node:crypto';
import { centreOperations } from '../../../shared/contract/centre/operations.ts';
import { list } from '../../../shared/domain/basics/words.ts';
import type { CriteriaSetKind } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { kinds } from '../../emails/kinds.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukDay, ukStart, ukTime } from '../../words/uk-time.ts';
import { progressInWords } from '../rounds/progress.ts';
import { titleOf } from '../rounds/round-of.ts';
import { siteRoles } from '../sign-in/sign-in.ts';
import { forbiddenPage, notFoundPage, page } from '../web/answer.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import { timeInWords } from '../web/time-in-words.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** One thing that waits: where it is done, and what to know before going there. */
interface Item {
  readonly href: string;
  readonly text: string;
  readonly note: string;
  /** Whom one press asks in the place of who is named; staff alone may. */
  readonly next?: {
    readonly at: string;
    readonly name: string;
    readonly version: number;
    readonly key: string;
  } | null;
}

/** One press that asks the next reserve reviewer of a round in somebody’s place. */
const pressOf = (
  roundId: string,
  personId: string,
  next: AnswerTo<'getToday'>['unanswered']['items'][number]['next'],
): NonNullable<Item['next']> | null =>
  next && {
    at: `/rounds/${roundId}/reviewers/${personId}/ask-next`,
    name: next.name,
    version: next.editVersion,
    key: randomUUID(),
  };

/** A round by its title, which says where it is the gateway’s. */
const named = ({
  title,
  criteriaSetKind,
}: {
  readonly title: string;
  readonly criteriaSetKind: CriteriaSetKind;
}) => (criteriaSetKind === 'gateway' ? `${title} (gateway)` : title);

/** How many reviews of an open round are in, where that is told. */
const standing = ({ progress }: Pick<AnswerTo<'getToday'>['underWay']['items'][number], 'progress'>) =>
  progress === null ? [] : [progressInWords(progress)];

/** `GET /`: what waits for staff today; what this is, and the way in, for everybody else. */
export async function showStart(visit: Visit): Promise<Answer> {
  const { person } = visit;
  if (person === null) return page(visit, 'today/welcome.njk', {});
  const has = (roles: readonly string[]) => person.roles.some((role) => roles.includes(role));
  if (!has(siteRoles)) return forbiddenPage(visit, siteRoles);
  const texts = has(['administrator']) ? await textsToMend(visit) : [];
  if (!has(centreOperations.getToday.roles))
    return page(visit, 'today/today.njk', { groups: texts, isDesk: false });
  const today = await readFor(visit, 'getToday');
  if (today === null) return notFoundPage(visit);

  const now = ukIsoDay(visit.site.now());
  const group = <T>(
    title: string,
    { items, more }: { readonly items: readonly T[]; readonly more: boolean },
    item: (one: T) => Item,
  ) => ({ title, items: items.map(item), more, isEmpty: items.length === 0 });
  const groups = [
    // The Oversight Group is not told whether there are any.
    ...(has(['staff'])
      ? [
          group('Patient-safety concerns', today.concerns, ({ roundId, concernId, title, raisedAt }) => ({
            href: `/rounds/${roundId}/concerns/${concernId}`,
            text: title,
            note: `Raised on ${ukTime(raisedAt)}. Read it, act on it and answer it.`,
          })),
        ]
      : []),
    group('Recommendations to decide', today.toDecide, ({ outcome, derivedAt, ...round }) => ({
      href: `/rounds/${round.roundId}/result`,
      text: named(round),
      note: `Recommendation: ${outcomeInWords[outcome].toLowerCase()}. Derived on ${ukTime(derivedAt)}.`,
    })),
    group('Rounds with every review in', today.reviewsIn, ({ closesAt, ...round }) => ({
      href: `/rounds/${round.roundId}`,
      text: named(round),
      note: `You can close the round early. It closes on ${ukTime(closesAt)}.`,
    })),
    group('Panels to call', today.panelsToCall, ({ derivedAt, calledFor, ...round }) => ({
      href: `/rounds/${round.roundId}/panel`,
      text: named(round),
      note:
        calledFor === null
          ? `Referred to a panel discussion on ${ukTime(derivedAt)}.`
          : `Called for ${ukStart(calledFor)}. Record what the panel finds.`,
    })),
    group('Reviewers who declined', today.declined, ({ personId, name, next, ...round }) => ({
      href: `/rounds/${round.roundId}`,
      text: `${name}, ${named(round)}`,
      note: 'Has declined. Nobody was asked in their place yet.',
      next: pressOf(round.roundId, personId, next),
    })),
    group('Invitations not answered', today.unanswered, ({ personId, name, answerBy, next, ...round }) => ({
      href: `/rounds/${round.roundId}`,
      text: `${name}, ${named(round)}`,
      note: `Has neither accepted nor declined by ${ukTime(answerBy)}. Remind them, or replace them by somebody else.`,
      next: pressOf(round.roundId, personId, next),
    })),
    group('Conflicts of interest to look at', today.conflicts, ({ personId, name, ...round }) => ({
      href: `/rounds/${round.roundId}/reviewers/${personId}/conflict`,
      text: `${name}, ${named(round)}`,
      note: 'Has the mail domain of the developer’s contact, who came after them.',
    })),
    group('Interests to resolve', today.interests, ({ personId, name, declaredAt, ...round }) => ({
      href: `/rounds/${round.roundId}/reviewers/${personId}/interest`,
      text: `${name}, ${named(round)}`,
      note: `Declared on ${timeInWords(visit)(declaredAt)}.`,
    })),
    group('Rounds closing soon', today.roundsClosing, ({ closesAt, progress, ...round }) => ({
      href: `/rounds/${round.roundId}`,
      text: titleOf(round),
      note: [...standing({ progress }), `Closes on ${ukTime(closesAt)}.`].join(' '),
    })),
    group('Reviews overdue', today.reviewsOverdue, ({ name, reviewsDue, ...round }) => ({
      href: `/rounds/${round.roundId}`,
      text: `${name}, ${named(round)}`,
      note: `Was due on ${ukTime(reviewsDue)}.`,
    })),
    ...(has(['staff'])
      ? [
          group('From developers', today.developerMessages, ({ messageId, about, receivedAt, ...round }) => ({
            href: `/rounds/${round.roundId}/developer/${messageId}`,
            text: `${fromDevelopers[about]}, ${named(round)}`,
            note: `Sent on ${ukTime(receivedAt)}. Read it and answer it.`,
          })),
        ]
      : []),
    group('Conditions due', today.conditionsDue, ({ number, due, ...round }) => ({
      href: `/rounds/${round.roundId}/decision`,
      text: `Condition ${number}, ${named(round)}`,
      note: due < now ? `Overdue since ${ukDay(due)}.` : `Due on ${ukDay(due)}.`,
    })),
    group('Endorsements to review', today.endorsementsToReview, ({ specificationId, title, reviewBy }) => ({
      href: `/specifications/${specificationId}`,
      text: title,
      note: `${reviewBy < now ? 'Was to be' : 'To be'} reviewed by ${ukDay(reviewBy)}. Create a round, or withdraw the endorsement on the page of its decision.`,
    })),
    group('Suspensions to reconsider', today.suspensionsToReconsider, ({ roundId, title, reconsiderBy }) => ({
      href: `/rounds/${roundId}/decision`,
      text: title,
      note: `${reconsiderBy < now ? 'Was to be' : 'To be'} considered again by ${ukDay(reconsiderBy)}. Lift the suspension, extend it or withdraw the endorsement.`,
    })),
    group(
      'Newer versions under review',
      today.newerVersions,
      ({ specificationVersion, newerVersion, ...round }) => ({
        href: `/rounds/${round.roundId}`,
        text: named(round),
        note: `The round reviews version ${specificationVersion}. The specification has version ${newerVersion} by now.`,
      }),
    ),
    group('Letters to release', today.noticesToRelease, ({ name, since, ...round }) => ({
      href: `/rounds/${round.roundId}/letter`,
      text: named(round),
      note: `To ${name}. Composed on ${ukTime(since)}.`,
    })),
    group('Signatures and agreements to give', today.approvals, ({ roundId, of, title, ...lacks }) => ({
      href: `/rounds/${roundId}/approvals/${of}`,
      text: of === 'withdrawal' ? `Withdrawal, ${title}` : title,
      note: `Waits for ${list([
        ...(lacks.agreement ? ['the Oversight Group’s agreement'] : []),
        ...(lacks.signature ? ['a second person’s signature'] : []),
      ])}.`,
    })),
    group('Meetings of the Oversight Group', today.meetings, ({ meetingId, at }) => ({
      href: `/meetings/${meetingId}`,
      text: ukStart(at),
      note:
        at.slice(0, 10) > now
          ? 'Members read the paper and advise before it.'
          : 'Record what the group concludes.',
    })),
    group('Notices that failed', today.noticesFailed, ({ noticeId, notice, name, since }) => ({
      href: `/notices/${noticeId}`,
      text: `${kinds[notice].name} to ${name}`,
      note: `Failed on ${ukTime(since)}.`,
    })),
    group('Addresses that take no emails', today.addressesFailing, ({ personId, name, since }) => ({
      href: `/people/${personId}`,
      text: name,
      note: `Since ${ukTime(since)}. Emails are held back.`,
    })),
  ];
  const closing = new Set(today.roundsClosing.items.map(({ roundId }) => roundId));
  const underWay = today.underWay.items.filter(({ roundId }) => !closing.has(roundId));
  const waiting = [...groups.filter(({ isEmpty }) => !isEmpty), ...texts];
  return page(visit, 'today/today.njk', {
    isDesk: true,
    seenAt: visit.site.now().toISOString(),
    groups: waiting,
    underWay: {
      rounds: underWay.map(({ progress, reviewsDue, closesAt, ...round }) => ({
        href: `/rounds/${round.roundId}`,
        text: titleOf(round),
        note: [
          ...standing({ progress }),
          reviewsDue > visit.site.now().toISOString()
            ? `Reviews are due on ${ukTime(reviewsDue)}.`
            : `It closes on ${ukTime(closesAt)}.`,
        ].join(' '),
      })),
      more: today.underWay.more,
    },
    idle: groups.filter(({ isEmpty }) => isEmpty).map(({ title }) => title),
    isStaff: has(['staff']),
  });
}

/** The emails whose texts administrators have changed, and that go as they came because those fit no more. */
async function textsToMend(visit: Visit) {
  const { unusedTexts } = await import('../email-texts/asked.ts');
  const items = (await unusedTexts(visit)).map(
    ({ notice, name }): Item => ({
      href: `/settings/emails/${notice}`,
      text: name,
      note: 'Your text does not fit this release of the service, so the original is sent. Mend it, or go back to the original.',
    }),
  );
  return items.length === 0 ? [] : [{ title: 'Emails’ texts that are not used', items, more: false }];
}

const fromDevelopers: Readonly<
  Record<AnswerTo<'getToday'>['developerMessages']['items'][number]['about'], string>
> = {
  evidence: 'Evidence',
  letter: 'An answer to the letter',
  appeal: 'An appeal',
  facts: 'An answer to the fact check',
  'contact-confirmed': 'The contact is confirmed',
  'contact-changed': 'Another contact',
};
