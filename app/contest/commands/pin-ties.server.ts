import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { tiesOf } from '../queries/parties.server.ts';
import type { JudgingContest } from '../queries/judging-contest.server.ts';
import type { FoundTie } from '../rules/conflicts.ts';

/** Writes down the ties that data and words give for these judges, or for all of the contest. What was pinned before stays as it was. @returns how many are new */
export async function pinTies(tx: Tx, contest: Pick<JudgingContest, 'id' | 'createdAt'>, at: Instant, judgeIds?: readonly string[]): Promise<number> {
  const rows = await tx.selectFrom('judge as j').innerJoin('user_account as u', 'u.id', 'j.user_id').select(['j.id', 'j.user_id', 'j.employer', 'u.full_name', 'u.email']).where('j.contest_id', '=', contest.id).where('j.removed_at', 'is', null).execute();
  const judges = rows.filter(({ id }) => !judgeIds || judgeIds.includes(id));
  const said = await tx.selectFrom('declared_tie as d').innerJoin('judge as j', 'j.id', 'd.judge_id').select(['d.judge_id', 'd.name']).where('j.contest_id', '=', contest.id).execute();
  const named = Map.groupBy(said, (tie) => tie.judge_id);
  const found = await tiesOf(tx, contest, judges.map((judge) => ({ userId: judge.user_id, fullName: judge.full_name, email: judge.email, employer: judge.employer, named: (named.get(judge.id) ?? []).map((tie) => tie.name) })));
  let added = 0;
  for (const [place, ties] of found.entries()) for (const tie of ties) added += await pin(tx, judges[place]?.id ?? '', tie, at);
  return added;
}

async function pin(tx: Tx, judgeId: string, { entryId, source, kinds }: FoundTie, at: Instant): Promise<number> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('conflict_of_interest')
    .values({ id: newId(), judge_id: judgeId, entry_id: entryId, source, reason: kinds.join(' '), found_at: at })
    .onConflict((conflict) => conflict.columns(['judge_id', 'entry_id', 'source']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/** Pins one tie with a reason in somebody's words; said twice it stays as first said. */
export async function pinTie(tx: Tx, tie: { judgeId: string; entryId: string; source: 'JUDGE' | 'ORGANISER'; reason: string }, at: Instant): Promise<void> {
  await tx
    .insertInto('conflict_of_interest')
    .values({ id: newId(), judge_id: tie.judgeId, entry_id: tie.entryId, source: tie.source, reason: tie.reason, found_at: at })
    .onConflict((conflict) => conflict.columns(['judge_id', 'entry_id', 'source']).doNothing())
    .execute();
}
