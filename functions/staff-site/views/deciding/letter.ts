import { decidingOperations } from '../../../../shared/contract/deciding-operations.ts';
import type { Answer as Answered } from '../../../../shared/contract/operation.ts';
import { problems } from '../../../../shared/contract/problems.ts';
import type { Problem } from '../../../http/problem.ts';
import { invalidBody, parseBody } from '../../../http/request.ts';
import { deciding } from '../../../use-cases/deciding.ts';
import { ukDay } from '../../../words/uk-time.ts';
import { notFoundPage, page } from '../../web/answer.ts';
import { servicesOf } from '../../web/form.ts';
import { readFields } from '../../web/form-fields.ts';
import { readFor } from '../../web/read.ts';
import type { Answer, Visit } from '../../web/visit.ts';
import { withoutEmptyConditions } from './condition-fields.ts';
import { decisionBody, decisionFields, loadDecision } from './decide.ts';

type Letter = Answered<typeof decidingOperations.getLetter>;

const letterPage = (
  visit: Visit,
  roundId: string,
  letter: Letter,
  isPreview: boolean,
  date: string,
): Answer => page(visit, 'deciding/letter.njk', { roundId, letter, isPreview, date });

/** `GET /rounds/{roundId}/letter`: the letter to the developer about the decision. */
export async function showLetter(visit: Visit): Promise<Answer> {
  const [letter, decision] = await Promise.all([
    readFor(visit, decidingOperations.getLetter, (services) => deciding(services).getLetter),
    readFor(visit, decidingOperations.getDecision, (services) => deciding(services).getDecision),
  ]);
  if (letter === null || decision === null) return notFoundPage(visit);
  return letterPage(visit, decision.roundId, letter, false, ukDay(decision.decidedAt));
}

/**
 * `POST /rounds/{roundId}/decide/letter`: the letter that the decision being entered would make. The form
 * opens it in a tab of its own and stays as it is.
 */
export async function previewLetter(visit: Visit): Promise<Answer> {
  const sent = { ...visit, form: withoutEmptyConditions(visit.form) };
  const about = await loadDecision(sent);
  const { person } = visit;
  if (about === null || person === null) return notFoundPage(visit);
  const roundId = about.round.id;
  const read = readFields(decisionFields(about, sent), sent);
  const body = parseBody(decidingOperations.previewLetter.body, decisionBody(read.body, about));
  if (!body.ok || read.defects.length > 0)
    return problemPage(visit, invalidBody([...read.defects, ...(body.ok ? [] : (body.error.errors ?? []))]));
  const answered = await deciding(servicesOf(visit.site)).previewLetter({
    person,
    parameters: { roundId },
    query: {},
    body: body.value,
    ifMatch: 0,
    idempotencyKey: '',
  });
  if (!answered.ok) return problemPage(visit, answered.error);
  return letterPage(visit, roundId, answered.value.body, true, ukDay(visit.site.now().toISOString()));
}

/** What must be mended on the form, which is still open where it was. */
const problemPage = (visit: Visit, problem: Problem): Answer =>
  page(
    visit,
    'deciding/letter-problem.njk',
    { sentences: problem.errors?.map(({ detail }) => detail) ?? [problem.detail] },
    problems[problem.code].status,
  );
