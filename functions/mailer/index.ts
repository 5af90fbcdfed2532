import { emailsToSend } from '../emails/to-send.ts';
import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { allowList } from '../notices/allow-list.ts';
import { sesSend } from '../notices/send.ts';
import { connect, tableClient } from '../table/database.ts';
import { betweenEmails } from '../time-outs.ts';
import { mailer } from './handler.ts';

export const handler = mailer(
  {
    db: connect(setting('TABLE_NAME'), tableClient(betweenEmails)),
    now: () => new Date(),
    send: sesSend({
      sender: setting('SENDER'),
      replyTo: process.env.REPLY_TO_ADDRESS,
      configurationSet: process.env.SES_CONFIGURATION_SET,
    }),
    // The build puts the templates beside this file.
    emails: emailsToSend(`${import.meta.dirname}/emails`, {
      origin: setting('PUBLIC_ORIGIN'),
      reviewerStart: setting('REVIEWER_START_URL'),
    }),
    mayWriteTo: allowList(setting('RECIPIENT_ALLOW_LIST')),
  },
  powertoolsLog(),
);
