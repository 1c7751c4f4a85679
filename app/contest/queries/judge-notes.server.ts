import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { getDeskContest, type JudgingContest } from './judging-contest.server.ts';
import { demandUntied } from './organiser-ties.server.ts';

export interface JudgeNote {
  /** The review's id. */
  id: string;
  entryId: string;
  number: string;
  judgeName: string;
  note: string;
  /** Stands for exactly these words. */
  key: string;
  savedAt: Instant;
  /** Who has looked at these words; null as long as nobody has, and again when the judge wrote others. */
  seen: { by: string; at: Instant } | null;
}

/** Notes of judges to the organisers, those that nobody has seen first: words that must not wait for the scores, and none of the scores. */
export async function listJudgeNotes(db: Db, contestId: string): Promise<JudgeNote[]> {
  const rows = await db
    .selectFrom('score_sheet as s')
    .innerJoin('review_assignment as a', 'a.id', 's.assignment_id')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .innerJoin('judge as j', 'j.id', 'a.judge_id')
    .innerJoin('user_account as u', 'u.id', 'j.user_id')
    .leftJoin('judge_note_seen as n', (join) => join.onRef('n.assignment_id', '=', 'a.id').onRef('n.note', '=', 's.note_to_organiser'))
    .leftJoin('user_account as w', 'w.id', 'n.seen_by')
    .select(['a.id', 'a.entry_id', 'e.number', 'u.full_name', 's.note_to_organiser', 's.saved_at', 'n.seen_at', 'w.full_name as seen_by'])
    .where('e.contest_id', '=', contestId)
    .where('e.erased_at', 'is', null)
    .where('s.note_to_organiser', '!=', '')
    .orderBy('n.seen_at')
    .orderBy('e.number')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ id: row.id, entryId: row.entry_id, number: row.number, judgeName: row.full_name, note: row.note_to_organiser, key: sha256(row.note_to_organiser), savedAt: row.saved_at, seen: row.seen_at === null ? null : { by: row.seen_by ?? '', at: row.seen_at } }));
}

/** The notes of a contest, for its organisers. @throws AppError forbidden for judges, and for organisers with a tie to an entry */
export async function readJudgeNotes(db: Db, actor: Actor, contestId: string): Promise<{ contest: JudgingContest; notes: JudgeNote[] }> {
  const contest = await getDeskContest(db, actor, contestId);
  await demandUntied(db, contest, actor);
  return { contest, notes: await listJudgeNotes(db, contest.id) };
}
