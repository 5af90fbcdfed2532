import { gzipSync } from 'node:zlib';
import type { Answer } from './visit.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** Whether whoever asks takes gzip, by RFC 9110: named or by `*`, and not at a weight of nothing. */
export function acceptsGzip(headers: Headers): boolean {
  const accepted = new Map(
    (headers['accept-encoding'] ?? '').split(',').map((one) => {
      const [coding = '', ...weights] = one
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = weights.find((each) => each.startsWith('q='))?.slice(2) ?? '1';
      return [coding, Number(weight) > 0] as const;
    }),
  );
  return accepted.get('gzip') ?? accepted.get('x-gzip') ?? accepted.get('*') ?? false;
}

/** Smaller answers gain nothing. */
const worthwhile = 1_000;

/** A page as it leaves: the gateway does not compress, so this does for whoever takes it. */
export function compressed(answer: Answer, asked: Headers): Answer {
  const { headers = {}, body = '', isBase64Encoded } = answer;
  if (isBase64Encoded || !/^text\//.test(String(headers['content-type'])) || body.length < worthwhile)
    return answer;
  const varying = { ...headers, vary: 'accept-encoding' };
  if (!acceptsGzip(asked)) return { ...answer, headers: varying };
  return {
    ...answer,
    headers: { ...varying, 'content-encoding': 'gzip' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}
