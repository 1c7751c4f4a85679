import type { Db } from '../../db/client.ts';
import type { LearningPath } from '../../app/learning/rules/path.ts';

/** A path through courses of `tests/world/courses`; suits everybody unless told otherwise. */
export async function makePath(db: Db, traits: Pick<LearningPath, 'key'> & Partial<LearningPath>): Promise<LearningPath> {
  const path: LearningPath = { title: `Lộ trình ${traits.key}`, audience: 'Cán bộ', why: 'Để làm việc an toàn.', suits: null, steps: [], ...traits };
  const { n } = await db.selectFrom('learning_path').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  await db.insertInto('learning_path').values({ ...path, position: n + 1, suits: path.suits && JSON.stringify(path.suits), steps: JSON.stringify(path.steps) }).execute();
  return path;
}
