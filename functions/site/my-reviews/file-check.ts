import { randomUUID } from 'node:crypto';
import { problems } from '../../../shared/contract/problems.ts';
import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { reviewContent } from '../../../shared/contract/reviews/schemas.ts';
import { fail, ok } from '../../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { checkReview, type ReviewContent, reviewOf } from '../../../shared/domain/reviews/review.ts';
import { inWords } from '../../../shared/domain/scoring-sheets/changes.ts';
import type { CellDefect } from '../../../shared/domain/scoring-sheets/shown.ts';
import { cellsOf, type ReviewCell } from '../../../shared/domain/typed-reviews/cells.ts';
import { changesBetween } from '../../../shared/domain/typed-reviews/changes.ts';
import { traceOf, withUnanswered } from '../../../shared/domain/typed-reviews/trace.ts';
import { checkDoorNow } from '../../reviews/desk.ts';
import { type FileRead, lastUploadOf } from '../../reviews/review-file.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { type Problem, problem } from '../../use-case/problem.ts';
import { page, redirectDone } from '../web/answer.ts';
import { postedVersion } from '../web/posted.ts';
import { keyField, sendingKey } from '../web/pressed.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer } from '../web/visit.ts';
import { keepField, inWords as valueInWords } from './answers.ts';
import { type Choice, type Merged, mergedFile, shownField } from './merged-file.ts';
import type { Draft, Form } from './reading.ts';
import { notNowPage, save } from './section.ts';
import type { SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf } from './words.ts';

/** What was read of a file, carried from its dry run to the button that saves it. */
interface Carried extends Pick<FileRead, 'content' | 'faulty' | 'was' | 'draft'> {
  /** Places and texts of the file that could not be read. */
  readonly unread: number;
}

/** What is said on the page of a dry run besides what would change. */
interface Said {
  readonly defects?: readonly CellDefect[];
  readonly missing?: readonly CellDefect[];
  readonly problem?: Problem;
  /** Whether the draft has the file’s content already, and only submitting failed. */
  readonly isSaved?: true;
}

/** Most places that cannot be read that a page lists: a file can be made to have any number. */
const mostShown = 200;

/** What has to be mended in a file, as far as a page lists it. */
export const shownDefects = (defects: readonly CellDefect[]) =>
  defects.slice(0, mostShown).map(({ cell, where, detail }) => ({ cell: cell ?? '–', where, detail }));

const mergedNow = async (visit: SignedInVisit, form: Form, draft: Draft, file: Carried): Promise<Merged> =>
  mergedFile(
    form.criteriaSet,
    draft.content,
    file,
    await lastUploadOf(visit.site, form.assignment.roundId, visit.person.id),
    visit.form,
  );

/** What was read, what would change, and where the draft moved on meanwhile; with what was chosen of it already. */
export async function dryRun(
  visit: SignedInVisit,
  form: Form,
  draft: Draft,
  file: Carried,
  said: Said = {},
): Promise<Answer> {
  const set = form.criteriaSet;
  const { content, conflicts, stays } = await mergedNow(visit, form, draft, file);
  const criteria = criteriaOf(set);
  const cellAt = new Map(cellsOf(set, draft.content).map((cell) => [cell.pointer, cell]));
  const inFull = (pointer: string, value: ReviewCell['value']) => {
    const cell = cellAt.get(pointer);
    return cell === undefined ? '' : valueInWords(set, cell, value);
  };
  // Both texts in full: what differs may stand at their end.
  const shown = (before: ReviewContent, after: ReviewContent) => {
    const changes = changesBetween(set, before, after);
    return inWords(set, changes, null).map((change, i) => ({
      ...change,
      before: inFull(change.pointer, changes[i]?.before ?? null),
      after: inFull(change.pointer, changes[i]?.after ?? null),
    }));
  };
  const where = new Map(shown(draft.content, file.content).map((change) => [change.pointer, change.where]));
  const isAsked = said.problem !== undefined && !said.isSaved;
  const choices = (places: readonly Choice[], unless: Choice['keep']) =>
    places.map(({ pointer, mine, saved, keep, shown: of }) => ({
      name: keepField(pointer),
      id: `keep${pointer.replaceAll('/', '-')}`,
      where: where.get(pointer) ?? '',
      saved: inFull(pointer, saved),
      mine: inFull(pointer, mine),
      value: keep ?? unless,
      shown: [shownField(pointer), of],
      isMissing: isAsked && (keep ?? unless) === null,
    }));
  const [asked, kept] = [choices(conflicts, null), choices(stays, 'saved')];
  const open = asked.filter(({ isMissing }) => isMissing);
  const changes = shown(draft.content, content);
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
      errors: [
        ...(said.problem === undefined || said.problem === unchosen ? [] : [{ text: said.problem.detail }]),
        ...open.map((one) => ({ text: `Choose which to keep: ${one.where}`, href: `#${one.id}` })),
      ],
      isSaved: said.isSaved ?? false,
      defects: shownDefects(said.defects ?? []),
      unread: said.defects === undefined || file.unread > mostShown ? file.unread : 0,
      missing: shownDefects(missing),
      canSubmit: file.unread === 0 && inMerged.length === 0,
      changes,
      // Where a choice is open, what it comes to may differ from the draft.
      canSave: changes.length > 0 || asked.length > 0 || kept.length > 0,
      conflicts: asked,
      stays: kept,
      hidden: [
        ['content', JSON.stringify(file.content)],
        ['faulty', [...file.faulty].join(' ')],
        ['was', file.was],
        ['draft', String(file.draft)],
        ['unread', String(file.unread)],
        ['editVersion', String(draft.version)],
        [keyField, randomUUID()],
      ],
    },
    said.problem === undefined ? 200 : problems[said.problem.code].status,
  );
}

const unchosen = problem(
  'invalid-body',
  'Choose which to keep of each place that was changed here and elsewhere.',
);

/** What a review lacks to be submitted, where no file is at hand to name its cells. */
const missingIn = ({ criteriaSet }: Form, content: ReviewContent): readonly CellDefect[] =>
  checkReview(criteriaSet, content, 'submission').map(({ detail }) => ({
    cell: null,
    where: 'The review',
    detail,
  }));

/**
 * Saves what a dry run showed, and submits it where that was pressed; null where what its page carried cannot be read.
 */
export async function takeShown(visit: SignedInVisit, form: Form, draft: Draft): Promise<Answer | null> {
  const { form: posted } = visit;
  const file = carriedIn(posted);
  if (file === null) return null;
  const { content, conflicts } = await mergedNow(visit, form, draft, file);
  const { roundId } = form.assignment;
  const at = pathOf(form.assignment);
  // Where it was submitted, or taken away, from another page meanwhile, there is nothing to press any more.
  const shown = async (over: Draft, said: Said) => {
    const may = await checkDoorNow(servicesOf(visit.site), 'file', roundId, visit.person.id);
    return may.ok
      ? dryRun(visit, form, over, file, said)
      : notNowPage(visit, may.error, ...(said.isSaved ? [] : ['Nothing of this file was saved just now.']));
  };
  if (postedVersion(posted) !== draft.version)
    return shown(draft, {
      problem: problem(
        'stale',
        'The draft has been saved elsewhere since you uploaded the file. Look at what would change now.',
      ),
    });
  if (conflicts.some(({ keep }) => keep === null)) return shown(draft, { problem: unchosen });
  const submits = posted.get('answer') === 'submit';
  if (submits && (file.unread > 0 || missingIn(form, content).length > 0))
    return shown(draft, {
      problem: problem('invalid-body', 'It cannot be submitted yet. Mend the file, then upload it again.'),
    });
  const trace = withUnanswered(
    traceOf(form.criteriaSet, file.content),
    form.criteriaSet,
    file.content,
    file.faulty,
  );
  const saved = await save(visit, form, draft, content, {
    door: 'file',
    upload: { draft: file.draft, trace },
  });
  if (!saved.ok) return shown(draft, { problem: saved.error });
  if (!submits) return redirectDone(visit, at, 'review-saved');
  const done = await visit.performBy('file')('submitReview', visit.person, () => {
    const key = sendingKey(visit);
    if (key === null) return fail(problem('invalid-request', 'Upload the file again.'));
    const parsed = parseWhat(reviewOperations.submitReview.body, saved.value.content);
    if (!parsed.ok) return parsed;
    return ok({ of: { roundId }, what: parsed.value, expected: saved.value.version, key });
  });
  return done.ok
    ? redirectDone(visit, `${at}/receipt`, 'review-submitted')
    : shown(saved.value, { problem: done.error, isSaved: true });
}

/** What a page carried of a file; null where it is not what the page carries. */
function carriedIn(form: URLSearchParams): Carried | null {
  try {
    const parsed = reviewContent.safeParse(JSON.parse(form.get('content') ?? ''));
    if (!parsed.success) return null;
    const faulty = new Set((form.get('faulty') ?? '').split(' ').filter((pointer) => pointer !== ''));
    const [unread, draft] = [Number(form.get('unread')), Number(form.get('draft'))];
    if (!Number.isSafeInteger(unread) || !Number.isSafeInteger(draft)) return null;
    return {
      content: parsed.data,
      faulty,
      was: form.get('was') ?? '',
      draft,
      unread: Math.max(unread, faulty.size),
    };
  } catch {
    return null;
  }
}
