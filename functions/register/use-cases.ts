import type { Answer } from '../../shared/contract/operation.ts';
import type { registerOperations } from '../../shared/contract/register/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { listCompanions } from '../specifications/companions-storage.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { getEndorsed, listRegister } from './storage.ts';
import type { EndorsementItem } from './stored-endorsement.ts';

type Entry = Answer<(typeof registerOperations)['getRegister']>['items'][number];

/** Entries of one page: few enough to look up the companions of each. */
const perPage = 25;

const entryOf = (item: EndorsementItem, companions: Entry['companions']): Entry => ({
  specificationId: item.specificationId,
  title: item.title,
  areaOfPractice: item.areaOfPractice,
  organisation: item.organisation,
  specificationVersion: item.specificationVersion,
  credentialType: item.credentialType,
  outcome: item.outcome,
  endorsedOn: item.endorsedOn,
  reviewBy: item.reviewBy,
  conditionsOutstanding: item.conditionsOutstanding,
  sample: item.sample,
  companions,
});

/** The public register of endorsed specifications. */
export const register = ({ db }: Services): UseCases<typeof registerOperations> => ({
  getRegister: async ({ of: { cursor, startsWith = '' } }) => {
    const { endorsements, next } = await listRegister(db, startsWith, { limit: perPage, cursor });
    const links = await Promise.all(
      endorsements.map(({ specificationId }) => listCompanions(db, specificationId)),
    );
    // What is not endorsed is nobody's business outside the Centre.
    const endorsed = await getEndorsed(
      db,
      links.flat().map(({ companionId }) => companionId),
    );
    const companionsOf = (index: number) =>
      (links[index] ?? []).flatMap(({ companionId, companionKind, position }) => {
        const companion = endorsed.get(companionId);
        return companion === undefined
          ? []
          : { specificationId: companionId, title: companion.title, kind: companionKind, position };
      });
    const items = endorsements.map((item, index) => entryOf(item, companionsOf(index)));
    return ok({ answer: { items, next } });
  },
});
