import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Written last; its date is the build's. */
const output = 'build/program/start.js';
/** What the pages and the program beside them are built from, besides tests and notes. */
const sources = ['app', 'db', 'jobs', 'public', 'vite.config.ts', 'program.build.ts', 'remix.config.js', 'package-lock.json'];

/** Whether the built pages are missing or older than what they are built from. */
export function isBuildStale(root: string): boolean {
  const built = join(root, output);
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => newestIn(join(root, source)) > builtAt);
}

/** Dates a finished build by the moment at which it began to read, in milliseconds: a source that changed while it was made is younger than it, so the next one is made anew. */
export function dateBuild(root: string, beganAt: number): void {
  const began = new Date(beganAt);
  utimesSync(join(root, output), began, began);
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !/\.(test\.tsx?|md)$/.test(entry.name));
  return files.reduce((newest, file) => Math.max(newest, statSync(join(file.parentPath, file.name)).mtimeMs), 0);
}

/** @throws Error when the build fails; its own words have been printed by then */
export function buildPages(root: string, env?: NodeJS.ProcessEnv): void {
  const { status, error } = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', env, shell: process.platform === 'win32' });
  if (error || status !== 0) throw new Error(`The pages could not be built${error ? ` (${error.message})` : ''}. Run "npm ci" once and try again; the lines above say what is wrong.`);
}
