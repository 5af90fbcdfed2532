import type { frameworkOperations } from '../../shared/contract/frameworks/operations.ts';
import { fold } from '../../shared/domain/basics/fold.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { framework2017 } from '../../shared/domain/specifications/framework-2017.ts';
import { readFrameworkFile } from '../files/framework-file.ts';
import { answerWrite } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addFramework, getFramework, listImportedFrameworks } from './storage.ts';
import { frameworkView } from './view.ts';

/** An id for addresses from a name, in whatever letters it is written. */
const idOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '') || 'framework';

/** The editions of the framework, and how the Centre comes to others. */
export const frameworks = (services: Services): UseCases<typeof frameworkOperations> => ({
  listFrameworks: async () => {
    const { frameworkId, name } = framework2017;
    const imported = await listImportedFrameworks(services.db);
    return ok({ answer: { frameworks: [{ frameworkId, name }, ...imported] } });
  },

  getFramework: async ({ of: { frameworkId } }) => {
    const found = await getFramework(services.db, frameworkId);
    return found === null ? fail(notFound) : ok({ answer: frameworkView(found) });
  },

  importFramework: ({ by, what, key }) => {
    const { db } = services;
    const request = idempotentRequest(services, by.id, key, { operation: 'importFramework', what });
    const remembered = async (answer: unknown) => {
      const kept = await getFramework(db, (answer as { frameworkId: string }).frameworkId);
      if (kept === null) throw new Error('A framework was imported and is not there');
      return ok({ answer: frameworkView(kept) });
    };
    return once(services, request, services.now(), remembered, () =>
      retrying(async () => {
        const { name, file } = what;
        const read = await readFrameworkFile(Buffer.from(file.content, 'base64'));
        if (!read.ok)
          return fail(
            invalidBody(read.error.map((detail) => ({ pointer: '/file', code: 'not-usable', detail }))),
          );
        const frameworkId = idOf(name);
        const taken = fail(
          problem(
            'already-exists',
            'An edition of this name is there already, and editions never change. Give this one another name.',
          ),
        );
        if ([framework2017.frameworkId, idOf(framework2017.name)].includes(frameworkId)) return taken;
        const event = eventNow(services, by.id, 'framework-imported', { frameworkId });
        const answer = { frameworkId };
        const written = await addFramework(
          db,
          { frameworkId, name, pillars: read.value },
          [answerWrite(request, answer, new Date(event.at))],
          event,
        );
        if (written.ok) return remembered(answer);
        if (written.error.has('framework')) return taken;
        return written.error.has('idempotency-key') ? null : heldUp;
      }),
    );
  },
});
