import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { failureQueue } from './failure-queue.ts';
import type { ReviewFunction } from './function.ts';

/**
 * Runs the clock every 15 minutes. A run that starts late or while another one still works changes nothing
 * more, so that nothing here holds runs apart.
 */
export class ClockSchedule extends Construct {
  /** Runs that Scheduler could not start. */
  readonly undelivered: Queue;
  /** Runs that started, and failed again when tried again. */
  readonly failures: Queue;

  constructor(
    scope: Construct,
    { clock, enabled }: { readonly clock: ReviewFunction; readonly enabled: boolean },
  ) {
    super(scope, 'clock-schedule');
    this.undelivered = failureQueue(this, 'Undelivered');
    const every = Duration.minutes(15);
    // By then the next run does the same work.
    this.failures = clock.retryThenGiveUp({ retryAttempts: 1, maxEventAge: every });

    // Scheduler's own construct would let the role invoke every version of the function too.
    const role = new Role(this, 'Role', { assumedBy: this.#scheduler() });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [clock.lambda.functionArn] }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.undelivered.queueArn] }),
    );
    new Schedule(this, 'Schedule', {
      description: 'Closes due rounds, queues reminders, sweeps notices, projects rounds that lag',
      schedule: ScheduleExpression.rate(every),
      timeWindow: TimeWindow.off(),
      enabled,
      target: {
        bind: () => ({
          arn: clock.lambda.functionArn,
          role,
          deadLetterConfig: { arn: this.undelivered.queueArn },
          retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: every.toSeconds() },
        }),
      },
    });
  }

  /** Scheduler, for a schedule of this account's default group and for nobody else's. */
  #scheduler(): ServicePrincipal {
    const group = { service: 'scheduler', resource: 'schedule-group', resourceName: 'default' };
    return new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': Stack.of(this).account,
          'aws:SourceArn': Stack.of(this).formatArn(group),
        },
      },
    });
  }
}
