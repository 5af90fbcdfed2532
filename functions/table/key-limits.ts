/** Most bytes of UTF-8 that DynamoDB takes as a partition key, and as a sort key. */
const [maxPartitionKey, maxSortKey] = [2_048, 1_024];

const isText = (value: string, max: number) =>
  value !== '' && value.isWellFormed() && Buffer.byteLength(value) <= max;

/** Whether DynamoDB could hold a partition by this key. */
export const isPartitionKey = (pk: string): boolean => isText(pk, maxPartitionKey);

/** Whether DynamoDB could hold this as a sort key of the table or of an index. */
export const isSortKey = (sortKey: string): boolean => isText(sortKey, maxSortKey);

/** Whether DynamoDB could hold an item by this key. What cannot be held is not there: asking for it is an error. */
export const isKey = ({ pk, sk }: { readonly pk: string; readonly sk: string }): boolean =>
  isPartitionKey(pk) && isSortKey(sk);
