import { GoogleError, StandInError } from '../errors.ts';
import type { FetchRequest, FetchResponse } from '../host.ts';
import { URL, utf8Of } from '../platform.ts';
import { expose } from '../surface.ts';
import { Service } from './service.ts';

const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
const OPTIONS = ['method', 'headers', 'payload', 'contentType', 'muteHttpExceptions', 'followRedirects'];
const FORBIDDEN_HEADERS = ['host', 'content-length', 'connection', 'transfer-encoding'];
/** Google's limits: characters of an address, bytes of a request. */
const URL_LIMIT = 2_082;
const PAYLOAD_LIMIT = 50 * 1024 * 1024;

/** `UrlFetchApp`: it blocks until the response is there, as Google's does. */
export class UrlFetchAppService extends Service {
  fetch(url: string, options: Record<string, unknown> = {}): HttpResponseService {
    const request = requestOf(url, options);
    const { whitelist } = this.host;
    if (whitelist !== null && !whitelist.some((prefix) => url.startsWith(prefix)))
      throw new GoogleError(
        `Request to ${url} failed because the URL has not been whitelisted in the script manifest.`,
      );
    const outcome = this.host.fetch(request);
    if ('failure' in outcome) {
      const origin = new URL(url).origin;
      if (outcome.failure === 'unknown-host') throw new GoogleError(`DNS error: ${origin}`);
      throw new GoogleError(`${outcome.failure === 'timed-out' ? 'Timeout' : 'Address unavailable'}: ${url}`);
    }
    const redirect = !request.followRedirects && outcome.status >= 300 && outcome.status < 400;
    const success = (outcome.status >= 200 && outcome.status < 300) || redirect;
    if (!success && options.muteHttpExceptions !== true) {
      throw new GoogleError(
        `Request failed for ${new URL(url).origin} returned code ${outcome.status}. Truncated server response: ${truncated(outcome.body)} (use muteHttpExceptions option to examine full response)`,
      );
    }
    return new HttpResponseService(outcome);
  }
}

/** What a server answered. */
class HttpResponseService {
  readonly #response: FetchResponse;

  constructor(response: FetchResponse) {
    this.#response = response;
  }

  getResponseCode(): number {
    return this.#response.status;
  }

  getContentText(charset = 'UTF-8'): string {
    if (!/^utf-?8$/i.test(charset))
      throw new StandInError(`HTTPResponse.getContentText as ${charset} is not part of the stand-in`);
    return this.#response.body;
  }

  /** A header that came more than once is a list. */
  getAllHeaders(): Record<string, string | string[]> {
    return titled(this.#response.headers);
  }
}

function requestOf(url: string, options: Record<string, unknown>): FetchRequest {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name)) {
      throw new StandInError(
        `The option ${name} of UrlFetchApp.fetch is not part of the stand-in; add it to addon/google`,
      );
    }
  }
  if (!URL.canParse(url) || !/^https?:/i.test(url)) throw new GoogleError(`Invalid argument: ${url}`);
  if (url.length > URL_LIMIT) throw new GoogleError('Limit Exceeded: URLFetch URL Length.');
  const { payload = null, contentType } = options;
  if (payload !== null && typeof payload !== 'string') {
    throw new StandInError('A payload of UrlFetchApp.fetch that is not text is not part of the stand-in');
  }
  const method = typeof options.method === 'string' ? options.method : payload === null ? 'get' : 'post';
  if (!METHODS.includes(method.toLowerCase())) {
    throw new GoogleError('Attribute provided with invalid value: method');
  }
  if (payload !== null && method.toLowerCase() === 'get') {
    throw new StandInError('UrlFetchApp.fetch with a payload and the method get is not part of the stand-in');
  }
  if (payload !== null && utf8Of(payload).length > PAYLOAD_LIMIT) {
    throw new GoogleError('Limit Exceeded: URLFetch POST Size.');
  }
  const headers = headersOf(options.headers ?? {});
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  if (typeof contentType === 'string') headers['Content-Type'] = contentType;
  else if (payload !== null && !typed) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  return {
    url,
    method: method.toUpperCase(),
    headers,
    body: payload,
    followRedirects: options.followRedirects !== false,
  };
}

function headersOf(given: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given ?? {})) {
    if (FORBIDDEN_HEADERS.includes(name.toLowerCase()) || typeof value !== 'string') {
      throw new GoogleError(`Attribute provided with invalid value: Header:${name}`);
    }
    headers[name] = value;
  }
  return headers;
}

function truncated(body: string): string {
  return body.length > 200 ? `${body.slice(0, 200)}...` : body;
}

/** Servers and proxies choose the case of header names; this one is unlike the usual, to catch who relies on it. */
function titled<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  const title = (name: string) => name.toLowerCase().replace(/(^|-)[a-z]/g, (first) => first.toUpperCase());
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [title(name), value]));
}

expose(UrlFetchAppService, 'UrlFetchApp', { fetch: ['string', 'string object'] });
expose(HttpResponseService, 'UrlFetchApp.HTTPResponse', {
  getResponseCode: [''],
  getContentText: ['', 'string'],
  getAllHeaders: [''],
});
