import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { requestIdHeader } from '../../shared/contract/request-id.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id under which everything is logged that a request leads to: the one that it brings, so that all that one press
 * of a button asks for has the same, else API Gateway's. Nothing but a UUID is taken: it goes into logs and emails.
 */
export function requestIdOf({
  headers,
  requestContext,
}: {
  readonly headers: APIGatewayProxyEventV2['headers'];
  readonly requestContext: { readonly requestId: string };
}): string {
  const brought = headers[requestIdHeader.toLowerCase()] ?? '';
  return uuid.test(brought) ? brought : requestContext.requestId;
}

/** What the line of a request has besides its route: its id, its status, and which rules refused what it asked for. */
export const asAnswered = (
  requestId: string,
  status: number,
  refused: readonly string[] = [],
): Readonly<Record<string, string | number>> => ({
  status,
  requestId,
  ...(refused.length > 0 && { refused: refused.slice(-mostNoted).join('; ') }),
});

/** Most rules that one line names, the last ones: a page can ask for many things that are not there. */
const mostNoted = 5;
