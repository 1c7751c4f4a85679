import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { judgingMessages } from '../messages/judging.ts';
import { listBlindFiles } from './blind-copies.server.ts';
import { getBlindEntry, type BlindEntry } from './blind-entry.server.ts';
import { getReviewDesk, type ReviewDesk } from './own-reviews.server.ts';

/** What the judge's page gets: no id by which an entry, an entrant or a judge could be looked up anywhere else. */
export interface OpenReview {
  desk: Omit<ReviewDesk, 'judgeId' | 'entryId' | 'contestId' | 'isClosed'>;
  entry: BlindEntry;
}

/** The own review with the entry as the judge may read it. @throws AppError not-found for anybody else's */
export async function readReview(db: Db, userId: string, assignmentId: string, at: Instant): Promise<OpenReview> {
  const { id, label, contestTitle, track, isBlind, scoringEnds, isOver, criteria, sheet, entryId } = await getReviewDesk(db, userId, assignmentId, at);
  return { desk: { id, label, contestTitle, track, isBlind, scoringEnds, isOver, criteria, sheet }, entry: await getBlindEntry(db, entryId, isBlind, judgingMessages.both('masked').vi) };
}

/** A file that the judge of a review may read, by its place on the disk. @throws AppError not-found for all others */
export async function getReviewFile(db: Db, userId: string, { assignment, file }: { assignment: string; file: number }, at: Instant): Promise<{ entryId: string; fileId: string; name: string }> {
  const { entryId } = await getReviewDesk(db, userId, assignment, at);
  return getBlindFile(db, entryId, file);
}

/** @throws AppError not-found */
export async function getBlindFile(db: Db, entryId: string, place: number): Promise<{ entryId: string; fileId: string; name: string }> {
  const found = (await listBlindFiles(db, entryId)).files.find((file) => file.place === place);
  if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { entryId, fileId: found.fileId, name: found.name };
}
