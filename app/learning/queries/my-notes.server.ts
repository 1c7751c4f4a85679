import type { Db } from '../../../db/client.ts';
import type { OwnNote } from '../rules/own-notes.ts';

/** Everything that a person has noted on lessons, in no order; also on lessons and courses that are there no more. For her own eyes only. */
export async function listMyNotes(db: Db, userId: string): Promise<OwnNote[]> {
  const rows = await db
    .selectFrom('lesson_note as n')
    .innerJoin('lesson as l', 'l.id', 'n.lesson_id')
    .innerJoin('course as c', 'c.id', 'l.course_id')
    .leftJoin('course_version as cv', (join) => join.onRef('cv.course_id', '=', 'c.id').on('cv.released_at', 'is not', null).on('cv.superseded_at', 'is', null))
    .leftJoin('lesson_version as v', (join) => join.onRef('v.lesson_id', '=', 'l.id').onRef('v.course_version_id', '=', 'cv.id'))
    .leftJoin('course_module as m', (join) => join.onRef('m.course_version_id', '=', 'cv.id').onRef('m.key', '=', 'v.module_key'))
    .select(['n.lesson_id as lessonId', 'n.body', 'n.updated_at as updatedAt', 'l.slug', 'c.slug as courseSlug', 'c.retired_at as retiredAt', 'cv.title as course', 'v.title as lesson', 'v.position', 'm.title as module', 'm.position as number'])
    .where('n.user_id', '=', userId)
    .execute();
  const gone = rows.some(({ lesson }) => lesson === null) ? await lastTitles(db, userId) : new Map<string, { lesson: string; course: string }>();
  return rows.map((row) => {
    const { lessonId, body, updatedAt, courseSlug } = row;
    const title = { lesson: row.lesson ?? gone.get(lessonId)?.lesson ?? row.slug, course: row.course ?? gone.get(lessonId)?.course ?? courseSlug };
    const isThere = row.retiredAt === null && row.lesson !== null;
    return { lessonId, body, updatedAt, courseSlug, ...title, place: isThere ? { href: `/learn/${courseSlug}/${row.slug}`, module: row.module ?? '', number: row.number ?? 0, position: row.position ?? 0 } : null };
  });
}

/** What the lessons that she has noted on were called in their last version, the newest read last. */
async function lastTitles(db: Db, userId: string): Promise<Map<string, { lesson: string; course: string }>> {
  const rows = await db
    .selectFrom('lesson_version as v')
    .innerJoin('course_version as cv', 'cv.id', 'v.course_version_id')
    .innerJoin('lesson_note as n', (join) => join.onRef('n.lesson_id', '=', 'v.lesson_id').on('n.user_id', '=', userId))
    .select(['v.lesson_id as lessonId', 'v.title as lesson', 'cv.title as course'])
    .where('cv.released_at', 'is not', null)
    .orderBy('cv.released_at')
    .execute();
  return new Map(rows.map(({ lessonId, ...titles }) => [lessonId, titles]));
}
