import type { Db } from '../../db/client.ts';
import type { Day } from './clock.ts';
import type { Setting } from './settings.ts';

/** The value in force on a day. */
export async function readSetting<Value>(db: Db, setting: Setting<Value>, on: Day): Promise<Value> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', setting.key)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row ? setting.value.parse(JSON.parse(row.value)) : setting.fallback;
}
