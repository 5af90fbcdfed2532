import { criteriaInEmail } from '../../shared/contract/notices/kinds.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { SpecificationVersion } from '../../shared/domain/specifications/specification.ts';
import { diffSpecificationVersions } from '../../shared/domain/specifications/specification-diff.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { frameworkOf } from '../frameworks/storage.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { getNotices, noticeIdOf } from '../notices/storage.ts';
import { listPanel } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { listRoundsOfSpecification } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import type { Write } from '../table/write.ts';
import { type NewerVersion, newerVersion } from './newer-version.ts';
import { getSpecificationVersion, underReviewWrite } from './storage.ts';

/** How many rounds of a specification, the newest first, are looked through for open ones. */
const maxLooked = 50;

/** Most open rounds whose reviewers are told at once: a panel has up to 20 of them, and all is one transaction. */
const maxRounds = 4;

/** Somebody on a panel, or about to be. */
type Reviewer = Pick<AssignmentItem, 'personId' | 'status' | 'interest'>;

/**
 * The writes that tell these reviewers of a round that there is a newer version than theirs. What differs is content: who
 * has not declared their interests, or waits for the Centre with them, is not told of it.
 */
const news = (
  round: RoundItem,
  reviewers: readonly Reviewer[],
  { version, changes }: NewerVersion,
  createdAt: string,
): readonly Write[] =>
  reviewers.flatMap(({ personId, status, interest }) => {
    const interestWaits = interest === 'declared';
    const mayRead = status !== 'invited' && !interestWaits;
    return tell([personId], {
      cause: causeOf(round, version),
      notice: 'version-added',
      roundId: round.id,
      createdAt,
      data: {
        ...aboutRound(round),
        newVersion: version,
        hasSubmitted: status === 'submitted',
        mayRead,
        interestWaits,
        changes: mayRead ? changes.slice(0, criteriaInEmail) : [],
        moreChanges: mayRead ? Math.max(0, changes.length - criteriaInEmail) : 0,
      },
    });
  });

const causeOf = ({ id }: Pick<RoundItem, 'id'>, version: number) => `version-added ${id} ${version}`;

/** Which rounds are open on an older version, and the writes that tell their reviewers that there is another, and what differs. */
export async function tellReviewers(
  db: Database,
  specificationId: string,
  added: { readonly version: number; readonly content: SpecificationVersion },
  { at }: NewEvent,
): Promise<{ readonly roundIds: readonly string[]; readonly writes: readonly Write[] }> {
  const { rounds } = await listRoundsOfSpecification(db, specificationId, { limit: maxLooked });
  const framework = await frameworkOf(db, added.content);
  const open = rounds.filter(({ status }) => status === 'open').slice(0, maxRounds);
  const writes = open.map(async (round) => {
    const [panel, reviewed] = await Promise.all([
      listPanel(db, round.id),
      getSpecificationVersion(db, specificationId, round.specificationVersion),
    ]);
    if (reviewed === null) throw new Error(`Round ${round.id} has lost its version`);
    const changes = diffSpecificationVersions(reviewed.content, added.content, framework);
    return news(
      round,
      panel.filter(({ status }) => isOnPanel(status)),
      { version: added.version, changes: changes.map(({ sentence }) => sentence) },
      at,
    );
  });
  return { roundIds: open.map(({ id }) => id), writes: (await Promise.all(writes)).flat() };
}

/**
 * The writes that tell those who come to a round, or come to it again, of a version that is newer than theirs and was
 * there before, and staff on Today; none where there is none. Nobody is told of a version twice.
 */
export async function tellWhoComes(
  db: Database,
  round: RoundItem,
  reviewers: readonly Reviewer[],
  at: string,
): Promise<readonly Write[]> {
  const newer = await newerVersion(db, round);
  if (newer === null) return [];
  const idOf = ({ personId }: Reviewer) => noticeIdOf(causeOf(round, newer.version), personId);
  const [told, version] = await Promise.all([
    getNotices(db, reviewers.map(idOf)),
    getSpecificationVersion(db, round.specificationId, newer.version),
  ]);
  return [
    ...news(
      round,
      reviewers.filter((one) => !told.has(idOf(one))),
      newer,
      at,
    ),
    ...(version === null ? [] : underReviewWrite(version, round.id, at)),
  ];
}
