import { z } from 'zod';
import type { Db } from '../../../db/client.ts';

const content = z.object({ files: z.array(z.object({ id: z.string() })) });

/** What entries said when they were handed in last, by entry; one that never was is not among them. */
export async function lastSubmissions(db: Db, entryIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('entry_submission as s')
    .select(['s.entry_id', 's.content'])
    .where('s.entry_id', 'in', entryIds)
    .where((row) => row('s.version', '=', row.selectFrom('entry_submission as n').select((one) => one.fn.max('n.version').as('newest')).whereRef('n.entry_id', '=', 's.entry_id')))
    .execute();
  return new Map(rows.map((row) => [row.entry_id, row.content]));
}

/** The version of what was handed in last; 0 when nothing was. */
export async function newestVersion(db: Db, entryId: string): Promise<number> {
  const { version } = await db.selectFrom('entry_submission').select((one) => one.fn.max('version').as('version')).where('entry_id', '=', entryId).executeTakeFirstOrThrow();
  return version ?? 0;
}

/** The files that the last submission names, also those that were taken out of the draft since. Where no submission lists files, those that lie there count. */
export async function handedFileIds(db: Db, ...entryIds: string[]): Promise<string[]> {
  const last = await lastSubmissions(db, entryIds);
  const files = await db.selectFrom('entry_file').select(['id', 'entry_id', 'removed_at']).where('entry_id', 'in', entryIds).where('completed_at', 'is not', null).execute();
  const named = new Map([...last].flatMap(([entry, text]) => {
    const { success, data } = content.safeParse(JSON.parse(text));
    return success ? [[entry, new Set(data.files.map(({ id }) => id))] as const] : [];
  }));
  return files.filter((file) => named.get(file.entry_id)?.has(file.id) ?? file.removed_at === null).map(({ id }) => id);
}
