import { emailsWhenAsked } from '../emails/when-asked.ts';
import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { connect } from '../table/database.ts';
import { realServices } from '../use-case/services.ts';
import { staffApi } from './handler.ts';

export const handler = staffApi(
  realServices(connect(setting('TABLE_NAME'))),
  // The build puts the templates beside this file.
  emailsWhenAsked(`${import.meta.dirname}/emails`, {
    origin: setting('PUBLIC_ORIGIN'),
    reviewerStart: setting('REVIEWER_START_URL'),
  }),
  powertoolsLog(),
);
