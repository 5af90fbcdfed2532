import { problems } from '../../../shared/contract/problems.ts';
import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok } from '../../../shared/domain/basics/result.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { checkReview, reviewOf } from '../../../shared/domain/reviews/review.ts';
import { nextStep } from '../../../shared/domain/rounds/own-assignment.ts';
import { headings, ratingLabel } from '../../../shared/domain/scoring-sheets/layout.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { type Problem, problem } from '../../use-case/problem.ts';
import { page, redirect, redirectDone } from '../web/answer.ts';
import { postedVersion } from '../web/posted.ts';
import { keyAfter, keyField, sendingKey, takenOnce } from '../web/pressed.ts';
import type { Answer } from '../web/visit.ts';
import { type Draft, type Form, readReview } from './reading.ts';
import { notNowPage } from './section.ts';
import { fieldId } from './section-page.ts';
import type { SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf } from './words.ts';

const texts = ['reason', 'evidence', 'comment', 'note'] as const;

/** Everything that was answered, what is missing, and the button that submits. */
function checkPage(visit: SignedInVisit, form: Form, draft: Draft, failed: Problem | null = null): Answer {
  const set = form.criteriaSet;
  const { content, version } = draft;
  const at = pathOf(form.assignment);
  const pageOf = new Map(
    set.sections.flatMap(({ id, criteria }) =>
      criteria.map((criterion) => [criterion.id, `${at}/sections/${id}`] as const),
    ),
  );
  const defects = checkReview(set, content, 'submission').map(({ pointer, code, detail }) => {
    const [, , criterionId = ''] = pointer.split('/');
    const page = pageOf.get(criterionId) ?? at;
    return { isUnrated: code === 'rating-missing', detail, page, href: `${page}#${fieldId(pointer)}` };
  });
  // What is not rated is said once a section: before the first answer that is every criterion there is.
  const unrated = set.sections.flatMap(({ id, number, title }) => {
    const own = defects.filter(({ isUnrated, page }) => isUnrated && page === `${at}/sections/${id}`);
    return own.slice(0, 1).map(({ href }) => ({
      href,
      text: `Section ${number}, ${title}: ${count(own.length, 'criterion is', 'criteria are')} not rated`,
    }));
  });
  const others = defects.filter(({ isUnrated }) => !isUnrated);
  const missing = [
    ...unrated,
    ...others.map(({ detail, href }) => ({ text: detail.replace(/\.$/, ''), href })),
  ];
  return page(
    visit,
    'my-reviews/check.njk',
    {
      at,
      review: aboutAssignment(form.assignment),
      caption: form.assignment.title,
      missing,
      failure: failed?.detail,
      hidden: [
        ['editVersion', String(version)],
        [keyField, keyAfter(failed, visit)],
      ],
      sections: set.sections.map((section) => ({
        heading: `${section.number} ${section.title}`,
        rows: section.criteria.map((criterion) => {
          const given = reviewOf(content, criterion.id);
          return {
            number: criterion.number,
            text: criterion.text,
            rating: ratingLabel(set, given.rating),
            texts: texts.flatMap((field) =>
              given[field] === '' ? [] : [{ label: headings[field], text: given[field] }],
            ),
            href: `${at}/sections/${section.id}#criterion-${criterion.id}`,
          };
        }),
      })),
      overall: [
        { label: 'Overall comment to the developer', text: content.overallComment },
        { label: 'Overall confidential note to the Centre', text: content.overallNote },
      ],
    },
    failed === null ? 200 : problems[failed.code].status,
  );
}

/** `GET …/check`: check answers. */
export async function showCheck(visit: SignedInVisit): Promise<Answer> {
  const read = await readReview(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form, draft } = read.value;
  if (nextStep(form.assignment) !== 'review') return redirect(pathOf(form.assignment));
  return checkPage(visit, form, draft);
}

/**
 * `POST …/check`: submits the draft as it was shown, by the one submission operation. Pressed twice, or sent again by
 * a browser, the page’s key brings the receipt that the first one got.
 */
async function submit(visit: SignedInVisit): Promise<Answer> {
  const read = await readReview(visit);
  if (!read.ok) return notNowPage(visit, read.error);
  const { form, draft } = read.value;
  const done = await visit.performBy('page')('submitReview', visit.person, () => {
    const [key, expected] = [sendingKey(visit), postedVersion(visit.form)];
    if (key === null || expected === null)
      return fail(problem('invalid-request', 'Open this page again, then submit.'));
    const parsed = parseWhat(reviewOperations.submitReview.body, draft.content);
    if (!parsed.ok) return parsed;
    return ok({ of: { roundId: form.assignment.roundId }, what: parsed.value, expected, key });
  });
  if (done.ok) return redirectDone(visit, `${pathOf(form.assignment)}/receipt`, 'review-submitted');
  const { code } = done.error;
  if (code === 'stale')
    return checkPage(
      visit,
      form,
      draft,
      problem(
        'stale',
        'Nothing was submitted: the review was changed elsewhere after you opened this page. It is shown as it is now. Check it, then submit.',
      ),
    );
  return code === 'invalid-body' || code === 'invalid-request' || code === 'busy'
    ? checkPage(visit, form, draft, done.error)
    : notNowPage(visit, done.error);
}

/** `POST …/check`: submits, once however often it is pressed. */
export const submitOnce = (visit: SignedInVisit): Promise<Answer> => takenOnce(visit, () => submit(visit));
