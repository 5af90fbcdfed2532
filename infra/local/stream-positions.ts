import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** How far one consumer has come in each shard. */
export interface Position {
  of(shardId: string): string | undefined;
  move(shardId: string, sequenceNumber: string | undefined): void;
  end(shardId: string): void;
  hasEnded(shardId: string): boolean;
}

const positionsSchema = z.object({
  streamArn: z.string(),
  consumers: z.record(
    z.string(),
    z.record(z.string(), z.object({ after: z.string().optional(), ended: z.boolean().optional() })),
  ),
});

type Positions = z.infer<typeof positionsSchema>;

/**
 * The positions of each consumer of a stream, kept in the folder if there is one. Those of another stream (the
 * table was made anew) mean nothing and are dropped.
 */
export function openPositions(
  streamArn: string,
  dataFolder: string | undefined,
): (consumer: string) => Position {
  const file = dataFolder && join(dataFolder, 'stream-positions.json');
  if (dataFolder) mkdirSync(dataFolder, { recursive: true });
  const kept = file ? readPositions(file) : undefined;
  const positions: Positions = kept?.streamArn === streamArn ? kept : { streamArn, consumers: {} };

  const save = () => {
    if (!file) return;
    // Written beside and moved, so that a crash leaves the old positions or the new ones.
    writeFileSync(`${file}.new`, JSON.stringify(positions, null, 2));
    renameSync(`${file}.new`, file);
  };

  return (consumer) => {
    const shards = positions.consumers[consumer] ?? {};
    positions.consumers[consumer] = shards;
    const set = (shardId: string, position: { after?: string | undefined; ended?: boolean }) => {
      shards[shardId] = position;
      save();
    };
    return {
      of: (shardId) => shards[shardId]?.after,
      move: (shardId, sequenceNumber) => set(shardId, { after: sequenceNumber }),
      end: (shardId) => set(shardId, { ended: true }),
      hasEnded: (shardId) => shards[shardId]?.ended === true,
    };
  };
}

function readPositions(file: string): Positions | undefined {
  try {
    return positionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
