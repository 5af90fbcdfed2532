import { operation } from '../operation.ts';
import { pageOf, searchQuery } from '../pages.ts';
import { specificationId } from '../specifications/schemas.ts';
import { registerDetail, registerEntry } from './schemas.ts';

/** The public register of endorsed specifications. */
export const registerOperations = {
  getRegister: operation({
    method: 'GET',
    path: '/v1/register',
    summary:
      'Get the public register of endorsed specifications, by title, with what was suspended or withdrawn since',
    roles: 'public',
    query: searchQuery,
    success: { status: 200, description: 'A page of the register.', body: pageOf(registerEntry) },
    problems: [],
  }),

  getRegisterEntry: operation({
    method: 'GET',
    path: '/v1/register/{specificationId}',
    summary:
      'Get what the public register says of a specification, with its document, capabilities, conditions and history',
    roles: 'public',
    parameters: specificationId,
    success: { status: 200, description: 'The entry.', body: registerDetail },
    problems: [],
  }),
};
