import { buildPages, isBuildStale } from '../../jobs/demo/build.ts';
import { root } from './server.ts';

/** Builds when there is no build, or an older one than the sources. */
export default function buildOnce(): void {
  // What Vitest says of itself in NODE_ENV would make pages for development.
  if (isBuildStale(root)) buildPages(root, { ...process.env, NODE_ENV: 'production' });
}
