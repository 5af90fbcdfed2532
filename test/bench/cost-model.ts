/**
 * What the service costs, as data. Prices are those of N. Virginia in US dollars as we remember them; of DynamoDB's
 * two units a third party had published the same in July 2025. AWS's own price list was out of reach here. London is
 * dearer, by about as much as `region` guesses. Nothing free is taken off. Look all of them up, and change the date,
 * before a budget rests on them.
 */
export const prices = {
  date: '2025-07-21',
  region: 1.19,
  /** A million units of DynamoDB on demand. */
  writtenMillion: 0.625,
  readMillion: 0.125,
  /** A gigabyte a month, and of point-in-time recovery. */
  stored: 0.25,
  recoverable: 0.2,
  /** A million requests of an HTTP API; a million of Lambda’s, and a gigabyte for a second. */
  gatewayMillion: 1,
  lambdaMillion: 0.2,
  lambdaGigabyteSecond: 0.0000166667,
  /** A thousand emails. */
  emailThousand: 0.1,
  /** A gigabyte of logs taken in; a gigabyte to the internet. */
  logged: 0.5,
  sent: 0.09,
  /** A month of an alarm, a metric of one’s own, a secret. */
  alarm: 0.1,
  metric: 0.3,
  secret: 0.4,
} as const;

/**
 * What one review takes from its invitation to the letter, with its share of a round of three: as the bench `cost`
 * measured it on the date, which complains where it has become more.
 */
export const review = {
  date: '2026-11-30',
  written: 325,
  read: 165,
  emails: 7,
  /** Bytes that stay in the table, as JSON. */
  bytes: 36_500,
} as const;

/** What nobody has measured: how people work. */
export const assumed = {
  /** Requests of the add-on or a page that each review brings about, staff’s for it too, and what an answer takes. */
  requests: 60,
  unitsReadByEach: 8,
  kilobytesOfEach: 12,
  /** Seconds that a function works for each, with a gigabyte; events of the stream take half of both. */
  seconds: 0.05,
  streamEvents: 12,
  kilobytesLoggedByEach: 0.6,
} as const;

/** What is there every month, whoever reviews; alarms and metrics as they would be counted by hand. */
export const fixed = {
  alarms: 20,
  metrics: 15,
  secrets: 1,
  /** Runs of the clock, and what each reads where nothing is due. */
  clockRuns: 4 * 24 * 30.4,
  clockReads: 4,
} as const;

/** US dollars a month that are there anyway. */
export const fixedMonth = (): number =>
  prices.region *
  (fixed.alarms * prices.alarm +
    fixed.metrics * prices.metric +
    fixed.secrets * prices.secret +
    (fixed.clockRuns * fixed.clockReads * prices.readMillion) / 1e6 +
    (fixed.clockRuns * prices.lambdaMillion) / 1e6);

/** US dollars for one review, in parts; what is kept is counted for a year. */
export function reviewCost(): Readonly<Record<string, number>> {
  const { requests, unitsReadByEach, kilobytesOfEach, seconds, streamEvents, kilobytesLoggedByEach } =
    assumed;
  const parts = {
    writing: (review.written * prices.writtenMillion) / 1e6,
    reading: ((review.read + requests * unitsReadByEach) * prices.readMillion) / 1e6,
    'a year of keeping': (12 * review.bytes * (prices.stored + prices.recoverable)) / 1e9,
    'requests and functions':
      (requests * prices.gatewayMillion + (requests + streamEvents) * prices.lambdaMillion) / 1e6 +
      (requests * seconds + (streamEvents * seconds) / 2) * prices.lambdaGigabyteSecond,
    emails: (review.emails * prices.emailThousand) / 1e3,
    'logs and the internet':
      ((requests + streamEvents) * kilobytesLoggedByEach * prices.logged +
        requests * kilobytesOfEach * prices.sent) /
      1e6,
  };
  return Object.fromEntries(Object.entries(parts).map(([what, cost]) => [what, cost * prices.region]));
}
