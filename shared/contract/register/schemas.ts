import * as z from 'zod';
import { day, slug, versionNumber } from '../basics.ts';
import { companionEntry } from '../specifications/schemas.ts';

/** An endorsed specification as everybody may see it. */
export const registerEntry = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    organisation: z.string(),
    specificationVersion: versionNumber,
    credentialType: z.enum(['multi-professional-including-medicine', 'multi-professional', 'medical']),
    outcome: z.enum(['endorse', 'endorse-with-conditions']),
    endorsedOn: day,
    reviewBy: day,
    conditionsOutstanding: z.int().min(0),
    sample: z.boolean(),
    companions: z.array(companionEntry),
  })
  .meta({ id: 'RegisterEntry' });
