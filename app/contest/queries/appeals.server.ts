import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';

export interface Appeal {
  id: string;
  entryId: string;
  number: string;
  words: string;
  raisedBy: string;
  raisedAt: string;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
}

/** The objections to a contest's results, those without an answer first. */
export async function listAppeals(db: Db, contestId: string): Promise<Appeal[]> {
  const rows = await db
    .selectFrom('result_appeal as a')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .innerJoin('user_account as u', 'u.id', 'a.raised_by')
    .leftJoin('user_account as o', 'o.id', 'a.answered_by')
    .select(['a.id', 'e.id as entryId', 'e.number', 'a.words', 'u.full_name as raisedBy', 'a.raised_at as raisedAt', 'a.answer', 'o.full_name as answeredBy', 'a.answered_at as answeredAt'])
    .where('e.contest_id', '=', contestId)
    .orderBy('a.raised_at')
    .orderBy('a.id')
    .execute();
  return rows.toSorted((a, b) => Number(a.answeredAt !== null) - Number(b.answeredAt !== null));
}

/** @throws not-found */
export async function getAppeal(db: Db, contestId: string, id: string): Promise<Appeal> {
  const appeal = (await listAppeals(db, contestId)).find((one) => one.id === id);
  if (!appeal) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return appeal;
}
