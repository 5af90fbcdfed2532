import { todoKeys } from '../functions/table/keys.ts';

/**
 * Which records of the table's stream each consumer is handed, as Lambda's event filters. Deletions have no new
 * image, so nobody is handed those, expired items among them.
 */
export const streamFilters = {
  /**
   * Whatever affects a result or needs a recommendation lists the round among those that are behind, in its own
   * transaction; the projector takes it off. Whatever becomes of a decision, its letter and its conditions too, raises
   * the decision’s version: what insight counts follows from it. Who was erased and whose roles were set is logged by it,
   * outside the table, for whoever restores that.
   */
  projector: [
    { dynamodb: { NewImage: { kind: { S: ['round'] }, todoPk: { S: [todoKeys.behind] } } } },
    { dynamodb: { NewImage: { kind: { S: ['decision'] } } } },
    { dynamodb: { NewImage: { kind: { S: ['event'] }, action: { S: ['person-erased', 'roles-set'] } } } },
  ],
  /** Notices that wait to be sent; not those that the mailer itself has just claimed or marked. */
  mailer: [{ dynamodb: { NewImage: { kind: { S: ['notice'] }, status: { S: ['pending'] } } } }],
} as const;
