import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { readTerms } from '../contest-terms.server.ts';
import { timesOf } from '../entry-rows.server.ts';
import { entriesEnd } from '../rules/hand-in-time.ts';

/** Until when entries can come in, late uploads included; `at` is null for a contest without a deadline, which never lets anybody in. */
export interface EntriesEnd {
  at: Instant | null;
  isOver: boolean;
}

export async function readEntriesEnd(db: Db, contestId: string, now: Instant): Promise<EntriesEnd> {
  const { deadline } = await timesOf(db, contestId);
  if (!deadline) return { at: null, isOver: false };
  const at = entriesEnd(deadline, (await readTerms(db, contestId)).lateUploadMinutes);
  return { at, isOver: now > at };
}
