import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { connect } from '../table/database.ts';
import { realServices } from '../use-case/services.ts';
import { projector } from './handler.ts';

export const handler = projector(realServices(connect(setting('TABLE_NAME'))), powertoolsLog());
