import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Short files that take long. Before it knows how long files take, vitest starts the largest ones first, and the last of
 * these would run alone at the end while the other worker waits.
 */
const takeLong =
  /(accessibility|locks|reviewer-resilience|reviewer-server-killed|start|workbench-conformance|workbench-journeys)\.test\.ts$/;

/** Starts what takes long first, after the unit tests. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const units = ({ project }: TestSpecification) => (project.name === 'units' ? 0 : 1);
    const others = ({ moduleId }: TestSpecification) => (takeLong.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => units(a) - units(b) || others(a) - others(b));
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/before-all.ts'],
    // Three times what the longest takes on an idle machine with two cores.
    testTimeout: 180_000,
    // A hook may start a service and a browser; on a machine that is busy this takes long.
    hookTimeout: 240_000,
    // Two cores: a third worker works while others wait for an engine, a browser or a clock.
    maxWorkers: 3,
    tags: [
      { name: 'long', description: 'What repeats at length what a shorter test shows: npm run test:long.' },
    ],
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        // Pure code and use cases: loading their modules anew for each file took a quarter of their time.
        test: { name: 'units', include: ['{functions,addon,shared}/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        // What starts services and browsers, and may leave something behind in its process.
        test: { name: 'whole', include: ['{infra,test}/**/*.test.ts'] },
      },
    ],
  },
});
