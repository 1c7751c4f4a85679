import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { isWorthTelling, type Figures } from '../rules/digest.ts';
import { unitsBelow } from '../rules/leaders.ts';
import { readLeaderTree } from './leaders.server.ts';
import { figuresOf, unitFigures, unitFiguresAt, type UnitFigures } from './week-figures.server.ts';

/** What one leader would read; nothing when it has no courses. */
export interface Digest {
  leaderId: string;
  /** The tops of what she leads; empty for the whole province. */
  units: string[];
  /** The unit that she leads; null when there are several. */
  unitName: string | null;
  courses: { title: string; slug: string; figures: Figures }[];
}

export interface DigestQuestion {
  at: Instant;
  day: Day;
  week: Day;
  /** Whoever leads nothing yet at that moment waits for the next week. */
  plannedAt: Instant;
}

/** The digests of a week that are not written yet, with the courses of which there is something to say. */
export async function listDigests(db: Db, question: DigestQuestion): Promise<Digest[]> {
  return digestsOf(db, question, await unitFigures(db, question));
}

/** The same for several weeks, in their order: the figures of all of them are read at once. */
export async function listDigestsOf(db: Db, questions: readonly DigestQuestion[]): Promise<Digest[][]> {
  const figures = await unitFiguresAt(db, questions);
  return Promise.all(questions.map((question, index) => digestsOf(db, question, figures[index] ?? new Map())));
}

async function digestsOf(db: Db, { at, day, week, plannedAt }: DigestQuestion, figures: UnitFigures): Promise<Digest[]> {
  const tree = await readLeaderTree(db, { at, today: day });
  const written = new Set((await db.selectFrom('leader_digest').select('leader_id').where('week', '>=', week).execute()).map((row) => row.leader_id));
  const courses = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.id', 'c.slug', 'v.title']).where('c.retired_at', 'is', null).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).orderBy('v.title').execute();
  const names = await unitNames(db, day);
  return tree.leaders.flatMap(({ id, units, isOverAll, since }): Digest[] => {
    if (since >= plannedAt || written.has(id)) return [];
    const sums = figuresOf(isOverAll ? figures.keys() : unitsBelow(units, tree), figures);
    const told = courses.flatMap(({ id: courseId, slug, title }) => {
      const own = sums.get(courseId);
      return own && isWorthTelling(own) ? [{ slug, title, figures: own }] : [];
    });
    return [{ leaderId: id, units, unitName: !isOverAll && units.length === 1 ? (names.get(units[0] ?? '') ?? null) : null, courses: told }];
  });
}

async function unitNames(db: Db, day: Day): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('org_unit_version').select(['unit_id', 'name']).where('valid_from', '<=', day).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)])).execute();
  return new Map(rows.map((row) => [row.unit_id, row.name]));
}
