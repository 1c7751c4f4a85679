import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The folder that holds package.json. */
export const projectRoot = join(import.meta.dirname, '..', '..');

const skipped = new Set(['node_modules', 'build', 'data', 'shots', 'coverage', 'test-results', '.git', '.cache']);

/** Every file below the given folders (or the files themselves), as paths relative to the root with forward slashes, sorted. */
export function listFiles(root: string, starts: readonly string[] = ['.']): string[] {
  const found: string[] = [];
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue;
      if (entry.isDirectory()) walk(join(path, entry.name));
      else if (entry.isFile()) found.push(relative(root, join(path, entry.name)).replaceAll('\\', '/'));
    }
  };
  for (const start of starts) walk(join(root, start));
  return found.toSorted();
}

export function readSource(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** A small tree with a planted violation; gone when the block ends (`using tree = plant({...})`). */
export function plant(files: Record<string, string>): Disposable & { root: string } {
  const root = mkdtempSync(join(tmpdir(), 'hoc06-planted-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}
