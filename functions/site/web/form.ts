import { type Body, maxBodyBytes, type Operation } from '../../../shared/contract/operation.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { laterByDays } from '../../../shared/domain/basics/day.ts';
import { type Defect, fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import type { Changing } from '../../centre/changes-since.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { invalidBody, notFound, type Problem, problem } from '../../use-case/problem.ts';
import type { Asked, Perform } from '../../use-case/use-case.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { csrfField } from '../sign-in/csrf.ts';
import { forbiddenPage, type Message, messagePage, notFoundPage, page, redirectDone } from './answer.ts';
import { type FormAnswer, type FormOperationId, type FormOperations, readOf } from './ask.ts';
import type { Apart } from './ask-apart.ts';
import { changesInWords } from './changes-since.ts';
import type { DoneCode } from './done-messages.ts';
import { differences, type FormChanges, nameOf, whatNext } from './form-changes.ts';
import { asLink, errorsOf, inlineErrors } from './form-errors.ts';
import {
  exampleOf,
  type Field,
  fingerprintsOf,
  idOf,
  isVisible,
  pointerOf,
  readFields,
  typedValues,
  type Values,
} from './form-fields.ts';
import { postedInstant, postedVersion } from './posted.ts';
import { keyAfter, keyField, sendingKey, takenOnce } from './pressed.ts';
import type { Route } from './route.ts';
import type { Answer, Visit } from './visit.ts';

/** What a form page says around its fields. */
export interface FormText {
  readonly title: string;
  /** Above the title: what it is about. */
  readonly caption?: string;
  readonly back: { readonly text: string; readonly href: string };
  readonly paragraphs?: readonly string[];
  /** What should be read before pressing the button, as a warning. */
  readonly warning?: string;
  readonly button: string;
}

/** What a form changes, as it was read: somebody may change it while the form is filled in. */
export interface Lock {
  /** What If-Match would name. */
  readonly version: number;
  /** Whose events tell what others did meanwhile. */
  readonly concerns: Changing;
}

/** What a form gives to the operation's body (null where it gives none), and what cannot be read of it. */
export interface ReadForm {
  readonly body: unknown;
  readonly defects: readonly Defect[];
}

/** A page whose form is an operation of the contract. `C` is what the page is about. */
export interface FormDefinition<Id extends FormOperationId, C> {
  readonly operation: Id;
  /** Where the operation is loaded with its page: it, and who carries it out. */
  readonly apart?: Apart;
  /** Reads what the page is about, before showing and before showing again; null where there is no such thing. */
  readonly load: (visit: Visit) => Promise<C | null>;
  readonly text: (about: C, visit: Visit) => FormText;
  /**
   * What is said instead of the form where it could not work as things stand now; null where it can. Leads back
   * unless it leads elsewhere.
   */
  readonly instead?: (about: C, visit: Visit) => Message | null;
  readonly fields: (about: C, visit: Visit) => readonly Field[];
  /** What the fields hold at first. */
  readonly values?: (about: C, visit: Visit) => Values;
  /** Makes the operation's body of what the fields gave, where that is not the body already. */
  readonly body?: (read: Readonly<Record<string, unknown>>, about: C, visit: Visit) => unknown;
  /** Reads the whole form itself, where fields alone cannot say what is wrong: uploaded tables and the like. */
  readonly read?: (about: C, visit: Visit) => Promise<ReadForm>;
  /** A page that shows what would be done, once the form can be sent as it is. Without it the form does it at once. */
  readonly check?: FormCheck<Id, C>;
  /** Needed where the operation changes something that stands: what it was read under, as If-Match has it. */
  readonly lock?: (about: C) => Lock;
  /** Its own template, which extends `form.njk`, and what it shows besides. */
  readonly template?: string;
  readonly show?: (about: C, visit: Visit) => object;
  /** Where to go afterwards, and what to say there. */
  readonly next: (answer: FormAnswer<Id>, about: C, visit: Visit) => readonly [path: string, done: DoneCode];
}

/** How a form is looked at before it does anything. */
export interface FormCheck<Id extends FormOperationId, C> {
  /** What the page shows, or what else is wrong with what was entered. */
  readonly look: (what: Body<FormOperations[Id]>, about: C, visit: Visit) => Promise<Result<object, Problem>>;
  readonly template: string;
}

/** The field of buttons besides the form’s own: `checked` does what a page has shown, `change` shows the form again. */
const stepField = 'step';

/** The operation of a form. */
const operationOf = <Id extends FormOperationId, C>({ operation, apart }: FormDefinition<Id, C>) =>
  (apart?.operations ?? (staffOperations as Apart['operations']))[operation] as Operation;

/** The GET and the POST of a form page. Those get it who may call its operation. */
export function formRoutes<Id extends FormOperationId, C>(
  path: string,
  definition: FormDefinition<Id, C>,
): readonly Route[] {
  const { roles } = operationOf(definition);
  if (roles === 'public') throw new TypeError('A form needs somebody who is signed in.');
  const access = roles.filter((role) => role !== 'reviewer');
  return [
    { method: 'GET', path, access, handle: (visit) => showForm(definition, visit) },
    { method: 'POST', path, access, handle: (visit) => takenOnce(visit, () => takeForm(definition, visit)) },
  ];
}

/** The page of a form about something that is there already, as it is first shown. */
export const openedForm = <Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
): Answer => formPage(definition, visit, about, {});

async function showForm<Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
): Promise<Answer> {
  const about = await definition.load(visit);
  if (about === null) return notFoundPage(visit);
  return insteadPage(definition, visit, about) ?? formPage(definition, visit, about, {});
}

function insteadPage<Id extends FormOperationId, C>(
  { instead, text }: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
): Answer | null {
  const said = instead?.(about, visit) ?? null;
  return said === null ? null : messagePage(visit, 409, { action: text(about, visit).back, ...said });
}

async function takeForm<Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
): Promise<Answer> {
  const { person, form } = visit;
  const about = await definition.load(visit);
  if (about === null) return notFoundPage(visit);
  if (person === null) return forbiddenPage(visit, []);
  const fields = definition.fields(about, visit);
  const pressed = form.get(stepField);
  const step = definition.check === undefined ? 'checked' : pressed;
  if (pressed === 'change') return formPage(definition, visit, about, { values: typedValues(fields, visit) });
  const shown = step === 'checked' ? null : await lookAtForm(definition, visit, about, fields);
  if (shown?.ok) return shown.value;
  const answered = shown ?? (await callOperation(definition, visit, about, fields));
  if (answered.ok) return redirectDone(visit, ...definition.next(answered.value, about, visit));
  if (answered.error.code === 'not-found') return notFoundPage(visit);
  const values = typedValues(fields, visit);
  const isStale = answered.error.code === 'changed-meanwhile' || answered.error.code === 'stale';
  // What it has become.
  const now = isStale ? ((await definition.load(visit)) ?? about) : about;
  // What was typed is shown again, even where nothing can be done with it any more.
  const instead = fields.some(isVisible) ? null : insteadPage(definition, visit, now);
  if (instead !== null) return instead;
  if (!isStale) return formPage(definition, visit, now, { problem: answered.error, values });

  // Who made it so since this form was opened.
  const lock = definition.lock?.(now);
  const changes =
    lock === undefined
      ? []
      : await changesInWords(visit, lock.concerns, postedInstant(form, 'seenAt', visit.site.now()));
  const overtaken = definition.instead?.(now, visit) ?? null;
  const fieldsNow = definition.fields(now, visit);
  return formPage(definition, visit, now, {
    problem: answered.error,
    values,
    changed: {
      what: nameOf(lock?.concerns),
      advice: `Nothing was saved. ${overtaken === null ? whatNext(fields) : `${overtaken.title}. What you entered is still below.`}`,
      changes,
      ...differences(fieldsNow, form.get('shown') ?? '', definition.values?.(now, visit) ?? {}),
    },
  });
}

/** The page that shows what a form would do; fails with what keeps it from being done. */
async function lookAtForm<Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
  fields: readonly Field[],
): Promise<Result<Answer, Problem>> {
  const { check, lock } = definition;
  const asked = await readAsked(definition, visit, about, fields);
  if (!asked.ok || check === undefined) return asked.ok ? fail(notFound) : asked;
  const { what, expected } = asked.value;
  const version = lock?.(about).version ?? expected;
  if (expected !== version)
    return fail(problem('stale', 'It was changed since this page was opened.', { currentVersion: version }));
  const looked = await check.look(what, about, visit);
  if (!looked.ok) return looked;
  const { title, caption, back, button } = definition.text(about, visit);
  const hidden = [...visit.form].filter(([name]) => name !== stepField && name !== csrfField);
  return ok(page(visit, check.template, { ...looked.value, form: { title, caption, back, button, hidden } }));
}

/** Has the operation of a form carried out, as the API would have it: the same schema, role and use case judge it. */
async function callOperation<Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
  fields: readonly Field[],
): Promise<Result<FormAnswer<Id>, Problem>> {
  const perform = (definition.apart?.perform(visit) ?? visit.perform) as Perform<FormOperations>;
  const done = await perform(definition.operation, visit.person, () =>
    readAsked(definition, visit, about, fields),
  );
  return done.ok ? ok(done.value.answer as FormAnswer<Id>) : done;
}

/** What a form that was sent asks for; fails with everything that is wrong with it. */
async function readAsked<Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
  fields: readonly Field[],
): Promise<Result<Asked<FormOperations[Id]>, Problem>> {
  const { form } = visit;
  const operation = operationOf(definition);
  const of = readOf(operation, visit.parameters);
  if (of === null) return fail(notFound);
  const read = await readForm(definition, visit, about, fields);
  const version = postedVersion(form);
  if (Buffer.byteLength(JSON.stringify(read.body)) > maxBodyBytes)
    return fail(problem('too-large', `This is more than ${maxBodyBytes / 1024} KB. Shorten it.`));
  const parsed =
    operation.body === undefined || read.body === null ? null : parseWhat(operation.body, read.body);
  // What a field says of itself says it better than the schema.
  const isSaid = (at: string) => read.defects.some(({ pointer }) => `${at}/`.startsWith(`${pointer}/`));
  const defects = [
    ...read.defects,
    ...(parsed === null || parsed.ok ? [] : (parsed.error.errors ?? [])).filter(
      (defect) => !isSaid(defect.pointer),
    ),
  ];
  if (defects.length > 0) return fail(invalidBody(defects));
  if (operation.ifMatch && version === null)
    return fail(problem('if-match-missing', 'Open this page again, then send the form.'));
  const key = sendingKey(visit);
  if (operation.idempotencyKey && key === null)
    return fail(problem('invalid-request', 'Open this page again, then send the form.'));
  return ok({
    of,
    what: parsed?.ok ? parsed.value : undefined,
    expected: operation.ifMatch ? version : 0,
    key: operation.idempotencyKey ? key : '',
  } as Asked<FormOperations[Id]>);
}

async function readForm<Id extends FormOperationId, C>(
  { read: readItself, body }: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
  fields: readonly Field[],
): Promise<ReadForm> {
  if (readItself !== undefined) return readItself(about, visit);
  const read = readFields(fields, visit);
  return body === undefined ? read : { ...read, body: body(read.body, about, visit) };
}

/** How a form that was sent has failed. */
interface Failure {
  readonly problem?: Problem;
  readonly values?: Values;
  readonly changed?: FormChanges;
}

function formPage<Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
  { problem: failed, values, changed }: Failure,
): Answer {
  const { template = 'web/form.njk' } = definition;
  const fields = definition.fields(about, visit);
  const text = definition.text(about, visit);
  const today = ukIsoDay(visit.site.now());
  const errors = (failed === undefined ? [] : errorsOf(fields, failed)).map((error) => ({
    ...error,
    text: asLink(error.text),
  }));
  const now = definition.values?.(about, visit);
  // What is carried along is what was looked at: where that is refused, what the page shows now is.
  const isRefused = (name: string) =>
    changed !== undefined ||
    failed?.errors?.some(
      ({ pointer }) => pointer !== '' && `${pointerOf(name)}/`.startsWith(`${pointer}/`),
    ) === true;
  const hidden: [string, string][] = fields
    .filter(({ kind }) => kind === 'hidden')
    .map(({ name }) => [name, String((isRefused(name) ? now : (values ?? now))?.[name] ?? '')]);
  const lock = definition.lock?.(about);
  if (lock !== undefined) hidden.push(...lockFields(definition, visit, about, lock, changed === undefined));
  hidden.push([keyField, keyAfter(failed, visit)]);
  return page(
    visit,
    template,
    {
      ...definition.show?.(about, visit),
      form: {
        ...text,
        fields: fields.map((field) => ({
          ...field,
          id: idOf(field),
          ...(field.kind === 'date' && { example: exampleOf(laterByDays(today, field.exampleIn ?? 28)) }),
        })),
        values: values ?? now ?? {},
        hidden,
        isUpload: fields.some(({ kind }) => kind === 'file'),
        errors: inlineErrors(errors),
        errorList: errors.map(({ text, href }) => ({ text, href })),
        changed,
      },
    },
    failed === undefined ? 200 : problems[failed.code].status,
  );
}

/**
 * What a form carries of the state that it was opened on: the lock, when that was, and what the fields held. A form
 * that failed for another reason goes on with what it was opened on, so that a change meanwhile is still noticed.
 */
function lockFields<Id extends FormOperationId, C>(
  definition: FormDefinition<Id, C>,
  visit: Visit,
  about: C,
  { version }: Lock,
  goesOn: boolean,
): readonly [string, string][] {
  const { form, site } = visit;
  if (goesOn && postedVersion(form) !== null)
    return ['editVersion', 'seenAt', 'shown'].map((name) => [name, form.get(name) ?? '']);
  return [
    ['editVersion', String(version)],
    ['seenAt', site.now().toISOString()],
    ['shown', fingerprintsOf(definition.fields(about, visit), definition.values?.(about, visit) ?? {})],
  ];
}
