import { globSync } from 'node:fs';
import { basename } from 'node:path';

/** Processes that tests start many times: bundled, because reading a thousand sources takes longer than what they are started for. */
const processes = globSync(['tests/crash/{*-worker,slow-job}.ts', 'jobs/{progress-rebuild,backup,restore}.ts', 'tests/support/moved-server.ts'], { cwd: `${import.meta.dirname}/../..` });

/** Name in `build/tests` and source of each. */
export function bundledEntries(): Record<string, string> {
  return Object.fromEntries(processes.map((file) => [basename(file, '.ts'), file]));
}

/** What Node is to run for an entry file: itself, or its bundle. */
export function runnable(file: string): string {
  return processes.includes(file) ? `build/tests/${basename(file, '.ts')}.js` : file;
}
