import { type CfnCondition, Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ReviewFunction } from './function.ts';
import type { StreamConsumer } from './stream-consumer.ts';

/** What is watched, and who is told. */
interface AlarmsProps {
  readonly email: string;
  /** False where no address was given. */
  readonly hasEmail: CfnCondition;
  readonly api: HttpApi;
  readonly functions: Readonly<Record<string, ReviewFunction>>;
  /** The consumers of the table's stream, by the name of their function. */
  readonly consumers: Readonly<Record<string, StreamConsumer>>;
}

const period = Duration.minutes(5);

/** Alarms that mean somebody should look: a fault, something given up, or results and emails that lag. */
export class Alarms extends Construct {
  readonly #action: SnsAction;

  constructor(scope: Construct, { email, hasEmail, api, functions, consumers }: AlarmsProps) {
    super(scope, 'alarms');
    this.#action = new SnsAction(this.#topic(email, hasEmail));

    for (const [name, { lambda }] of Object.entries(functions))
      this.#alarm(`${name}-errors`, `${name} failed`, lambda.metricErrors({ period, statistic: Stats.SUM }));

    // A fault that the handler turns into a 500 is no error to Lambda.
    this.#alarm(
      'api-errors',
      'The API answered with a 5xx',
      api.metricServerError({ period, statistic: Stats.SUM }),
    );

    for (const [name, { failures }] of Object.entries(consumers)) {
      this.#alarm(
        `${name}-given-up`,
        `${name} gave up changes of the table: see the queue ${failures.node.path}`,
        failures.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
      );
      const age = functions[name]?.lambda.metric('IteratorAge', { period, statistic: Stats.MAXIMUM });
      if (age !== undefined)
        this.#alarm(`${name}-behind`, `${name} is more than 5 minutes behind`, age, period.toMilliseconds());
    }
  }

  #topic(email: string, hasEmail: CfnCondition): Topic {
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
    }).cfnOptions.condition = hasEmail;
    return topic;
  }

  #alarm(id: string, alarmDescription: string, metric: IMetric, threshold = 1): void {
    new Alarm(this, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      // No traffic is no fault.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(this.#action);
  }
}
