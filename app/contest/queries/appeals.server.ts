import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { AppealOutcome } from '../rules/appeal.ts';

export interface Appeal {
  id: string;
  entryId: string;
  number: string;
  words: string;
  raisedBy: string;
  raisedAt: string;
  /** The publication that it objects to. */
  version: number;
  answer: string | null;
  outcome: AppealOutcome | null;
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
    .select(['a.id', 'e.id as entryId', 'e.number', 'a.words', 'u.full_name as raisedBy', 'a.raised_at as raisedAt', 'a.version', 'a.answer', 'a.outcome', 'o.full_name as answeredBy', 'a.answered_at as answeredAt'])
    .where('e.contest_id', '=', contestId)
    .orderBy('a.raised_at')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ ...row, outcome: row.outcome as AppealOutcome | null })).toSorted((a, b) => Number(a.answeredAt !== null) - Number(b.answeredAt !== null));
}

/** Objections to a publication that were found right, with whoever found so. */
export async function listUpheld(db: Db, contestId: string, version: number): Promise<{ number: string; answeredBy: string | null }[]> {
  return db.selectFrom('result_appeal as a').innerJoin('entry as e', 'e.id', 'a.entry_id').select(['e.number', 'a.answered_by as answeredBy']).where('e.contest_id', '=', contestId).where('a.version', '=', version).where('a.outcome', '=', 'UPHELD').orderBy('e.number').execute();
}

/** @throws not-found */
export async function getAppeal(db: Db, contestId: string, id: string): Promise<Appeal> {
  const appeal = (await listAppeals(db, contestId)).find((one) => one.id === id);
  if (!appeal) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return appeal;
}
