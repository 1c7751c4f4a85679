import type { Db } from '../../../db/client.ts';

/** How an entry and those behind it were called when the results came out. */
export interface PublishedName {
  title: string;
  ownerId: string;
  owner: string;
  team: { userId: string | null; name: string }[];
}
export type PublishedNames = Record<string, PublishedName>;

/** The names as they are now, to be kept with a publication: a prize is not won by whoever calls herself something else later. */
export async function namesNow(db: Db, ids: readonly string[]): Promise<PublishedNames> {
  const entries = await db.selectFrom('entry as e').innerJoin('user_account as u', 'u.id', 'e.owner_id').leftJoin('contestant as c', 'c.user_id', 'e.owner_id').select(['e.id', 'e.title', 'e.owner_id', 'u.full_name', 'c.legal_name']).where('e.id', 'in', ids).execute();
  const members = await db.selectFrom('entry_member').select(['entry_id', 'user_id', 'full_name']).where('entry_id', 'in', ids).where('accepted_at', 'is not', null).where('removed_at', 'is', null).orderBy('is_lead', 'desc').orderBy('full_name').execute();
  const byEntry = Map.groupBy(members, (member) => member.entry_id);
  return Object.fromEntries(entries.map((row) => [row.id, { title: row.title, ownerId: row.owner_id, owner: row.legal_name ?? row.full_name, team: (byEntry.get(row.id) ?? []).map((member) => ({ userId: member.user_id, name: member.full_name })) }]));
}

/** The names without those of somebody who was erased, and without the titles of the entries that went with her. */
export function withoutPerson(names: PublishedNames, { userId, entries, word, title }: { userId: string; entries: ReadonlySet<string>; word: string; title: string }): PublishedNames {
  const kept = (id: string, name: PublishedName): PublishedName => ({
    ...name,
    title: entries.has(id) ? title : name.title,
    owner: name.ownerId === userId ? word : name.owner,
    team: name.team.map((member) => (member.userId === userId || entries.has(id) ? { ...member, name: word } : member)),
  });
  return Object.fromEntries(Object.entries(names).map(([id, name]) => [id, kept(id, name)]));
}
