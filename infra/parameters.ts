import { CfnCondition, CfnParameter, Fn, type Stack } from 'aws-cdk-lib';

/** What differs between deployments. Given once to `cdk deploy --parameters`, then remembered by CloudFormation. */
interface Parameters {
  readonly addOnClientId: string;
  readonly siteClientId: string;
  readonly oidcIssuer: string;
  /** What reviewers call the issuer, where they may sign in at it too; empty where they may not. */
  readonly reviewerIssuerName: string;
  readonly senderAddress: string;
  /** The address with the name that mail programs show before it. */
  readonly sender: string;
  /** Empty where answers go to the sender. */
  readonly replyToAddress: string;
  /** Patterns of the addresses that may be written to, as IAM's `StringLike` reads them. */
  readonly recipientAllowList: readonly string[];
  /** Empty where reviewers start at the site's help page. */
  readonly reviewerStart: string;
  readonly hasReviewerStart: CfnCondition;
  readonly alarmEmail: string;
}

/** Declares the parameters of the stateful stack. */
export function lastingParameters(stack: Stack): {
  readonly senderDomain: string;
  readonly host: string;
  readonly certificateArn: string;
} {
  const domain = '([a-z0-9-]+\\.)+[a-z]+';
  const required = (id: string, description: string, allowedPattern: string) =>
    new CfnParameter(stack, id, { description, allowedPattern }).valueAsString;
  return {
    senderDomain: required(
      'SenderDomain',
      'The domain that emails come from, such as reviews.example.nhs.uk',
      `^${domain}$`,
    ),
    host: required('Host', 'Where the service is reached, such as reviews.example.nhs.uk', `^${domain}$`),
    certificateArn: required(
      'CertificateArn',
      "A certificate of the host's, in the region of the stack",
      '^arn:aws:acm:eu-west-2:[0-9]{12}:certificate/\\S+$',
    ),
  };
}

/** Declares the parameters of the stateless stack. */
export function parameters(stack: Stack): Parameters {
  const required = (id: string, description: string, allowedPattern: string) =>
    new CfnParameter(stack, id, { description, allowedPattern }).valueAsString;
  const optional = (id: string, description: string, allowedPattern: string, fallback = '') =>
    new CfnParameter(stack, id, { description, allowedPattern, default: fallback }).valueAsString;
  const reviewerStart = optional(
    'ReviewerStart',
    "Where reviewers start, such as the add-on's page in the Marketplace; empty for the site's help page",
    '^(https://\\S+)?$',
  );
  const senderAddress = required(
    'SenderAddress',
    "Who emails come from, at the stateful stack's SenderDomain",
    '^[^@\\s]+@[^@\\s]+$',
  );
  const senderName = optional(
    'SenderName',
    'The name that mail programs show for the sender, in letters, digits and marks of ASCII',
    "^[A-Za-z0-9][A-Za-z0-9 .,'&()/-]{0,59}$",
    'Credential review',
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
    reviewerIssuerName: optional(
      'ReviewerIssuerName',
      'What reviewers call the issuer, where they may sign in at it too: your NHS account; empty for codes alone',
      "^[A-Za-z0-9 .,'&()/-]{0,60}$",
    ),
    senderAddress,
    // Quoted, because a name may hold what means something in an address: “Reviews (staging)”.
    sender: Fn.join('', ['"', senderName, '" <', senderAddress, '>']),
    replyToAddress: optional(
      'ReplyToAddress',
      'Where answers to emails go; empty for the sender',
      '^([^@\\s]+@[^@\\s]+)?$',
    ),
    recipientAllowList: new CfnParameter(stack, 'RecipientAllowList', {
      type: 'CommaDelimitedList',
      description: 'Who may be written to, such as *@example.nhs.uk in a staging stack; * for everybody',
      // IAM tells capitals apart: a pattern with one would match nobody who is stored without.
      allowedPattern: '^(\\*|[^@\\sA-Z]+@[^@\\sA-Z]+)$',
      default: '*',
    }).valueAsList,
    reviewerStart,
    hasReviewerStart: new CfnCondition(stack, 'HasReviewerStart', {
      expression: Fn.conditionNot(Fn.conditionEquals(reviewerStart, '')),
    }),
    alarmEmail: required('AlarmEmail', 'Who is told of alarms', '^[^@\\s]+@[^@\\s]+$'),
  };
}
