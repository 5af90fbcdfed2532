import * as z from 'zod';
import { roundEntry } from './desk-schemas.ts';
import { noticeKind } from './notice-schemas.ts';
import { outcome } from './result-schemas.ts';
import { instant, slug } from './schemas.ts';

const more = z.boolean().meta({ description: 'Whether there are more than are listed.' });

/** What waits for somebody today: of each kind the most urgent ones. */
export const today = z
  .strictObject({
    roundsClosing: z.strictObject({ items: z.array(roundEntry), more }),
    reviewsOverdue: z.strictObject({
      items: z.array(
        z.strictObject({
          roundId: slug,
          title: z.string(),
          personId: slug,
          name: z.string(),
          reviewsDue: instant,
        }),
      ),
      more,
    }),
    interests: z.strictObject({
      items: z.array(
        z.strictObject({
          roundId: slug,
          title: z.string(),
          personId: slug,
          name: z.string(),
          declaredAt: instant,
        }),
      ),
      more,
    }),
    panelsToCall: z.strictObject({
      items: z.array(
        z.strictObject({
          roundId: slug,
          title: z.string(),
          derivedAt: instant,
          /** When the panel meets, where it has been called. */
          calledFor: instant.nullable(),
        }),
      ),
      more,
    }),
    toDecide: z.strictObject({
      items: z.array(z.strictObject({ roundId: slug, title: z.string(), derivedAt: instant, outcome })),
      more,
    }),
    conditionsDue: z.strictObject({
      items: z.array(z.strictObject({ roundId: slug, title: z.string(), number: z.int(), due: z.string() })),
      more,
    }),
    endorsementsToReview: z.strictObject({
      items: z.array(z.strictObject({ specificationId: slug, title: z.string(), reviewBy: z.string() })),
      more,
    }),
    noticesFailed: z.strictObject({
      items: z.array(
        z.strictObject({ noticeId: z.string(), notice: noticeKind, name: z.string(), since: instant }),
      ),
      more,
    }),
    noticesToRelease: z.strictObject({
      items: z.array(
        z.strictObject({
          noticeId: z.string(),
          roundId: slug,
          title: z.string(),
          name: z.string(),
          since: instant,
        }),
      ),
      more,
    }),
    addressesFailing: z.strictObject({
      items: z.array(z.strictObject({ personId: slug, name: z.string(), since: instant })),
      more,
    }),
  })
  .meta({ id: 'Today' });
