import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../app/platform/errors.ts';
import { databaseFile, openRaw } from '../../db/client.ts';
import { flush, hashesBelow, hashOfFile, manifestFile, stampOf, type Manifest } from './manifest.ts';
import { backupMessages as messages } from './messages.ts';

export const keptBackups = 14;
const complete = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z$/;

export interface MadeBackup {
  folder: string;
  manifest: Manifest;
  /** How many old backups were removed. */
  removed: number;
}

/**
 * Copies the database while the program runs, into `backups/<time>/` of the data folder. The copy is one consistent moment; it is written
 * into a folder named `.partial` and renamed when it is on the disk, so that there is never half a backup.
 */
export async function makeBackup(dataDir: string, now: Date, keep = keptBackups): Promise<MadeBackup> {
  if (!Number.isInteger(keep) || keep < 1) throw new AppError('invalid', messages.both('bad-keep'));
  if (!existsSync(databaseFile(dataDir))) throw new AppError('not-found', messages.both('no-database', { folder: dataDir }));
  const folder = join(dataDir, 'backups', stampOf(now));
  const partial = `${folder}.partial`;
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  try {
    const manifest = await writeCopy(dataDir, partial, now);
    renameSync(partial, folder);
    flush(join(dataDir, 'backups'));
    return { folder, manifest, removed: prune(dataDir, keep, now) };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

async function writeCopy(dataDir: string, folder: string, now: Date): Promise<Manifest> {
  const copy = join(folder, 'hoc06.db');
  const database = openRaw(databaseFile(dataDir), { busyTimeout: 30_000 });
  try {
    // A snapshot in one statement: writers go on meanwhile, and the copy has no write-ahead log of its own.
    database.prepare('vacuum into ?').run(copy);
  } finally {
    database.close();
  }
  chmodSync(copy, 0o600);
  flush(copy);
  const files = await copyFiles(dataDir, folder);
  const manifest = { madeAt: now.toISOString(), file: 'hoc06.db', bytes: statSync(copy).size, sha256: await hashOfFile(copy), ...describe(copy), ...(files ? { files } : {}) } satisfies Manifest;
  writeFileSync(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  flush(folder);
  return manifest;
}

/** Copied after the database, so that every file that its rows name is there already. */
async function copyFiles(dataDir: string, folder: string): Promise<Record<string, string> | undefined> {
  const source = join(dataDir, 'files');
  if (!existsSync(source)) return undefined;
  cpSync(source, join(folder, 'files'), { recursive: true });
  const hashes = await hashesBelow(join(folder, 'files'));
  for (const path of Object.keys(hashes)) flush(join(folder, 'files', path));
  return hashes;
}

function describe(copy: string): Pick<Manifest, 'migrations' | 'rows' | 'auditHead'> {
  const database = openRaw(copy, { readOnly: true });
  try {
    const migrations = list(database, 'select name from schema_migration order by ran_at, name');
    const tables = list(database, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name");
    const rows = tables.map((name) => [name, Number(database.prepare(`select count(*) as n from "${name}"`).get()?.['n'])]);
    const auditHead = tables.includes('audit_head') ? (database.prepare('select row_count, hash from audit_head').get() as Manifest['auditHead']) : undefined;
    return { migrations, ...(auditHead ? { auditHead: { ...auditHead } } : {}), rows: Object.fromEntries(rows) as Record<string, number> };
  } finally {
    database.close();
  }
}

function list(database: DatabaseSync, sql: string): string[] {
  return database.prepare(sql).all().map((row) => String(row['name']));
}

/** Removes all complete backups but the newest, and what a killed backup left behind a day or more ago. */
function prune(dataDir: string, keep: number, now: Date): number {
  const root = join(dataDir, 'backups');
  const names = readdirSync(root).toSorted();
  const dayAgo = stampOf(new Date(now.getTime() - 86_400_000));
  // The one that was just made always stays: names of a time when the clock was ahead would push it out.
  const old = names.filter((name) => complete.test(name) && name !== stampOf(now)).slice(0, keep > 1 ? 1 - keep : undefined);
  const abandoned = names.filter((name) => name.endsWith('.partial') && name < dayAgo);
  for (const name of [...old, ...abandoned]) rmSync(join(root, name), { recursive: true, force: true });
  return old.length;
}
