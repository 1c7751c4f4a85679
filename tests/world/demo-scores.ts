import { scoreAttempt, scoreQuestion, type QuestionBody, type QuestionResponse } from '../../app/learning/index.server.ts';
import type { Db } from '../../db/client.ts';

/** Scores every attempt again from its stored answers and names those that do not agree. */
export async function scoresFromAnswers(db: Db): Promise<{ attempts: number; wrong: string[] }> {
  const rows = await db
    .selectFrom('attempt as t')
    .innerJoin('attempt_question as q', 'q.attempt_id', 't.id')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .leftJoin('attempt_answer as a', (join) => join.onRef('a.attempt_id', '=', 'q.attempt_id').onRef('a.position', '=', 'q.position'))
    .select(['t.id', 't.score', 't.is_passed', 'q.points', 'v.body', 'a.response'])
    .execute();
  const byAttempt = Map.groupBy(rows, (row) => row.id);
  const wrong: string[] = [];
  for (const [id, questions] of byAttempt) {
    const points = questions.map((question) => scoreQuestion(JSON.parse(question.body) as QuestionBody, JSON.parse(question.response ?? 'null') as QuestionResponse | null));
    const score = scoreAttempt(points);
    const agrees = questions.every((question, at) => question.points === points[at] && question.score === score && question.is_passed === (score >= 8 ? 1 : 0));
    if (!agrees) wrong.push(id);
  }
  return { attempts: byAttempt.size, wrong };
}
