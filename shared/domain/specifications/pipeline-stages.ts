/** Where proposals and specifications are on their way, from the first to the last. */
export const pipelineStages = [
  'proposed',
  'gateway',
  'in-development',
  'in-review',
  'with-developer',
  'endorsed',
  'due-for-review',
  'ended',
] as const;

/** Where one is. */
export type PipelineStage = (typeof pipelineStages)[number];
