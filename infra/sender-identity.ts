import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

/** The domain that emails come from, as SES knows it, and the DNS records that prove it is ours. */
export class SenderIdentity extends Construct {
  readonly identity: EmailIdentity;

  constructor(scope: Construct, { domain }: { readonly domain: string }) {
    super(scope, 'sender');
    const mailFrom = `bounce.${domain}`;
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: mailFrom,
      // Where DNS cannot be read for a while, SES's own domain takes the bounces and emails still pass DMARC by
      // their DKIM signature: better than no email.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      // SES reports bounces as events; as emails they would go to a sender that nobody reads.
      feedbackForwarding: false,
    });
    this.identity.applyRemovalPolicy(RemovalPolicy.RETAIN);

    const feedback = `feedback-smtp.${Stack.of(this).region}.amazonses.com`;
    this.#dnsRecord('Dkim1', this.identity.dkimDnsTokenName1, `CNAME ${this.identity.dkimDnsTokenValue1}`);
    this.#dnsRecord('Dkim2', this.identity.dkimDnsTokenName2, `CNAME ${this.identity.dkimDnsTokenValue2}`);
    this.#dnsRecord('Dkim3', this.identity.dkimDnsTokenName3, `CNAME ${this.identity.dkimDnsTokenValue3}`);
    this.#dnsRecord('MailFromMx', mailFrom, `MX 10 ${feedback}`);
    this.#dnsRecord('MailFromSpf', mailFrom, 'TXT "v=spf1 include:amazonses.com ~all"');
    this.#dnsRecord('Dmarc', `_dmarc.${domain}`, `TXT "v=DMARC1; p=none; rua=mailto:postmaster@${domain}"`);
  }

  /** An output of the stack, to be copied to DNS by hand. */
  #dnsRecord(id: string, name: string, value: string): void {
    new CfnOutput(Stack.of(this), `DnsRecord${id}`, { value: `${name} ${value}` });
  }
}
