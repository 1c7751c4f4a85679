import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { fewestPeople } from '../rules/retention.ts';
import { toldParts } from '../rules/told-groups.ts';
import { readUnitScope, type UnitScope } from './unit-progress.server.ts';

/** The sums of a night that are told by groups: of each module, or of each mark. */
const sources = { unit_topic: 'module_key', unit_recall: 'mark' } as const;
export type GroupSource = keyof typeof sources;

/**
 * The modules (or marks) of a course of which a unit may be told, by their number of people and by that of the units beside it, from the top down: what is kept back in a unit is kept back in
 * everything below it, so that no sum of several pages gives away a group of fewer than ten.
 */
export async function toldKeys(db: Db, scope: UnitScope, source: GroupSource): Promise<ReadonlySet<string>> {
  const [top = scope, ...families] = await familiesOf(db, scope);
  let groups = await peopleBelow(db, top, source);
  let told = new Set([...groups].filter(([, parts]) => sumOf(parts) >= fewestPeople).map(([key]) => key));
  let whole = top;
  for (const part of families) {
    told = new Set([...told].filter((key) => toldParts(sumOf(groups.get(key)), partsOf(groups.get(key), whole.unitId)).has(part.unitId)));
    if (told.size === 0 || part === scope) return told;
    groups = await peopleBelow(db, part, source);
    whole = part;
  }
  return told;
}

const known = new WeakMap<UnitScope, Promise<UnitScope[]>>();

/** The units above a unit with what stands below each, from the top, and itself; read once for each scope, because a page asks for several sums. */
function familiesOf(db: Db, scope: UnitScope): Promise<UnitScope[]> {
  const read = async () => {
    const families: UnitScope[] = [];
    for (const unitId of await pathTo(db, scope.unitId, scope.today)) families.push(unitId === scope.unitId ? scope : await readUnitScope(db, { unitId, courseId: scope.courseId, today: scope.today }));
    return families;
  };
  const families = known.get(scope) ?? read();
  known.set(scope, families);
  return families;
}

/** The modules of a course of which some units together may be told: those of which each may. */
export async function toldTopics(db: Db, { courseId, unitIds, today }: { courseId: string; unitIds: readonly string[]; today: Day }): Promise<(moduleKey: string) => boolean> {
  const each = await Promise.all(unitIds.map(async (unitId) => toldKeys(db, await readUnitScope(db, { unitId, courseId, today }), 'unit_topic')));
  return (moduleKey) => each.every((told) => told.has(moduleKey));
}

const sumOf = (parts: ReadonlyMap<string, number> = new Map()) => [...parts.values()].reduce((sum, people) => sum + people, 0);
const partsOf = (parts: ReadonlyMap<string, number> | undefined, whole: string) => [...(parts ?? [])].flatMap(([id, people]) => (id === whole ? [] : [{ id, people }]));

/** By module or mark: how many people each part of a unit has in it. */
async function peopleBelow(db: Db, { courseId, under }: UnitScope, source: GroupSource): Promise<Map<string, Map<string, number>>> {
  const { rows } = await sql<{ key: string; top: string; people: number }>`
    select cast(${sql.ref(`t.${sources[source]}`)} as text) as key, u.value as top, sum(t.people) as people
    from json_each(${JSON.stringify(Object.fromEntries(under))}) as u cross join ${sql.table(source)} as t on t.course_id = ${courseId} and t.unit_id = u.key group by 1, 2`.execute(db);
  const groups = new Map<string, Map<string, number>>();
  for (const { key, top, people } of rows) groups.set(key, (groups.get(key) ?? new Map<string, number>()).set(top, people));
  return groups;
}

/** The units above a unit, from the top, and itself. */
async function pathTo(db: Db, unitId: string, today: Day): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive up (id, steps) as (
      select ${unitId}, 0
      union select v.parent_id, up.steps + 1 from up join org_unit_version as v on v.unit_id = up.id and v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today}) where v.parent_id is not null and up.steps < 50
    ) select id from up order by steps desc`.execute(db);
  return rows.map(({ id }) => id);
}
