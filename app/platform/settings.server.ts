import type { Db, Tx } from '../../db/client.ts';
import type { Day } from './clock.ts';
import { newId } from './ids.ts';
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

/** One dated row of a setting. */
export interface SettingRow<Value> {
  value: Value;
  from: Day;
  to: Day | null;
  legalBasis: string | null;
}

/** All dated rows of a setting, the latest first. */
export async function listSettingRows<Value>(db: Db, setting: Setting<Value>): Promise<SettingRow<Value>[]> {
  const rows = await db.selectFrom('setting').select(['value', 'valid_from', 'valid_to', 'legal_basis']).where('key', '=', setting.key).orderBy('valid_from', 'desc').execute();
  return rows.map((row) => ({ value: setting.value.parse(JSON.parse(row.value)), from: row.valid_from, to: row.valid_to, legalBasis: row.legal_basis }));
}

/** The row in force on a day, of rows with the latest first; undefined where only the fallback holds. */
export function rowOn<Value>(rows: readonly SettingRow<Value>[], on: Day): SettingRow<Value> | undefined {
  return rows.find((row) => row.from <= on && (row.to === null || row.to > on));
}

/**
 * Sets a value from a day on, in the caller's transaction; what held until then ends on that day and stays in the books. A value that was to begin on the same day is replaced.
 */
export async function scheduleSetting<Value>(tx: Tx, setting: Setting<Value>, { value, from, legalBasis }: { value: Value; from: Day; legalBasis: string }): Promise<void> {
  await tx.updateTable('setting').set({ valid_to: from }).where('key', '=', setting.key).where('valid_from', '<', from).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', from)])).execute();
  const row = { value: JSON.stringify(setting.value.parse(value)), valid_to: null, legal_basis: legalBasis };
  await tx.insertInto('setting').values({ id: newId(), key: setting.key, valid_from: from, ...row }).onConflict((conflict) => conflict.columns(['key', 'valid_from']).doUpdateSet(row)).execute();
}
