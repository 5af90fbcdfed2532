import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { connect } from '../storage/database.ts';
import { mailer } from './handler.ts';
import { sesSend } from './send.ts';

export const handler = mailer(
  {
    db: connect(setting('TABLE_NAME')),
    now: () => new Date(),
    send: sesSend(setting('SENDER_ADDRESS'), process.env.SES_CONFIGURATION_SET),
    origin: setting('PUBLIC_ORIGIN'),
  },
  powertoolsLog(),
);
