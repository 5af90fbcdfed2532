import { readFileSync, writeFileSync } from 'node:fs';

interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Record<string, LockedPackage>;
}

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openharmony',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'win32',
  'wasi',
];
const processors = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

/** For which machines a build is, going by its package's name: `binding-linux-x64-musl`. */
function platform(name: string): Readonly<Record<string, readonly string[]>> {
  const parts = name.split(/[-/]/);
  const find = (known: readonly string[]) => known.filter((one) => parts.includes(one));
  const libc = parts.includes('musl') ? { libc: ['musl'] } : parts.includes('gnu') ? { libc: ['glibc'] } : {};
  return { os: find(systems), cpu: find(processors), ...libc };
}

/**
 * Adds to package-lock.json the builds for other platforms that npm left out because its registry did not
 * have them: `npm ci` refuses a lock without them, here and everywhere. Run after each change of
 * dependencies: `npm run lock`.
 */
function completeLock(file: string): number {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  let added = 0;
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const nested = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
      if (lock.packages[nested] !== undefined || lock.packages[`node_modules/${name}`] !== undefined)
        continue;
      if (!/^\d+\.\d+\.\d+/.test(version)) continue;
      lock.packages[`node_modules/${name}`] = { version, optional: true, ...platform(name) };
      added += 1;
    }
  }
  const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
  return added;
}

console.log(`Added ${completeLock('package-lock.json')} builds for other platforms to package-lock.json.`);
