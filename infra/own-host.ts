import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { DomainName, EndpointType, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';

/**
 * Where the service is reached, and the DNS record that leads there. It stays while what answers there is deleted and
 * deployed again: the add-on's whitelist, the redirect address at the issuer and links in emails go on being right.
 */
export class OwnHost extends Construct {
  readonly domain: DomainName;

  constructor(
    scope: Construct,
    { host, certificateArn }: { readonly host: string; readonly certificateArn: string },
  ) {
    super(scope, 'host');
    this.domain = new DomainName(this, 'Domain', {
      domainName: host,
      // Asked for beforehand: a stack that makes one hangs until somebody adds its DNS record, and fails after 3 days.
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    this.domain.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnOutput(Stack.of(this), 'DnsRecordHost', {
      value: `${host} CNAME ${this.domain.regionalDomainName}`,
    });
  }
}
