import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';

const rounds = prepared((db, value: (name: 'userId' | 'courseId') => string) => db.selectFrom('course_progress').select('round').where('user_id', '=', value('userId')).where('course_id', '=', value('courseId')));

/** Which time somebody takes a course: 1 until it has been renewed. */
export async function currentRound(db: Db, userId: string, courseId: string): Promise<number> {
  const [row] = await rounds(db, { userId, courseId });
  return row?.round ?? 1;
}
