import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { entryOf, notFound } from '../entry-rows.server.ts';
import { addressOf, invitationEnds } from '../rules/entry-team.ts';

export interface TeamMember {
  id: string;
  name: string;
  email: string;
  state: 'LEAD' | 'MEMBER' | 'INVITED' | 'EXPIRED';
  ends: Instant;
  isSelf: boolean;
}

/** The team of an entry, with those who have not answered yet. @throws AppError not-found for everybody outside it */
export async function teamOf(db: Db, actor: Actor, entryId: string, at: Instant): Promise<TeamMember[]> {
  await entryOf(db, actor, entryId);
  const rows = await db.selectFrom('entry_member').selectAll().where('entry_id', '=', entryId).where('removed_at', 'is', null).orderBy('is_lead', 'desc').orderBy('invited_at').orderBy('id').execute();
  return rows.map((row) => {
    const ends = invitationEnds(row.invited_at);
    return { id: row.id, name: row.full_name, email: row.email, state: row.is_lead ? 'LEAD' : row.accepted_at ? 'MEMBER' : at > ends ? 'EXPIRED' : 'INVITED', ends, isSelf: row.user_id === actor.id };
  });
}

export interface InvitationView {
  contest: { slug: string; title: string };
  number: string;
  by: string;
  ends: Instant;
  isOver: boolean;
  /** It went to the address of whoever is looking. */
  isOwn: boolean;
}

/** An invitation by its token. Of the entry it tells no more than its number. @throws AppError not-found */
export async function invitationOf(db: Db, actor: Actor, token: string, at: Instant): Promise<InvitationView> {
  const row = await db
    .selectFrom('entry_member as m')
    .innerJoin('entry as e', 'e.id', 'm.entry_id')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .innerJoin('user_account as u', 'u.id', 'e.owner_id')
    .select(['m.email', 'm.invited_at', 'e.number', 'c.slug', 'c.title', 'u.full_name'])
    .where('m.token_hash', '=', sha256(token))
    .where('m.removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound();
  const account = await db.selectFrom('user_account').select('email').where('id', '=', actor.id).executeTakeFirst();
  const ends = invitationEnds(row.invited_at);
  return { contest: { slug: row.slug, title: row.title }, number: row.number, by: row.full_name, ends, isOver: at > ends, isOwn: addressOf(account?.email ?? '') === addressOf(row.email) };
}
