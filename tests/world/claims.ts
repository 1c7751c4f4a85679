import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';

/**
 * Has the database note at which moment it takes each claim: when a call begins after it, or reaches its provider, tells more of the machine than of us.
 * @returns gives the moments in seconds, in order
 */
export async function notedClaims(db: Db): Promise<() => Promise<number[]>> {
  await sql`create table claimed (at real not null)`.execute(db);
  await sql`create trigger note_claim after update of state on delivery when new.state = 'SENDING' begin insert into claimed values (unixepoch('subsec')); end`.execute(db);
  return async () => (await sql<{ at: number }>`select at from claimed order by at`.execute(db)).rows.map(({ at }) => at);
}

/** How many of the moments lie in the busiest second. A hundredth less than one: two watches are compared, one of which counts whole milliseconds. */
export const mostInASecond = (moments: readonly number[]): number => Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + 0.99).length));
