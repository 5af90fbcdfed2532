import { criteriaSetFileOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { getCriteriaSet } from '../criteria-sets/storage.ts';
import { readCriteriaSetFile, writeCriteriaSetFile } from '../files/criteria-set-file.ts';
import { mediaTypes } from '../files/media-types.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import type { Database } from '../table/database.ts';
import { notFound } from '../use-case/problem.ts';

/** Serves criteria sets as files. */
export const criteriaSetFiles = (db: Database, log: Log) =>
  apiHandler({ services: { db, now: () => new Date() }, log }, criteriaSetFileOperations, ({ db }) => ({
    readCriteriaSetFile: async ({ what: { format, content } }) => {
      const read = await readCriteriaSetFile(format, Buffer.from(content, 'base64'));
      if (read.ok) return ok({ answer: { outcome: 'read', criteriaSet: read.value } });
      const defects = read.error.map((defect) => ({ ...defect, sentence: rowDefectInWords(defect) }));
      return ok({ answer: { outcome: 'refused', defects } });
    },

    getCriteriaSetFile: async ({ of: { criteriaSetId, version, format } }) => {
      const set = await getCriteriaSet(db, criteriaSetId, version);
      if (set === null) return fail(notFound);
      const file = await writeCriteriaSetFile(format, set.content);
      return ok({
        answer: {
          fileName: `${criteriaSetId}-version-${version}.${format}`,
          mediaType: mediaTypes[format],
          content: Buffer.from(file).toString('base64'),
        },
      });
    },
  }));
