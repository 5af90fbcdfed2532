import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { tableDefinition } from '../functions/table/definition.ts';
import { type AnyTable, metricsNamespace } from './function.ts';
import type { FunctionName } from './function-names.ts';

const quarter = Duration.minutes(15);
const period = Duration.minutes(5);

/** Counts the lines of a log that fit, or takes a number from each. */
function counted(
  scope: Construct,
  name: string,
  {
    log,
    pattern,
    value = '1',
  }: { readonly log: LogGroup; readonly pattern: string; readonly value?: string },
): Metric {
  return new MetricFilter(scope, name, {
    logGroup: log,
    filterPattern: FilterPattern.literal(pattern),
    metricNamespace: metricsNamespace,
    metricName: name,
    metricValue: value,
  }).metric({ period: quarter, statistic: Stats.SUM });
}

/** What only the authorizer lets through: the API's operations, but for its description and what is none. */
const withToken = '$.route = "* /v1/*" && $.route != "*openapi.json" && $.route != "*{proxy+}"';

/**
 * Tokens that were refused in a quarter of an hour in which none was taken: 0 where one was, so that no stranger's
 * tokens ring an alarm while reviewers work.
 */
export function refusedTokens(scope: Construct, log: LogGroup): IMetric {
  return new MathExpression({
    label: 'Tokens refused while none was taken',
    expression: 'IF(FILL(taken, 0) > 0, 0, FILL(refused, 0))',
    usingMetrics: {
      refused: counted(scope, 'TokensRefused', { log, pattern: `{ ${withToken} && $.status = "401" }` }),
      taken: counted(scope, 'TokensTaken', {
        log,
        pattern: `{ ${withToken} && $.status != "401" && $.status != "429" }`,
      }),
    },
    period: quarter,
  });
}

/** Requests that API Gateway turned away because there were too many. */
export const tooMany = (scope: Construct, log: LogGroup): IMetric =>
  counted(scope, 'TooManyRequests', { log, pattern: '{ $.status = "429" }' }).with({ period });

/** Requests to the table, and to its indexes, that it turned away. */
export function tableThrottled({ tableName }: AnyTable): IMetric {
  const places = [
    {},
    ...Object.keys(tableDefinition.indexes).map((name) => ({ GlobalSecondaryIndexName: name })),
  ];
  const metrics = places.flatMap((place) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map(
      (metricName) =>
        new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: tableName, ...place },
          period,
          statistic: Stats.SUM,
        }),
    ),
  );
  return sum('table', 'Requests that the table throttled', metrics);
}

/** Something that the functions count, over all of them that people call. */
export const countedByAll = (label: string, metricName: string, names: readonly FunctionName[]): IMetric =>
  sum(
    metricName.toLowerCase(),
    label,
    names.map(
      (service) =>
        new Metric({
          namespace: metricsNamespace,
          metricName,
          dimensionsMap: { service },
          period,
          statistic: Stats.SUM,
        }),
    ),
  );

/**
 * What each run of the clock found waiting: notices that nobody had sent within ten minutes, rounds whose result was
 * behind them. It sees to both at every run, so what is there at several in a row has waited as long.
 */
export const foundByClock = (scope: Construct, log: LogGroup) => {
  const found = (name: string, step: string) =>
    counted(scope, name, { log, pattern: '{ $.code = "CLOCK-RAN" }', value: `$.${step}` }).with({
      statistic: Stats.MINIMUM,
    });
  return {
    notices: found('NoticesWaiting', 'sweepNotices'),
    rounds: found('RoundsLagging', 'projectLaggingRounds'),
  };
};

/** `id` tells its parts from those of other sums in one graph. */
function sum(id: string, label: string, metrics: readonly Metric[]): IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, at) => [`${id}${at}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((one) => `FILL(${one}, 0)`)
    .join(' + ');
  return new MathExpression({ label, expression, usingMetrics, period });
}
