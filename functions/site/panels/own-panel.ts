import { slug } from '../../../shared/contract/basics.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { mayReadConcerns } from '../../concerns/who-may-read.ts';
import { mayJudge } from '../../panels/own-panel.ts';
import { mayReadRatings } from '../../results/who-may-read.ts';
import { messagePage } from '../web/answer.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';

/** A page of a round that is kept from some who are, or were, on its panel, or from all for now, and says so. */
const keptFrom =
  (may: typeof mayReadRatings | typeof mayReadConcerns | typeof mayJudge) =>
  (route: Route): Route => ({
    ...route,
    handle: async (visit) => {
      const { person, parameters, site } = visit;
      const roundId = slug.safeParse(parameters.roundId);
      if (person === null || !roundId.success) return route.handle(visit);
      const allowed = await may(servicesOf(site), roundId.data, person);
      return allowed.ok
        ? route.handle(visit)
        : messagePage(visit, problems[allowed.error.code].status, {
            title: titles[allowed.error.code],
            paragraphs: [allowed.error.detail],
            action: { text: 'Go to the round', href: `/rounds/${roundId.data}` },
          });
    },
  });

const titles = {
  'own-panel': 'You are on this panel yourself',
  'not-now': 'The result is shown once the round has closed',
} as const;

/** A page with ratings, which whoever is on the panel sees once the round has closed. */
export const withRatings = keptFrom(mayReadRatings);

/** A page with a concern, which is for staff who were not asked to review in its round. */
export const withConcerns = keptFrom(mayReadConcerns);

/** A page on which the Centre concludes on a round, which is not for those who reviewed in it. */
export const withJudgement = keptFrom(mayJudge);
