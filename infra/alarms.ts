import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ReviewDashboard } from './dashboard.ts';
import { type AnyTable, metricsNamespace, type ReviewFunction } from './function.ts';
import type { FunctionName } from './function-names.ts';
import type { ReviewHttpApi } from './http-api.ts';
import type { StreamConsumer } from './stream-consumer.ts';
import { countedByAll, foundByClock, refusedTokens, tableThrottled, tooMany } from './watched.ts';

/** What is watched, and who is told. */
interface AlarmsProps {
  readonly email: string;
  readonly table: AnyTable;
  readonly http: ReviewHttpApi;
  readonly functions: Readonly<Record<FunctionName, ReviewFunction>>;
  /** The consumers of the table's stream, by the name of their function. */
  readonly consumers: Readonly<Partial<Record<FunctionName, StreamConsumer>>>;
  /** The queues where failures end, by the name of the alarm. */
  readonly queues: Readonly<Record<string, Queue>>;
}

const period = Duration.minutes(5);

/**
 * Alarms that mean somebody should look: a fault, something given up, emails that staff have to settle or that
 * recipients do not want, or what should have happened by now and has not.
 */
export class Alarms extends Construct {
  /** Where alarms are told. */
  readonly topicArn: string;
  readonly #action: SnsAction;

  constructor(scope: Construct, props: AlarmsProps) {
    super(scope, 'alarms');
    const { email, http, functions, consumers, queues } = props;
    const topic = this.#topic(email);
    this.topicArn = topic.topicArn;
    this.#action = new SnsAction(topic);

    for (const [name, { lambda }] of Object.entries(functions))
      this.#alarm(`${name}-errors`, {
        alarmDescription: `${name} failed`,
        metric: lambda.metricErrors({ period, statistic: Stats.SUM }),
      });

    // A fault that the handler turns into a 500 is no error to Lambda.
    this.#alarm('api-errors', {
      alarmDescription: 'The API answered with a 5xx',
      metric: http.api.metricServerError({ period, statistic: Stats.SUM }),
    });

    for (const [name, queue] of Object.entries(queues))
      this.#alarm(name, {
        alarmDescription: `Something was given up: see the queue ${queue.node.path}`,
        metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
      });

    for (const name of Object.keys(consumers) as FunctionName[])
      this.#alarm(`${name}-behind`, {
        alarmDescription: `${name} is more than 5 minutes behind`,
        metric: functions[name].lambda.metric('IteratorAge', { period, statistic: Stats.MAXIMUM }),
        threshold: period.toMilliseconds(),
      });

    this.#alarm('clock-stopped', {
      alarmDescription: 'The clock has not run for an hour: rounds do not close and reminders do not go out',
      metric: functions.clock.lambda.metricInvocations({ period: Duration.hours(1), statistic: Stats.SUM }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // Lambda counts no zeros: where nothing ran there is nothing.
      treatMissingData: TreatMissingData.BREACHING,
    });

    this.#watchEmails();
    this.#watchAnswers(props);
  }

  /** What is answered, refused or turned away, and what nobody has seen to; with a picture of it all. */
  #watchAnswers({ table, http, functions }: AlarmsProps): void {
    const called = [
      'reviewer-api',
      'staff-api',
      'criteria-set-files',
      'staff-site',
      'reviewer-site',
    ] as const;
    const tokens = refusedTokens(this, http.accessLog);
    const throttledLambdas = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Throttles',
      period,
      statistic: Stats.SUM,
    });
    const throttledRequests = tooMany(this, http.accessLog);
    const throttledTable = tableThrottled(table);
    const busy = countedByAll('Answered that it is busy', 'Busy', called);
    const unexpected = countedByAll('Answered that something went wrong', 'Unexpected', called);
    const unreadable = countedByAll('Left out what cannot be read', 'Unreadable', [...called, 'clock']);
    const refusedEmails = new Metric({
      namespace: metricsNamespace,
      metricName: 'noticeRefused',
      dimensionsMap: { service: 'mailer' },
      period: Duration.minutes(15),
      statistic: Stats.SUM,
    });
    const waiting = foundByClock(this, functions.clock.log);

    this.#alarm('tokens-refused', {
      alarmDescription: 'API Gateway refuses tokens and has taken none for a quarter of an hour',
      metric: tokens,
      threshold: 3,
    });
    this.#alarm('functions-throttled', {
      alarmDescription: 'Lambda turned invocations away: the account’s concurrency is used up',
      metric: throttledLambdas,
    });
    this.#alarm('requests-throttled', {
      alarmDescription: 'API Gateway turned requests away: too many at once',
      metric: throttledRequests,
      threshold: 50,
    });
    this.#alarm('table-throttled', {
      alarmDescription: 'The table or one of its indexes turned requests away',
      metric: throttledTable,
      threshold: 10,
    });
    this.#alarm('busy', {
      alarmDescription: 'People were told that the service is busy',
      metric: busy,
      threshold: 10,
    });
    this.#alarm('unexpected', {
      alarmDescription: 'People were told that something went wrong',
      metric: unexpected,
    });
    this.#alarm('unreadable', {
      alarmDescription: 'Lists leave something out that cannot be read',
      metric: unreadable,
    });
    // One refusal passes by itself; SES that refuses for half an hour has paused, or the quota is used up.
    this.#alarm('sending-paused', {
      alarmDescription:
        'SES refuses emails: sending is paused, the quota is used up, or it cannot be reached',
      metric: refusedEmails,
      evaluationPeriods: 2,
    });
    this.#alarm('notices-waiting', {
      alarmDescription: 'Notices that are due have waited for three quarters of an hour',
      metric: waiting.notices,
      evaluationPeriods: 3,
    });
    this.#alarm('rounds-lagging', {
      alarmDescription: 'The result of a round has been behind it for half an hour',
      metric: waiting.rounds,
      evaluationPeriods: 2,
    });

    new ReviewDashboard(this, {
      'Does it answer?': [
        [
          http.api.metricCount({ period }),
          http.api.metricClientError({ period }),
          http.api.metricServerError({ period }),
        ],
        [
          http.api.metricLatency({ period, statistic: 'p50' }),
          http.api.metricLatency({ period, statistic: 'p95' }),
        ],
        [busy, unexpected, unreadable, tokens],
      ],
      'Is it turned away?': [[throttledLambdas, throttledRequests], [throttledTable]],
      'Do results and emails follow?': [
        [waiting.notices, waiting.rounds],
        [refusedEmails, countedByAll('Emails sent', 'noticeSent', ['mailer'])],
      ],
    });
  }

  #watchEmails(): void {
    // The mailer gives up what it may have sent, the clock what was left in the middle of being sent, and SES what
    // holds a virus.
    for (const name of ['mailer', 'clock', 'ses-events'] satisfies FunctionName[])
      this.#alarm(`${name}-notice-failed`, {
        alarmDescription:
          'A notice failed, perhaps after it was sent: it waits for staff, who settle it on the site',
        metric: new Metric({
          namespace: metricsNamespace,
          metricName: 'noticeFailed',
          dimensionsMap: { service: name },
          period,
          statistic: Stats.SUM,
        }),
      });

    // Half of the 5% and 0.1% from which SES puts an account under review, and later stops it.
    for (const [name, metricName, threshold] of [
      ['bounces', 'Reputation.BounceRate', 0.025],
      ['complaints', 'Reputation.ComplaintRate', 0.0005],
    ] as const)
      this.#alarm(name, {
        alarmDescription: `The account's rate of ${name} nears what SES puts it under review for`,
        metric: new Metric({
          namespace: 'AWS/SES',
          metricName,
          period: Duration.hours(1),
          statistic: Stats.AVERAGE,
        }),
        threshold,
      });
  }

  #topic(email: string): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A policy of our own replaces the one that lets the account publish.
    topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    new CfnSubscription(this, 'Subscription', {
      topicArn: topic.topicArn,
      protocol: 'email',
      endpoint: email,
    });
    return topic;
  }

  /** By default: at the first one, and no data is no fault. */
  #alarm(
    id: string,
    props: Omit<AlarmProps, 'threshold' | 'evaluationPeriods'> &
      Partial<Pick<AlarmProps, 'threshold' | 'evaluationPeriods'>>,
  ): void {
    new Alarm(this, id, {
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    }).addAlarmAction(this.#action);
  }
}
