import type { Db } from '../../../db/client.ts';
import { listPrizes } from './contest-round.server.ts';
import { findPublication } from './publications.server.ts';
import type { PublishedName } from './published-names.server.ts';

/** A winner as everybody may see it: without consent only its number and prize. */
export interface Winner {
  entryId: string;
  number: string;
  prize: string;
  shown: { title: string; by: string; team: string[]; summary: string } | null;
}

/** Winners in the order of the prizes, with what they have agreed to show now; undefined before the results are out. */
export async function readGallery(db: Db, contestId: string): Promise<{ winners: Winner[]; publishedAt: string; awardedAt: string | null } | undefined> {
  const publication = await findPublication(db, contestId);
  if (!publication) return undefined;
  const order = new Map((await listPrizes(db, contestId)).map(({ id }, at) => [id, at]));
  const won = publication.standing.filter(({ prizeId }) => prizeId !== null).toSorted((a, b) => (order.get(a.prizeId ?? '') ?? 0) - (order.get(b.prizeId ?? '') ?? 0) || a.rank - b.rank);
  const shown = await shownEntries(db, won.map(({ entryId }) => entryId));
  const unnamed = await listUnnamed(db, won.map(({ entryId }) => entryId));
  return { publishedAt: publication.publishedAt, awardedAt: publication.awardedAt, winners: won.map(({ entryId, number, prizeTitle }) => ({ entryId, number, prize: prizeTitle ?? '', shown: asPublished(shown.get(entryId), publication.names[entryId], unnamed, entryId) })) };
}

/** People who do not want to be named with an entry, as `entry person`: whoever was in the team once may say so. */
async function listUnnamed(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('entry_member').select(['entry_id', 'user_id']).where('entry_id', 'in', ids).where('unnamed_at', 'is not', null).execute();
  return new Set(rows.map((row) => `${row.entry_id} ${row.user_id}`));
}

function asPublished(shown: Winner['shown'] | undefined, name: PublishedName | undefined, unnamed: ReadonlySet<string>, entryId: string): Winner['shown'] {
  if (!shown || !name) return shown ?? null;
  return { ...shown, title: name.title, by: name.owner, team: name.team.filter(({ userId }) => !unnamed.has(`${entryId} ${userId}`)).map((member) => member.name) };
}

/** What may be shown of these entries; one without consent is missing. */
export async function shownEntries(db: Db, ids: readonly string[]): Promise<Map<string, NonNullable<Winner['shown']>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('entry as e')
    .innerJoin('gallery_consent as g', (join) => join.onRef('g.entry_id', '=', 'e.id').on('g.withdrawn_at', 'is', null))
    .innerJoin('user_account as u', 'u.id', 'e.owner_id')
    .leftJoin('contestant as c', 'c.user_id', 'e.owner_id')
    .leftJoin('entry_part as p', (join) => join.onRef('p.entry_id', '=', 'e.id').on('p.part', '=', 'SUMMARY'))
    .select(['e.id', 'e.title', 'u.full_name', 'c.legal_name', 'p.body'])
    .where('e.id', 'in', ids)
    .where('e.erased_at', 'is', null)
    .where('e.withdrawn_at', 'is', null)
    .execute();
  const members = await db.selectFrom('entry_member').select(['entry_id', 'full_name']).where('entry_id', 'in', ids).where('accepted_at', 'is not', null).where('removed_at', 'is', null).where('unnamed_at', 'is', null).orderBy('is_lead', 'desc').orderBy('full_name').execute();
  return new Map(rows.map((row) => [row.id, { title: row.title, by: row.legal_name ?? row.full_name, team: members.filter((member) => member.entry_id === row.id).map((member) => member.full_name), summary: row.body ?? '' }]));
}

/** Since when a member of a team is not named in public; null while she is, undefined for somebody who is no member. */
export async function findUnnamed(db: Db, entryId: string, userId: string): Promise<string | null | undefined> {
  return (await db.selectFrom('entry_member').select('unnamed_at').where('entry_id', '=', entryId).where('user_id', '=', userId).where('accepted_at', 'is not', null).where('removed_at', 'is', null).executeTakeFirst())?.unnamed_at;
}

/** Whether the owner has agreed, for her own page. */
export async function findGalleryConsent(db: Db, entryId: string): Promise<{ givenAt: string; withdrawnAt: string | null } | undefined> {
  return db.selectFrom('gallery_consent').select(['given_at as givenAt', 'withdrawn_at as withdrawnAt']).where('entry_id', '=', entryId).executeTakeFirst();
}
