import type { Db } from '../../../db/client.ts';
import { nameSortKey } from '../rules/sort-key.ts';

/** Writes the sort key of every account that has none. @returns how many */
export async function fillSortKeys(db: Db): Promise<number> {
  const rows = await db.selectFrom('user_account').select(['id', 'full_name']).where('sort_key', '=', '').execute();
  for (const { id, full_name } of rows) await db.updateTable('user_account').set({ sort_key: nameSortKey(full_name) }).where('id', '=', id).execute();
  return rows.length;
}
