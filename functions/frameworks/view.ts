import type { Framework } from '../../shared/domain/specifications/framework.ts';

/** An edition as the API shows it. */
export const frameworkView = ({ frameworkId, name, pillars }: Framework) => ({
  frameworkId,
  name,
  pillars: pillars.map(({ capabilities, ...pillar }) => ({ ...pillar, capabilities: [...capabilities] })),
});
