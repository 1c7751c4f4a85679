import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './server.ts';

const built = join(root, 'build/server/index.js');

/** Builds the pages when there is no build, or an older one than the sources. */
export default function buildOnce(): void {
  if (existsSync(built) && newestSource() <= statSync(built).mtimeMs) return;
  execFileSync(process.execPath, [join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], { cwd: root, stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production' } });
}

function newestSource(): number {
  const files = globSync(['app/**/*.{ts,tsx,css}', 'public/**', 'vite.config.ts', 'remix.config.js', 'package.json'], { cwd: root });
  return Math.max(...files.filter((file) => !file.includes('.test.')).map((file) => statSync(join(root, file)).mtimeMs));
}
