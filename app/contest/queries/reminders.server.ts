import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { shownClose } from '../rules/deadline.ts';

/** Judges with sheets that are not locked and end between two moments; the nearest end of each. */
export async function listScoringToRemind(db: Db, from: Instant, to: Instant): Promise<{ judgeId: string; userId: string; contest: string; count: number; until: Instant }[]> {
  const rows = await db
    .selectFrom('review_assignment as a')
    .innerJoin('judge as j', 'j.id', 'a.judge_id')
    .innerJoin('contest as c', 'c.id', 'j.contest_id')
    .innerJoin('review_round as r', 'r.id', 'a.round_id')
    .leftJoin('contest_moment as m', (join) => join.onRef('m.contest_id', '=', 'c.id').on('m.kind', '=', 'SCORING_ENDS'))
    .leftJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['j.id', 'j.user_id', 'c.title', 'a.due_at', 'm.at'])
    .where('a.released_at', 'is', null)
    .where('s.locked_at', 'is', null)
    .where('j.removed_at', 'is', null)
    .where('r.commitment', 'is', null)
    .where('c.closed_at', 'is', null)
    .orderBy('j.id')
    .execute();
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((own) => {
    const ends = own.flatMap((row) => row.due_at ?? row.at ?? []).filter((at) => at > from && at <= to);
    const [until] = ends.toSorted();
    const [first] = own;
    return first && until ? [{ judgeId: first.id, userId: first.user_id, contest: first.title, count: ends.length, until }] : [];
  });
}

/** Invitations from before a moment that nobody has answered, of contests whose entries are not all judged. */
export async function listInvitedToRemind(db: Db, before: Instant): Promise<{ judgeId: string; userId: string; contest: string }[]> {
  return db
    .selectFrom('judge as j')
    .innerJoin('contest as c', 'c.id', 'j.contest_id')
    .select(['j.id as judgeId', 'j.user_id as userId', 'c.title as contest'])
    .where('j.invited_at', '<=', before)
    .where('j.accepted_at', 'is', null)
    .where('j.declined_at', 'is', null)
    .where('j.removed_at', 'is', null)
    .where('c.closed_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('review_round as r').select('r.id').whereRef('r.contest_id', '=', 'c.id').where('r.commitment', 'is not', null))))
    .orderBy('j.id')
    .execute();
}

/** Entries that are drafts while the shown deadline of their contest lies between two moments. */
export async function listDraftsToRemind(db: Db, from: Instant, to: Instant): Promise<{ entryId: string; number: string; contest: string; until: Instant }[]> {
  const calls = await db
    .selectFrom('contest as c')
    .innerJoin('contest_moment as m', (join) => join.onRef('m.contest_id', '=', 'c.id').on('m.kind', '=', 'ENTRIES_CLOSE'))
    .select(['c.id', 'c.title', 'm.at'])
    .where('c.published_at', 'is not', null)
    .where('c.closed_at', 'is', null)
    .execute();
  const found = [];
  for (const { id, title, at } of calls) {
    const extensions = await db.selectFrom('contest_extension').select('minutes').where('contest_id', '=', id).execute();
    const until = shownClose({ announced: at, extensions });
    if (until <= from || until > to) continue;
    const drafts = await db.selectFrom('entry').select(['id', 'number']).where('contest_id', '=', id).where('submitted_at', 'is', null).where('withdrawn_at', 'is', null).where('erased_at', 'is', null).orderBy('number').execute();
    found.push(...drafts.map((draft) => ({ entryId: draft.id, number: draft.number, contest: title, until })));
  }
  return found;
}
