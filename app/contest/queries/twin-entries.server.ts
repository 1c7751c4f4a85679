import type { Db } from '../../../db/client.ts';
import { sameTitle } from '../rules/similar-entries.ts';
import { handedFileIds } from './handed-files.server.ts';
import type { HandedIn } from './screening.server.ts';

export interface Twin {
  entry: HandedIn;
  contest: { id: string; title: string };
  /** What the two share: a file byte for byte, or the title but for marks, capitals and a word or two. */
  why: ('FILE' | 'TITLE')[];
}

/** Entries of this contest and of all others that share a file or the title with one. For the organiser only. */
export async function listTwins(db: Db, entryId: string): Promise<Twin[]> {
  const entries = await db
    .selectFrom('entry as e')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .select(['e.id', 'e.number', 'e.title', 'c.id as contestId', 'c.title as contestTitle'])
    .where('e.submitted_at', 'is not', null)
    .where('e.erased_at', 'is', null)
    .orderBy('e.submitted_at', 'desc')
    .orderBy('e.id')
    .execute();
  const own = entries.find(({ id }) => id === entryId);
  if (!own) return [];
  const files = new Set(await sharersOfFiles(db, entryId));
  return entries
    .filter(({ id }) => id !== entryId)
    .map(({ id, number, title, contestId, contestTitle }): Twin => ({ entry: { id, number, title }, contest: { id: contestId, title: contestTitle }, why: [...(files.has(id) ? (['FILE'] as const) : []), ...(sameTitle(own.title, title) ? (['TITLE'] as const) : [])] }))
    .filter(({ why }) => why.length > 0);
}

/** The other entries that were handed in with a file of the same bytes. What was taken out before is nobody's business. */
async function sharersOfFiles(db: Db, entryId: string): Promise<string[]> {
  const own = await handedFileIds(db, entryId);
  if (own.length === 0) return [];
  const rows = await db
    .selectFrom('entry_file as f')
    .innerJoin('entry_file as o', (join) => join.onRef('o.sha256', '=', 'f.sha256').onRef('o.entry_id', '!=', 'f.entry_id'))
    .select(['o.id', 'o.entry_id'])
    .where('f.id', 'in', own)
    .where('o.completed_at', 'is not', null)
    .where('f.sha256', 'is not', null)
    .execute();
  if (rows.length === 0) return [];
  const handed = new Set(await handedFileIds(db, ...new Set(rows.map((row) => row.entry_id))));
  return rows.filter(({ id }) => handed.has(id)).map((row) => row.entry_id);
}
