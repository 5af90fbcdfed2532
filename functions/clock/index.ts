import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { connect } from '../table/database.ts';
import { realServices } from '../use-case/services.ts';
import { clock } from './handler.ts';

export const handler = clock(realServices(connect(setting('TABLE_NAME'))), powertoolsLog());
