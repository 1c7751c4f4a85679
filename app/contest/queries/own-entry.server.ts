import type { ExpressionBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import type { Actor } from '../../people/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';

/** An entry as those who handed it in may see it. */
export interface OwnEntry {
  id: string;
  contestId: string;
  number: string;
  title: string;
  contestTitle: string;
  contestSlug: string;
  isOwner: boolean;
}

/** An entry of the actor's own or of her team. To anybody else it is not there, so that nobody learns which numbers exist. @throws not-found */
export async function getOwnEntry(db: Db, actor: Pick<Actor, 'id'>, id: string): Promise<OwnEntry> {
  const row = await db
    .selectFrom('entry as e')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .select(['e.id', 'e.contest_id as contestId', 'e.number', 'e.title', 'e.owner_id', 'c.title as contestTitle', 'c.slug as contestSlug'])
    .where('e.id', '=', id)
    .where('e.erased_at', 'is', null)
    .where(standsBehind(actor.id))
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { owner_id: owner, ...entry } = row;
  return { ...entry, isOwner: owner === actor.id };
}

/** Everybody who stands behind an entry: its owner and the members who have accepted and are still there. */
export async function teamOf(db: Db, entryId: string): Promise<string[]> {
  const owner = await db.selectFrom('entry').select('owner_id').where('id', '=', entryId).executeTakeFirst();
  const members = await db.selectFrom('entry_member').select('user_id').where('entry_id', '=', entryId).where('accepted_at', 'is not', null).where('removed_at', 'is', null).where('user_id', 'is not', null).execute();
  return [...new Set([...(owner ? [owner.owner_id] : []), ...members.flatMap(({ user_id }) => user_id ?? [])])];
}

/** That somebody stands behind an entry: for queries that look for entries of hers. */
export function standsBehind(userId: string) {
  return (row: ExpressionBuilder<Schema & { e: Schema['entry'] }, 'e'>) => {
    const membership = row.selectFrom('entry_member as m').select('m.id').whereRef('m.entry_id', '=', 'e.id').where('m.user_id', '=', userId).where('m.accepted_at', 'is not', null).where('m.removed_at', 'is', null);
    return row.or([row('e.owner_id', '=', userId), row.exists(membership)]);
  };
}

/** Whether an entry of somebody's is in a contest now: handed in and not withdrawn. A draft is nobody's business yet. */
export async function hasEntered(db: Db, contestId: string, userId: string): Promise<boolean> {
  return (await db.selectFrom('entry as e').select('e.id').where('e.contest_id', '=', contestId).where('e.submitted_at', 'is not', null).where('e.withdrawn_at', 'is', null).where(standsBehind(userId)).limit(1).executeTakeFirst()) !== undefined;
}

/** Whether somebody stands behind any entry of a contest, drafts included. */
export async function isEntrant(db: Db, contestId: string, userId: string): Promise<boolean> {
  return (await db.selectFrom('entry as e').select('e.id').where('e.contest_id', '=', contestId).where(standsBehind(userId)).limit(1).executeTakeFirst()) !== undefined;
}
