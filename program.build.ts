import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { dateBuild } from './jobs/demo/build.ts';

/** Where the bundled program lies (docs/decisions/0024). */
const folder = 'build/program';

/**
 * Bundles what runs for long, or is started by what does, beside the pages: loading a thousand source files one by one takes longer than everything else a start does.
 * Packages stay where npm put them.
 */
export function bundleProgram(): Plugin {
  let isServerBuild = false;
  return {
    name: 'hoc06-program',
    apply: 'build',
    configResolved: (config) => void (isServerBuild = Boolean(config.build.ssr)),
    async closeBundle() {
      if (!isServerBuild) return;
      // What V8 has made of an older build is of no use any more either (app/platform/built.ts).
      for (const old of [folder, 'build/compiled']) rmSync(old, { recursive: true, force: true });
      await bundle({ start: 'app/start.server.ts', worker: 'jobs/worker.ts', 'content-publish': 'jobs/content-publish.ts' }, folder);
      dateBuild('.', performance.timeOrigin);
    },
  };
}

/** Bundles entry files into a folder of the build, with what they share in files of its own. */
export async function bundle(entryPoints: Record<string, string>, outdir: string): Promise<void> {
  await build({ entryPoints, outdir, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node24', packages: 'external', jsx: 'automatic', logLevel: 'warning' });
}
