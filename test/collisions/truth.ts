import { isDeepStrictEqual } from 'node:util';
import { memberView } from '../../functions/rounds/view.ts';
import { isAwaited, isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { Move, Refusal } from './moves.ts';
import type { Found, Scene } from './scenes.ts';

/** What stands before the words of a page that saved what it could not submit. */
export const savedOnly = 'Saved, not submitted. ';

/** What is not so of an answer that refuses a move, by what stands in the table; null where all of it is. */
export function untrueOf(
  refusal: Refusal,
  move: Move,
  scene: Scene,
  now: Found,
  expected: number,
): string | null {
  const { code } = refusal;
  const detail = refusal.detail.replace(savedOnly, '');
  const of = (n: number | undefined) => {
    const id = n === undefined ? '' : scene.person(n as 1).id;
    return {
      member: now.panel.find(({ personId }) => personId === id),
      person: now.people[(n ?? 0) - 1] ?? null,
    };
  };
  const { member, person } = of(move.about);
  const isSo = (holds: boolean) => (holds ? null : `“${detail}” is not so`);
  switch (code) {
    case 'stale': {
      // What was typed on a page is asked about where the draft moved on; it stood at its first version.
      if (move.counts === 'saves' && move.lock === null) return isSo(now.versions['review of 1'] !== 1);
      if (move.lock === null) return 'What needs no lock is stale';
      const stands = now.versions[move.lock];
      if (stands === expected) return 'It is said to be stale, and stands as it was read';
      // A page says that it was changed elsewhere, and shows what stands.
      if (move.counts !== undefined && refusal.currentVersion === undefined)
        return isSo(/changed elsewhere|saved elsewhere|saved from somewhere else/.test(detail));
      if (refusal.currentVersion !== stands)
        return `It stands at ${stands}, not at ${refusal.currentVersion}`;
      if (refusal.current === undefined) return 'It is not said what stands now';
      return move.lock === 'assignment of 2' && member !== undefined
        ? isSo(isDeepStrictEqual(refusal.current, memberView(member, false)))
        : null;
    }
    case 'already-submitted':
      return isSo(member?.status === 'submitted' && now.submissions.length > 0);
    case 'round-not-open':
      return isSo(now.round.status !== 'open');
    case 'interest-unresolved':
      return isSo(member?.interest === 'declared');
    case 'not-found':
      return isSo(person === null);
    case 'behind-a-link':
      return isSo(
        detail === 'The invitation is over'
          ? now.round.status !== 'open' ||
              member?.status !== 'invited' ||
              member.interest !== 'not-declared' ||
              !person?.roles.includes('reviewer')
          : person === null,
      );
    case 'already-exists':
      return isSo(of(4).member !== undefined);
    case 'not-now': {
      if (detail.startsWith('This reviewer has declared an interest'))
        return isSo(member?.interest === 'declared');
      const statusSaid =
        /^The round is (\w+)/.exec(detail)?.[1] ??
        (/^The round has been (decided)/.exec(detail)?.[1] as string);
      if (statusSaid !== undefined) return isSo(now.round.status === statusSaid);
      const ownSaid = /^(?:You have|This review is|This reviewer has) (\w+)/.exec(detail)?.[1];
      if (ownSaid !== undefined && detail !== 'This reviewer has been reminded today.')
        return isSo(member?.status === ownSaid);
      if (detail.startsWith('This reviewer is no longer on the panel'))
        return isSo(member !== undefined && !isOnPanel(member.status));
      if (detail.startsWith('Nothing is awaited'))
        return isSo(now.round.status !== 'open' || member === undefined || !isAwaited(member.status));
      if (detail === 'This reviewer has been reminded today.')
        return isSo(now.events.some(({ action }) => action === 'reviewer-reminded'));
      if (detail.startsWith('They are on the panel of'))
        return isSo(member !== undefined && (isOnPanel(member.status) || member.submissions > 0));
      if (detail === 'This person has been erased.') return isSo(person === null);
      if (detail.includes('is not a reviewer any more'))
        return isSo(person?.roles.includes('reviewer') === false);
      if (detail.startsWith('The recommendation is being derived'))
        return isSo(now.recommendation?.number !== now.round.recommendations);
      if (detail.startsWith('No panel has been called')) return isSo(now.round.panelCall === null);
      return `Nobody has said how to check “${detail}”`;
    }
    default:
      return `Nobody expects ${code} here: “${detail}”`;
  }
}

/** What may never stand in the table, whoever was faster. */
export function impossibleIn(now: Found, scene: Scene): readonly string[] {
  const { status: round } = now.round;
  if (round === 'decided' || round === 'cancelled') return [];
  // Whoever lost the role while the round was closed is shown as no reviewer, and is not reminded.
  const isUnderWay = round === 'open' && !now.events.some(({ action }) => action === 'round-reopened');
  return now.panel
    .filter(({ status }) => isOnPanel(status))
    .flatMap(({ personId }) => {
      const n = ([1, 2, 3, 4] as const).find((one) => scene.person(one).id === personId) ?? 1;
      const person = now.people[n - 1] ?? null;
      if (person === null) return [`${n} is on the panel, and has been erased`];
      return isUnderWay && !person.roles.includes('reviewer')
        ? [`${n} is on the panel, and is no reviewer`]
        : [];
    });
}
