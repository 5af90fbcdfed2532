import { criteriaSetFileOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { apiHandler } from '../http/api.ts';
import { notFound } from '../http/problem.ts';
import type { Log } from '../log/log.ts';
import { getCriteriaSet } from '../storage/criteria-sets.ts';
import type { Database } from '../storage/database.ts';
import { mediaTypes } from '../tables/read-table.ts';
import { readCriteriaSetFile, writeCriteriaSetFile } from './file.ts';

/** Serves criteria sets as files. */
export const criteriaSetFiles = (db: Database, log: Log) =>
  apiHandler({ db, log }, criteriaSetFileOperations, {
    readCriteriaSetFile: async ({ body: { format, content } }) => {
      const read = await readCriteriaSetFile(format, Buffer.from(content, 'base64'));
      if (read.ok) return ok({ body: { outcome: 'read', criteriaSet: read.value } });
      const defects = read.error.map((defect) => ({ ...defect, sentence: rowDefectInWords(defect) }));
      return ok({ body: { outcome: 'refused', defects } });
    },

    getCriteriaSetFile: async ({ parameters: { criteriaSetId, version, format } }) => {
      const set = await getCriteriaSet(db, criteriaSetId, version);
      if (set === null) return fail(notFound);
      const file = writeCriteriaSetFile(format, set.content);
      return ok({
        body: {
          fileName: `${criteriaSetId}-version-${version}.${format}`,
          mediaType: mediaTypes[format],
          content: Buffer.from(file).toString('base64'),
        },
      });
    },
  });
