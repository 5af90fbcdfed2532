import { randomUUID } from 'node:crypto';
import { problems } from '../../../shared/contract/problems.ts';
import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { reviewContent } from '../../../shared/contract/reviews/schemas.ts';
import { fail, ok } from '../../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { checkReview, type ReviewContent, reviewOf } from '../../../shared/domain/reviews/review.ts';
import { nextStep } from '../../../shared/domain/rounds/own-assignment.ts';
import { inWords } from '../../../shared/domain/scoring-sheets/changes.ts';
import type { CellDefect } from '../../../shared/domain/scoring-sheets/shown.ts';
import { cellsOf, type ReviewCell } from '../../../shared/domain/typed-reviews/cells.ts';
import { changesBetween } from '../../../shared/domain/typed-reviews/changes.ts';
import { mediaTypes } from '../../files/read-table.ts';
import { type FileRead, readReviewFile, writeReviewFile } from '../../reviews/review-file.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { type Problem, problem } from '../../use-case/problem.ts';
import { notFoundPage, page, redirect } from '../web/answer.ts';
import { withDone } from '../web/done.ts';
import { postedVersion } from '../web/posted.ts';
import { keyField, sendingKey } from '../web/pressed.ts';
import type { Answer } from '../web/visit.ts';
import { keepField, inWords as valueInWords } from './answers.ts';
import { type Merged, mergedFile } from './merged-file.ts';
import { type Draft, type Form, readOwn, readReview } from './reading.ts';
import { notNowPage, save } from './section.ts';
import type { SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf } from './words.ts';

/** `GET …/review.xlsx`: the draft as a file to fill in, or a marked copy of what was submitted. */
export async function sendFile(visit: SignedInVisit): Promise<Answer> {
  const read = await readReview(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form, draft } = read.value;
  const step = nextStep(form.assignment);
  const submissions = step === 'receipt' ? await readOwn(visit, 'listMySubmissions') : null;
  const [latest] = submissions?.ok ? submissions.value.submissions : [];
  if (step !== 'review' && latest === undefined) return notFoundPage(visit);
  const { fileName, bytes } = await writeReviewFile(visit.site, {
    form,
    personId: visit.person.id,
    content: latest?.content ?? draft.content,
    version: draft.version,
    submitted: latest?.receipt ?? null,
  });
  return {
    statusCode: 200,
    headers: {
      'content-type': mediaTypes.xlsx,
      'content-disposition': `attachment; filename="${fileName}"`,
    },
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  };
}

/** The page on which a file is fetched and given back, with what kept the last one from being read. */
const filePage = (visit: SignedInVisit, form: Form, defects: readonly CellDefect[] = []): Answer =>
  page(
    visit,
    'my-reviews/file.njk',
    {
      review: aboutAssignment(form.assignment),
      at: pathOf(form.assignment),
      defects: defects.slice(0, mostShown).map(shownDefect),
    },
    defects.length === 0 ? 200 : 422,
  );

/** Most places that cannot be read that a page lists: a file can be made to have any number. */
const mostShown = 200;

const shownDefect = ({ cell, where, detail }: CellDefect) => ({ cell: cell ?? '–', where, detail });

/** `GET …/file`. */
export async function showFile(visit: SignedInVisit): Promise<Answer> {
  const read = await readReview(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form } = read.value;
  return nextStep(form.assignment) === 'review' ? filePage(visit, form) : redirect(pathOf(form.assignment));
}

/** What was read of a file, carried from its dry run to the button that saves it. */
interface Carried extends Pick<FileRead, 'content' | 'faulty' | 'was'> {
  /** Places and texts of the file that could not be read. */
  readonly unread: number;
}

/** `POST …/file`: reads a file and shows what it would change; or saves what was shown. */
export async function takeFile(visit: SignedInVisit): Promise<Answer> {
  const read = await readReview(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form, draft } = read.value;
  if (visit.form.has('content')) return takeShown(visit, form, draft);
  const bytes = visit.files.get('file');
  if (bytes === undefined)
    return filePage(visit, form, [{ cell: null, where: 'The file', detail: 'Choose the file first.' }]);
  const file = await readReviewFile(visit.site, { form, personId: visit.person.id, bytes });
  if (!file.ok) return filePage(visit, form, file.error);
  const { defects, missing } = file.value;
  return dryRun(visit, form, draft, { ...file.value, unread: defects.length }, { defects, missing });
}

/** What is said on the page of a dry run besides what would change. */
interface Said {
  readonly defects?: readonly CellDefect[];
  readonly missing?: readonly CellDefect[];
  readonly problem?: Problem;
  /** Whether the draft has the file’s content already, and only submitting failed. */
  readonly isSaved?: true;
}

/** What was read, what would change, and where the draft moved on meanwhile. */
function dryRun(visit: SignedInVisit, form: Form, draft: Draft, file: Carried, said: Said = {}): Answer {
  const set = form.criteriaSet;
  const { content, conflicts, stays } = mergedFile(set, draft.content, file, new URLSearchParams());
  const shown = (before: ReviewContent, after: ReviewContent) =>
    inWords(set, changesBetween(set, before, after), null);
  const criteria = criteriaOf(set);
  const where = new Map(shown(draft.content, file.content).map((change) => [change.pointer, change.where]));
  const cellAt = new Map(cellsOf(set, draft.content).map((cell) => [cell.pointer, cell]));
  const inFull = (pointer: string, value: ReviewCell['value']) => {
    const cell = cellAt.get(pointer);
    return cell === undefined ? '' : valueInWords(set, cell, value);
  };
  // The draft beside the file, each in full: whichever the reviewer keeps.
  const choices = (places: Merged['stays']) =>
    places.map(({ pointer, mine, saved }) => ({
      name: keepField(pointer),
      id: `keep${pointer.replaceAll('/', '-')}`,
      where: where.get(pointer) ?? '',
      saved: inFull(pointer, saved),
      mine: inFull(pointer, mine),
    }));
  const inMerged = missingIn(form, content);
  const missing = said.missing?.length ? said.missing : inMerged;
  return page(
    visit,
    'my-reviews/file-check.njk',
    {
      review: aboutAssignment(form.assignment),
      at: pathOf(form.assignment),
      rated: criteria.filter(({ id }) => reviewOf(file.content, id).rating !== null).length,
      criteriaCount: criteria.length,
      problem: said.problem?.detail ?? null,
      isSaved: said.isSaved ?? false,
      defects: (said.defects ?? []).slice(0, mostShown).map(shownDefect),
      unread: said.defects === undefined || file.unread > mostShown ? file.unread : 0,
      missing: missing.map(shownDefect),
      canSubmit: file.unread === 0 && inMerged.length === 0,
      changes: shown(draft.content, content),
      conflicts: choices(conflicts),
      stays: choices(stays),
      hidden: [
        ['content', JSON.stringify(file.content)],
        ['faulty', [...file.faulty].join(' ')],
        ['was', file.was],
        ['unread', String(file.unread)],
        ['editVersion', String(draft.version)],
        [keyField, randomUUID()],
      ],
    },
    said.problem === undefined ? 200 : problems[said.problem.code].status,
  );
}

/** What a review lacks to be submitted, where no file is at hand to name its cells. */
const missingIn = ({ criteriaSet }: Form, content: ReviewContent): readonly CellDefect[] =>
  checkReview(criteriaSet, content, 'submission').map(({ detail }) => ({
    cell: null,
    where: 'The review',
    detail,
  }));

/** Saves what a dry run showed, and submits it where that was pressed. */
async function takeShown(visit: SignedInVisit, form: Form, draft: Draft): Promise<Answer> {
  const { form: posted } = visit;
  const file = carriedIn(posted);
  if (file === null) return filePage(visit, form);
  const { content, conflicts }: Merged = mergedFile(form.criteriaSet, draft.content, file, posted);
  if (postedVersion(posted) !== draft.version)
    return dryRun(visit, form, draft, file, {
      problem: problem(
        'stale',
        'The draft has been saved elsewhere since you uploaded the file. Look at what would change now.',
      ),
    });
  if (conflicts.length > 0)
    return dryRun(visit, form, draft, file, {
      problem: problem(
        'invalid-body',
        'Choose which to keep of each place that was changed here and elsewhere.',
      ),
    });
  const submits = posted.get('answer') === 'submit';
  if (submits && (file.unread > 0 || missingIn(form, content).length > 0))
    return dryRun(visit, form, draft, file, {
      problem: problem('invalid-body', 'It cannot be submitted yet. Mend the file, then upload it again.'),
    });
  const saved = await save(visit, form, draft, content, 'file');
  if (!saved.ok) return dryRun(visit, form, draft, file, { problem: saved.error });
  const at = pathOf(form.assignment);
  if (!submits) return redirect(withDone(at, 'review-saved'));
  const done = await visit.performBy('file')('submitReview', visit.person, () => {
    const key = sendingKey(visit);
    if (key === null) return fail(problem('invalid-request', 'Upload the file again.'));
    const parsed = parseWhat(reviewOperations.submitReview.body, saved.value.content);
    if (!parsed.ok) return parsed;
    const { roundId } = form.assignment;
    return ok({ of: { roundId }, what: parsed.value, expected: saved.value.version, key });
  });
  return done.ok
    ? redirect(withDone(`${at}/receipt`, 'review-submitted'))
    : dryRun(visit, form, saved.value, file, { problem: done.error, isSaved: true });
}

/** What a page carried of a file; null where it is not what the page carries. */
function carriedIn(form: URLSearchParams): Carried | null {
  try {
    const parsed = reviewContent.safeParse(JSON.parse(form.get('content') ?? ''));
    if (!parsed.success) return null;
    const faulty = new Set((form.get('faulty') ?? '').split(' ').filter((pointer) => pointer !== ''));
    const unread = Number(form.get('unread'));
    if (!Number.isSafeInteger(unread)) return null;
    return {
      content: parsed.data,
      faulty,
      was: form.get('was') ?? '',
      unread: Math.max(unread, faulty.size),
    };
  } catch {
    return null;
  }
}
