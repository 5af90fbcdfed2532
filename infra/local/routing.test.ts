import { expect, test } from 'vitest';
import { selectRoute } from './routing.ts';

const route = (key: string) => {
  const [method = '', path = ''] = key.split(' ');
  return { method, path };
};

test.each([
  ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
  ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
  ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
  ['POST', '/test/5', 'ANY /{proxy+}'],
  ['GET', '/pets', 'ANY /{proxy+}'],
])('%s %s goes to the route AWS documents: %s', (method, path, expected) => {
  const keys = ['ANY /{proxy+}', 'GET /pets/{proxy+}', 'GET /pets/dog/{id}', 'GET /pets/dog/1'];
  expect(selectRoute(keys.map(route), method, path)?.route).toEqual(route(expected));
});

test('path variables are decoded, greedy ones keep their slashes', () => {
  const routes = [route('GET /v1/rounds/{roundId}/form'), route('GET /assets/{file+}')];
  expect(selectRoute(routes, 'GET', '/v1/rounds/a%20b/form')?.pathParameters).toEqual({ roundId: 'a b' });
  expect(selectRoute(routes, 'GET', '/assets/css/main.css')?.pathParameters).toEqual({
    file: 'css/main.css',
  });
});

test('a known path with another method is not found, nor is a greedy route for nothing', () => {
  expect(selectRoute([route('GET /rounds')], 'POST', '/rounds')).toBeUndefined();
  expect(selectRoute([route('ANY /{proxy+}')], 'GET', '/')).toBeUndefined();
});
