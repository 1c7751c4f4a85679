import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import { scanFile, type Scanned } from './virus-scan.server.ts';

const day = 86_400_000;
/** So many that a night is long enough, however slow the scanner is. */
export const scansAtOnce = 500;

/** What a folder of a folder still needs: the names of its files, or nothing at all, not even what has just arrived. */
export type Needed = ReadonlySet<string> | 'NOTHING';

/**
 * Removes bytes that nobody needs below a folder that has one folder for each thing (an entry, an adoption). What is younger than a day stays: a file that arrives at this moment has no row yet.
 * @returns how many files went
 */
export async function dropLooseFiles(folder: string, neededOf: (id: string) => Promise<Needed>, now: Date): Promise<number> {
  let count = 0;
  for (const id of await readdir(folder).catch(() => [])) {
    const needed = await neededOf(id);
    for (const name of await readdir(join(folder, id)).catch(() => [])) {
      if (needed !== 'NOTHING' && (needed.has(name) || !(await isOlderThanADay(join(folder, id, name), now)))) continue;
      await rm(join(folder, id, name), { force: true, recursive: true });
      count += 1;
    }
  }
  return count;
}

async function isOlderThanADay(path: string, now: Date): Promise<boolean> {
  const changed = (await stat(path).catch(() => null))?.mtimeMs ?? now.getTime();
  return now.getTime() - changed >= day;
}

/**
 * Has files looked at that were taken in while no scanner answered; nothing happens without a scanner.
 * @param keep writes down what the scanner said of one file
 * @returns how many it had a word about
 */
export async function scanLater<Row extends { path: string }>(waiting: readonly Row[], scanner: Pick<Env, 'CLAMAV_HOST' | 'CLAMAV_PORT'>, keep: (row: Row, scanned: Scanned) => Promise<unknown>): Promise<number> {
  if (!scanner.CLAMAV_HOST) return 0;
  let count = 0;
  for (const row of waiting) {
    const scanned = await scanFile(row.path, scanner);
    await keep(row, scanned);
    if (scanned.scan !== 'UNSCANNED') count += 1;
  }
  return count;
}
