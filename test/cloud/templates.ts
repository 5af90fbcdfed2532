/** A CloudFormation template, as far as it is changed here. */
export interface Template {
  Parameters?: Record<string, { AllowedPattern?: string }>;
  readonly Resources: Record<string, Resource>;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  DependsOn?: string | string[];
}

/** What ministack 1.4.21 does not know, and what a round does not need. */
const unknownTypes = [
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::Budgets::Budget',
  'AWS::Logs::MetricFilter',
];

const isUnknown = ({ Type, Properties }: Resource): boolean =>
  unknownTypes.includes(Type) || (Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in Properties);

/** Where things are on this machine that the templates expect elsewhere. */
export interface Here {
  /** Where people reach the service. */
  readonly origin: string;
  readonly issuer: string;
  readonly ses: string;
}

/** A template as the emulator can take it, and what was left out of it, by type. */
export interface Taken {
  readonly template: Template;
  readonly leftOut: readonly string[];
}

/** Where what is left out is referred to. */
const nothing = 'left-out';

/**
 * Leaves out of a synthesized template what the emulator does not know, and has it find the issuer, SES and its own
 * address on this machine, which no deployment may: addresses with https alone are allowed there.
 */
export function forEmulator(synthesized: Template, { origin, issuer, ses }: Here): Taken {
  const gone = new Set(Object.keys(synthesized.Resources).filter((id) => isUnknown(at(synthesized, id))));
  const leftOut = [...gone].map((id) => at(synthesized, id).Type);
  const Resources = Object.fromEntries(Object.entries(synthesized.Resources).filter(([id]) => !gone.has(id)));
  const template = without({ ...synthesized, Resources }, gone) as Template;
  for (const parameter of Object.values(template.Parameters ?? {})) delete parameter.AllowedPattern;
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type === 'AWS::ApiGatewayV2::Authorizer')
      Properties.JwtConfiguration = { ...(Properties.JwtConfiguration as object), Issuer: issuer };
    if (Type === 'AWS::Lambda::Function') {
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      if ('PUBLIC_ORIGIN' in Variables) Variables.PUBLIC_ORIGIN = origin;
      Variables.AWS_ENDPOINT_URL_SESV2 = ses;
      Properties.Handler = `${entry}.handler`;
    }
  }
  return { template, leftOut };
}

const at = ({ Resources }: Template, id: string): Resource => {
  const found = Resources[id];
  if (found === undefined) throw new Error(`The template has no ${id}.`);
  return found;
};

/** The same with `nothing` in place of what refers to something that is gone. */
function without(value: unknown, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, gone));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': attribute, DependsOn } = value as Record<string, unknown>;
  if (gone.has(String(Ref)) || (Array.isArray(attribute) && gone.has(String(attribute[0])))) return nothing;
  const after = [DependsOn ?? []].flat().filter((id) => !gone.has(String(id)));
  const entries = Object.entries(value).map(([name, one]) => [name, without(one, gone)]);
  return { ...Object.fromEntries(entries), ...(DependsOn !== undefined && { DependsOn: after }) };
}

/** The name of the file that stands before a function’s own. */
const entry = 'emulated';

/**
 * Stands before a function’s own file, and does what API Gateway would: cookies come in a list of their own, which the
 * emulator does not make.
 */
export const entryFile = {
  name: `${entry}.mjs`,
  text: `import { handler as own } from './index.mjs';
export const handler = (event, context) =>
  own(event?.headers?.cookie === undefined ? event : { ...event, cookies: event.headers.cookie.split('; ') }, context);
`,
};
