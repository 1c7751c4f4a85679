import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compileAll, type ContentFolder, type CourseCheck } from './compile-course.server.ts';

/** Where the program finds its content: beside the program itself. */
export function ownContent(today: string): ContentFolder {
  return { contentDir: 'content', publicDir: 'public', today };
}

let last: { stamp: string; checks: Promise<CourseCheck[]> } | undefined;

/** All courses of the folder, compiled; the same files on the same day are compiled once. */
export function checkedContent(folder: ContentFolder): Promise<CourseCheck[]> {
  const stamp = JSON.stringify([folder, stampOf(join(folder.contentDir, 'courses'))]);
  if (last?.stamp !== stamp) last = { stamp, checks: compileAll(folder) };
  return last.checks;
}

/** Changes whenever a file below a folder is written, added or removed. */
export function stampOf(path: string): string {
  if (!existsSync(path)) return '';
  const own = statSync(path);
  if (!own.isDirectory()) return `${path} ${own.size} ${own.mtimeMs}`;
  return readdirSync(path).sort().map((name) => stampOf(join(path, name))).join('\n');
}
