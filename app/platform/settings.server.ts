import type { Db, Tx } from '../../db/client.ts';
import type { Day } from './clock.ts';
import { newId } from './ids.ts';
import type { Setting } from './settings.ts';

/** The value in force on a day; the product's own where what is stored does not fit the setting's shape (any more): a number that cannot be read must not end signing in. */
export async function readSetting<Value>(db: Db, setting: Setting<Value>, on: Day): Promise<Value> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', setting.key)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row ? readStored(setting, row.value) : setting.fallback;
}

function readStored<Value>(setting: Setting<Value>, stored: string): Value {
  return fitting(setting, stored)?.value ?? setting.fallback;
}

/** Whether a stored value can be read as this setting. */
export function fitsShape(setting: Setting<unknown>, stored: string): boolean {
  return fitting(setting, stored) !== null;
}

function fitting<Value>(setting: Setting<Value>, stored: string): { value: Value } | null {
  try {
    const read = setting.value.safeParse(JSON.parse(stored));
    return read.success ? { value: read.data } : null;
  } catch {
    return null;
  }
}

/** One dated row of a setting. */
export interface SettingRow<Value> {
  value: Value;
  from: Day;
  to: Day | null;
  legalBasis: string | null;
}

/** All dated rows of a setting, the latest first. A value is read when it is asked for; one that does not fit stands for the product's own on its days. */
export async function listSettingRows<Value>(db: Db, setting: Setting<Value>): Promise<SettingRow<Value>[]> {
  const rows = await listStoredRows(db, setting.key);
  return rows.map(({ value, ...dated }) => {
    const read = once(() => readStored(setting, value));
    return {
      ...dated,
      get value() {
        return read();
      },
    };
  });
}

/** The same object at every call: rules are made once for each value. */
function once<Value>(read: () => Value): () => Value {
  let held: { value: Value } | undefined;
  return () => (held ??= { value: read() }).value;
}

/** A dated row as it is stored, whatever shape its value has. */
export type StoredSettingRow = Omit<SettingRow<never>, 'value'> & { value: string };

/** The same as texts: also those that do not fit the setting's shape any more, so that they can be seen and replaced. */
export async function listStoredRows(db: Db, key: string): Promise<StoredSettingRow[]> {
  return db.selectFrom('setting').select(['value', 'valid_from as from', 'valid_to as to', 'legal_basis as legalBasis']).where('key', '=', key).orderBy('valid_from', 'desc').execute();
}

/** The row in force on a day, of rows with the latest first; undefined where only the fallback holds. */
export function rowOn<Row extends Pick<SettingRow<unknown>, 'from' | 'to'>>(rows: readonly Row[], on: Day): Row | undefined {
  return rows.find((row) => row.from <= on && (row.to === null || row.to > on));
}

/**
 * Sets a value from a day on until the next one that is planned, in the caller's transaction; what held until then ends on that day and stays in the books. A value that was to begin on the same day is replaced.
 */
export async function scheduleSetting<Value>(tx: Tx, setting: Setting<Value>, { value, from, legalBasis }: { value: Value; from: Day; legalBasis: string }): Promise<void> {
  await tx.updateTable('setting').set({ valid_to: from }).where('key', '=', setting.key).where('valid_from', '<', from).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', from)])).execute();
  const next = await tx.selectFrom('setting').select('valid_from').where('key', '=', setting.key).where('valid_from', '>', from).orderBy('valid_from').executeTakeFirst();
  const row = { value: JSON.stringify(setting.value.parse(value)), valid_to: next?.valid_from ?? null, legal_basis: legalBasis };
  await tx.insertInto('setting').values({ id: newId(), key: setting.key, valid_from: from, ...row }).onConflict((conflict) => conflict.columns(['key', 'valid_from']).doUpdateSet(row)).execute();
}

/** Takes back a value before its day, in the caller's transaction: what holds until then goes on until the next one that is planned. @returns false when nothing is planned for that day */
export async function withdrawSetting(tx: Tx, key: string, from: Day): Promise<boolean> {
  const planned = await tx.selectFrom('setting').select(['id', 'valid_to']).where('key', '=', key).where('valid_from', '=', from).executeTakeFirst();
  if (!planned) return false;
  await tx.deleteFrom('setting').where('id', '=', planned.id).execute();
  await tx.updateTable('setting').set({ valid_to: planned.valid_to }).where('key', '=', key).where('valid_to', '=', from).execute();
  return true;
}
