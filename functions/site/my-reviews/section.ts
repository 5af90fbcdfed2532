import { maxBodyBytes } from '../../../shared/contract/operation.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { type Defect, fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import type { Door, ReviewContent } from '../../../shared/domain/reviews/review.ts';
import { nextStep } from '../../../shared/domain/rounds/own-assignment.ts';
import { tooLongTexts } from '../../../shared/domain/typed-reviews/check-texts.ts';
import { checkDoorNow } from '../../reviews/desk.ts';
import type { LastUpload } from '../../reviews/review-file.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { invalidBody, type Problem, problem } from '../../use-case/problem.ts';
import { messagePage, notFoundPage, redirect, redirectDone } from '../web/answer.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer } from '../web/visit.ts';
import { type Conflict, cellsOn, merged, typedOver, withMine } from './answers.ts';
import { type Draft, type Form, readOwn, readReview } from './reading.ts';
import { sectionPage } from './section-page.ts';
import type { SignedInVisit } from './visit.ts';
import { pathOf, signedInSince } from './words.ts';

/** Why the form cannot be filled in now, on a page of its own. */
export function notNowPage(visit: SignedInVisit, { code, detail }: Problem, ...besides: string[]): Answer {
  if (code === 'not-found') return notFoundPage(visit);
  const at = pathOf({ roundId: visit.parameters.roundId ?? '' });
  return messagePage(visit, problems[code].status, {
    title: problems[code].title,
    paragraphs: [detail, ...besides],
    action:
      code === 'already-submitted'
        ? { text: 'See your receipt', href: `${at}/receipt` }
        : { text: 'Back to the review', href: at },
  });
}

/** A page of the form with the draft that it shows. */
interface OpenedPage {
  readonly form: Form;
  readonly draft: Draft;
  /** Null for the page of the two overall texts. */
  readonly sectionId: string | null;
}

/** Reads the page that an address names; fails with the page that says why it cannot be. */
async function openPage(visit: SignedInVisit): Promise<Result<OpenedPage, Answer>> {
  const read = await readReview(visit);
  if (!read.ok) return fail(notNowPage(visit, read.error));
  const { sectionId } = visit.parameters;
  if (sectionId === undefined) return ok({ ...read.value, sectionId: null });
  const isThere = read.value.form.criteriaSet.sections.some(({ id }) => id === sectionId);
  return isThere ? ok({ ...read.value, sectionId }) : fail(notFoundPage(visit));
}

/** `GET …/sections/{sectionId}` and `…/overall`: one page of the form. */
export async function showSection(visit: SignedInVisit): Promise<Answer> {
  const opened = await openPage(visit);
  if (!opened.ok) return opened.error;
  const { form, draft, sectionId } = opened.value;
  if (nextStep(form.assignment) !== 'review') return redirect(pathOf(form.assignment));
  return sectionPage(visit, form, draft.content, { sectionId });
}

/** How often a page is laid over a draft that is saved elsewhere at the same moment. */
const maxAttempts = 5;

/** `POST` of the same: saves what was typed over the draft as it stands, and asks where that changed meanwhile. */
export async function takeSection(visit: SignedInVisit): Promise<Answer> {
  let failed: Problem | null = null;
  for (let attempt = 0; ; attempt++) {
    const opened = await openPage(visit);
    if (!opened.ok) return opened.error;
    const { form, draft, sectionId } = opened.value;
    const { content, conflicts } = merged(form.criteriaSet, draft.content, sectionId, visit.form);
    if (conflicts.length > 0) return notSaved(visit, opened.value, content, { conflicts });
    // What stands was read anew since.
    if (failed !== null && (failed.code !== 'stale' || attempt === maxAttempts))
      return notSaved(visit, opened.value, content, { problem: failed });
    const saved = await save(visit, form, draft, content);
    if (saved.ok) return redirectDone(visit, nextPage(visit, form, sectionId), 'review-saved');
    failed = saved.error;
  }
}

/** Shows what was typed and not saved, and says what of it stands all the same: somebody may have been quicker. */
async function notSaved(
  visit: SignedInVisit,
  { form, draft, sectionId }: OpenedPage,
  entered: ReviewContent,
  met: { readonly problem?: Problem; readonly conflicts?: readonly Conflict[] },
): Promise<Answer> {
  // There is nothing to choose where nothing can be saved any more.
  const may = await checkDoorNow(servicesOf(visit.site), 'page', form.assignment.roundId, visit.person.id);
  const failure = may.ok ? met : { problem: may.error };
  const isSubmitted = failure.problem?.code === 'already-submitted';
  const sent = isSubmitted ? await readOwn(visit, 'listMySubmissions') : null;
  const stands = (sent?.ok && sent.value.submissions[0]?.content) || draft.content;
  const typed = typedOver(cellsOn(form.criteriaSet, stands, sectionId), visit.form);
  return sectionPage(visit, form, draft.content, {
    sectionId,
    entered: may.ok ? entered : withMine(form.criteriaSet, entered, met.conflicts),
    typed,
    isSubmitted,
    ...failure,
  });
}

/** The same for what was sent from a page of an earlier session: it is shown over the draft as it stands, not saved. */
export async function showTyped(visit: SignedInVisit): Promise<Answer> {
  const opened = await openPage(visit);
  if (!opened.ok) return opened.error;
  const { form, draft, sectionId } = opened.value;
  const { content, conflicts } = merged(form.criteriaSet, draft.content, sectionId, visit.form);
  const failure = conflicts.length > 0 ? { conflicts } : { problem: signedInSince };
  return notSaved(visit, opened.value, content, failure);
}

/** Saves a draft by the very use case that the add-on’s saves come to, over the draft that was read. */
export async function save(
  visit: SignedInVisit,
  form: Form,
  draft: Draft,
  content: ReviewContent,
  { door = 'page', upload }: { readonly door?: Door; readonly upload?: LastUpload } = {},
): Promise<Result<Draft, Problem>> {
  const done = await visit.performBy(door, upload)('saveReview', visit.person, () => {
    const defects: readonly Defect[] = tooLongTexts(form.criteriaSet, content);
    if (defects.length > 0) return fail(invalidBody(defects));
    if (Buffer.byteLength(JSON.stringify(content)) > maxBodyBytes)
      return fail(
        problem('too-large', `A review holds at most ${maxBodyBytes / 1024} KB. Shorten its longest texts.`),
      );
    const parsed = parseWhat(reviewOperations.saveReview.body, content);
    return parsed.ok
      ? ok({
          of: { roundId: form.assignment.roundId },
          what: parsed.value,
          expected: draft.version,
          key: '',
        })
      : parsed;
  });
  return done.ok ? ok(done.value.answer) : done;
}

/** Where saving leads: on through the sections, or back to the review. */
function nextPage({ form: posted }: SignedInVisit, form: Form, sectionId: string | null): string {
  const at = pathOf(form.assignment);
  if (posted.get('leadsTo') === 'overview') return at;
  if (sectionId === null) return `${at}/check`;
  const { sections } = form.criteriaSet;
  const next = sections[sections.findIndex(({ id }) => id === sectionId) + 1];
  return next === undefined ? `${at}/overall` : `${at}/sections/${next.id}`;
}
