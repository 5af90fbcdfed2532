import * as z from 'zod';
import { slug } from '../basics.ts';

/** An edition of the framework, by its pillars. */
export const frameworkView = z
  .strictObject({
    frameworkId: slug,
    name: z.string(),
    pillars: z.array(
      z.strictObject({
        number: z.int(),
        name: z.string(),
        capabilities: z.array(z.strictObject({ number: z.string(), title: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Framework' });
