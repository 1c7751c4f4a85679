import { join } from 'node:path';
import { buildPages, isBuildStale } from '../../jobs/demo/build.ts';
import { bundle } from '../../program.build.ts';
import { bundledEntries } from './bundled.ts';
import { prepareEmpty } from './db.ts';
import { root } from './server.ts';

/** Builds when there is no build, or an older one than the sources, bundles the tests' own processes as the program is bundled, and runs the migrations once. */
export default async function buildOnce(): Promise<void> {
  // What Vitest says of itself in NODE_ENV would make pages for development.
  if (isBuildStale(root)) buildPages(root, { ...process.env, NODE_ENV: 'production' });
  await bundle(bundledEntries(), 'build/tests');
  await prepareEmpty(join(root, 'build/tests/empty.db'));
}
