import * as z from 'zod';
import { credentialTypes } from '../../domain/basics/credential-types.ts';
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
    query: searchQuery.extend({
      area: z
        .string()
        .max(200)
        .meta({ description: 'Only those of this area of practice, in letters of either case.' })
        .optional(),
      type: z
        .enum([...credentialTypes, ''])
        .meta({ description: 'Only those of this credential type; of any where it is empty.' })
        .optional(),
      profession: z
        .string()
        .max(200)
        .meta({ description: 'Only those that are for this profession.' })
        .optional(),
      words: z
        .string()
        .max(200)
        .meta({
          description:
            'Only those in whose title, area of practice, professions or organisation each of these words, or the beginning of one, stands.',
        })
        .optional(),
    }),
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
