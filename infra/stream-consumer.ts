import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { failureQueue } from './failure-queue.ts';
import type { AnyTable, ReviewFunction } from './function.ts';

/** A function that is handed the table's stream. */
interface StreamConsumerProps {
  readonly name: string;
  readonly table: AnyTable;
  readonly consumer: ReviewFunction;
  /** Event filters: a record that passes one of them is handed over. */
  readonly filters: readonly object[];
  /** Off where nothing is to follow the table until somebody has looked at it. */
  readonly enabled: boolean;
}

/** Hands the table's changes to a function, in order, and what it cannot process to a queue. */
export class StreamConsumer extends Construct {
  /** Where the batches are named that were given up: shard and sequence numbers, never the items. */
  readonly failures: Queue;

  constructor(scope: Construct, { name, table, consumer, filters, enabled }: StreamConsumerProps) {
    super(scope, `${name}-stream`);

    this.failures = failureQueue(this, 'Failures');

    const streamArn = table.tableStreamArn;
    if (streamArn === undefined) throw new Error('The table has no stream.');
    consumer.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    consumer.lambda.addToRolePolicy(
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    );
    Validations.of(consumer).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Only dynamodb:ListStreams, which Lambda asks for and which tells no more than names.',
    });

    consumer.lambda.addEventSourceMapping('Stream', {
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      enabled,
      filters: filters.map((filter) => FilterCriteria.filter(filter)),
      // Ten emails are sent well within the mailer's timeout, even where SES is slow.
      batchSize: 10,
      // One batch of a shard at a time: two projections of a round at once would only undo each other's work.
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      // A record that always fails is found by halving and given up alone; until then its shard waits for it.
      bisectBatchOnError: true,
      retryAttempts: 5,
      // Longer than a bad deployment takes to be put right, well within the day that the stream keeps.
      maxRecordAge: Duration.hours(6),
      onFailure: new SqsDlq(this.failures),
    });
  }
}
