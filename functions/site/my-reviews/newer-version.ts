import { notFoundPage, page, redirect } from '../web/answer.ts';
import type { Answer } from '../web/visit.ts';
import { readAssignment, readOwn } from './reading.ts';
import type { SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf } from './words.ts';

/** `GET …/newer-version`: all that differs in the latest version from the one under review. */
export async function showNewerVersion(visit: SignedInVisit): Promise<Answer> {
  const assignment = await readAssignment(visit);
  if (assignment === null) return notFoundPage(visit);
  const form = await readOwn(visit, 'getForm');
  // The page of the review says what has to be done first.
  if (!form.ok) return redirect(pathOf(assignment));
  const { newerVersion } = form.value;
  if (newerVersion === null) return notFoundPage(visit);
  return page(visit, 'my-reviews/newer-version.njk', {
    review: aboutAssignment(assignment),
    at: pathOf(assignment),
    hasSubmitted: assignment.status === 'submitted',
    newer: newerVersion,
  });
}
