import { CfnCondition, CfnParameter, Fn, type Stack } from 'aws-cdk-lib';

/** What differs between deployments. Given once to `cdk deploy --parameters`, then remembered by CloudFormation. */
interface Parameters {
  readonly addOnClientId: string;
  readonly siteClientId: string;
  readonly oidcIssuer: string;
  readonly senderAddress: string;
  /** Empty where the HTTP API's own address is the public one. */
  readonly publicOrigin: string;
  readonly hasPublicOrigin: CfnCondition;
  readonly alarmEmail: string;
  readonly hasAlarmEmail: CfnCondition;
}

/** Declares the parameters of a stack. */
export function parameters(stack: Stack): Parameters {
  const required = (id: string, description: string, allowedPattern: string) =>
    new CfnParameter(stack, id, { description, allowedPattern }).valueAsString;
  const optional = (id: string, description: string, allowedPattern: string, fallback = '') =>
    new CfnParameter(stack, id, { description, allowedPattern, default: fallback }).valueAsString;
  const given = (id: string, value: string) =>
    new CfnCondition(stack, id, { expression: Fn.conditionNot(Fn.conditionEquals(value, '')) });

  const publicOrigin = optional(
    'PublicOrigin',
    "Where browsers reach the service, such as https://reviews.example.nhs.uk; empty for the API's own address",
    '^(https://[a-z0-9.-]+)?$',
  );
  const alarmEmail = optional(
    'AlarmEmail',
    'Who is told of alarms; empty for nobody',
    '^([^@\\s]+@[^@\\s]+)?$',
  );
  return {
    addOnClientId: required(
      'AddOnClientId',
      "OAuth client id of the add-on's Google Cloud project",
      '^\\S+$',
    ),
    siteClientId: required('SiteClientId', 'OAuth client id of the staff site', '^\\S+$'),
    oidcIssuer: optional(
      'OidcIssuer',
      'Who signs staff in on the site',
      '^https://\\S+$',
      'https://accounts.google.com',
    ),
    senderAddress: required(
      'SenderAddress',
      'Who emails come from, at a domain that is verified in SES',
      '^[^@\\s]+@[^@\\s]+$',
    ),
    publicOrigin,
    hasPublicOrigin: given('HasPublicOrigin', publicOrigin),
    alarmEmail,
    hasAlarmEmail: given('HasAlarmEmail', alarmEmail),
  };
}
