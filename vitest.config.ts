import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/support/before-all.ts'],
    testTimeout: 60_000,
    // A hook may start a service and a browser; on a machine that is busy this takes long.
    hookTimeout: 240_000,
    maxWorkers: 2,
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
