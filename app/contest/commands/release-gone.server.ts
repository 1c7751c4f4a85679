import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { tellJudges } from './tell-judges.server.ts';

interface Gone {
  entryId: string;
  at: Instant;
  reason: string;
  /** The organiser who took it out; nobody where its entrant erased herself. */
  by?: string;
}

/** Nobody can judge what is gone: what judges have not locked yet would hold the round up for ever. Locked sheets stay and help to know their judges. Whoever had it open is told, by the label that she knows. */
export async function releaseOpenReviews(tx: Tx, { entryId, at, reason, by }: Gone): Promise<void> {
  const [judges, contest] = [await openJudges(tx, entryId), await contestOf(tx, entryId)];
  const released = { released_at: at, released_reason: reason };
  const locked = tx.selectFrom('score_sheet').select('assignment_id').where('locked_at', 'is not', null);
  await tx.updateTable('review_assignment').set(released).where('entry_id', '=', entryId).where('released_at', 'is', null).where('id', 'not in', locked).execute();
  await tx.updateTable('duel').set(released).where('decided_at', 'is', null).where('released_at', 'is', null).where((row) => row.or([row('a_entry_id', '=', entryId), row('b_entry_id', '=', entryId)])).execute();
  for (const [label, userIds] of judges) await tellJudges(tx, { what: 'told-gone', source: `review-gone:${entryId}:${label}`, contest, userIds, at, by: by ?? null, label });
}

/** Who has the entry open, by the label under which she knows it: a number in the first round, a letter in the final. */
async function openJudges(tx: Tx, entryId: string): Promise<Map<string, string[]>> {
  const reviews = await tx
    .selectFrom('review_assignment as a')
    .innerJoin('judge as j', 'j.id', 'a.judge_id')
    .leftJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['a.label', 'j.user_id'])
    .where('a.entry_id', '=', entryId)
    .where('a.released_at', 'is', null)
    .where('s.locked_at', 'is', null)
    .execute();
  const pairs = await tx
    .selectFrom('duel as d')
    .innerJoin('judge as j', 'j.id', 'd.judge_id')
    .innerJoin('finalist as f', (join) => join.onRef('f.round_id', '=', 'd.round_id').on('f.entry_id', '=', entryId))
    .select(['f.label', 'j.user_id'])
    .distinct()
    .where('d.decided_at', 'is', null)
    .where('d.released_at', 'is', null)
    .where((row) => row.or([row('d.a_entry_id', '=', entryId), row('d.b_entry_id', '=', entryId)]))
    .execute();
  return new Map([...Map.groupBy([...reviews, ...pairs], ({ label }) => label)].map(([label, rows]) => [label, rows.map((row) => row.user_id)]));
}

async function contestOf(tx: Tx, entryId: string): Promise<string> {
  const { title } = await tx.selectFrom('entry as e').innerJoin('contest as c', 'c.id', 'e.contest_id').select('c.title').where('e.id', '=', entryId).executeTakeFirstOrThrow();
  return title;
}
