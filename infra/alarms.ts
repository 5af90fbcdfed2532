import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
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
import { metricsNamespace, type ReviewFunction } from './function.ts';
import type { FunctionName } from './function-names.ts';
import type { StreamConsumer } from './stream-consumer.ts';

/** What is watched, and who is told. */
interface AlarmsProps {
  readonly email: string;
  readonly api: HttpApi;
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
    const { email, api, functions, consumers, queues } = props;
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
      metric: api.metricServerError({ period, statistic: Stats.SUM }),
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
    props: Omit<AlarmProps, 'threshold' | 'evaluationPeriods'> & { threshold?: number },
  ): void {
    new Alarm(this, id, {
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    }).addAlarmAction(this.#action);
  }
}
