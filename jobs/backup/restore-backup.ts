import { copyFileSync, cpSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../app/platform/errors.ts';
import { lockDataFolder } from '../../app/platform/data-lock.server.ts';
import { pauseAllChannels } from '../../app/messaging/index.server.ts';
import { databaseFile, openDatabase, openRaw } from '../../db/client.ts';
import { migrate, migrations } from '../../db/migrations/index.ts';
import { flush, hashesBelow, hashOfFile, readManifest, stampOf, type Manifest } from './manifest.ts';
import { backupMessages as messages } from './messages.ts';

export interface RestoreOptions {
  now: Date;
  /** Replaces an existing database, which is kept beside the restored one. */
  replace: boolean;
}
export interface Restored {
  manifest: Manifest;
  /** Where the old database is kept; null when there was none. */
  keptAt: string | null;
}

/** Puts a backup in the place of the database, after checking all that can be checked before anything is touched. */
export async function restoreBackup(folder: string, dataDir: string, options: RestoreOptions): Promise<Restored> {
  const manifest = readManifest(folder);
  await checkCopy(folder, manifest);
  const lock = claim(dataDir);
  const target = databaseFile(dataDir);
  const fresh = `${target}.restoring`;
  try {
    const exists = existsSync(target);
    if (exists && !options.replace) throw new AppError('conflict', messages.both('exists', { folder: dataDir }));
    copyFileSync(join(folder, manifest.file), fresh);
    checkDatabase(fresh);
    await holdChannels(fresh, options.now);
    flush(fresh);
    const bringFiles = manifest.files ? prepareFiles(folder, dataDir, options.now) : () => {};
    const keptAt = exists ? setAside(target, dataDir, options.now) : null;
    bringFiles();
    renameSync(fresh, target);
    flush(dirname(target));
    return { manifest, keptAt };
  } finally {
    rmSync(fresh, { force: true });
    rmSync(join(dataDir, 'files.restoring'), { recursive: true, force: true });
    lock.release();
  }
}

/** Nobody knows what was sent between the backup and now: sending starts paused, and an administrator looks first. */
async function holdChannels(file: string, now: Date): Promise<void> {
  const db = openDatabase(file);
  try {
    await migrate(db);
    await db.transaction().execute((tx) => pauseAllChannels(tx, 'RESTORED', now.toISOString()));
  } finally {
    await db.destroy();
  }
}

async function checkCopy(folder: string, manifest: Manifest): Promise<void> {
  const copy = join(folder, manifest.file);
  const whole = existsSync(copy) && statSync(copy).size === manifest.bytes && (await hashOfFile(copy)) === manifest.sha256;
  if (!whole) throw new AppError('invalid', messages.both('changed', { folder }));
  if (manifest.files && !(existsSync(join(folder, 'files')) && isDeepStrictEqual(await hashesBelow(join(folder, 'files')), manifest.files))) throw new AppError('invalid', messages.both('changed', { folder }));
  const unknown = manifest.migrations.filter((name) => !migrations.some((step) => step.name === name));
  if (unknown.length > 0) throw new AppError('invalid', messages.both('newer', { steps: unknown.join(', ') }));
}

/** Copies the files beside their place first, so that a full disk is noticed before anything is touched; files that are there already are kept aside. */
function prepareFiles(folder: string, dataDir: string, now: Date): () => void {
  const [target, fresh] = [join(dataDir, 'files'), join(dataDir, 'files.restoring')];
  rmSync(fresh, { recursive: true, force: true });
  cpSync(join(folder, 'files'), fresh, { recursive: true });
  return () => {
    if (existsSync(target)) renameSync(target, `${target}.before-restore-${stampOf(now)}`);
    renameSync(fresh, target);
  };
}

function checkDatabase(file: string): void {
  let fault: string;
  try {
    const database = openRaw(file, { readOnly: true });
    const answer = database.prepare('pragma integrity_check').get()?.['integrity_check'];
    const orphans = database.prepare('pragma foreign_key_check').all().length;
    database.close();
    fault = answer === 'ok' && orphans === 0 ? '' : `${String(answer)}, ${orphans} orphans`;
  } catch (error) {
    fault = (error as Error).message;
  }
  if (fault) throw new AppError('invalid', messages.both('damaged', { fault }));
}

function claim(dataDir: string): { release(): void } {
  try {
    return lockDataFolder(dataDir);
  } catch (cause) {
    throw new AppError('conflict', messages.both('server-runs', { folder: dataDir }), { cause });
  }
}

/** Keeps the old database under another name. The name `hoc06.db` exists at every moment, so that no start in between makes an empty one. */
function setAside(target: string, dataDir: string, now: Date): string {
  emptyLog(target, dataDir);
  const kept = `${target}.before-restore-${stampOf(now)}`;
  for (const suffix of ['-wal', '-shm']) if (existsSync(target + suffix)) renameSync(target + suffix, kept + suffix);
  try {
    linkSync(target, kept);
  } catch {
    copyFileSync(target, kept);
  }
  return join(dataDir, basename(kept));
}

/** Moves the write-ahead log into the old database. An open connection elsewhere (a worker) shows here; a damaged database is kept as it is. */
function emptyLog(target: string, dataDir: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(target, { timeout: 0 });
    database.exec('pragma locking_mode = exclusive; begin exclusive; commit; pragma wal_checkpoint(truncate)');
  } catch (cause) {
    if (((cause as { errcode?: number }).errcode ?? 0) % 256 === 5) throw new AppError('conflict', messages.both('server-runs', { folder: dataDir }), { cause });
  } finally {
    database?.close();
  }
}
