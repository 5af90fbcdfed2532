import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { routes } from '../infra/routes.ts';
import { openApi, problemsOf } from '../shared/contract/openapi.ts';
import { type Operation, routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { problems } from '../shared/contract/problems.ts';

const all = Object.entries(operations) as [string, Operation][];
const description = openApi(operations) as {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
};

test('the description is valid OpenAPI 3.1 by an independent validator', async () => {
  const result = await new Validator().validate(structuredClone(description) as never);
  expect(result).toMatchObject({ valid: true });
});

test('every reference in the description leads somewhere, and nowhere to itself alone', () => {
  const references = [...JSON.stringify(description).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    (m) => m[1],
  );
  expect(references.length).toBeGreaterThan(20);
  for (const name of references) {
    const schema = description.components.schemas[name ?? ''];
    expect(schema, name).toBeDefined();
    expect(schema).not.toEqual({ $ref: `#/components/schemas/${name}` });
  }
});

test('every object of the contract refuses unknown fields', () => {
  const open: string[] = [];
  const walk = (value: unknown, at: string) => {
    if (typeof value !== 'object' || value === null) return;
    if ('properties' in value && !('additionalProperties' in value)) open.push(at);
    for (const [key, inner] of Object.entries(value)) walk(inner, `${at}/${key}`);
  };
  walk(description.components.schemas, '');
  expect(open).toEqual([]);
});

describe.each(all)('%s', (id, operation) => {
  const described = description.paths[operation.path]?.[operation.method.toLowerCase()];

  test('is described with its success and every problem it may answer', () => {
    expect(described?.operationId).toBe(id);
    const statuses = [
      operation.success.status,
      ...problemsOf(operation).map((code) => problems[code].status),
      // The gateway’s own.
      ...[400, 413, 429],
    ];
    expect(Object.keys(described?.responses ?? {}).sort()).toEqual([...new Set(statuses)].map(String).sort());
  });

  test('has a route that leads to one function, with a token unless it is public', () => {
    const mine = routes.filter(({ method, path }) => `${method} ${path}` === routeKey(operation));
    expect(mine.map(({ needsToken }) => needsToken)).toEqual([operation.roles !== 'public']);
    if (operation.method !== 'GET') return;
    const heads = routes.filter(({ method, path }) => method === 'HEAD' && path === operation.path);
    expect(heads).toEqual([{ ...mine[0], method: 'HEAD' }]);
  });

  test('names all of its path’s parameters and no others', () => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(Object.keys(operation.parameters?.shape ?? {}).sort()).toEqual(inPath);
  });
});
