const firstPauseMinutes = 15;
const longestPauseMinutes = 6 * 60;

/** Attempts after which a refusal is no longer taken for passing: about two and a half days. */
const maxAttempts = 14;

/** When to try again after so many refused attempts, each pause twice the last up to 6 hours; null: not again. */
export function retryAt(attempts: number, now: Date): Date | null {
  if (attempts >= maxAttempts) return null;
  const minutes = Math.min(firstPauseMinutes * 2 ** (attempts - 1), longestPauseMinutes);
  return new Date(now.getTime() + minutes * 60_000);
}
