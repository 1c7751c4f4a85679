import { sql, type RawBuilder } from 'kysely';
import type { Db, Tx } from '../../db/client.ts';
import type { ProjectionRow } from './progress-projection.server.ts';

// The same sentence as in the triggers of 0042: everybody in service with a course, in the unit of her primary post.
const everybody = sql`from enrollment as e join membership as m on m.user_id = e.user_id and m.is_primary = 1 and m.valid_to is null join user_account as u on u.id = e.user_id and u.disabled_at is null
  left join course_progress as p on p.user_id = e.user_id and p.course_id = e.course_id where e.cancelled_at is null`;
const state = sql`case when p.completed_at is not null then 'DONE' when p.started_at is not null then 'DOING' else 'TODO' end`;
const dueOn = sql`case when p.completed_at is null then coalesce(e.due_on, '') else '' end`;

export interface SumTable {
  name: 'unit_standing' | 'unit_completion' | 'course_completion';
  key: readonly string[];
  /** What the rows that it is counted from come to. */
  counted: RawBuilder<ProjectionRow>;
}

/** Sums of people that the database keeps by itself. */
export const sumTables: readonly SumTable[] = [
  { name: 'unit_standing', key: ['course_id', 'unit_id', 'state', 'due_on'], counted: sql<ProjectionRow>`select e.course_id, m.unit_id, ${state} as state, ${dueOn} as due_on, count(*) as people ${everybody} group by 1, 2, 3, 4` },
  { name: 'unit_completion', key: ['course_id', 'unit_id', 'hour'], counted: sql<ProjectionRow>`select e.course_id, m.unit_id, substr(p.completed_at, 1, 13) as hour, count(*) as people ${everybody} and p.completed_at is not null group by 1, 2, 3` },
  // Kept from the one above, so that it is counted anew after it.
  { name: 'course_completion', key: ['course_id', 'hour'], counted: sql<ProjectionRow>`select e.course_id, substr(p.completed_at, 1, 13) as hour, count(*) as people ${everybody} and p.completed_at is not null group by 1, 2` },
];

/** Counts all sums anew from the rows that they stand for. */
export async function countStandingAnew(tx: Tx): Promise<void> {
  // First what is kept from another: taking from it what it never had would fail.
  await tx.deleteFrom('course_completion').execute();
  for (const { name, counted } of sumTables) {
    await tx.deleteFrom(name).execute();
    await sql`insert into ${sql.table(name)} ${counted}`.execute(tx);
  }
}

/** Sums that are not what their rows come to: as kept, and as counted now. One statement, so that work may go on meanwhile. */
export async function listWrongSums(db: Db, { name, key, counted }: SumTable): Promise<{ key: string; live: ProjectionRow | null; counted: ProjectionRow | null }[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const { rows } = await sql<ProjectionRow>`
    select ${columns}, max(kept) as kept, max(now) as now from (select ${columns}, people as kept, null as now from ${sql.table(name)} union all select ${columns}, null, people from (${counted}))
    group by ${columns} having max(kept) is not max(now)`.execute(db);
  return rows.map(({ kept, now, ...sum }) => ({ key: key.map((column) => sum[column]).join(' '), live: kept === null ? null : { ...sum, people: kept! }, counted: now === null ? null : { ...sum, people: now! } }));
}
