/** The least that a function could be: the SDK as it comes, which makes the requests that another made. */
import { readFileSync } from 'node:fs';
import { bareClient } from './bare.ts';

const send = bareClient();

/** Answers to any event. */
export const handler = (): Promise<unknown> =>
  send(JSON.parse(readFileSync(process.env.REQUESTS ?? '', 'utf8')));
