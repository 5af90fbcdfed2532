import type { Answer } from '../../shared/contract/operation.ts';
import type { registerOperations } from '../../shared/contract/register/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { listConditions } from '../decisions/storage.ts';
import { hasOpenAppeal, listMessages } from '../developers/storage.ts';
import { frameworkOf } from '../frameworks/storage.ts';
import { frameworkView } from '../frameworks/view.ts';
import { listCompanions } from '../specifications/companions-storage.ts';
import { getSpecificationVersion } from '../specifications/storage.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { getEntries, listRegister } from './storage.ts';
import type { RegisterEntry } from './stored-endorsement.ts';

type Entry = Answer<(typeof registerOperations)['getRegister']>['items'][number];

/** Entries of one page: few enough to look up the companions of each. */
const perPage = 25;

const entryOf = (entry: RegisterEntry, companions: Entry['companions']): Entry => ({
  specificationId: entry.specificationId,
  title: entry.title,
  areaOfPractice: entry.areaOfPractice,
  organisation: entry.organisation,
  specificationVersion: entry.specificationVersion,
  credentialType: entry.credentialType,
  professions: entry.professions,
  outcome: entry.outcome,
  status: entry.status,
  since: entry.since,
  endorsedOn: entry.endorsedOn,
  reviewBy: entry.reviewBy,
  conditionsOutstanding: entry.conditionsOutstanding,
  sample: entry.sample,
  companions,
});

/** These entries with their companions: what is not endorsed now is nobody's business outside the Centre. */
async function withCompanions(
  { db }: Services,
  entries: readonly RegisterEntry[],
): Promise<readonly Entry[]> {
  const links = await Promise.all(entries.map(({ specificationId }) => listCompanions(db, specificationId)));
  const others = await getEntries(
    db,
    links.flat().map(({ companionId }) => companionId),
  );
  const companionsOf = (index: number) =>
    (links[index] ?? []).flatMap(({ companionId, companionKind, position }) => {
      const companion = others.get(companionId);
      return companion === undefined || companion.status === 'withdrawn'
        ? []
        : { specificationId: companionId, title: companion.title, kind: companionKind, position };
    });
  return entries.map((entry, index) => entryOf(entry, companionsOf(index)));
}

/** Whether the register says that an appeal is open: one is, and the Centre's setting lets everybody know. */
const saysOfAppeals = async ({ db }: Services, roundId: string): Promise<boolean> =>
  (await getSettings(db)).appealsInRegister && hasOpenAppeal(await listMessages(db, roundId));

/** The public register of endorsed specifications. */
export const register = (services: Services): UseCases<typeof registerOperations> => ({
  getRegister: async ({ of: { cursor, ...filter } }) => {
    const { entries, next } = await listRegister(services.db, filter, { limit: perPage, cursor });
    return ok({ answer: { items: [...(await withCompanions(services, entries))], next } });
  },

  getRegisterEntry: async ({ of: { specificationId } }) => {
    const { db } = services;
    const entry = (await getEntries(db, [specificationId])).get(specificationId);
    if (entry === undefined) return fail(notFound);
    const [[shown], version, conditions, appealOpen] = await Promise.all([
      withCompanions(services, [entry]),
      getSpecificationVersion(db, specificationId, entry.specificationVersion),
      listConditions(db, entry.roundId),
      saysOfAppeals(services, entry.roundId),
    ]);
    if (shown === undefined || version === null)
      throw new Error(`Specification ${specificationId} is in the register and has lost its version`);
    const framework = await frameworkOf(db, version.content);
    return ok({
      answer: {
        ...shown,
        documentUrl: entry.documentUrl,
        documentSha256: entry.documentSha256,
        capabilities: version.content.capabilities,
        framework: framework && frameworkView(framework),
        conditions: conditions.map(({ number, text, due, fulfilled }) => ({
          number,
          text: entry.conditionsTold.includes(number) ? text : null,
          due,
          fulfilledOn: fulfilled && ukIsoDay(new Date(fulfilled.at)),
        })),
        appealOpen,
        history: entry.history.toReversed(),
      },
    });
  },
});
