import { saveNote } from '../../../app/learning/index.server.ts';
import type { Db } from '../../client.ts';
import type { DemoPerson } from './population.ts';
import { noteWords } from './rules/note-words.ts';

const dayMs = 86_400_000;

/** What members of the cast noted beside their lessons, where the courses have them. @returns how many notes */
export async function seedNotes(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  const idOf = new Map(people.flatMap(({ cast, id }) => (cast ? [[cast.email, id] as const] : [])));
  let written = 0;
  for (const { email, course, lesson, daysAgo, body } of noteWords) {
    const userId = idOf.get(email);
    const row = await db.selectFrom('lesson as l').innerJoin('course as c', 'c.id', 'l.course_id').select('l.id').where('c.slug', '=', course).where('l.slug', '=', lesson).executeTakeFirst();
    if (!userId || !row) continue;
    await saveNote(db, { userId, lessonId: row.id, body, revision: 0, now: new Date(nowMs - daysAgo * dayMs).toISOString() });
    written += 1;
  }
  return written;
}
