import { Fn, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ConfigurationSet, ConfigurationSetTlsPolicy } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

/** How emails leave: from one address, encrypted on their way. The sender's domain is verified by hand. */
export class Email extends Construct {
  readonly configurationSetName: string;
  readonly #senderAddress: string;

  constructor(scope: Construct, { senderAddress }: { readonly senderAddress: string }) {
    super(scope, 'email');
    this.#senderAddress = senderAddress;
    this.configurationSetName = new ConfigurationSet(this, 'ConfigurationSet', {
      // A mail server that cannot encrypt is refused rather than sent a recommendation in the clear.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
    }).configurationSetName;
  }

  /** Lets it send, and only as the sender. SES asks for permission on the configuration set as well. */
  grantSend({ grantPrincipal }: IGrantable): void {
    const domain = Fn.select(1, Fn.split('@', this.#senderAddress));
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [arn('identity', domain), arn('configuration-set', this.configurationSetName)],
        conditions: { StringEquals: { 'ses:FromAddress': this.#senderAddress } },
      }),
    );
  }
}
