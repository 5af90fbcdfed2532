import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { IDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { MonthlyBudget } from './budget.ts';
import { ClockSchedule } from './clock-schedule.ts';
import { Email } from './email.ts';
import { type AnyTable, ReviewFunction } from './function.ts';
import { ReviewHttpApi } from './http-api.ts';
import { parameters } from './parameters.ts';
import { StreamConsumer } from './stream-consumer.ts';
import { streamFilters } from './stream-filters.ts';

/** What the stateless stack takes from the stateful one, and where the code is. */
interface StatelessStackProps extends StackProps {
  readonly table: AnyTable;
  /** A restored table that takes the place of that one; null for none. */
  readonly adopted: Adopted | null;
  /** Outlives the stack: it says what has to be done again to a table that was restored. */
  readonly projectorLog: LogGroup;
  readonly oidcClientSecret: Secret;
  readonly senderIdentity: EmailIdentity;
  readonly host: IDomainName;
  /** The folder of built functions. */
  readonly builtFunctions: string;
}

/** A table that was restored under another name, and that somebody says is fit to work on. */
export interface Adopted {
  readonly tableName: string;
  readonly streamArn: string;
  /** Until then no email leaves and the clock stands still; null while nobody has opened it. */
  readonly openedBy: string | null;
}

/** What can be deleted and deployed again without losing anything: API, functions, email, alarms. */
export class StatelessStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    {
      table: ownTable,
      adopted,
      projectorLog,
      oidcClientSecret,
      senderIdentity,
      host,
      builtFunctions,
      ...props
    }: StatelessStackProps,
  ) {
    super(scope, id, props);
    const given = parameters(this);
    const table = adopted === null ? ownTable : this.#adopt(adopted);
    const isOpen = adopted === null || adopted.openedBy !== null;

    const common = { table, builtFunctions };
    // A person waits for these. Memory brings CPU: at 1 GB a cold start is about as short as it gets.
    const answering = { ...common, memorySize: 1024, timeout: Duration.seconds(10) };
    // Nobody waits for these, and a full batch may take its time.
    const following = { ...common, memorySize: 512, timeout: Duration.seconds(60) };
    const functions = {
      'reviewer-api': new ReviewFunction(this, { ...answering, name: 'reviewer-api' }),
      'staff-api': new ReviewFunction(this, { ...answering, name: 'staff-api' }),
      // Reading a spreadsheet is the heaviest thing that anybody waits for here.
      'criteria-set-files': new ReviewFunction(this, {
        ...answering,
        timeout: Duration.seconds(20),
        name: 'criteria-set-files',
      }),
      'staff-site': new ReviewFunction(this, {
        ...answering,
        name: 'staff-site',
        environment: {
          OIDC_ISSUER: given.oidcIssuer,
          OIDC_CLIENT_ID: given.siteClientId,
          OIDC_CLIENT_SECRET_ARN: oidcClientSecret.secretArn,
          REVIEWER_ISSUER_NAME: given.reviewerIssuerName,
          SENDER: given.sender,
          REPLY_TO_ADDRESS: given.replyToAddress,
        },
      }),
      'reviewer-site': new ReviewFunction(this, {
        ...answering,
        name: 'reviewer-site',
        environment: {
          REVIEWER_ISSUER_NAME: given.reviewerIssuerName,
          SENDER: given.sender,
          REPLY_TO_ADDRESS: given.replyToAddress,
        },
      }),
      projector: new ReviewFunction(this, { ...following, name: 'projector', log: projectorLog }),
      mailer: new ReviewFunction(this, {
        ...following,
        name: 'mailer',
        environment: {
          SENDER: given.sender,
          REPLY_TO_ADDRESS: given.replyToAddress,
          RECIPIENT_ALLOW_LIST: Fn.join(',', [...given.recipientAllowList]),
        },
      }),
      // After an outage it has everything to do that was missed.
      clock: new ReviewFunction(this, { ...following, timeout: Duration.minutes(5), name: 'clock' }),
      'ses-events': new ReviewFunction(this, { ...following, name: 'ses-events' }),
    };

    const http = new ReviewHttpApi(this, {
      functions,
      audiences: [given.addOnClientId, given.siteClientId],
      host,
    });
    const publicOrigin = `https://${host.name}`;
    const reviewerStart = Fn.conditionIf(
      given.hasReviewerStart.logicalId,
      given.reviewerStart,
      `${publicOrigin}/help`,
    ).toString();
    for (const { lambda } of [functions['staff-site'], functions['staff-api'], functions.mailer]) {
      lambda.addEnvironment('PUBLIC_ORIGIN', publicOrigin);
      lambda.addEnvironment('REVIEWER_START_URL', reviewerStart);
    }

    functions['reviewer-site'].lambda.addEnvironment('PUBLIC_ORIGIN', publicOrigin);

    functions['staff-site'].lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [oidcClientSecret.secretArn],
      }),
    );

    const email = new Email(this, { ...given, identity: senderIdentity, events: functions['ses-events'] });
    email.grantSend(functions.mailer.lambda);
    functions.mailer.lambda.addEnvironment('SES_CONFIGURATION_SET', email.configurationSetName);
    const schedule = new ClockSchedule(this, { clock: functions.clock, enabled: isOpen });

    const consumer = (name: keyof typeof streamFilters, enabled: boolean) =>
      new StreamConsumer(this, {
        name,
        table,
        consumer: functions[name],
        filters: streamFilters[name],
        enabled,
      });
    const consumers = { projector: consumer('projector', true), mailer: consumer('mailer', isOpen) };

    const alarms = new Alarms(this, {
      email: given.alarmEmail,
      table,
      http,
      functions,
      consumers,
      queues: {
        'projector-given-up': consumers.projector.failures,
        'mailer-given-up': consumers.mailer.failures,
        'clock-given-up': schedule.failures,
        'clock-not-started': schedule.undelivered,
        'ses-events-given-up': email.failures,
        'ses-events-undelivered': email.undelivered,
      },
    });

    new MonthlyBudget(this, { email: given.alarmEmail });

    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'ApiId', { value: http.api.apiId });
    new CfnOutput(this, 'AlarmTopicArn', { value: alarms.topicArn });
    if (adopted?.openedBy) new CfnOutput(this, 'OpenedBy', { value: adopted.openedBy });
    new CfnOutput(this, 'Origin', { value: publicOrigin });
    new CfnOutput(this, 'ConfigurationSet', { value: email.configurationSetName });
  }

  /** The restored table, by its name: the stateful stack keeps the one that it stands in for, to look at. */
  #adopt({ tableName, streamArn }: Adopted): AnyTable {
    const { region, account } = this;
    const tableArn = `arn:aws:dynamodb:${region}:${account}:table/${tableName}`;
    return Table.fromTableAttributes(this, 'AdoptedTable', { tableArn, tableStreamArn: streamArn });
  }
}
