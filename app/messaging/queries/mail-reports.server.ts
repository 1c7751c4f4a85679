import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

export interface MailReport {
  userId: string;
  kind: 'BOUNCE' | 'COMPLAINT';
  fullName: string;
  address: string;
  detail: string;
  reports: number;
  lastAt: Instant;
}

const shown = 50;

/** Reports about addresses of ours that nothing proves, the newest first, and how many there are. */
export async function listMailReports(db: Db): Promise<{ reports: MailReport[]; count: number }> {
  const rows = await db
    .selectFrom('mail_report as r')
    .innerJoin('user_account as u', 'u.id', 'r.user_id')
    .select(['r.user_id as userId', 'r.kind', 'u.full_name as fullName', 'r.address', 'r.detail', 'r.reports', 'r.last_at as lastAt'])
    .orderBy('r.last_at', 'desc')
    .orderBy('r.user_id')
    .orderBy('r.kind')
    .limit(shown)
    .execute();
  const { count } = await db.selectFrom('mail_report').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return { reports: rows.map((row) => ({ ...row, kind: row.kind as MailReport['kind'] })), count: Number(count) };
}
