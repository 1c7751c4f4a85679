import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import { beginningOf, normaliseLine } from '../../platform/text/normalise.ts';
import { hideNumbers } from '../rules/sensitive.ts';
import type { Log } from '../../platform/log.ts';

export interface Asked {
  question: string;
  results: number;
  isStaff: boolean;
  /** The commune whose office asks; null for strangers, of whom nothing is known. */
  unitId: string | null;
  now: Instant;
}

/** Writes down what was asked, without who asked; longer numbers are masked. A busy database never keeps anybody from reading. @returns the id that a result's link carries */
export async function noteSearch(db: Db, asked: Asked, log: Log): Promise<string | null> {
  const question = hideNumbers(beginningOf(normaliseLine(asked.question), 300), 12);
  if (fold(question) === '') return null;
  const id = newId();
  try {
    await db.insertInto('faq_search').values({ id, question, question_fold: fold(question), results: asked.results, source: asked.isStaff ? 'STAFF' : 'PUBLIC', unit_id: asked.unitId, at: asked.now }).execute();
    return id;
  } catch (error) {
    log.warn({ err: error }, 'a search was not written down');
    return null;
  }
}

/** Notes which result somebody opened; an id that is no search of the last hour changes nothing. */
export async function noteOpened(db: Db, searchId: string, versionId: string, now: Instant, log: Log): Promise<void> {
  const since = new Date(Date.parse(now) - 3_600_000).toISOString();
  await db.updateTable('faq_search').set({ opened_version_id: versionId }).where('id', '=', searchId).where('opened_version_id', 'is', null).where('at', '>', since).execute().catch((error: unknown) => log.warn({ err: error }, 'an opened result was not written down'));
}
