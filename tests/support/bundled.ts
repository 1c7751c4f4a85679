import { globSync } from 'node:fs';
import { basename } from 'node:path';

/** Processes of the tests that are started and killed many times: bundled, because reading a thousand sources takes longer than what they are started for. */
const processes = 'tests/crash/{*-worker,slow-job}.ts';

/** Name in `build/tests` and source of each. */
export function bundledEntries(): Record<string, string> {
  return Object.fromEntries(globSync(processes).map((file) => [basename(file, '.ts'), file]));
}

/** What Node is to run for an entry file: itself, or its bundle. */
export function runnable(file: string): string {
  return file.startsWith('tests/crash/') ? `build/tests/${basename(file, '.ts')}.js` : file;
}
