import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { newestVersion } from './newest-version.server.ts';

export interface QuestionIdentity {
  id: string;
  key: string;
  courseSlug: string;
  courseTitle: string;
  courseVersionId: string;
  /** The newest version that learners have seen. */
  versionId: string;
  /** The bank that learners are asked from has it. */
  isInUse: boolean;
  /** Why it is out of the draw, when it is. */
  suspensionId: string | null;
}

/**
 * A question that has been before learners, by its course and key.
 * @throws AppError not-found
 */
export async function getQuestion(db: Db, course: string, key: string): Promise<QuestionIdentity> {
  const row = await newestVersion(db)
    .select(['k.id', 'k.key', 'c.slug as courseSlug', 'cv.title as courseTitle', 'cv.id as courseVersionId', 'v.id as versionId', 'cv.superseded_at as supersededAt', 's.id as suspensionId'])
    .where('c.slug', '=', course)
    .where('k.key', '=', key)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { supersededAt, ...question } = row;
  return { ...question, isInUse: supersededAt === null };
}
