import type { FetchOutcome, FetchRequest } from '../google/host.ts';

/** What Google announces itself as. */
const USER_AGENT = 'Mozilla/5.0 (compatible; Google-Apps-Script; beanserver; +https://script.google.com)';

/** Sends a request for the add-on. A failure says nothing about whether the server got it. */
export async function sendRequest(request: FetchRequest, timeout: number): Promise<FetchOutcome> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { 'User-Agent': USER_AGENT, ...request.headers },
      body: request.body,
      redirect: request.followRedirects ? 'follow' : 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 1) headers['set-cookie'] = cookies;
    return { status: response.status, headers, body: await response.text() };
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return { failure: 'timed-out' };
    return { failure: codeOf(thrown) === 'ENOTFOUND' ? 'unknown-host' : 'unreachable' };
  }
}

function codeOf(thrown: unknown): unknown {
  const cause = thrown instanceof Error ? thrown.cause : null;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
}
