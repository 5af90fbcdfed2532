import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import { listReviewers, maxOffered } from './lists.ts';
import { whyCannotReview, whyNotWritten } from './reach.ts';
import { getPeople } from './storage.ts';

/** Names by the ids of people, for pages to show; whoever has been erased is not among them. */
export async function namesOf(
  { db }: Services,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const people = await getPeople(db, ids, getReadable);
  return new Map([...people.values()].map(({ id, name }) => [id, name]));
}

/** Somebody on a panel, and what staff should know before they count on them. */
export interface Member {
  readonly name: string;
  /** Why they cannot review, in a sentence; null where they can. */
  readonly cannotReview: string | null;
  /** Why no email is sent to them, in sentences; null where they are. */
  readonly takesNoEmails: string | null;
}

/** The people on a panel by their ids; whoever has been erased is not among them. */
export async function membersOf(
  { db }: Services,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Member>> {
  const people = [...(await getPeople(db, ids)).values()];
  return new Map(
    people.map((person) => [
      person.id,
      { name: person.name, cannotReview: whyCannotReview(person), takesNoEmails: whyNotWritten(person) },
    ]),
  );
}

/** A reviewer who may be chosen for a panel. */
export interface ReviewerToChoose {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly expertise: readonly string[];
}

/** Reviewers who may be chosen for a panel, by name. */
export interface ReviewersToChoose {
  /** The people who never were on the panel. */
  readonly offered: readonly ReviewerToChoose[];
  /** The addresses of the people who are on it, or were. */
  readonly taken: ReadonlySet<string>;
  /** How many are offered at most, where there may be more of them than that; null where there are not. */
  readonly atMost: number | null;
}

/** Reads who may be chosen for a panel of which these people are, or were. */
export async function reviewersToChoose(
  { db }: Services,
  onPanel: readonly string[],
): Promise<ReviewersToChoose> {
  const [reviewers, members] = await Promise.all([listReviewers(db), getPeople(db, onPanel)]);
  return {
    offered: reviewers
      .filter(({ id }) => !members.has(id))
      .map(({ id, name, email, expertise }) => ({ id, name, email, expertise })),
    taken: new Set([...members.values()].map(({ email }) => email)),
    atMost: reviewers.length === maxOffered ? maxOffered : null,
  };
}
