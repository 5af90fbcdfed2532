import { type Check, refusal } from './check.ts';

const ABSENT = [
  ...['fetch', 'setTimeout', 'URL', 'TextEncoder', 'atob', 'crypto', 'XMLHttpRequest', 'postMessage', 'self'],
  ...['window', 'document', 'process', 'require', 'importScripts', 'indexedDB', 'localStorage', 'navigator'],
];

/** Survives nothing: every run starts the file from the beginning. */
let runs = 0;

const api = () => PropertiesService.getScriptProperties().getProperty('API_URL') ?? '';

/** Checks of what is around the sheet: the realm, properties, locks, the network, utilities. */
export const surroundings: readonly Check[] = [
  {
    name: 'the realm has JavaScript and nothing of a browser or of Node',
    steps: [
      () => ABSENT.filter((name) => name in globalThis),
      () => refusal(() => new Function('return 1')) === 'accepted',
    ],
    gives: [[], false],
  },
  {
    name: 'every run starts from nothing',
    steps: [() => ++runs, () => ++runs],
    gives: [1, 1],
  },
  {
    name: 'properties outlive a run, and have limits',
    steps: [
      () => PropertiesService.getUserProperties().setProperty('key', 'kept') && null,
      () => [
        PropertiesService.getUserProperties().getProperty('key'),
        refusal(() => PropertiesService.getUserProperties().setProperty('long', 'é'.repeat(5_000))),
      ],
      () => PropertiesService.getUserProperties().deleteProperty('key').getProperty('key'),
    ],
    gives: [null, ['kept', 'Argument too large: value'], null],
  },
  {
    name: 'a lock can be taken, and is let go at the end of the run',
    steps: [
      () => LockService.getDocumentLock().tryLock(10),
      () => [LockService.getDocumentLock().hasLock(), LockService.getDocumentLock().tryLock(10)],
    ],
    gives: [true, [false, true]],
  },
  {
    name: 'an answer with an error status throws, unless it is muted',
    steps: [
      () => {
        const answer = UrlFetchApp.fetch(`${api()}/v1/me/assignments`, { muteHttpExceptions: true });
        return [answer.getResponseCode(), JSON.parse(answer.getContentText())];
      },
      () => refusal(() => UrlFetchApp.fetch(`${api()}/v1/me/assignments`)).includes('returned code 401'),
      () => refusal(() => UrlFetchApp.fetch('http://127.0.0.1:9/')),
      () => refusal(() => UrlFetchApp.fetch('not an address')),
    ],
    gives: [
      [401, { message: 'Unauthorized' }],
      true,
      'Address unavailable: http://127.0.0.1:9/',
      'Invalid argument: not an address',
    ],
  },
  {
    name: 'digests and dates',
    steps: [
      () => {
        const digest = (text: string) =>
          Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8)
            .map((byte) => (byte & 255).toString(16).padStart(2, '0'))
            .join('');
        return [digest(''), digest('abc'), digest('é'.repeat(1_000))];
      },
      () =>
        Utilities.formatDate(
          new Date(Date.UTC(2026, 7, 6, 16, 30)),
          'Europe/London',
          "d MMMM yyyy 'at' h:mm a",
        ),
      () => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(Utilities.getUuid()),
    ],
    gives: [
      [
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        '75628d88c411e2c7a3e1cbb3f0eb5498e51455875142fedd62677987cdecf107',
      ],
      '6 August 2026 at 5:30 PM',
      true,
    ],
  },
];
