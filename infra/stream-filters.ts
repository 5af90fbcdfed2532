/**
 * Which records of the table's stream each consumer is handed, as Lambda's event filters. Deletions have no new
 * image, so nobody is handed those, expired items among them.
 */
export const streamFilters = {
  /** Whatever affects a result or needs a recommendation raises the round's numbers in its own transaction. */
  projector: [{ dynamodb: { NewImage: { kind: { S: ['round'] } } } }],
  /** Notices that wait to be sent; not those that the mailer itself has just claimed or marked. */
  mailer: [{ dynamodb: { NewImage: { kind: { S: ['notice'] }, status: { S: ['pending'] } } } }],
} as const;
