import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../db/client.ts';
import type { Schema } from '../../db/schema.ts';
import type { Instant } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';
import { firstFree, slugOf } from './rules/answer-slug.ts';
import type { VersionRow } from './version-rows.server.ts';

export type EntryRow = Selectable<Schema['faq_entry']>;
export type PublicationRow = Selectable<Schema['faq_publication']>;

/** Says that nobody may do this. */
export const forbidden = () => new AppError('forbidden', platformMessages.both('error.forbidden'));

/** An entry by its id. @throws AppError not-found */
export async function entryIn(db: Db, id: string): Promise<EntryRow> {
  const row = await db.selectFrom('faq_entry').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

/** A code for a new answer, from its question. */
export async function freeSlug(tx: Tx, question: string): Promise<string> {
  const slug = slugOf(question);
  return firstFree(slug, new Set((await tx.selectFrom('faq_entry').select('slug').where('slug', 'like', `${slug}%`).execute()).map((row) => row.slug)));
}

/** The newest version of an entry. @throws AppError not-found */
export async function newestOf(db: Db, entryId: string): Promise<VersionRow> {
  const row = await db.selectFrom('faq_version').selectAll().where('entry_id', '=', entryId).orderBy('number', 'desc').limit(1).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

/** The draft on which people are writing, when there is one. */
export async function draftOf(db: Db, entryId: string): Promise<VersionRow | undefined> {
  return db.selectFrom('faq_version').selectAll().where('entry_id', '=', entryId).where('hash', 'is', null).executeTakeFirst();
}

/** Every publication of an entry that was not cancelled, in the order of their moments, with the number of its version. */
export async function publicationsOf(db: Db, entryId: string): Promise<(PublicationRow & { number: number })[]> {
  return db.selectFrom('faq_publication as p').innerJoin('faq_version as v', 'v.id', 'p.version_id').selectAll('p').select('v.number').where('p.entry_id', '=', entryId).where('p.cancelled_at', 'is', null).orderBy('p.publish_at').execute();
}

/** The publication by which an entry is shown at a moment; undefined when it shows nothing then. */
export async function shownOf(db: Db, entry: EntryRow, at: Instant): Promise<(PublicationRow & { number: number }) | undefined> {
  if (entry.retired_at && entry.retired_at <= at) return undefined;
  const begun = (await publicationsOf(db, entry.id)).filter(({ publish_at }) => publish_at <= at).at(-1);
  return begun && (begun.withdraw_at === null || begun.withdraw_at > at) ? begun : undefined;
}

/** Whether somebody took away what an entry showed last, and nothing has followed. */
export async function isWithdrawn(db: Db, entry: EntryRow, at: Instant): Promise<boolean> {
  const last = (await publicationsOf(db, entry.id)).filter(({ publish_at }) => publish_at <= at).at(-1);
  return last !== undefined && last.withdraw_at !== null && last.withdraw_at <= at;
}

/** Drafts as they were loaded from files, with sure facts, on which nobody has written: they can be handed in together. */
export function loadedDrafts(db: Db, topic: string | null = null) {
  return db
    .selectFrom('faq_version as v')
    .innerJoin('faq_entry as e', 'e.id', 'v.entry_id')
    .where('v.hash', 'is', null)
    .where('v.returned_at', 'is', null)
    .where('v.confidence', '!=', 'C')
    .where('e.retired_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('faq_author as a').select('a.user_id').whereRef('a.version_id', '=', 'v.id'))))
    .$if(topic !== null, (query) => query.where('v.topic_key', '=', topic ?? ''));
}

/** Whether an approval of exactly this version stands. */
export async function isApproved(tx: Tx, version: VersionRow): Promise<boolean> {
  const approval = await tx.selectFrom('faq_approval').select('id').where('version_id', '=', version.id).where('hash', '=', version.hash ?? '').where('revoked_at', 'is', null).executeTakeFirst();
  return approval !== undefined;
}
