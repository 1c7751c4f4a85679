import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AppError } from '../../app/platform/errors.ts';
import { backupMessages as messages } from './messages.ts';

export const manifestFile = 'manifest.json';

const schema = z.object({
  madeAt: z.string(),
  file: z.literal('hoc06.db'),
  bytes: z.number().int(),
  sha256: z.string().length(64),
  /** The steps of the schema, in the order in which they ran. */
  migrations: z.array(z.string()),
  /** Rows by table. */
  rows: z.record(z.string(), z.number().int()),
  /** Where the audit chain ends: shows later whether its end was cut off. */
  auditHead: z.object({ row_count: z.number().int(), hash: z.string() }).optional(),
  /** Checksums of the copied `files/`, by path; left out when there was no such folder. */
  files: z.record(z.string(), z.string().length(64)).optional(),
});

/** What a backup says about itself. */
export type Manifest = z.infer<typeof schema>;

/** @throws AppError when the folder is no complete backup */
export function readManifest(folder: string): Manifest {
  try {
    return schema.parse(JSON.parse(readFileSync(join(folder, manifestFile), 'utf8')));
  } catch (cause) {
    throw new AppError('invalid', messages.both('no-manifest', { folder }), { cause });
  }
}

/** SHA-256 of a file, read in pieces. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The checksum of every file below a folder, by its path with slashes. */
export async function hashesBelow(folder: string): Promise<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
  const hashes: Record<string, string> = {};
  for (const file of files) hashes[relative(folder, file).split(sep).join('/')] = await hashOfFile(file);
  return hashes;
}

/** Waits until a file or a folder's entries are on the disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    // Windows cannot flush a folder; its entries are journalled there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  } finally {
    closeSync(handle);
  }
}

/** A time as part of a file name; sorts as text. */
export function stampOf(now: Date): string {
  return now.toISOString().replace(/[:.]/g, '-');
}
