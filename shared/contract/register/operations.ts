import { operation } from '../operation.ts';
import { pageOf, searchQuery } from '../pages.ts';
import { registerEntry } from './schemas.ts';

/** The public register of endorsed specifications. */
export const registerOperations = {
  getRegister: operation({
    method: 'GET',
    path: '/v1/register',
    summary: 'Get the public register of endorsed specifications, by title',
    roles: 'public',
    query: searchQuery,
    success: { status: 200, description: 'A page of the register.', body: pageOf(registerEntry) },
    problems: [],
  }),
};
