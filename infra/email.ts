import { Duration, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  type IEmailIdentity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { failureQueue } from './failure-queue.ts';
import type { ReviewFunction } from './function.ts';

/** Who sends, and to whom. */
interface EmailProps {
  readonly identity: IEmailIdentity;
  /** An address at the identity's domain. */
  readonly senderAddress: string;
  /** Patterns of addresses, as IAM's `StringLike` reads them. */
  readonly recipientAllowList: readonly string[];
  /** The function that is told what became of each email. */
  readonly events: ReviewFunction;
}

/**
 * What is told of an email. Opening and clicking are not: nobody is watched reading. Rendering fails only in
 * SES's own templates, which are not used.
 */
const reported = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.DELIVERY_DELAY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
];

/** How emails leave, from one address and encrypted on their way, and how SES tells what became of them. */
export class Email extends Construct {
  readonly configurationSetName: string;
  /** Events that SNS could not hand to the function. */
  readonly undelivered: Queue;
  /** Events that the function could not process. They hold the recipient's address. */
  readonly failures: Queue;
  readonly #props: EmailProps;

  constructor(scope: Construct, props: EmailProps) {
    super(scope, 'email');
    this.#props = props;
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      // A mail server that cannot encrypt is refused rather than sent a recommendation in the clear.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // Whoever bounced or complained is not written to again, whatever the table says.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSetName = configurationSet.configurationSetName;

    const topic = new Topic(this, 'Events', { enforceSSL: true });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.snsTopic(topic),
      events: reported,
    });
    this.undelivered = failureQueue(this, 'Undelivered');
    topic.addSubscription(new LambdaSubscription(props.events.lambda, { deadLetterQueue: this.undelivered }));
    // As long as the stream's consumers are given: a bad deployment is put right by then.
    this.failures = props.events.retryThenGiveUp({ retryAttempts: 2, maxEventAge: Duration.hours(6) });
  }

  /**
   * Lets it send, only as the sender and only to addresses on the list. SES asks for permission on the
   * configuration set as well.
   */
  grantSend({ grantPrincipal }: IGrantable): void {
    const { identity, senderAddress, recipientAllowList } = this.#props;
    const configurationSet = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSetName,
    });
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        // Whether SES asks for the second where an email has an attachment is not documented: it could not be tried.
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: [identity.emailIdentityArn, configurationSet],
        conditions: {
          StringEquals: { 'ses:FromAddress': senderAddress },
          'ForAllValues:StringLike': { 'ses:Recipients': recipientAllowList },
          // All values of a key that is not there are on any list.
          Null: { 'ses:Recipients': 'false' },
        },
      }),
    );
  }
}
