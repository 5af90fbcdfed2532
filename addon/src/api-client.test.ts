import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reviewOperations as operations } from '../../shared/contract/reviews/operations.ts';
import { openApi } from './api-client.ts';

/** What Google's UrlFetchApp does with each request in turn; the last thing again and again. */
let answers: (() => unknown)[] = [];
const sleeps: number[] = [];

const requestId = '0f8fad5b-d9cb-469f-a165-70867728950e';

const refuse = (message: string) => () => {
  throw new Error(message);
};
const answer = (status: number, headers: object, body: string) => () => ({
  getResponseCode: () => status,
  getAllHeaders: () => headers,
  getContentText: () => body,
});

beforeEach(() => {
  sleeps.length = 0;
  vi.stubGlobal('PropertiesService', {
    getScriptProperties: () => ({ getProperty: () => 'https://api.example.org/' }),
  });
  vi.stubGlobal('ScriptApp', { getIdentityToken: () => 'a-token' });
  vi.stubGlobal('Utilities', {
    sleep: (milliseconds: number) => sleeps.push(milliseconds),
    getUuid: () => requestId,
  });
  vi.stubGlobal('UrlFetchApp', {
    fetch: () => ((answers.length > 1 ? answers.shift() : answers[0]) ?? refuse('No answer'))(),
  });
});
afterEach(() => vi.unstubAllGlobals());

function list() {
  const api = openApi();
  if (!api.ok) throw new Error('There is no API');
  return api.value(operations.listMyAssignments, {});
}

describe('a call of the service', () => {
  it.each([
    'Service invoked too many times for one day: urlfetch.',
    'Exception: Bandwidth quota exceeded: https://api.example.org. Try reducing the rate of data transfer.',
    'Limit Exceeded: URLFetch URL Length.',
  ])('tells Google’s quota from a broken connection, and does not try again: %s', (message) => {
    answers = [refuse(message)];
    expect(list()).toEqual({ ok: false, error: { kind: 'out-of-quota' } });
    expect(sleeps).toEqual([]);
  });

  it.each([
    'Service invoked too many times in a short time: urlfetch. Try Utilities.sleep(1000) between calls.',
    'Service invoked too many times in a short time: exec qps. Please try again later.',
  ])('takes a burst for a burst, pauses and tries again: %s', (message) => {
    answers = [refuse(message), answer(200, {}, '{"assignments":[],"concerns":[],"unreadable":0}')];
    expect(list()).toMatchObject({ ok: true });
    expect(sleeps).toEqual([1_000]);
    answers = [refuse(message)];
    expect(list()).toEqual({ ok: false, error: { kind: 'too-fast' } });
  });

  it('does not take a missing permission for a broken connection, and does not try again', () => {
    answers = [refuse('Specified permissions are not sufficient to call UrlFetchApp.fetch.')];
    expect(list()).toEqual({ ok: false, error: { kind: 'not-allowed' } });
    expect(sleeps).toEqual([]);
  });

  it.each(['Timeout: https://api.example.org', 'DNS error: https://api.example.org', 'Address unavailable'])(
    'is tried four times, with longer and longer pauses: %s',
    (message) => {
      answers = [refuse(message)];
      expect(list()).toEqual({ ok: false, error: { kind: 'unreachable', requestId } });
      expect(sleeps).toEqual([1_000, 3_000, 9_000]);
    },
  );

  it('takes an answer whose header names are in any case, and one that came twice', () => {
    answers = [answer(200, { ETag: ['"3"', '"3"'] }, '{"assignments":[],"concerns":[],"unreadable":0}')];
    expect(list()).toEqual({
      ok: true,
      value: { body: { assignments: [], concerns: [], unreadable: 0 }, etag: '"3"' },
    });
  });

  it('waits as long as a Retry-After asks, and gives up at once where it asks for too long', () => {
    answers = [
      answer(429, { 'retry-after': '7' }, '{"message":"Too Many Requests"}'),
      answer(200, {}, '{"assignments":[],"concerns":[],"unreadable":0}'),
    ];
    expect(list()).toMatchObject({ ok: true });
    expect(sleeps).toEqual([7_000]);
    answers = [answer(503, { 'Retry-After': '90' }, '')];
    expect(list()).toMatchObject({ error: { status: 503, retryAfter: 90 } });
    expect(sleeps).toEqual([7_000]);
  });

  it('refuses what is no JSON, or not what the contract says', () => {
    for (const body of ['<html>', '{"assignments":[{}]}', '']) {
      answers = [answer(200, {}, body)];
      expect(list()).toEqual({ ok: false, error: { kind: 'unreadable', requestId } });
    }
  });
});
