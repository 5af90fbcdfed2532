import { randomUUID } from 'node:crypto';
import type { Body } from '../../../shared/contract/operation.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { recordOperations } from '../../../shared/contract/records/operations.ts';
import { ok } from '../../../shared/domain/basics/result.ts';
import { records } from '../../retention/use-cases.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { notFound, type Problem } from '../../use-case/problem.ts';
import { type Asked, performing } from '../../use-case/use-case.ts';
import { ukDay } from '../../words/uk-time.ts';
import { download } from '../exports/downloads.ts';
import { messagePage, notFoundPage, page, redirectDone } from '../web/answer.ts';
import { readOf } from '../web/ask.ts';
import { askingApart } from '../web/ask-apart.ts';
import { keyField } from '../web/pressed.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';

type Ops = typeof recordOperations;

/** What a rule of the schedule is about, as the page says it. */
const rules: Readonly<Record<string, string>> = { drafts: 'Drafts of reviews', emails: 'Passing emails' };

/** `GET /records`: how long records are kept, what is held, what would go now, and where a file is made of them. */
export async function showRecords(visit: Visit): Promise<Answer> {
  const shown = await askingApart(recordOperations, records)(visit, 'getRetention', {});
  if (shown === null) return notFoundPage(visit);
  return page(visit, 'records/records.njk', {
    keyField,
    key: randomUUID(),
    schedule: shown.schedule,
    holds: shown.holds.map(({ at, ...hold }) => ({ ...hold, since: ukDay(at) })),
    wouldGo: shown.wouldGo.map(({ rule, ...going }) => ({ ...going, what: rules[rule] ?? rule })),
  });
}

/** Has an operation carried out by what a form of the page sent. */
const press = <Id extends keyof Ops & string>(
  { site, person }: Visit,
  id: Id,
  of: Readonly<Record<string, string>>,
  sent: object,
) =>
  performing(recordOperations, records(servicesOf(site)), site.db)(id, person, () => {
    const operation: Ops[keyof Ops] = recordOperations[id];
    const read = readOf(operation, of);
    if (read === null) return { ok: false, error: notFound };
    const what = 'body' in operation ? parseWhat(operation.body, sent) : ok(undefined);
    return what.ok
      ? ok({ of: read, what: what.value as Body<Ops[Id]>, expected: 0, key: '' } as Asked<Ops[Id]>)
      : what;
  });

const refusedPage = (visit: Visit, { code, detail, errors = [] }: Problem): Answer =>
  messagePage(visit, problems[code].status, {
    title: problems[code].title,
    paragraphs: ['Nothing was changed.', detail, ...errors.map((defect) => defect.detail)],
    action: { text: 'Back to records', href: '/records' },
  });

/** `POST /records`: places a hold on a round’s records, or lifts it. */
export async function holdOrRelease(visit: Visit): Promise<Answer> {
  const { form } = visit;
  const lifted = form.get('lift');
  // The round’s address is taken as well as its id: it is what somebody has at hand.
  const roundId = (form.get('roundId') ?? '').trim().replace(/^.*\/rounds\/([^/?#]+).*$/, '$1');
  const done =
    lifted !== null
      ? await press(visit, 'releaseRecords', { roundId: lifted }, {})
      : await press(visit, 'holdRecords', {}, { roundId, reason: form.get('reason') ?? '' });
  return done.ok ? redirectDone(visit, '/records', 'saved') : refusedPage(visit, done.error);
}

/** `POST /records/disclosure`: the file that answers a request for disclosure. */
export async function downloadDisclosure(visit: Visit): Promise<Answer> {
  const { form } = visit;
  const specificationId = (form.get('specificationId') ?? '')
    .trim()
    .replace(/^.*\/specifications\/([^/?#]+).*$/, '$1');
  const what = { request: form.get('request') ?? '', namedBecause: form.get('namedBecause') ?? '' };
  const made = await press(visit, 'discloseSpecification', { specificationId }, what);
  if (!made.ok) return refusedPage(visit, made.error);
  const { fileName, mediaType, content } = made.value.answer;
  return download(visit, fileName, mediaType, Buffer.from(content, 'base64'));
}
