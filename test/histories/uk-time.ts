const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** When UK clocks went back in 2026: histories take place around it. */
const clocksGoBack = Date.parse('2026-10-25T01:00:00.000Z');

const ahead = (milliseconds: number) => (milliseconds < clocksGoBack ? hour : 0);

/** The instant (ISO 8601) at which UK clocks show an hour, some days after the UK day of an instant. */
export function ukHour(instant: string, days: number, at: number): string {
  const given = Date.parse(instant);
  const midnight = Math.floor((given + ahead(given)) / day) * day;
  const shown = midnight + days * day + at * hour;
  return new Date(shown - ahead(shown - hour / 2)).toISOString();
}

/** The Monday in whose first 16 hours from 8am (UK) an instant lies, as `2026-11-02`; null at other times. */
export function digestMonday(instant: string): string | null {
  const given = Date.parse(instant);
  const shown = new Date(given + ahead(given));
  return shown.getUTCDay() === 1 && shown.getUTCHours() >= 8 ? shown.toISOString().slice(0, 10) : null;
}

/** Which reminder of a review is due at an instant, told from the design and not from the code: null for none. */
export function dueReminder(due: string, closesAt: string, asked: string, now: string): string | null {
  const since = (days: number) => ukHour(due, days, 9);
  const closing = ukHour(closesAt, -1, 9);
  if (closing > due && now >= closing) return asked < closing ? 'closing' : null;
  if (now >= since(1)) return asked < since(1) ? 'overdue' : null;
  if (now >= due) return null;
  if (now >= since(-1)) return asked < since(-1) ? 'one-day' : null;
  if (now >= since(-7)) return asked < since(-7) ? 'seven-days' : null;
  return null;
}

/** Whether a reminder to answer an invitation is due at an instant: from 9am two days before the day to answer by, until then. */
export const asksToAnswer = (answerBy: string, asked: string, now: string): boolean => {
  const begins = ukHour(answerBy, -2, 9);
  return asked < begins && begins <= now && now < answerBy;
};
