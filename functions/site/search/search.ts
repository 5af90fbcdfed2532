import { searchOperations } from '../../../shared/contract/search/operations.ts';
import { search } from '../../search/use-cases.ts';
import { closingTime } from '../../words/uk-time.ts';
import { capital, rolesInWords } from '../people/pages.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { askingApart } from '../web/ask-apart.ts';
import type { Route } from '../web/route.ts';
import { roundTag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** `GET /search?words=…`: people, specifications and rounds by words of theirs. */
async function showFound(visit: Visit): Promise<Answer> {
  // As many as the search takes: what more was pasted would find nothing else.
  const words = (visit.query.get('words') ?? '').trim().slice(0, 200);
  const found = await askingApart(searchOperations, search)(visit, 'search', { words });
  if (found === null) return notFoundPage(visit);
  const { specifications, rounds, people } = found;
  return page(visit, 'search/found.njk', {
    hasOwnSearch: true,
    words,
    isNothing: [specifications, rounds, people].every((one) => one === null || one.items.length === 0),
    specifications: specifications && {
      ...specifications,
      items: specifications.items.map(({ specificationId, title, areaOfPractice, latestVersion }) => ({
        href: `/specifications/${specificationId}`,
        title,
        areaOfPractice,
        latest: latestVersion === 0 ? 'None yet' : String(latestVersion),
      })),
    },
    rounds: rounds && {
      ...rounds,
      items: rounds.items.map((round) => ({
        href: `/rounds/${round.roundId}`,
        title: `${round.title}, version\u00a0${round.specificationVersion}`,
        sample: round.sample,
        isGateway: round.criteriaSetKind === 'gateway',
        status: roundTag(round.status),
        closesAt: closingTime(round, visit.site.now()),
      })),
    },
    people: people && {
      ...people,
      items: people.items.map(({ personId, name, roles, expertise }) => ({
        href: `/people/${personId}`,
        name,
        roles: roles.length === 0 ? 'Developer’s contact' : capital(rolesInWords(roles)),
        expertise: expertise.length === 0 ? '–' : expertise.join(', '),
      })),
    },
  });
}

/** What is found by words. */
export const searchRoutes: readonly Route[] = [
  { method: 'GET', path: '/search', access: searchOperations.search.roles, handle: showFound },
];
