import { sql, type SelectQueryBuilder } from 'kysely';
import type { Db } from '../../db/client.ts';

/** One page of a list, with how many rows and pages there are in all. */
export interface Page<Row> {
  total: number;
  page: number;
  pages: number;
  rows: Row[];
}

/** One page of what a query finds, in an order that leaves no two rows equal; whoever asks for a page behind the last one gets the last. */
export async function pageOf<DB, TB extends keyof DB, Row>(db: Db, matching: SelectQueryBuilder<DB, TB, Row>, { page: wanted, size }: { page: number; size: number }, inOrder: (query: SelectQueryBuilder<DB, TB, Row>) => SelectQueryBuilder<DB, TB, Row>): Promise<Page<Row>> {
  const { rows: counted } = await sql<{ n: number }>`select count(*) as n from ${matching}`.execute(db);
  const total = Number(counted[0]?.n ?? 0);
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(wanted, pages);
  const rows = await inOrder(matching).limit(size).offset((page - 1) * size).execute();
  return { total, page, pages, rows: rows as Row[] };
}
