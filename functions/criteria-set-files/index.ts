import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { connect } from '../table/database.ts';
import { criteriaSetFiles } from './handler.ts';

export const handler = criteriaSetFiles(connect(setting('TABLE_NAME')), powertoolsLog());
