import type { Db } from '../../../db/client.ts';

/** Everybody who stands behind an entry of a contest that was not withdrawn, drafts included; each once. */
export async function listEntrants(db: Db, contestId: string): Promise<string[]> {
  const owners = await db.selectFrom('entry').select('owner_id').where('contest_id', '=', contestId).where('withdrawn_at', 'is', null).where('erased_at', 'is', null).execute();
  const members = await db
    .selectFrom('entry_member as m')
    .innerJoin('entry as e', 'e.id', 'm.entry_id')
    .select('m.user_id')
    .where('e.contest_id', '=', contestId)
    .where('e.withdrawn_at', 'is', null)
    .where('e.erased_at', 'is', null)
    .where('m.accepted_at', 'is not', null)
    .where('m.removed_at', 'is', null)
    .where('m.user_id', 'is not', null)
    .execute();
  return [...new Set([...owners.map(({ owner_id }) => owner_id), ...members.flatMap(({ user_id }) => user_id ?? [])])].toSorted();
}
