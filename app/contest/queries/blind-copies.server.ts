import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Leftover } from '../rules/mask-identities.ts';
import { isLockedAway } from '../rules/quarantine.ts';
import { handedFileIds } from './handed-files.server.ts';

export type CopyLeft = { kind: Leftover['kind'] | 'PICTURE' | 'FILE' | 'BROKEN'; text: string };
export interface CopyRow {
  /** Among all files that were handed in, so that it stays when one of them is let out of quarantine. */
  place: number;
  fileId: string;
  originalName: string;
  kind: string;
  copy: { name: string; bytes: number; left: CopyLeft[]; clearedBy: string | null; clearedAt: Instant | null; note: string | null } | null;
}

/** The files that were handed in with their copies. What is in quarantine is opened by nothing and nobody. */
export async function listCopies(db: Db, entryId: string): Promise<CopyRow[]> {
  return (await copiesOf(db, [entryId])).get(entryId) ?? [];
}

/** The same of many entries at once; an entry without files is not among them. */
export async function copiesOf(db: Db, entryIds: readonly string[]): Promise<Map<string, CopyRow[]>> {
  const rows = await db
    .selectFrom('entry_file as f')
    .leftJoin('blind_copy as b', 'b.file_id', 'f.id')
    .leftJoin('user_account as u', 'u.id', 'b.cleared_by')
    .select(['f.id', 'f.entry_id', 'f.name as originalName', 'f.kind', 'f.scan', 'f.released_at', 'b.name', 'b.bytes', 'b.leftovers', 'b.cleared_at', 'b.clearing_note', 'u.full_name'])
    .where('f.id', 'in', await handedFileIds(db, ...entryIds))
    .orderBy('f.begun_at')
    .orderBy('f.id')
    .execute();
  const byEntry = Map.groupBy(rows, (row) => row.entry_id);
  return new Map([...byEntry].map(([entry, own]) => [entry, own.flatMap((row, at): CopyRow[] => (isLockedAway(row) ? [] : [{ place: at + 1, fileId: row.id, originalName: row.originalName, kind: row.kind, copy: row.name === null ? null : { name: row.name, bytes: row.bytes ?? 0, left: JSON.parse(row.leftovers ?? '[]') as CopyLeft[], clearedBy: row.full_name, clearedAt: row.cleared_at, note: row.clearing_note } }]))]));
}

/** A copy in which the program left something that a person has to look at before judges may read it. */
export const needsLook = ({ copy }: CopyRow): boolean => copy !== null && copy.left.length > 0 && copy.clearedAt === null;

/** A file that judges may read, by its place in the entry: no address of theirs holds an id. */
export interface BlindFile {
  place: number;
  fileId: string;
  name: string;
  bytes: number;
}

/** The files that judges may read, and how many more wait for a look. */
export async function listBlindFiles(db: Db, entryId: string): Promise<{ files: BlindFile[]; waiting: number }> {
  const copies = await listCopies(db, entryId);
  const files = copies.flatMap((row) => (row.copy && !needsLook(row) ? [{ place: row.place, fileId: row.fileId, name: row.copy.name, bytes: row.copy.bytes }] : []));
  return { files, waiting: copies.length - files.length };
}
