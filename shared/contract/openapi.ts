import * as z from 'zod';
import { idempotencyKeyPattern, maxBodyBytes, type Operation } from './operation.ts';
import { problem } from './problem.ts';
import { type ProblemCode, problems, problemType } from './problems.ts';
import { requestIdHeader } from './request-id.ts';

/** Problems that any operation may answer. */
function commonProblems(operation: Operation): ProblemCode[] {
  const codes: ProblemCode[] = ['unexpected', 'unreadable', 'busy'];
  if (operation.roles !== 'public')
    codes.push('not-signed-in', 'email-not-verified', 'not-known', 'role-needed');
  if (operation.parameters !== undefined) codes.push('not-found');
  if (operation.query !== undefined) codes.push('invalid-request');
  if (operation.body !== undefined) codes.push('malformed-json', 'not-json', 'too-large', 'invalid-body');
  if (operation.ifMatch) codes.push('invalid-request', 'if-match-missing', 'stale');
  if (operation.idempotencyKey)
    codes.push('invalid-request', 'idempotency-key-missing', 'idempotency-key-reused');
  return codes;
}

/** Every problem of ours that an operation may answer. */
export const problemsOf = (operation: Operation): readonly ProblemCode[] => [
  ...new Set([...operation.problems, ...commonProblems(operation)]),
];

const gatewayMessage = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
};

const json = (schema: unknown) => ({ 'application/json': { schema } });

function refer(schema: z.ZodType, components: Map<string, unknown>, io: 'input' | 'output'): unknown {
  const { $schema, $defs, ...own } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  const suffix = io === 'input' ? 'Input' : '';
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
        if (key === '$ref' && typeof inner === 'string')
          return [[key, inner.replace(/^#\/\$defs\/(.+)$/, `#/components/schemas/$1${suffix}`)]];
        return key === 'id' && typeof inner === 'string' ? [] : [[key, rename(inner)]];
      }),
    );
  };
  for (const [id, definition] of Object.entries($defs ?? {}))
    components.set(`${id}${suffix}`, rename(definition));
  const id = schema.meta()?.id;
  if (id === undefined || typeof own.$ref === 'string') return rename(own);
  components.set(`${id}${suffix}`, rename(own));
  return { $ref: `#/components/schemas/${id}${suffix}` };
}

function responses(operation: Operation, components: Map<string, unknown>) {
  const { success } = operation;
  const answers: Record<string, unknown> = {
    [success.status]: {
      description: success.description,
      ...(success.etag && {
        headers: { ETag: { description: 'Name it in If-Match.', schema: { type: 'string' } } },
      }),
      content: json(refer(success.body, components, 'output')),
    },
  };
  const byStatus = Map.groupBy(problemsOf(operation), (code) => problems[code].status);
  for (const [status, codes] of byStatus) {
    answers[status] = {
      description: codes.map((code) => `${problems[code].title} (${problemType(code)}).`).join(' '),
      content: {
        'application/problem+json': { schema: refer(problem, components, 'output') },
        ...([400, 401, 404, 413, 500, 503].includes(status) && json(gatewayMessage)),
      },
    };
  }
  answers['400'] ??= { description: 'The address cannot be read.', content: json(gatewayMessage) };
  answers['413'] ??= { description: 'The request is too large.', content: json(gatewayMessage) };
  answers['429'] ??= { description: 'Too many requests; try again later.', content: json(gatewayMessage) };
  return answers;
}

function parameters(operation: Operation, components: Map<string, unknown>) {
  const path = Object.entries(operation.parameters?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: refer(schema as z.ZodType, components, 'output'),
  }));
  const query = Object.entries(operation.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: refer(schema as z.ZodType, components, 'input'),
  }));
  const header = (name: string, description: string, schema: object, required = true) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string', ...schema },
  });
  return [
    ...path,
    ...query,
    ...(operation.ifMatch
      ? [
          header('If-Match', 'The ETag of what you change, as you read it; "0" for a draft never saved.', {
            pattern: '^"[0-9]+"$',
          }),
        ]
      : []),
    ...(operation.idempotencyKey
      ? [
          header('Idempotency-Key', 'New for each new request, the same for each retry of it.', {
            pattern: idempotencyKeyPattern.source,
          }),
        ]
      : []),
    header(
      requestIdHeader,
      'A UUID that all requests of one press of a button have. Logs have it, and every answer.',
      { format: 'uuid' },
      false,
    ),
  ];
}

/** The OpenAPI 3.1 description of the given operations. */
export function openApi(operations: Readonly<Record<string, Operation>>): Record<string, unknown> {
  const components = new Map<string, unknown>();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, operation] of Object.entries(operations)) {
    const methods = paths[operation.path] ?? {};
    paths[operation.path] = methods;
    methods[operation.method.toLowerCase()] = {
      operationId,
      summary: operation.summary,
      ...(operation.roles === 'public'
        ? { security: [] }
        : { description: `For: ${operation.roles.join(', ')}.` }),
      parameters: parameters(operation, components),
      ...(operation.body && {
        requestBody: {
          required: true,
          description: `At most ${maxBodyBytes} bytes of UTF-8.`,
          content: json(refer(operation.body, components, 'input')),
        },
      }),
      responses: responses(operation, components),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Credential review',
      version: '1',
      description: 'Independent review of credential specifications for Centre endorsement.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ identityToken: [] }],
    paths,
    components: {
      securitySchemes: {
        identityToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An OpenID Connect identity token of the add-on or the site.',
        },
      },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}
