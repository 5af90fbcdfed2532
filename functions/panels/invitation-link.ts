import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { type EmailLink, keyMadeFor } from '../notices/link-key.ts';
import { getNotice } from '../notices/storage.ts';
import { getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { checkRoundOpen, type Desk, deskOf } from '../reviews/desk.ts';
import { declineOrRecuse } from '../reviews/leave-review.ts';
import { askForCode, type CodeAsked } from '../sign-in-codes/sign-in.ts';
import { getSpecificationVersion } from '../specifications/storage.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { byWhenDue } from './answer-by.ts';
import { changeAssignment, dueOf } from './storage.ts';
import { waitsForAnswer } from './stored-assignment.ts';

/** What an invitation asks: nobody is named in it, and nothing is in it of what the specification says. */
export interface Invitation {
  readonly roundId: string;
  readonly title: string;
  readonly specificationVersion: number;
  readonly areaOfPractice: string;
  readonly isGateway: boolean;
  readonly sample: boolean;
  readonly criteria: number;
  readonly answerBy: string;
  readonly reviewsDue: string;
}

interface Found {
  readonly person: PersonItem;
  readonly desk: Desk;
  /** By when its email says that it is to be answered. */
  readonly answerBy: string;
}

/** Whom a link was made for, with the assignment that it is bound to; null where it leads nowhere. */
async function behind(
  services: Services,
  { noticeId, key }: EmailLink,
): Promise<Found | 'over' | 'declined' | null> {
  const notice = await getNotice(services.db, noticeId);
  if (notice?.notice !== 'invitation' || notice.linkKey === null || notice.roundId === null) return null;
  const [person, desk] = await Promise.all([
    getPerson(services.db, notice.personId),
    deskOf(services, notice.roundId, notice.personId),
  ]);
  const madeFor = keyMadeFor('invitation', key, notice.linkKey, person?.email ?? null);
  if (madeFor === 'nothing') return null;
  // Since the address was corrected, whoever has the email may be a stranger.
  if (madeFor === 'another-address') return 'over';
  if (desk.ok && desk.value.assignment.status === 'declined') return 'declined';
  // It answers the invitation and nothing else: it is over with the first answer, whoever gave it and by whichever door.
  const waits =
    desk.ok && waitsForAnswer(desk.value.assignment) && checkRoundOpen(desk.value.round, services.now()).ok;
  if (!waits || person === null || !person.roles.includes('reviewer')) return 'over';
  return { person, desk: desk.value, answerBy: notice.data.answerBy };
}

/** The invitation behind a link: `over` where there is nothing to answer any more, null where it leads nowhere. */
export async function invitationBehind(
  services: Services,
  link: EmailLink,
): Promise<Invitation | 'over' | null> {
  const found = await behind(services, link);
  if (found === 'declined') return 'over';
  if (found === null || found === 'over') return found;
  const { answerBy, desk } = found;
  const { assignment, round } = desk;
  const [version, set] = await Promise.all([
    getSpecificationVersion(services.db, round.specificationId, round.specificationVersion),
    judgingSetOf(services.db, round),
  ]);
  const due = dueOf(assignment) ?? round.reviewsDue;
  return {
    roundId: round.id,
    title: round.title,
    specificationVersion: round.specificationVersion,
    areaOfPractice: version?.content.areaOfPractice ?? '',
    isGateway: round.criteriaSetKind === 'gateway',
    sample: round.sample,
    criteria: criteriaOf(set.content).length,
    answerBy: byWhenDue(answerBy, due),
    reviewsDue: due,
  };
}

/**
 * Declines behind a link: it is what the reviewer does by any other door. Whoever has declined already is told the same;
 * where anything else moved meanwhile, what stands then says what becomes of it. Null where the link leads nowhere.
 */
export const declineBehind = (
  services: Services,
  link: EmailLink,
  reason: string,
): Promise<Result<void, Problem | 'over'> | null> =>
  retrying(async () => {
    const found = await behind(services, link);
    if (found === null) return null;
    if (found === 'declined') return ok(undefined);
    if (found === 'over') return fail('over' as const);
    const { assignment, round } = found.desk;
    const done = await declineOrRecuse(services)({
      by: found.person,
      of: { roundId: round.id },
      what: { reason },
      // Whoever has accepted meanwhile is not taken off by this.
      expected: assignment.version,
      key: '',
    });
    // Whom staff took off at the same moment has declined nothing.
    if (done.ok) return done.value.answer.status === 'declined' ? ok(undefined) : fail('over' as const);
    return done.error.code === 'stale' ? heldUp : fail(done.error);
  });

/** What accepting leads to: a code to be entered, or at once to the declaration for whoever is signed in as who was invited. */
type Accepted = { readonly codeId: string } | { readonly leadsTo: string };

/**
 * Sends a code to the address that was invited, whoever follows the link: to accept it takes more than the link, which
 * may have been passed on, and entering it accepts (`acceptInvitation`). Whoever is signed in as the reviewer who was
 * invited has entered one already.
 */
export async function acceptBehind(
  services: Services,
  link: EmailLink,
  { personId, ...asking }: Pick<CodeAsked, 'caller' | 'sent'> & { readonly personId: string | null },
): Promise<Result<Accepted, 'over' | { readonly until: Date }> | null> {
  const found = await behind(services, link);
  if (found === null) return null;
  if (found === 'over' || found === 'declined') return fail('over');
  const { person, desk } = found;
  const leadsTo = `/my-reviews/${desk.round.id}/interests`;
  if (person.id === personId) {
    await acceptInvitation(services, { roundId: desk.round.id, personId });
    return ok({ leadsTo });
  }
  const asked = await askForCode(services, {
    ...asking,
    email: person.email,
    returnTo: leadsTo,
    accepts: desk.round.id,
  });
  return asked.ok ? ok({ codeId: asked.value.id }) : asked;
}

/**
 * Accepts for a reviewer who has signed in: it answers the invitation, so its link ends and nobody is asked for an answer
 * any more. Whatever stands against it by now, the page that they come to says so.
 */
export const acceptInvitation = (
  services: Services,
  { roundId, personId }: { readonly roundId: string; readonly personId: string },
): Promise<Result<void, never>> =>
  retrying(async () => {
    const now = services.now();
    const desk = await deskOf(services, roundId, personId);
    if (!desk.ok || !waitsForAnswer(desk.value.assignment) || !checkRoundOpen(desk.value.round, now).ok)
      return ok(undefined);
    const written = await changeAssignment(
      services.db,
      desk.value.assignment,
      { acceptedAt: now.toISOString() },
      eventNow(services, personId, 'invitation-accepted', {}, now),
      { status: 'open' },
    );
    return written.ok ? written : heldUp;
  });
