import * as z from 'zod';
import { emailAddress, filledLine, instant, oneSpaceApart, slug, versionNumber } from '../basics.ts';
import { namedFile, refusedFile, tableFile, tableFormat } from '../files.ts';
import { frameworkView } from '../frameworks/schemas.ts';
import { operation } from '../operation.ts';
import { aPage, read, readToChange, searchQuery, unreadable } from '../pages.ts';
import { staff } from '../roles.ts';
import {
  areaOfPractice,
  companionEntry,
  companionKind,
  specificationChange,
  specificationEntry,
  specificationId,
  specificationVersion,
  specificationVersionView,
  specificationView,
} from './schemas.ts';

const ofSpecification = 'If-Match is the ETag of the specification.';

export const newDeveloper = z.strictObject({
  organisation: filledLine(200),
  contactName: filledLine(200),
  contactEmail: emailAddress,
});
const companionList = z.strictObject({ companions: z.array(companionEntry), unreadable });

/** Specifications, their versions and their companions. */
export const specificationOperations = {
  listSpecifications: operation({
    ...aPage('/v1/specifications', 'List the specifications by title', specificationEntry),
    query: searchQuery.extend({
      area: z
        .string()
        .max(200)
        .overwrite(oneSpaceApart)
        .meta({ description: 'Only those of this area of practice, in letters of either case.' })
        .optional(),
    }),
  }),

  registerSpecification: operation({
    method: 'POST',
    path: '/v1/specifications',
    summary: 'Register a specification',
    roles: staff,
    body: z
      .strictObject({
        id: slug
          .meta({
            description:
              'Where it is left out, one is made from the title, and a title that is registered already is refused.',
          })
          .optional(),
        title: filledLine(200),
        areaOfPractice,
        developer: newDeveloper,
      })
      .meta({ id: 'NewSpecification' }),
    idempotencyKey: true,
    success: {
      status: 201,
      description: 'The specification, without a version yet.',
      body: specificationView,
      etag: true,
    },
    problems: ['already-exists'],
  }),

  getSpecification: operation({
    ...readToChange('/v1/specifications/{specificationId}', 'Get a specification', specificationView),
    parameters: specificationId,
  }),

  changeDeveloper: operation({
    method: 'PUT',
    path: '/v1/specifications/{specificationId}/developer',
    summary: `Change the developer’s organisation or contact. What has not been sent yet, and everything from then on, goes to the new contact; the links that the earlier one has end. ${ofSpecification}`,
    roles: staff,
    parameters: specificationId,
    body: newDeveloper,
    ifMatch: true,
    success: { status: 200, description: 'The specification.', body: specificationView, etag: true },
    problems: [],
  }),

  getSpecificationVersion: operation({
    ...read(
      '/v1/specifications/{specificationId}/versions/{version}',
      'Get a version of a specification with what changed since the one before',
      z.strictObject({
        ...specificationVersionView.shape,
        createdAt: instant,
        changes: z.array(specificationChange).nullable(),
        /** Whether it can still be corrected in place. */
        mayBeCorrected: z.boolean(),
        framework: frameworkView.nullable(),
      }),
    ),
    parameters: z.strictObject({
      specificationId: slug,
      version: z.coerce.number().pipe(versionNumber),
    }),
  }),

  addSpecificationVersion: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/versions',
    summary: `Add a version of a specification; unchanged content gives the version there is. ${ofSpecification}`,
    roles: staff,
    parameters: specificationId,
    body: specificationVersion,
    ifMatch: true,
    success: { status: 201, description: 'The version.', body: specificationVersionView },
    problems: [],
  }),

  readCapabilityFile: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/capability-file/read',
    summary:
      'Read area-specific capabilities and what they align to from a CSV or XLSX file, with the ids of those that the latest version has; nothing is kept',
    roles: staff,
    parameters: specificationId,
    body: tableFile,
    success: {
      status: 200,
      description: 'The capabilities, to add a version with; or everything that is wrong with the file.',
      body: z.discriminatedUnion('outcome', [
        z.strictObject({
          outcome: z.literal('read'),
          capabilities: specificationVersion.shape.capabilities,
        }),
        refusedFile,
      ]),
    },
    problems: [],
  }),

  getCapabilityFile: operation({
    ...read(
      '/v1/specifications/{specificationId}/capability-file/{format}',
      'Get the area-specific capabilities of the latest version as a table to edit; an empty one where there are none',
      namedFile,
    ),
    parameters: z.strictObject({ specificationId: slug, format: tableFormat }),
  }),

  listCompanions: operation({
    ...readToChange(
      '/v1/specifications/{specificationId}/companions',
      'List the companions of a specification, under whose ETag they are linked',
      companionList,
    ),
    parameters: specificationId,
  }),

  linkCompanion: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/companions',
    summary: `Link two specifications of one area of practice: \`sequential\` puts the other one after this one. ${ofSpecification}`,
    roles: staff,
    parameters: specificationId,
    body: z.strictObject({ companionId: slug, kind: companionKind }).meta({ id: 'NewCompanion' }),
    ifMatch: true,
    success: { status: 201, description: 'The companions now.', body: companionList, etag: true },
    problems: [],
  }),

  unlinkCompanion: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/companions/{companionId}/unlink',
    summary: `Take the link between two specifications away. ${ofSpecification}`,
    roles: staff,
    parameters: z.strictObject({ specificationId: slug, companionId: slug }),
    body: z.strictObject({}),
    ifMatch: true,
    success: { status: 200, description: 'The companions now.', body: companionList, etag: true },
    problems: [],
  }),
};
