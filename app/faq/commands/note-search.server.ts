import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import { beginningOf, normaliseLine } from '../../platform/text/normalise.ts';
import { keyWords, likeness } from '../rules/gaps.ts';
import { hideNumbers } from '../rules/sensitive.ts';
import type { Log } from '../../platform/log.ts';

export type SearchOutcome = 'ENOUGH' | 'NONE' | 'AGAIN';
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
  const question = keptOf(asked.question);
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

/** What is kept of a question. */
const keptOf = (question: string): string => hideNumbers(beginningOf(normaliseLine(question), 300), 12);

const lastHour = (now: Instant): Instant => new Date(Date.parse(now) - 3_600_000).toISOString();

/** Notes which result somebody opened; an id that is no search of the last hour changes nothing. */
export async function noteOpened(db: Db, searchId: string, versionId: string, now: Instant, log: Log): Promise<void> {
  await db.updateTable('faq_search').set({ opened_version_id: versionId }).where('id', '=', searchId).where('opened_version_id', 'is', null).where('at', '>', lastHour(now)).execute().catch((error: unknown) => log.warn({ err: error }, 'an opened result was not written down'));
}

/** Notes what somebody says about the results of a search of the last hour, once: the short form was enough, or none fitted. */
export async function noteOutcome(db: Db, searchId: string, outcome: SearchOutcome, now: Instant, log: Log): Promise<void> {
  await db
    .updateTable('faq_search').set({ outcome }).where('id', '=', searchId).where('results', '>', 0).where('outcome', 'is', null).where('at', '>', lastHour(now))
    .execute().catch((error: unknown) => log.warn({ err: error }, 'an outcome of a search was not written down'));
}

/** Notes that somebody asks again in other words after results of which she opened none. A question that has no word in common with the first is another one. */
export async function noteAgain(db: Db, searchId: string, question: string, now: Instant, log: Log): Promise<void> {
  const first = await db.selectFrom('faq_search').select(['question_fold as fold', 'opened_version_id as opened']).where('id', '=', searchId).executeTakeFirst();
  // As the first one was kept: the same question with a number in it is not another one.
  const next = fold(keptOf(question));
  if (!first || first.opened !== null || first.fold === next || likeness(keyWords(first.fold), keyWords(next)) === 0) return;
  await noteOutcome(db, searchId, 'AGAIN', now, log);
}
