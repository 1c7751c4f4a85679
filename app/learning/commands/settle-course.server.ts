import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

export interface SettleInput {
  userId: string;
  courseId: string;
  now: Instant;
  /** Signs the certificate. */
  secret: string;
  source: string;
}

/**
 * Called in the same transaction after a lesson is completed or an attempt is submitted: when every lesson and every assessment of the
 * current version is done, records `course.completed` and issues the certificate, once.
 * @returns the new certificate's id, or null when nothing was due
 */
export async function settleCourse(_tx: Tx, _input: SettleInput): Promise<string | null> {
  return null;
}
