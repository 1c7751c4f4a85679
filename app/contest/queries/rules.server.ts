import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';

export interface RulesText {
  id: string;
  version: number;
  body: string;
  contentHash: string;
  writtenAt: Instant;
  publishedAt: Instant | null;
}

/** One version of a contest's rules; without a number the newest. The public reads published versions only. */
export async function findRules(db: Db, contestId: string, { version, isPublic }: { version?: number | undefined; isPublic: boolean }): Promise<RulesText | undefined> {
  return db
    .selectFrom('contest_rules')
    .select(['id', 'version', 'body', 'content_hash as contentHash', 'written_at as writtenAt', 'published_at as publishedAt'])
    .where('contest_id', '=', contestId)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .$if(isPublic, (query) => query.where('published_at', 'is not', null))
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

/** @throws AppError not-found */
export async function getRules(db: Db, contestId: string, which: { version?: number | undefined; isPublic: boolean }): Promise<RulesText> {
  const rules = await findRules(db, contestId, which);
  if (!rules) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return rules;
}

/** The version before one, of those that the reader may see. */
export async function findRulesBefore(db: Db, contestId: string, { version, isPublic }: { version: number; isPublic: boolean }): Promise<RulesText | undefined> {
  const row = await db.selectFrom('contest_rules').select('version').where('contest_id', '=', contestId).where('version', '<', version).$if(isPublic, (query) => query.where('published_at', 'is not', null)).orderBy('version', 'desc').executeTakeFirst();
  return row && findRules(db, contestId, { version: row.version, isPublic });
}
