import * as z from 'zod';
import { instant, sha256, slug, versionNumber } from '../../shared/contract/basics.ts';
import { specificationVersion } from '../../shared/contract/specifications/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A specification, titled as its latest version is. */
export const specificationItem = item('specification', {
  id: slug,
  title: z.string(),
  areaOfPractice: z.string(),
  developer: z.strictObject({ organisation: z.string(), contactId: slug }),
  latestVersion: count,
  editVersion: count,
});

/** A version of a specification; immutable. */
export const specificationVersionItem = item('specification-version', {
  id: slug,
  version: versionNumber,
  content: specificationVersion,
  hash: sha256,
  createdAt: instant,
});

/** A specification, as it is read back. */
export type SpecificationItem = Stored<typeof specificationItem>;

/** A version of a specification, as it is read back. */
export type SpecificationVersionItem = Stored<typeof specificationVersionItem>;
