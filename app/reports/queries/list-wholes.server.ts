import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { groupShare, standingSums, toldTopics, untold } from '../../learning/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import type { Subject } from '../rules/list-subjects.ts';
import type { Asked } from './list-scope.server.ts';
import type { ListRow } from './list-run.server.ts';

/** Units with their people in each course, everybody below counted in: as many rows as units and courses. */
async function unitRows(db: Db, { question: { course }, units, today }: Asked): Promise<ListRow[]> {
  const inForce = sql`valid_from <= ${today} and (valid_to is null or valid_to > ${today})`;
  const unitIds = units === 'ALL' ? undefined : sql`(select value from json_each(${JSON.stringify([...units])}))`;
  const told = unitIds ? sql`unit_id in ${unitIds}` : sql`true`;
  const { rows } = await sql<ListRow>`
    with recursive tree as materialized (select unit_id, parent_id, name, name_fold from org_unit_version where ${inForce} and ${told}),
    own as materialized (select * from ${standingSums({ today, course: course ? sql`(select id from course where slug = ${course})` : undefined, units: unitIds })}),
    up (unit_id, ancestor) as (select unit_id, unit_id from tree union select u.unit_id, t.parent_id from up as u join tree as t on t.unit_id = u.ancestor join tree as a on a.unit_id = t.parent_id)
    select t.unit_id || ' ' || c.id as id, t.name as unit, (select x.name from org_unit_version as x where x.unit_id = t.parent_id and ${inForce}) as above,
      coalesce(v.title, c.slug) as course, sum(own.total) as total, sum(own.done) as done, sum(own.doing) as doing, sum(own.total - own.done - own.doing - own.late) as todo, sum(own.late) as late, 1.0 * sum(own.done) / sum(own.total) as share
    from tree as t join up on up.ancestor = t.unit_id join own on own."unitId" = up.unit_id join course as c on c.id = own."courseId" and c.retired_at is null
    left join course_version as v on v.course_id = c.id and v.released_at is not null and v.superseded_at is null
    group by t.unit_id, c.id`.execute(db);
  return rows;
}

/** What the units that are told of know of each module, as one group; of fewer than ten people only that they are few. */
async function knowledgeRows(db: Db, { question: { course }, units, today }: Asked): Promise<ListRow[]> {
  const { rows } = await sql<{ id: string; courseId: string; key: string; course: string; module: string; people: number; answers: number; correct: number }>`
    select v.course_id || ' ' || o.key as id, v.course_id as courseId, o.key, v.title as course, o.title as module, coalesce(sum(t.people), 0) as people, coalesce(sum(t.answers), 0) as answers, coalesce(sum(t.correct), 0) as correct
    from course_version as v join course as c on c.id = v.course_id and c.retired_at is null join course_module as o on o.course_version_id = v.id
    left join unit_topic as t on t.course_id = v.course_id and t.module_key = o.key ${units === 'ALL' ? sql`` : sql`and t.unit_id in (select value from json_each(${JSON.stringify([...units])}))`}
    where v.released_at is not null and v.superseded_at is null and ${course ? sql`c.slug = ${course}` : sql`true`}
    group by v.id, o.key order by v.title, o.position`.execute(db);
  const tops = units === 'ALL' ? [] : await topsOf(db, units, today);
  const told = new Map(await Promise.all([...new Set(rows.map(({ courseId }) => courseId))].map(async (courseId) => [courseId, await toldTopics(db, { courseId, unitIds: tops, today })] as const)));
  return rows.map(({ answers, correct, courseId, key, ...row }) => {
    const { percent } = told.get(courseId)?.(key) ? groupShare({ people: row.people, answers, correct }) : untold;
    return { ...row, right: percent === null ? null : percent / 100 };
  });
}

/** Those of some units below which the others stand. */
async function topsOf(db: Db, units: ReadonlySet<string>, today: Day): Promise<string[]> {
  const rows = await db.selectFrom('org_unit_version').select(['unit_id as id', 'parent_id as parentId']).where('valid_from', '<=', today).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)])).execute();
  return rows.filter(({ id, parentId }) => units.has(id) && !(parentId !== null && units.has(parentId))).map(({ id }) => id);
}

/** Subjects with so few rows that all are read at once. */
export const wholeSources: Partial<Record<Subject, (db: Db, asked: Asked) => Promise<ListRow[]>>> = { units: unitRows, knowledge: knowledgeRows };
