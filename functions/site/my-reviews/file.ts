import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { nextStep } from '../../../shared/domain/rounds/own-assignment.ts';
import type { CellDefect } from '../../../shared/domain/scoring-sheets/shown.ts';
import { mediaTypes } from '../../files/media-types.ts';
import { checkDoorNow } from '../../reviews/desk.ts';
import { readReviewFile } from '../../reviews/review-file.ts';
import { writeReviewFile } from '../../reviews/write-review-file.ts';
import type { Problem } from '../../use-case/problem.ts';
import { notFoundPage, page, redirect } from '../web/answer.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer } from '../web/visit.ts';
import { dryRun, shownDefects, takeShown } from './file-check.ts';
import { type Draft, type Form, readOwn, readReview } from './reading.ts';
import { notNowPage } from './section.ts';
import type { SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf } from './words.ts';

const fileAnswer = ({ fileName, bytes }: Awaited<ReturnType<typeof writeReviewFile>>): Answer => ({
  statusCode: 200,
  headers: {
    'content-type': mediaTypes.xlsx,
    'content-disposition': `attachment; filename="${fileName}"`,
  },
  body: Buffer.from(bytes).toString('base64'),
  isBase64Encoded: true,
});

/** `GET …/review.xlsx`: the draft as a file to fill in. */
export async function sendFile(visit: SignedInVisit): Promise<Answer> {
  const read = await readReview(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form, draft } = read.value;
  if (nextStep(form.assignment) !== 'review') return redirect(pathOf(form.assignment));
  const { content, version } = draft;
  const personId = visit.person.id;
  return fileAnswer(await writeReviewFile(visit.site, { form, personId, content, version, submitted: null }));
}

/** `GET …/submitted.xlsx`: a marked copy of what was submitted last, also where the review is open again. */
export async function sendCopy(visit: SignedInVisit): Promise<Answer> {
  const [form, read] = await Promise.all([readOwn(visit, 'getForm'), readOwn(visit, 'listMySubmissions')]);
  if (!form.ok) return notNowPage(visit, form.error);
  const [latest] = read.ok ? read.value.submissions : [];
  if (latest === undefined) return notFoundPage(visit);
  return fileAnswer(
    await writeReviewFile(visit.site, {
      form: form.value,
      personId: visit.person.id,
      content: latest.content,
      version: 0,
      submitted: latest.receipt,
    }),
  );
}

/** The page on which a file is fetched and given back, with what kept the last one from being read. */
const filePage = (
  visit: SignedInVisit,
  form: Form,
  { defects = [], error = null }: { defects?: readonly CellDefect[]; error?: string | null } = {},
): Answer =>
  page(
    visit,
    'my-reviews/file.njk',
    {
      review: aboutAssignment(form.assignment),
      at: pathOf(form.assignment),
      error,
      defects: shownDefects(defects),
    },
    defects.length === 0 && error === null ? 200 : 422,
  );

/** `GET …/file`. */
export async function showFile(visit: SignedInVisit): Promise<Answer> {
  const read = await readReview(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form } = read.value;
  return nextStep(form.assignment) === 'review' ? filePage(visit, form) : redirect(pathOf(form.assignment));
}

/** What a file is laid over, where one can be taken now: nobody looks through a dry run that cannot be saved. */
async function readTaking(
  visit: SignedInVisit,
): Promise<Result<{ readonly form: Form; readonly draft: Draft }, Problem>> {
  const roundId = visit.parameters.roundId ?? '';
  const [read, may] = await Promise.all([
    readReview(visit),
    checkDoorNow(servicesOf(visit.site), 'file', roundId, visit.person.id),
  ]);
  if (!read.ok) return fail(read.error);
  return may.ok ? ok(read.value) : fail(may.error);
}

/** `POST …/file`: reads a file and shows what it would change; or saves what was shown. */
export async function takeFile(visit: SignedInVisit): Promise<Answer> {
  const read = await readTaking(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form, draft } = read.value;
  if (visit.form.has('content'))
    return (
      (await takeShown(visit, form, draft)) ??
      filePage(visit, form, {
        error: 'Nothing was saved: what was read of the file has got lost on the way. Upload the file again',
      })
    );
  const bytes = visit.files.get('file');
  if (bytes === undefined || bytes.length === 0)
    return filePage(visit, form, { error: 'Choose the file to upload' });
  const file = await readReviewFile(visit.site, { form, personId: visit.person.id, bytes });
  if (!file.ok) return filePage(visit, form, { defects: file.error });
  const { defects, missing } = file.value;
  return dryRun(visit, form, draft, { ...file.value, unread: defects.length }, { defects, missing });
}
