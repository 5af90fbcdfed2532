import { statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A mutant dies by the first test that fails: the unit tests of small modules first, properties of whole rounds last. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = ({ moduleId }: TestSpecification) =>
      moduleId.endsWith('.properties.test.ts') ? Number.POSITIVE_INFINITY : statSync(moduleId).size;
    return [...files].sort((a, b) => weight(a) - weight(b));
  }
}

/** How `npm run mutate` runs the domain's tests: read by Node itself, which starts quicker, and no property for long. */
export default defineConfig({
  test: {
    include: ['shared/domain/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: QuickestFirst },
    testTimeout: 30_000,
    setupFiles: ['test/mutation/setup.ts'],
  },
});
