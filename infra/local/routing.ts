/** What selects a route: a method or `ANY`, and a path such as `/v1/rounds/{roundId}` or `/{proxy+}`. */
export interface RoutePattern {
  readonly method: string;
  readonly path: string;
}

/** The route for a request, and what its path variables caught, decoded. */
export interface SelectedRoute<R extends RoutePattern> {
  readonly route: R;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Selects a route as an HTTP API does: a match of the whole path before a greedy one, a named method before
 * `ANY`, then segment by segment from the left a literal before a variable before a greedy variable. A path
 * that exists with another method only is not found.
 *
 * @param path still percent-encoded
 */
export function selectRoute<R extends RoutePattern>(
  routes: readonly R[],
  method: string,
  path: string,
): SelectedRoute<R> | undefined {
  const segments = segmentsOf(path);
  const [best] = routes
    .filter((route) => route.method === method || route.method === 'ANY')
    .flatMap((route) => {
      const pathParameters = match(segmentsOf(route.path), segments);
      return pathParameters ? [{ route, pathParameters }] : [];
    })
    .sort((one, other) => (specificity(one.route) < specificity(other.route) ? -1 : 1));
  return best;
}

const segmentsOf = (path: string) => path.split('/').slice(1);
const isGreedy = (segment: string) => segment.endsWith('+}');
const isVariable = (segment: string) => segment.startsWith('{');

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const greedy = pattern.findIndex(isGreedy);
  if (greedy < 0 ? segments.length !== pattern.length : segments.length < pattern.length) return undefined;

  const caught: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = index === greedy ? segments.slice(index).join('/') : (segments[index] ?? '');
    const value = decodeURIComponent(actual);
    if (!isVariable(expected)) {
      if (value !== expected) return undefined;
    } else if (value === '') {
      return undefined;
    } else {
      caught[expected.replace(/^\{|\+?\}$/g, '')] = value;
    }
  }
  return caught;
}

/** Sorts the most specific route first. */
function specificity({ method, path }: RoutePattern): string {
  const segments = segmentsOf(path);
  const kinds = segments.map((segment) => (isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0));
  return [segments.some(isGreedy) ? 1 : 0, method === 'ANY' ? 1 : 0, ...kinds].join('');
}
