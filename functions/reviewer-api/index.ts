import { readFile } from 'node:fs/promises';
import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { connect } from '../table/database.ts';
import { realServices } from '../use-case/services.ts';
import { reviewerApi } from './handler.ts';

export const handler = reviewerApi(
  realServices(connect(setting('TABLE_NAME'))),
  powertoolsLog(),
  // The build puts it beside this file.
  async () => JSON.parse(await readFile(`${import.meta.dirname}/openapi.json`, 'utf8')),
);
