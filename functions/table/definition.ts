/** A secondary index: sparse, and projecting only what lists show. */
export interface TableIndex {
  readonly partitionKey: string;
  readonly sortKey: string;
}

/**
 * The one table, as CDK and the embedded engine create it. All keys are strings.
 *
 * `owner`: what belongs to somebody or something, `list`: every list, `todo`: what waits for somebody.
 */
export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    owner: { partitionKey: 'ownerPk', sortKey: 'ownerSk' },
    list: { partitionKey: 'listPk', sortKey: 'listSk' },
    todo: { partitionKey: 'todoPk', sortKey: 'todoSk' },
  } as const satisfies Readonly<Record<string, TableIndex>>,
  /** The attributes that an index holds besides keys. */
  projected: ['kind', 'summary'],
  /** Epoch seconds after which an item may be deleted; readers check it themselves too. */
  timeToLive: 'expiresAt',
} as const;

/** The name of an index. */
export type IndexName = keyof typeof tableDefinition.indexes;
