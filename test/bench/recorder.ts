import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { close, listen, type Running } from '../../infra/local/ports.ts';

/** A request to an AWS service and what it was answered. */
export interface Exchange {
  /** `GetItem`, say; the path of a request to SES. */
  readonly operation: string;
  readonly body: string;
  readonly answer: Answer;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What stands between a function and the database. */
export interface Recorder extends Running {
  /** What has passed since the last time. */
  taken(): readonly Exchange[];
  /** From now on every request is answered with what the same one was answered here, and nothing is changed. */
  replay(exchanges: readonly Exchange[]): void;
  /** Passes requests on and keeps them again. */
  record(): void;
}

/** What the database answers where a partition takes no more for the moment. */
const throttled: Answer = {
  status: 400,
  body: JSON.stringify({
    __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    message: 'Injected.',
  }),
};

const operationOf = ({ headers, url }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? url).replace(/^.*\./, '');

/** A request without what is another in every run: instants and ids. */
const shapeOf = (body: string): string =>
  body.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…');

/** What the same request was answered, or else the next of its kind; after the last comes the first again. */
function answersOf(exchanges: readonly Exchange[]) {
  const taken = new Map<string, number>();
  const groups = Map.groupBy(exchanges, ({ operation }) => operation);
  return (operation: string, body: string): Answer => {
    const kind = groups.get(operation) ?? [];
    const exact = kind.filter((one) => one.body === body);
    const same = exact.length > 0 ? exact : kind.filter((one) => shapeOf(one.body) === shapeOf(body));
    const [name, among] = same.length > 0 ? [`${operation} ${body}`, same] : [operation, kind];
    const nth = taken.get(name) ?? 0;
    taken.set(name, nth + 1);
    const found = among[nth % among.length];
    if (found === undefined) throw new Error(`Nothing was recorded of ${operation}`);
    return found.answer;
  };
}

/** Starts what passes requests on to the database at `target`, keeps them, and throttles a `share` of them (0 to 1). */
export async function startRecorder(target: string, share = 0): Promise<Recorder> {
  let passed: Exchange[] = [];
  let known: ReturnType<typeof answersOf> | undefined;
  const answerTo = async (operation: string, body: string, headers: IncomingHttpHeaders): Promise<Answer> => {
    if (operation.startsWith('/v2/email')) return { status: 200, body: '{"MessageId":"recorded"}' };
    if (known !== undefined) return known(operation, body);
    if (Math.random() < share) return throttled;
    const { host: _, connection: __, 'content-length': ___, ...sent } = headers;
    const answered = await fetch(target, { method: 'POST', headers: sent as Record<string, string>, body });
    return { status: answered.status, body: await answered.text() };
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const [operation, body] = [operationOf(request), Buffer.concat(chunks).toString()];
    try {
      const answer = await answerTo(operation, body, request.headers);
      if (known === undefined && share === 0) passed.push({ operation, body, answer });
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
    } catch (error) {
      console.error(error);
      request.socket.destroy();
    }
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    taken: () => {
      const taken = passed;
      passed = [];
      return taken;
    },
    replay: (exchanges) => {
      known = answersOf(exchanges);
    },
    record: () => {
      known = undefined;
    },
    stop: () => close(server),
  };
}
