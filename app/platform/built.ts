import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
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

/** Keeps what V8 makes of the modules beside the build, so that the next start need not compile them again. Where nothing can be written it is only slower. */
export function keepCompiled(): void {
  nodeModule.enableCompileCache(resolve('build', 'compiled'));
  // Written once the start is over; a process that is killed would write nothing at its end.
  setTimeout(() => nodeModule.flushCompileCache(), 5_000).unref();
}
