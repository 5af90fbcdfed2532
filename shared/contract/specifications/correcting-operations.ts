import { operation } from '../operation.ts';
import { staff } from '../roles.ts';
import { specificationOperations } from './operations.ts';
import { specificationVersion, specificationVersionView } from './schemas.ts';

/** How typing errors of a version are mended before anything has been made of it. */
export const correctingOperations = {
  correctSpecificationVersion: operation({
    method: 'PUT',
    path: '/v1/specifications/{specificationId}/versions/{version}',
    summary:
      'Correct the latest version in place, before any round is created with it. If-Match is the ETag of the specification.',
    roles: staff,
    parameters: specificationOperations.getSpecificationVersion.parameters,
    body: specificationVersion,
    ifMatch: true,
    success: { status: 200, description: 'The version.', body: specificationVersionView },
    problems: ['not-now'],
  }),
};
