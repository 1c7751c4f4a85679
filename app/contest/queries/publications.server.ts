import type { Db } from '../../../db/client.ts';
import type { PublishedNames } from './published-names.server.ts';

/** What was published: the standing as it was then, its hash, the minutes. */
export interface Publication {
  version: number;
  standing: PublishedLine[];
  names: PublishedNames;
  hash: string;
  minutes: string;
  publishedBy: string;
  publishedAt: string;
  awardedAt: string | null;
}
/** One line of a published standing. */
export interface PublishedLine {
  entryId: string;
  number: string;
  rank: number;
  score: number;
  se: number | null;
  prizeId: string | null;
  prizeTitle: string | null;
  /** Of a finalist: what the pairwise final came to. */
  duels?: { strength: number; se: number | null };
}
/** Why and when results were taken back. */
export interface Withdrawal {
  version: number;
  hash: string;
  publishedAt: string;
  withdrawnAt: string;
  reason: string;
}

/** The publication that stands; undefined before the first one, and while one that was taken back has no successor. */
export async function findPublication(db: Db, contestId: string): Promise<Publication | undefined> {
  return publicationOf(await rows(db, contestId).where('p.withdrawn_at', 'is', null).executeTakeFirst());
}

/** The last publication, whether it stands or not: the next one is compared with it. */
export async function lastPublication(db: Db, contestId: string): Promise<Publication | undefined> {
  return publicationOf(await rows(db, contestId).orderBy('p.version', 'desc').limit(1).executeTakeFirst());
}

/** The entries whose prize stands in public now: none before the results, and none while they are taken back. */
export async function prizesInPublic(db: Db, contestId: string): Promise<ReadonlySet<string>> {
  const standing = (await findPublication(db, contestId))?.standing ?? [];
  return new Set(standing.filter(({ prizeId }) => prizeId !== null).map(({ entryId }) => entryId));
}

/** Whether results have ever been public. */
export async function hasBeenPublished(db: Db, contestId: string): Promise<boolean> {
  return (await db.selectFrom('contest_publication').select('version').where('contest_id', '=', contestId).limit(1).executeTakeFirst()) !== undefined;
}

/** Publications that were taken back, the last one first. */
export async function listWithdrawals(db: Db, contestId: string): Promise<Withdrawal[]> {
  const withdrawn = await db.selectFrom('contest_publication').select(['version', 'standing_hash as hash', 'published_at as publishedAt', 'withdrawn_at', 'withdrawal_reason']).where('contest_id', '=', contestId).where('withdrawn_at', 'is not', null).orderBy('version', 'desc').execute();
  return withdrawn.map(({ withdrawn_at, withdrawal_reason, ...row }) => ({ ...row, withdrawnAt: withdrawn_at ?? '', reason: withdrawal_reason ?? '' }));
}

/** Why no results stand now although some were public: the last withdrawal, until the next publication. */
export async function takenBackNow(db: Db, contestId: string): Promise<Withdrawal | undefined> {
  return (await findPublication(db, contestId)) ? undefined : (await listWithdrawals(db, contestId))[0];
}

/** Of a contest that ended without results that stand: since when and why. */
export interface CalledOff {
  at: string;
  reason: string | null;
  hasResults: false;
}

/** Whether a contest was called off: pages that wait for its results say so instead. Null while it goes on, and once its results stand. */
export async function findCalledOff(db: Db, contestId: string): Promise<CalledOff | null> {
  const row = await db.selectFrom('contest').select(['closed_at', 'closing_reason']).where('id', '=', contestId).executeTakeFirst();
  if (!row?.closed_at || (await findPublication(db, contestId))) return null;
  return { at: row.closed_at, reason: row.closing_reason, hasResults: false };
}

function rows(db: Db, contestId: string) {
  return db.selectFrom('contest_publication as p').innerJoin('user_account as u', 'u.id', 'p.published_by').select(['p.version', 'p.standing', 'p.standing_hash', 'p.names', 'p.minutes', 'p.published_at', 'p.awarded_at', 'u.full_name']).where('p.contest_id', '=', contestId);
}

function publicationOf(row: Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>): Publication | undefined {
  return row && { version: row.version, standing: JSON.parse(row.standing) as PublishedLine[], names: JSON.parse(row.names) as PublishedNames, hash: row.standing_hash, minutes: row.minutes, publishedBy: row.full_name, publishedAt: row.published_at, awardedAt: row.awarded_at };
}
