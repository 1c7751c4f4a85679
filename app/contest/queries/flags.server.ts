import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { markedLines } from '../rules/secret-marks.ts';
import { handedFileIds } from './handed-files.server.ts';

/** The word of a person on what a program flagged; null while nobody has looked. */
export type Answer = { by: string; at: Instant; note: string } | null;

export interface EntryFlag {
  id: string;
  version: number;
  marks: string;
  foundAt: Instant;
  /** The lines of that version in which the markings stand. */
  lines: string[];
  cleared: Answer;
}

/** Markings of secrets that the program found in what was handed in, the newest first. */
export async function listFlags(db: Db, entryId: string): Promise<EntryFlag[]> {
  const rows = await db
    .selectFrom('entry_flag as f')
    .innerJoin('entry_submission as s', 's.id', 'f.submission_id')
    .leftJoin('user_account as u', 'u.id', 'f.cleared_by')
    .select(['f.id', 'f.note', 'f.found_at', 'f.cleared_at', 'f.clearing_note', 's.version', 's.content', 'u.full_name'])
    .where('f.entry_id', '=', entryId)
    .orderBy('s.version', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id, version: row.version, marks: row.note, foundAt: row.found_at, lines: linesOf(row.content), cleared: answerOf(row.full_name, row.cleared_at, row.clearing_note) }));
}

/** Those that nobody has cleared. */
export async function listOpenFlags(db: Db, entryId: string): Promise<EntryFlag[]> {
  return (await listFlags(db, entryId)).filter(({ cleared }) => cleared === null);
}

/** The words of an erased entry are gone; that something was found in them stays. */
function linesOf(content: string): string[] {
  const { entry, parts } = JSON.parse(content) as { entry?: { title: string }; parts?: Record<string, string> };
  return [entry?.title ?? '', ...Object.values(parts ?? {})].flatMap(markedLines);
}

export interface LockedFile {
  id: string;
  name: string;
  /** What the scanner found. */
  found: string;
  released: Answer;
}

/** Files that were handed in and in which the scanner found something. */
export async function listLockedFiles(db: Db, entryId: string): Promise<LockedFile[]> {
  const rows = await db
    .selectFrom('entry_file as f')
    .leftJoin('user_account as u', 'u.id', 'f.released_by')
    .select(['f.id', 'f.name', 'f.scan_note', 'f.released_at', 'f.release_note', 'u.full_name'])
    .where('f.id', 'in', await handedFileIds(db, entryId))
    .where('f.scan', '=', 'QUARANTINED')
    .orderBy('f.begun_at')
    .orderBy('f.id')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, found: row.scan_note ?? '–', released: answerOf(row.full_name, row.released_at, row.release_note) }));
}

const answerOf = (by: string | null, at: Instant | null, note: string | null): Answer => (at === null ? null : { by: by ?? '', at, note: note ?? '' });
