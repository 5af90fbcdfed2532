import { FETCH_TIMEOUT, type FetchOutcome, type FetchRequest } from '../../google/host.ts';

/** Sends a request and stands still until the response is there, as UrlFetchApp does. */
export function synchronousFetch(Request: typeof XMLHttpRequest) {
  return (request: FetchRequest): FetchOutcome => {
    const sent = new Request();
    try {
      sent.open(request.method, request.url, false);
      sent.timeout = FETCH_TIMEOUT;
      for (const [name, value] of Object.entries(request.headers)) sent.setRequestHeader(name, value);
      sent.send(request.body);
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { failure: timedOut ? 'timed-out' : 'unreachable' };
    }
    const lines = sent.getAllResponseHeaders().split('\r\n');
    const headers = lines
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
    return { status: sent.status, headers: Object.fromEntries(headers), body: sent.responseText };
  };
}
