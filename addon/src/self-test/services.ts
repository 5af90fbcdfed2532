import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { sha256 } from '../digest.ts';
import { apiUrl } from '../settings.ts';
import { type Check, same, throws } from './check.ts';

/** Google's limit of one property, in bytes. */
const propertyLimit = 9 * 1024;

const property = 'credential-review-self-test';

/** The claims of the identity token. */
function claims(): Readonly<Record<string, unknown>> {
  const [, payload = ''] = (ScriptApp.getIdentityToken() ?? '').split('.');
  return JSON.parse(Utilities.newBlob(Utilities.base64DecodeWebSafe(payload)).getDataAsString());
}

/** What the add-on relies on beside the spreadsheet. */
export const serviceChecks: readonly Check[] = [
  {
    name: 'The identity token is Google’s, names its audience, and has a verified address',
    run: () => {
      const { iss, aud, email, email_verified, exp } = claims();
      same([iss, email_verified], ['https://accounts.google.com', true]);
      same([typeof aud, typeof email, Number(exp) * 1_000 > Date.now()], ['string', 'string', true]);
    },
  },
  {
    name: 'The signed-in address is known, and is the identity token’s',
    run: () => same(Session.getActiveUser().getEmail(), claims().email),
  },
  {
    name: 'The review service can be reached, and asks who is there',
    run: () => {
      const url = `${apiUrl() ?? ''}${reviewOperations.listMyAssignments.path}`;
      same(UrlFetchApp.fetch(url, { muteHttpExceptions: true }).getResponseCode(), 401);
    },
  },
  {
    name: 'A person’s properties hold 9 KB each, and no more',
    run: () => {
      const properties = PropertiesService.getUserProperties();
      try {
        properties.setProperty(property, 'x'.repeat(propertyLimit));
        same(properties.getProperty(property)?.length, propertyLimit);
        throws(() => properties.setProperty(property, 'x'.repeat(propertyLimit + 1_024)));
      } finally {
        properties.deleteProperty(property);
      }
    },
  },
  {
    name: 'The spreadsheet’s lock can be had',
    run: () => {
      const lock = LockService.getDocumentLock();
      same(lock.tryLock(1_000), true);
      lock.releaseLock();
    },
  },
  {
    name: 'Hashes are of UTF-8',
    run: () => same(sha256('é').slice(0, 16), '4a99557e4033c353'),
  },
  {
    name: 'Times are shown in London time, summer time included',
    run: () =>
      same(
        Utilities.formatDate(
          new Date('2026-08-06T16:30:00Z'),
          'Europe/London',
          'd MMMM yyyy h:mm a',
        ).toLowerCase(),
        '6 august 2026 5:30 pm',
      ),
  },
  {
    name: 'The language has what the add-on uses of it',
    run: () => {
      same((4_000).toLocaleString('en-GB'), '4,000');
      same(/\p{Surrogate}/u.test('\ud800'), true);
      same(Object.fromEntries([['a', [1, [2]].flat()]]), { a: [1, 2] });
    },
  },
];
