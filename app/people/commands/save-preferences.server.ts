import type { Db } from '../../../db/client.ts';
import type { Theme } from '../../platform/http/context.ts';
import type { Locale } from '../../platform/i18n/messages.ts';

/** A person's own language and theme; no audit, because nobody else is touched. */
export async function savePreferences(db: Db, userId: string, reader: { locale: Locale; theme: Theme }): Promise<void> {
  await db.updateTable('user_account').set(reader).where('id', '=', userId).execute();
}
