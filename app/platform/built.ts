import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A module of the build, which lies in the program's working folder.
 * @throws Error that says how to build when there is none
 */
export async function loadBuilt<Module>(file: `${'program' | 'server'}/${string}.js`): Promise<Module> {
  const path = resolve('build', file);
  if (!existsSync(path)) throw new Error('The pages have not been built yet. Run `npm run build` first (`npm run demo` does it by itself).');
  return (await import(pathToFileURL(path).href)) as Module;
}
