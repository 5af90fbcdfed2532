import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

/**
 * The context Lambda hands to a function with each event.
 *
 * @param timeout milliseconds the function has from now
 */
export function lambdaContext(functionName: string, timeout: number): Context {
  const deadline = Date.now() + timeout;
  const awsRequestId = randomUUID();
  return {
    functionName,
    awsRequestId,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:eu-west-2:000000000000:function:${functionName}`,
    memoryLimitInMB: '1024',
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    // Gone from Node 24 functions, still in the type.
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
