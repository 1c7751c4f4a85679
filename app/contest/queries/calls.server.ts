import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { deadlineOf, phaseOf, type Dated, type Phase, type Timetable } from '../rules/phase.ts';
import { shownClose } from '../rules/deadline.ts';

export interface CallRow {
  id: string;
  slug: string;
  code: string;
  title: string;
  summary: string;
  phase: Phase;
  /** The last second as everybody reads it. */
  closesAt: Instant | null;
  opensAt: Instant | null;
  entries: number;
  /** Whether there are results that stand. */
  hasResults: boolean;
}

/** All contests with where they stand now, the newest first; the public sees the published ones only. */
export async function listCalls(db: Db, { now, isPublic }: { now: Instant; isPublic: boolean }): Promise<CallRow[]> {
  const rows = await db
    .selectFrom('contest as c')
    .leftJoin('contest_publication as p', (join) => join.onRef('p.contest_id', '=', 'c.id').on('p.withdrawn_at', 'is', null))
    .select(['c.id', 'c.slug', 'c.code', 'c.title', 'c.summary', 'c.published_at', 'c.closed_at', 'c.grace_seconds', 'p.published_at as results_at'])
    .select((of) => of.selectFrom('entry as e').select(({ fn }) => fn.countAll<number>().as('count')).whereRef('e.contest_id', '=', 'c.id').where('e.submitted_at', 'is not', null).where('e.withdrawn_at', 'is', null).as('entries'))
    .$if(isPublic, (query) => query.where('c.published_at', 'is not', null))
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
  const [moments, extensions] = [await db.selectFrom('contest_moment').selectAll().execute(), await db.selectFrom('contest_extension').select(['contest_id', 'minutes']).execute()];
  return rows.map((row) => {
    const table = Object.fromEntries(moments.filter((one) => one.contest_id === row.id).map(({ kind, at }) => [kind, at])) as Timetable;
    const dated: Dated = { publishedAt: row.published_at, closedAt: row.closed_at, resultsAt: row.results_at, moments: table, extensions: extensions.filter((one) => one.contest_id === row.id), graceSeconds: row.grace_seconds };
    const deadline = deadlineOf(dated);
    return { id: row.id, slug: row.slug, code: row.code, title: row.title, summary: row.summary, phase: phaseOf(dated, now), closesAt: deadline && shownClose(deadline), opensAt: table.OPENS ?? null, entries: Number(row.entries ?? 0), hasResults: row.results_at !== null };
  });
}
