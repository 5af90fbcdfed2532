import * as z from 'zod';
import { filledLine, instant, slug, versionNumber } from '../basics.ts';
import { discussionView } from '../findings/schemas.ts';
import { criterionDetail, overallReviews } from '../results/schemas.ts';

/** How long a panel discussion takes. */
export const panelMinutes = z.int().min(15).max(480);

/** A panel discussion that is called. */
export const newPanelCall = z
  .strictObject({
    /** When it starts. */
    at: instant,
    /** A place, or a link to join by. */
    where: filledLine(500),
    minutes: panelMinutes
      .meta({ description: 'How long it takes, for calendars; an hour where it is left out.' })
      .optional(),
  })
  .meta({ id: 'NewPanelCall' });

/** What the panel meets about. */
export const panelPaper = z
  .strictObject({
    roundId: slug,
    title: z.string(),
    specificationVersion: versionNumber,
    recommendationNumber: versionNumber,
    /** What reviewers say of the specification as a whole. Nobody's name, no confidential note. */
    overall: overallReviews,
    /** Criteria whose ratings leave them disputed, with and without a finding, in the order of the set. */
    disputed: z.array(criterionDetail),
    /** Who took part in each discussion so far. */
    discussions: z.array(discussionView),
    /** Numbers of the mandatory criteria with too few ratings, which no finding can settle. */
    tooFewRatings: z.array(z.string()),
  })
  .meta({ id: 'PanelPaper' });
