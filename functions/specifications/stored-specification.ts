import * as z from 'zod';
import { instant, sha256, slug, versionNumber } from '../../shared/contract/basics.ts';
import { specificationContent } from '../../shared/contract/specifications/schemas.ts';
import { stage } from '../../shared/contract/specifications/stage.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A specification, or the proposal that it grows from, titled as its latest version is. */
export const specificationItem = item('specification', {
  id: slug,
  title: z.string(),
  areaOfPractice: z.string(),
  developer: z.strictObject({ organisation: z.string(), contactId: slug }),
  latestVersion: count,
  stage: stage.default('specification'),
  /** The priority that it was proposed for. */
  priorityId: slug.nullable().default(null),
  editVersion: count,
});

/** A version of a specification; immutable from the first round that is created with it. */
export const specificationVersionItem = item('specification-version', {
  id: slug,
  version: versionNumber,
  content: specificationContent,
  hash: sha256,
  /** Whether a round was created with it. */
  judged: z.boolean().default(true),
  createdAt: instant,
});

/** A specification, as it is read back. */
export type SpecificationItem = Stored<typeof specificationItem>;

/** A version of a specification, as it is read back. */
export type SpecificationVersionItem = Stored<typeof specificationVersionItem>;
