import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { emailsThat, plainEmails } from '../../test/support/plain.ts';
import type { Email } from '../emails/rendering.ts';
import { mediaTypes } from '../files/media-types.ts';
import { allowList } from '../notices/allow-list.ts';
import { deliver } from '../notices/deliver.ts';
import { readReviewFile } from './review-file.ts';
import { writeReviewFile } from './write-review-file.ts';

let centre: Centre;
let roundId: string;

beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound(undefined, [1, 2, 3]);
});
afterAll(() => centre.stop());

const setting = async (attachesReviewFiles: boolean, closedDoors: readonly 'file'[] = []) => {
  const { editVersion: _, ...settings } = given(
    await centre.does.getSettings({ ...(await centre.by('administrator-1')) }),
  ).answer;
  const what = { ...settings, attachesReviewFiles, closedDoors: [...closedDoors] };
  given(await centre.does.changeSettings({ ...(await centre.by('administrator-1')), what }));
};

/** What is sent to a reviewer after their declaration; `meanwhile` happens before it is. */
async function sentTo(personId: string, meanwhile: () => Promise<unknown> = async () => {}) {
  const notices = await centre.made(() => centre.accept(roundId, personId));
  const notice = notices.find((one) => one.notice === 'review-file');
  await meanwhile();
  const sent: Email[] = [];
  await deliver(
    {
      db: centre.db,
      now: centre.services.now,
      // It says whether it brings a file, and nothing else.
      emails: emailsThat((notice, recipient, _, says) => ({
        ...plainEmails.render(notice, recipient),
        text: says?.attachesReviewFiles ? 'with a file' : 'without',
      })),
      mayWriteTo: allowList('*'),
      send: async (_, email) => {
        sent.push(email);
        return { ok: true, value: 'message' };
      },
    },
    notice?.id ?? '',
  );
  return { files: sent[0]?.attachments ?? [], text: sent[0]?.text };
}

const formOf = async (personId: string) =>
  given(await centre.does.getForm({ ...(await centre.by(personId)), of: { roundId } })).answer;

test('nothing is attached unless the Centre has set it, nor where it has switched files off meanwhile', async () => {
  expect(await sentTo('reviewer-1')).toEqual({ files: [], text: 'without' });
  await setting(true);
  const meanwhile = await sentTo('reviewer-2', () => setting(true, ['file']));
  expect(meanwhile).toEqual({ files: [], text: 'without' });
});

test('where it is set, the email says so, and brings the very file that the page would give, of nobody else', async () => {
  await setting(true);
  const { files, text } = await sentTo('reviewer-3');
  const [file, ...others] = files;
  expect([text, others, file?.mediaType]).toEqual(['with a file', [], mediaTypes.xlsx]);
  const bytes = file?.bytes ?? new Uint8Array();
  const call = { ...(await centre.by('reviewer-3')), of: { roundId } };
  const { content, version } = given(await centre.does.getReview(call)).answer;
  const form = await formOf('reviewer-3');
  const own = { form, personId: 'reviewer-3', content, version, submitted: null };
  expect(file?.fileName).toBe((await writeReviewFile(centre.services, own)).fileName);
  expect(given(await readReviewFile(centre.services, { form, personId: 'reviewer-3', bytes })).draft).toBe(
    version,
  );
  expect(await readReviewFile(centre.services, { form, personId: 'reviewer-1', bytes })).toMatchObject({
    ok: false,
    error: [{ detail: expect.stringContaining('another reviewer') }],
  });
});
