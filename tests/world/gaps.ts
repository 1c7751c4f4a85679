import { newId } from '../../app/platform/ids.ts';
import { fold } from '../../app/platform/text/fold.ts';
import type { Db } from '../../db/client.ts';

/** Somebody searches; without `results` she finds nothing. */
export async function ask(db: Db, question: string, traits: { at: string; source?: 'PUBLIC' | 'STAFF' | 'DESK'; results?: number; unitId?: string; opened?: string }): Promise<void> {
  await db.insertInto('faq_search').values({ id: newId(), question, question_fold: fold(question), results: traits.results ?? 0, opened_version_id: traits.opened ?? null, source: traits.source ?? 'PUBLIC', unit_id: traits.unitId ?? null, at: traits.at }).execute();
}
