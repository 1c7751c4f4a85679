import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { blindCopiesKey } from '../jobs.ts';
import { findLeftovers, type Identities, type Leftover } from '../rules/mask-identities.ts';
import { handedIn, identitiesBehind, identitiesOf, wordsOf, type Words } from './blind-entry.server.ts';
import { handedFileIds } from './handed-files.server.ts';
import { listHandedIn, type HandedIn } from './screening.server.ts';

export type CopyLeft = { kind: Leftover['kind'] | 'PICTURE' | 'FILE' | 'BROKEN'; text: string };
export interface CopyRow {
  fileId: string;
  originalName: string;
  kind: string;
  copy: { name: string; left: CopyLeft[]; clearedBy: string | null; clearedAt: Instant | null; note: string | null } | null;
}
export type BlindState = 'BROKEN' | 'COPY' | 'LOOK' | 'READY';
export interface BlindRow extends HandedIn {
  masked: number;
  files: number;
  toLook: number;
  state: BlindState;
}

/** Every entry with what still keeps its files from the judges. For the organiser only. */
export async function listBlindness(db: Db, contestId: string): Promise<BlindRow[]> {
  const entries = await listHandedIn(db, contestId);
  const ids = entries.map(({ id }) => id);
  const [words, identities, files] = [await wordsOf(db, ids), await identitiesBehind(db, ids), await copiesOf(db, ids)];
  return entries.map((entry): BlindRow => {
    const [own, team, copies] = [words.get(entry.id), identities.get(entry.id), files.get(entry.id) ?? []];
    return { ...entry, masked: own && team ? leftIn(own, team).length : 0, files: copies.length, toLook: copies.filter(needsLook).length, state: stateOf(copies) };
  });
}

const needsLook = ({ copy }: CopyRow): boolean => copy !== null && copy.left.length > 0 && copy.clearedAt === null;

function stateOf(copies: readonly CopyRow[]): BlindState {
  if (copies.some(({ copy }) => copy?.left.some(({ kind }) => kind === 'BROKEN'))) return 'BROKEN';
  if (copies.some(({ copy }) => copy === null)) return 'COPY';
  return copies.some(needsLook) ? 'LOOK' : 'READY';
}

/** The files that were handed in with their copies. What is in quarantine is opened by nothing and nobody. */
export async function listCopies(db: Db, entryId: string): Promise<CopyRow[]> {
  return (await copiesOf(db, [entryId])).get(entryId) ?? [];
}

/** The same of many entries at once; an entry without files is not among them. */
async function copiesOf(db: Db, entryIds: readonly string[]): Promise<Map<string, CopyRow[]>> {
  const rows = await db
    .selectFrom('entry_file as f')
    .leftJoin('blind_copy as b', 'b.file_id', 'f.id')
    .leftJoin('user_account as u', 'u.id', 'b.cleared_by')
    .select(['f.id', 'f.entry_id', 'f.name as originalName', 'f.kind', 'b.name', 'b.leftovers', 'b.cleared_at', 'b.clearing_note', 'u.full_name'])
    .where('f.id', 'in', await handedFileIds(db, ...entryIds))
    .where((row) => row.or([row('f.scan', '!=', 'QUARANTINED'), row('f.released_at', 'is not', null)]))
    .orderBy('f.begun_at')
    .orderBy('f.id')
    .execute();
  const byEntry = Map.groupBy(rows, (row) => row.entry_id);
  return new Map([...byEntry].map(([entry, own]) => [entry, own.map((row) => ({ fileId: row.id, originalName: row.originalName, kind: row.kind, copy: row.name === null ? null : { name: row.name, left: JSON.parse(row.leftovers ?? '[]') as CopyLeft[], clearedBy: row.full_name, clearedAt: row.cleared_at, note: row.clearing_note } }))]));
}

/** Whether a job makes the copies of an entry now, or gave up; null for neither. */
export async function copiesRunning(db: Db, entryId: string): Promise<'WAITING' | 'FAILED' | null> {
  const job = await db.selectFrom('job').select('state').where('unique_key', '=', blindCopiesKey(entryId)).orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirst();
  if (!job || job.state === 'DONE') return null;
  return job.state === 'FAILED' ? 'FAILED' : 'WAITING';
}

/** The copy of one file of an entry that was handed in; one that could not be made is none. @throws AppError not-found */
export async function getCopy(db: Db, place: { contest: string; entry: string; file: string }): Promise<{ entryId: string; fileId: string; name: string }> {
  const { id: entryId } = await getHandedIn(db, place.contest, place.entry);
  const { fileId, copy } = (await listCopies(db, entryId)).find((file) => file.fileId === place.file) ?? { fileId: '', copy: null };
  if (!copy || copy.left.some(({ kind }) => kind === 'BROKEN')) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { entryId, fileId, name: copy.name };
}

/** What is masked in the words that judges read. */
export async function leftInWords(db: Db, entryId: string): Promise<Leftover[]> {
  return leftIn(await handedIn(db, entryId), await identitiesOf(db, entryId));
}

const leftIn = ({ title, parts }: Words, team: Identities): Leftover[] => findLeftovers([title ?? '', ...Object.values(parts)].join('\n\n'), team);

/** An entry of the contest that was handed in. @throws AppError not-found */
export async function getHandedIn(db: Db, contestId: string, entryId: string): Promise<HandedIn> {
  const found = (await listHandedIn(db, contestId)).find(({ id }) => id === entryId);
  if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return found;
}
