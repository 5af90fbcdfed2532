import { type Answer, maxBodyBytes } from '../../shared/contract/operation.ts';
import type { pastRoundOperations } from '../../shared/contract/past-rounds/operations.ts';
import { listWords, nameKey } from '../../shared/domain/basics/fold.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import {
  latestFirst,
  type PastRound,
  pastRoundDefects,
  pastRoundKey,
  publicPastRounds,
} from '../../shared/domain/past-rounds/past-rounds.ts';
import { getEntries } from '../register/storage.ts';
import { findSpecificationByTitle, getSpecification } from '../specifications/storage.ts';
import { answerWrite } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { transact } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import {
  getPastImports,
  importEvent,
  importsWrite,
  listOfImport,
  listPastRounds,
  listPastRoundsOf,
  type PastImport,
  type PastImportsItem,
  removalWrites,
  roundsWrites,
} from './storage.ts';
import { pastImportsItem } from './stored-past-rounds.ts';

type Ops = typeof pastRoundOperations;
type Imported = Answer<Ops['importPastRounds']>;

/** Most titles of one import: with what goes with them, one transaction takes them, so that nothing is ever half taken in. */
const maxTitles = 97;

/** Most imports that are remembered. */
const maxImports = 500;

/**
 * What the Centre’s records say of rounds before this system. It is read wherever it is shown, and nothing else is ever
 * made of it: taking it back takes it away everywhere.
 */
export const pastRounds = (services: Services): UseCases<Ops> => ({
  listPastImports: async () => {
    const kept = await getPastImports(services.db);
    return ok({ answer: { imports: (kept?.imports ?? []).map(viewOf).reverse() } });
  },

  getPastImport: async ({ of: { importId } }) => {
    const kept = await getPastImports(services.db);
    const found = kept?.imports.find((one) => one.importId === importId);
    if (kept === null || found === undefined) return fail(notFound);
    const items = (await listOfImport(services.db, importId)).flatMap(({ rounds }) => rounds);
    return ok({ answer: { ...viewOf(found), items }, version: kept.editVersion });
  },

  importPastRounds: ({ by, what, key }) => {
    const { db, now } = services;
    const { dryRun, rounds } = what;
    const request = idempotentRequest(services, by.id, key, { operation: 'importPastRounds', what });
    return once(
      services,
      request,
      now(),
      async (answer) => ok({ answer: answer as Imported }),
      () =>
        retrying(async () => {
          const defects = pastRoundDefects(rounds, ukIsoDay(now()));
          if (Buffer.byteLength(JSON.stringify(rounds)) > maxBodyBytes)
            return fail(tooMany(`more than ${maxBodyBytes / 1024} KB`, 'that'));
          if (defects.length > 0) return fail(invalidBody(defects));
          const kept = await getPastImports(db);
          const known = await knownAmong(services, kept, rounds);
          const added = rounds.filter((_, i) => !known.includes(i));
          const titles = new Map(added.map((round) => [nameKey(round.title), round]));
          if (titles.size > maxTitles)
            return fail(tooMany(`rounds of ${titles.size} specifications`, `those of ${maxTitles}`));
          if ((kept?.imports.length ?? 0) >= maxImports)
            return fail(problem('not-now', `There have been ${maxImports} imports. No more are taken in.`));
          const registered = await registeredAmong(services, added);
          if (dryRun || added.length === 0)
            return ok({ answer: { importId: null, added: added.length, known, registered } });
          const importId = services.newId();
          const event = eventNow(services, by.id, 'past-rounds-imported', { importId, rounds: added.length });
          const answer = { importId, added: added.length, known, registered };
          const newest = { importId, at: event.at, by: by.id, rounds: added.length, takenBackAt: null };
          const written = await transact(db, [
            importsWrite(kept, [...(kept?.imports ?? []), newest]),
            ...roundsWrites(importId, added),
            importEvent(event),
            answerWrite(request, answer, new Date(event.at)),
          ]);
          if (written.ok) return ok({ answer });
          return written.error.has('idempotency-key') ? null : heldUp;
        }),
    );
  },

  takeBackPastImport: ({ by, of: { importId }, expected }) =>
    retrying(async () => {
      const { db } = services;
      const kept = await getPastImports(db);
      const found = kept?.imports.find((one) => one.importId === importId);
      if (kept === null || found === undefined) return fail(notFound);
      if (kept.editVersion !== expected) return fail(stale('import', kept.editVersion));
      if (found.takenBackAt !== null) return fail(problem('not-now', 'This was taken back already.'));
      const event = eventNow(services, by.id, 'past-rounds-taken-back', { importId, rounds: found.rounds });
      const taken = { ...found, takenBackAt: event.at };
      const written = await transact(db, [
        importsWrite(
          kept,
          kept.imports.map((one) => (one === found ? taken : one)),
        ),
        ...removalWrites(await listOfImport(db, importId)),
        importEvent(event),
      ]);
      if (written.ok) return ok({ answer: viewOf(taken) });
      const now = standing(written.error, 'imports', pastImportsItem);
      return now === null ? heldUp : fail(stale('import', now.editVersion));
    }),

  listPastRounds: async ({ of: { specificationId } }) => {
    const specification = await getSpecification(services.db, specificationId);
    if (specification === null) return fail(notFound);
    return ok({ answer: { items: [...latestFirst(await listPastRoundsOf(services.db, specification))] } });
  },

  getPastEndorsements: async ({ of: { specificationId } }) => {
    if (specificationId !== undefined) {
      // Of what is not in the register nobody outside the Centre knows.
      const entry = (await getEntries(services.db, [specificationId])).get(specificationId);
      const own = entry === undefined ? [] : await listPastRoundsOf(services.db, entry);
      return ok({ answer: { items: [...latestFirst(publicPastRounds(own))] } });
    }
    const titles = Map.groupBy(await listPastRounds(services.db), ({ title }) => nameKey(title));
    const items = [...titles.values()].flatMap((own) => latestFirst(publicPastRounds(own)));
    return ok({
      answer: { items: items.sort((a, b) => listWords(a.title).localeCompare(listWords(b.title), 'en-GB')) },
    });
  },
});

const viewOf = ({ importId, at, rounds, takenBackAt }: PastImport) => ({ importId, at, rounds, takenBackAt });

const tooMany = (these: string, most: string) =>
  invalidBody([
    {
      pointer: '/rounds',
      code: 'too-many',
      detail: `These are ${these}. At most ${most} are taken in at once: part the table in two.`,
    },
  ]);

/** The places of rounds that were taken in before and not taken back; read consistently, so that no race takes one in twice. */
async function knownAmong(
  { db }: Services,
  kept: PastImportsItem | null,
  rounds: readonly PastRound[],
): Promise<number[]> {
  const standingImports = (kept?.imports ?? []).filter(({ takenBackAt }) => takenBackAt === null);
  const lying = await Promise.all(standingImports.map(({ importId }) => listOfImport(db, importId)));
  const known = new Set(lying.flat().flatMap((one) => one.rounds.map(pastRoundKey)));
  return rounds.flatMap((round, i) => (known.has(pastRoundKey(round)) ? [i] : []));
}

/** The specifications that are registered under a title of these rounds. */
async function registeredAmong(
  { db }: Services,
  rounds: readonly PastRound[],
): Promise<Imported['registered']> {
  const titles = [...Map.groupBy(rounds, ({ title }) => nameKey(title)).values()];
  const found = await Promise.all(
    titles.map(async ([first]) => (first === undefined ? null : findSpecificationByTitle(db, first.title))),
  );
  return found.flatMap((one) => one ?? []);
}
