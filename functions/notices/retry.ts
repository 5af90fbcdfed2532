const firstPauseMinutes = 15;
const longestPauseMinutes = 6 * 60;

/** Attempts after which a refusal is no longer taken for passing: about two and a half days. */
const maxAttempts = 14;

/** The clock comes once or not at all while a code can be used: it finds what was refused before. */
const codePauseMinutes = 1;

/** When to try an email again whose code can be used until `until`; null: it would come too late. */
export function codeRetryAt(until: string, now: Date): Date | null {
  const again = new Date(now.getTime() + codePauseMinutes * 60_000);
  return again.toISOString() < until ? again : null;
}

/** When to try again after so many refused attempts, each pause twice the last up to 6 hours; null: not again. */
export function retryAt(attempts: number, now: Date): Date | null {
  if (attempts >= maxAttempts) return null;
  const minutes = Math.min(firstPauseMinutes * 2 ** (attempts - 1), longestPauseMinutes);
  return new Date(now.getTime() + minutes * 60_000);
}
