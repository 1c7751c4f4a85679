import type { Db } from '../../../db/client.ts';

/** Questions with the newest of their versions that was ever released (the current course version's when it has the question), and the suspension in force. */
export function newestVersion(db: Db) {
  return db
    .selectFrom('question as k')
    .innerJoin('course as c', 'c.id', 'k.course_id')
    .innerJoin('question_version as v', 'v.question_id', 'k.id')
    .innerJoin('course_version as cv', 'cv.id', 'v.course_version_id')
    .leftJoin('question_suspension as s', (join) => join.onRef('s.question_id', '=', 'k.id').on('s.lifted_at', 'is', null))
    .where('v.id', '=', ({ selectFrom }) =>
      selectFrom('question_version as nv')
        .innerJoin('course_version as ncv', 'ncv.id', 'nv.course_version_id')
        .select('nv.id')
        .whereRef('nv.question_id', '=', 'k.id')
        .where('ncv.released_at', 'is not', null)
        .orderBy((row) => row('ncv.superseded_at', 'is', null), 'desc')
        .orderBy('ncv.released_at', 'desc')
        .orderBy('ncv.id', 'desc')
        .limit(1),
    );
}
