import { z } from 'zod';
import type { Db } from '../../../db/client.ts';

const content = z.object({ files: z.array(z.object({ id: z.string() })) });

/** The files that the last submission names, also those that were taken out of the draft since. Where no submission lists files, those that lie there count. */
export async function handedFileIds(db: Db, entryId: string): Promise<string[]> {
  const last = await db.selectFrom('entry_submission').select('content').where('entry_id', '=', entryId).orderBy('version', 'desc').limit(1).executeTakeFirst();
  const parsed = content.safeParse(last ? JSON.parse(last.content) : null);
  const files = db.selectFrom('entry_file').select('id').where('entry_id', '=', entryId).where('completed_at', 'is not', null);
  const named = parsed.success ? files.where('id', 'in', parsed.data.files.map(({ id }) => id)) : files.where('removed_at', 'is', null);
  return (await named.execute()).map(({ id }) => id);
}
