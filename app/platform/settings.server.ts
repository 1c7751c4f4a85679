import type { z } from 'zod';
import type { Db } from '../../db/client.ts';
import type { Day } from './clock.ts';

/** A number or a date that law or policy sets: valid for a time, with its legal basis. The fallback holds when no row covers the day. */
export interface Setting<Value> {
  key: string;
  value: z.ZodType<Value>;
  fallback: Value;
  legalBasis: string;
}

export function defineSetting<Value>(setting: Setting<Value>): Setting<Value> {
  return setting;
}

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
