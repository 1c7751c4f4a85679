import { listPaths, suggestPath } from '../../../app/learning/index.server.ts';
import type { Day } from '../../../app/platform/clock.ts';
import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import type { Unit } from '../organisation/schema.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';
import { plusDays, studyMoment, workingDayFrom } from './rules/working-time.ts';

/** The first day on which paths could be chosen, and share of the people who have done so. */
const firstDay: Day = '2026-09-14';
const choosers = 0.3;
/** Work in a task force is nobody's title: of those to whom only the path for everybody is suggested, so many take the one of the task forces. */
const inTaskForce = { key: 'to-cong-tac', share: 0.2 };
/** Members of the cast who are on a path, so that visitors see one of each kind. The learner is left to choose hers. */
const ofCast: Readonly<Record<string, string>> = { UNIT_LEADER: 'lanh-dao', CALL_AGENT: 'mot-cua-tong-dai', FOCAL_POINT: 'to-cong-tac', TRAINING_ADMIN: 'toan-the' };

/** Who follows which learning path: mostly the one that the program suggests. @returns how many people are on how many paths */
export async function seedPaths(db: Db, people: readonly DemoPerson[], units: readonly Unit[], nowMs: number): Promise<string> {
  const paths = await listPaths(db);
  const nameOf = new Map(units.map((unit) => [unit.key, unit.names.at(-1)?.name ?? '']));
  const rows = people.filter(({ leftOn }) => leftOn === null).flatMap((person): NewRow<'path_choice'>[] => {
    const random = randomFor(`path:${person.staffNo}`);
    const wants = random.chance(choosers);
    const path_key = person.cast ? ofCast[person.cast.role] : wants ? drawPath(person) : undefined;
    const at = studyMoment(random, workingDayFrom(plusDays(firstDay, random.int(0, 60))));
    return path_key !== undefined && paths.some(({ key }) => key === path_key) && at < nowMs ? [{ user_id: person.id, path_key, chosen_at: new Date(at).toISOString() }] : [];

    function drawPath({ stays }: DemoPerson): string | undefined {
      const stay = stays.at(-1);
      const suggested = suggestPath(paths, { roles: [], positions: stay ? [stay.title, nameOf.get(stay.unitKey) ?? ''] : [] });
      return suggested?.because === 'everybody' && random.chance(inTaskForce.share) ? inTaskForce.key : suggested?.key;
    }
  });
  await insertMany(db, 'path_choice', rows);
  return `${rows.length} people on ${new Set(rows.map(({ path_key }) => path_key)).size} of ${paths.length} paths`;
}
