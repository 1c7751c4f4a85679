import type { Db } from '../../../db/client.ts';

/** Which time somebody takes a course: 1 until it has been renewed. */
export async function currentRound(db: Db, userId: string, courseId: string): Promise<number> {
  const row = await db.selectFrom('course_progress').select('round').where('user_id', '=', userId).where('course_id', '=', courseId).executeTakeFirst();
  return row?.round ?? 1;
}
