import { copyFileSync, cpSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../app/platform/errors.ts';
import { lockDataFolder } from '../../app/platform/data-lock.server.ts';
import { instantOf, isRealMoment, localSecondOf } from '../../app/platform/local-time.ts';
import { databaseFile, openRaw } from '../../db/client.ts';
import { migrations } from '../../db/migrations/index.ts';
import { flush, hashesBelow, hashOfFile, readManifest, stampOf, type Manifest } from './manifest.ts';
import { backupMessages as messages } from './messages.ts';
import { settleRestored, type RestoredCopy } from './settle-restored.ts';

export interface RestoreOptions {
  now: Date;
  /** Replaces an existing database, which is kept beside the restored one. */
  replace: boolean;
  /** Everything that was due until this local time counts as sent; left out, all that waits in the backup is sent once an administrator lets the channels go on. */
  sentUntil?: string | undefined;
  timeZone?: string;
}
export interface Restored {
  manifest: Manifest;
  /** Where the old database is kept; null when there was none. */
  keptAt: string | null;
  /** How many deliveries were taken for sent, by channel. */
  taken: Record<string, number>;
}

/** Puts a backup in the place of the database, after checking all that can be checked before anything is touched. */
export async function restoreBackup(folder: string, dataDir: string, options: RestoreOptions): Promise<Restored> {
  const manifest = readManifest(folder);
  const copy = copyOf(manifest, options);
  await checkCopy(folder, manifest);
  const lock = claim(dataDir);
  const target = databaseFile(dataDir);
  const fresh = `${target}.restoring`;
  try {
    const exists = existsSync(target);
    if (exists && !options.replace) throw new AppError('conflict', messages.both('exists', { folder: dataDir }));
    copyFileSync(join(folder, manifest.file), fresh);
    checkDatabase(fresh);
    const taken = await settleRestored(fresh, options.now, copy);
    flush(fresh);
    const bringFiles = manifest.files ? prepareFiles(folder, dataDir, options.now) : () => {};
    const keptAt = exists ? setAside(target, dataDir, options.now) : null;
    bringFiles();
    renameSync(fresh, target);
    flush(dirname(target));
    return { manifest, keptAt, taken };
  } finally {
    rmSync(fresh, { force: true });
    rmSync(join(dataDir, 'files.restoring'), { recursive: true, force: true });
    lock.release();
  }
}

/** With the moment until which everything counts as sent: not before the backup, and not in the future. */
function copyOf({ madeAt }: Manifest, { now, sentUntil, timeZone = 'Asia/Ho_Chi_Minh' }: RestoreOptions): RestoredCopy {
  if (sentUntil === undefined) return { madeAt, sentUntil: null, timeZone };
  const until = isRealMoment(sentUntil) ? instantOf(sentUntil, timeZone) : '';
  // Nobody types thousandths: the second of the backup is the moment of the backup.
  if (until.slice(0, 19) < madeAt.slice(0, 19) || until > now.toISOString()) throw new AppError('invalid', messages.both('bad-moment', { given: sentUntil, from: localSecondOf(madeAt, timeZone), to: localSecondOf(now.toISOString(), timeZone) }));
  return { madeAt, sentUntil: until < madeAt ? madeAt : until, timeZone };
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
