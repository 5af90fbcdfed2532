import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Context } from 'aws-lambda';
import type { FunctionName } from '../function-names.ts';
import { tablePermissions } from '../permissions.ts';

/** What a function answers to an event. */
export type Handler = (event: unknown, context: Context) => Promise<unknown>;

const running = new AsyncLocalStorage<FunctionName>();

/** The handler of a function, whose requests to the table are held against what permissions.ts gives that function. */
export const asFunction =
  (name: FunctionName, handler: Handler): Handler =>
  (event, context) =>
    running.run(name, () => handler(event, context));

/**
 * Stands in for IAM: a request of a function to the database at `url` that its permissions do not cover is not sent,
 * and fails with a sentence that names what is missing. Requests of nobody's, such as tests', pass.
 */
export function guardTable(url: string): { stop(): Promise<void> } {
  const { host } = new URL(url);
  const onCreated = (message: unknown) => {
    const name = running.getStore();
    const { request } = message as { request: ClientRequest };
    if (name === undefined || request.getHeader('host') !== host) return;
    // The SDK gives the whole body with `end`.
    const end = request.end.bind(request);
    request.end = ((...args: Parameters<typeof end>) => {
      const operation = String(request.getHeader('x-amz-target')).replace(/^.*\./, '');
      const missing = missingPermission(name, operation, JSON.parse(String(args[0])));
      return missing === null ? end(...args) : request.destroy(new Error(missing));
    }) as typeof request.end;
  };
  subscribe('http.client.request.created', onCreated);
  return {
    stop: async () => {
      unsubscribe('http.client.request.created', onCreated);
    },
  };
}

/** A key as requests spell it. */
interface SpeltKey {
  readonly pk?: { readonly S?: string };
}

/** What matters here of the bodies of requests to DynamoDB. */
interface Body {
  readonly Key?: SpeltKey;
  readonly Item?: SpeltKey;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Body>>[];
}

/** The permission that a request of a function lacks, in words; null where it lacks none. */
export function missingPermission(name: FunctionName, operation: string, body: Body): string | null {
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    const steps = (body.TransactItems ?? []).flatMap((step) => Object.entries(step));
    const missing = steps.map(([action, one]) => missingPermission(name, actionOf(action), one));
    return missing.find((one) => one !== null) ?? null;
  }
  const { reads, writes, indexes } = tablePermissions[name];
  const pk = (body.Key ?? body.Item)?.pk?.S ?? '';
  const written = Object.entries(writes).find(([action]) => action === operation)?.[1];
  const isCovered =
    body.IndexName === undefined
      ? reads.some((action) => action === operation) || written?.some((pattern) => isLike(pk, pattern))
      : indexes.some((index) => index === body.IndexName);
  const what = body.IndexName ?? (pk.replace(/#.*/s, '#…') || 'the table');
  return isCovered
    ? null
    : `AccessDenied: ${name} has no permission in permissions.ts to ${operation} ${what}.`;
}

/** `ConditionCheck` and `Get` are steps of transactions; their permissions have the names of single requests. */
const actionOf = (step: string): string => `${step}Item`;

/** As `StringLike` compares, with `*` for anything. */
const isLike = (pk: string, pattern: string): boolean =>
  new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`, 's').test(pk);
