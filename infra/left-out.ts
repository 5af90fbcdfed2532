import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** A package in whose place something smaller stands. */
const replaced: Readonly<Record<string, string>> = {
  // Lambda gives a function its credentials in the environment. The others are SSO, STS, profiles and EC2, with the
  // clients, XML and query protocols that they need.
  '@aws-sdk/credential-provider-node': `
    import { fromEnv } from '@aws-sdk/credential-provider-env';
    export const defaultProvider = fromEnv;`,
  // DynamoDB has one address a region. This would ask for others, and keep them in a cache.
  '@aws-sdk/middleware-endpoint-discovery': `
    export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
      environmentVariableSelector: () => undefined, configFileSelector: () => undefined, default: undefined };
    export const resolveEndpointDiscoveryConfig = (config) => config;`,
};

/** Files that nothing calls that runs: what they export throws. */
const unused: readonly RegExp[] = [
  // The build has compiled the templates (compile-templates.ts), and made the API's description.
  /nunjucks[\\/]src[\\/](compiler|parser|lexer|nodes|transformer|precompile|node-loaders|jinja-compat|express-app)\.js$/,
  /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/,
  // Node has SHA-256 of its own, and Lambda says its region in the environment: nobody asks EC2 for it.
  /smithy[\\/]core[\\/]dist-es[\\/].*[\\/](Sha256Js|getInstanceMetadataRegion)\.js$/,
];

/** What of packages no function is deployed with: it cannot be shaken off, because each package holds on to it. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    const names = Object.keys(replaced).map((name) => RegExp.escape(name));
    build.onResolve({ filter: new RegExp(`^(${names.join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'left-out',
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: replaced[path] ?? '',
      resolveDir: root,
    }));
    for (const filter of unused)
      build.onLoad({ filter }, async ({ path }) => ({ contents: await throwing(path) }));
  },
};

/** A file with the same exports, each of which throws when it is called. */
async function throwing(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  const exported = [...text.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  if (exported.length === 0) return 'module.exports = {};';
  const gone = `const gone = () => { throw new Error(${JSON.stringify(`${path.split(/[\\/]/).at(-1)} is not deployed.`)}); };`;
  return `${gone}\nexport { ${exported.map((name) => `gone as ${name}`).join(', ')} };`;
}
