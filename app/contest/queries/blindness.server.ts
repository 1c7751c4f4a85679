import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { blindCopiesKey } from '../jobs.ts';
import { findLeftovers, type Identities, type Leftover } from '../rules/mask-identities.ts';
import { copiesOf, listCopies, needsLook, type CopyRow } from './blind-copies.server.ts';
import { handedIn, identitiesBehind, identitiesOf, wordsOf, type Words } from './blind-entry.server.ts';
import { listHandedIn, type HandedIn } from './screening.server.ts';

export type BlindState = 'BROKEN' | 'COPY' | 'LOOK' | 'READY';
export interface BlindRow extends HandedIn {
  masked: number;
  files: number;
  toLook: number;
  /** Files without a copy. */
  missing: number;
  state: BlindState;
}

/** Every entry with what still keeps its files from the judges. For the organiser only. */
export async function listBlindness(db: Db, contestId: string): Promise<BlindRow[]> {
  const entries = await listHandedIn(db, contestId);
  const ids = entries.map(({ id }) => id);
  const [words, identities, files] = [await wordsOf(db, ids), await identitiesBehind(db, ids), await copiesOf(db, ids)];
  return entries.map((entry): BlindRow => {
    const [own, team, copies] = [words.get(entry.id), identities.get(entry.id), files.get(entry.id) ?? []];
    return { ...entry, masked: own && team ? leftIn(own, team).length : 0, files: copies.length, toLook: copies.filter(needsLook).length, missing: copies.filter(({ copy }) => copy === null).length, state: stateOf(copies) };
  });
}

function stateOf(copies: readonly CopyRow[]): BlindState {
  if (copies.some(({ copy }) => copy?.left.some(({ kind }) => kind === 'BROKEN'))) return 'BROKEN';
  if (copies.some(({ copy }) => copy === null)) return 'COPY';
  return copies.some(needsLook) ? 'LOOK' : 'READY';
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
