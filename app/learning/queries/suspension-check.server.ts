import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { QuestionBody } from '../rules/question.ts';
import { findShortage, type Shortage } from './question-bank.server.ts';
import { getQuestion, type QuestionIdentity } from './question-identity.server.ts';
import { previewRemark, type RemarkPreview } from './remarkable-attempts.server.ts';

/** What an editor answers for before a question goes out of use. */
export interface SuspensionCheck extends QuestionIdentity {
  text: string;
  effect: RemarkPreview;
  /** The test that could not be drawn any more. */
  shortage: Shortage | null;
}

/** @throws AppError not-found */
export async function getSuspensionCheck(db: Db, { course, key }: { course: string; key: string }, { at, today }: { at: Instant; today: Day }): Promise<SuspensionCheck> {
  const question = await getQuestion(db, course, key);
  const { body } = await db.selectFrom('question_version').select('body').where('id', '=', question.versionId).executeTakeFirstOrThrow();
  return {
    ...question,
    text: (JSON.parse(body) as QuestionBody).text,
    effect: await previewRemark(db, question.id, at),
    shortage: question.isInUse ? await findShortage(db, question.courseVersionId, { without: question.id, today }) : null,
  };
}
