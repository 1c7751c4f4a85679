import type { Db } from '../../../db/client.ts';
import { installationSecret } from '../../../app/platform/signing.server.ts';
import { student } from '../../world/study.ts';
import type { Learner } from '../fixtures.ts';

/** Somebody who did two modules of Đề án 06 three weeks ago: six questions are due, five of them this week. */
export async function learnerWithRecall(db: Db, newLearner: (...courses: string[]) => Promise<Learner>): Promise<Learner> {
  const learner = await newLearner('de-an-06');
  const how = { secret: await installationSecret(db, undefined), now: new Date(Date.now() - 21 * 86_400_000).toISOString() };
  const learning = student(db, learner.id, 'de-an-06', how);
  await learning.learn(await lessonsOf(db, ['m1-tong-quan', 'm2-43-mo-hinh']));
  await learning.pass('kiem-tra-m1', 'kiem-tra-m2');
  return learner;
}

/** How many lessons the first modules have. */
async function lessonsOf(db: Db, modules: readonly string[]): Promise<number> {
  const lessons = await db
    .selectFrom('lesson_version as l')
    .innerJoin('course_version as v', 'v.id', 'l.course_version_id')
    .innerJoin('course as c', 'c.id', 'v.course_id')
    .select('l.id')
    .where('c.slug', '=', 'de-an-06')
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .where('l.module_key', 'in', modules)
    .execute();
  return lessons.length;
}
