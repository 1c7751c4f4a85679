import { listFiles, readSource } from './tree.ts';

const binary = /\.(png|jpe?g|gif|webp|ico|woff2?|ttf|otf|pdf|zip|gz|xlsx|docx|db)$/;
/** Folders of one person's machine, and of the machine on which this was written. */
const machinePaths = /(?<![\w.:/-])(\/(root|home\/\w+|Users\/\w+|work\/(main|wt|shared|\.library))\/|[A-Z]:\\Users\\)/;
const privateHosts = /https?:\/\/((10|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+(\.\d+)?|[\w.-]+\.(internal|corp|lan))\b|(artifactory|verdaccio|nexus)[\w.-]*\.\w+\/|\/repository\/npm/i;

/** Files that name a folder or a package host of one machine. `hosts` are further hosts that must not appear. */
export function listMachineTraces(root: string, hosts: readonly string[] = []): string[] {
  return listFiles(root)
    .filter((file) => !binary.test(file) && file !== 'tests/architecture/project-files.test.ts' && file !== 'tests/architecture/project-files.ts')
    .flatMap((file) => {
      const text = readSource(root, file);
      const trace = machinePaths.exec(text)?.[0] ?? privateHosts.exec(text)?.[0] ?? hosts.find((host) => text.includes(host));
      return trace ? [`${file}: ${trace}`] : [];
    });
}

/** The host of the package registry in use, when it is one that must not be named. */
export function registryHosts(environment: Record<string, string | undefined>): string[] {
  const registry = environment['npm_config_registry'];
  const host = registry && URL.canParse(registry) ? new URL(registry).hostname : '';
  return host === '' || host === 'registry.npmjs.org' || host === 'localhost' || host.startsWith('127.') ? [] : [host];
}

export interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
export interface Lock {
  packages: Record<string, Manifest & { version?: string; resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }>;
}

const groups = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/** Dependencies that are not pinned, and a lock file that says something else or points to a foreign host. */
export function faultsOfPackages(manifest: Manifest, lock: Lock): string[] {
  const faults: string[] = [];
  for (const group of groups) {
    for (const [name, declared] of Object.entries(manifest[group] ?? {})) {
      // A second version of a package stands under a name of its own: `npm:package@version`.
      const version = declared.replace(/^npm:[^@\s]+@/, '');
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) faults.push(`${name} is not pinned: ${declared}`);
      const locked = lock.packages[`node_modules/${name}`]?.version;
      if (locked !== version && group !== 'optionalDependencies') faults.push(`${name} is ${version} in package.json and ${locked} in the lock file`);
    }
    if (JSON.stringify(sorted(manifest[group])) !== JSON.stringify(sorted(lock.packages['']?.[group]))) faults.push(`${group} differ between package.json and the lock file`);
  }
  // Bundled packages come inside another one's archive and are covered by its hash.
  for (const [path, { resolved, integrity, link, inBundle }] of Object.entries(lock.packages)) {
    if (resolved && !resolved.startsWith('https://registry.npmjs.org/')) faults.push(`${path} comes from a foreign host`);
    if (path && !integrity && !link && !inBundle) faults.push(`${path} has no hash`);
  }
  return faults;
}

function sorted(record: Record<string, string> = {}): [string, string][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
