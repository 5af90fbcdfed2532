import type { PersonItem } from './stored-person.ts';

/** Why nothing can be asked of somebody as a reviewer, in a sentence; null where it can. Null stands for erased people. */
export function whyCannotReview(person: PersonItem | null): string | null {
  if (person === null) return 'This person has been erased.';
  return person.roles.includes('reviewer')
    ? null
    : `${person.name} is not a reviewer any more, and cannot open the review.`;
}

/** Why emails to somebody are not sent, in sentences; null where they are, as far as anybody knows. */
export function whyNotWritten(person: PersonItem | null): string | null {
  if (person === null) return 'This person has been erased.';
  const { name, addressTrouble } = person;
  if (addressTrouble === null) return null;
  const why = {
    bounce: `Emails to ${name} come back.`,
    complaint: `${name} has reported an email as unwanted.`,
  };
  return `${why[addressTrouble.kind]} Nothing is sent to them until somebody corrects their address, or says that it works.`;
}
