import type { Tx } from '../../../db/client.ts';
import { refuse, type Outcome } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { listSessions, type SessionRow } from '../class-rows.server.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';

export interface NewSession {
  /** Of a session that is there already; empty for a new one. */
  id: string;
  /** Its row in the form. */
  at: number;
  startsAt: Instant;
  endsAt: Instant;
  place: string;
  periods: number;
}

const isSame = (one: SessionRow, other: NewSession) => one.startsAt === other.startsAt && one.endsAt === other.endsAt && one.place === other.place && one.periods === other.periods;

/** Puts the sessions of a class in the place of those before. One with attendance stays as it was: somebody has been there. */
export async function storeSessions(tx: Tx, runId: string, wanted: readonly NewSession[]): Promise<Outcome<{ isChanged: boolean }>> {
  const known = await listSessions(tx, runId);
  const marked = new Set((await tx.selectFrom('attendance as a').innerJoin('run_session as s', 's.id', 'a.session_id').select('s.id').distinct().where('s.run_id', '=', runId).execute()).map((row) => row.id));
  const kept = new Set<string>();
  const written: NewSession[] = [];
  for (const session of wanted) {
    const before = known.find(({ id }) => id === session.id && !kept.has(id));
    if (before) kept.add(before.id);
    if (before && isSame(before, session)) continue;
    if (before && marked.has(before.id)) return refuse(`day_${session.at}`, messages.both('fault.has-attendance'));
    written.push({ ...session, id: before?.id ?? '' });
  }
  const gone = known.filter(({ id }) => !kept.has(id));
  if (gone.some(({ id }) => marked.has(id))) return refuse('form', messages.both('fault.has-attendance'));
  await replace(tx, runId, { gone: [...gone.map(({ id }) => id), ...written.map(({ id }) => id).filter(Boolean)], written });
  return { ok: true, isChanged: gone.length > 0 || written.length > 0 };
}

/** Away first, so that two sessions may change places. */
async function replace(tx: Tx, runId: string, { gone, written }: { gone: readonly string[]; written: readonly NewSession[] }): Promise<void> {
  if (gone.length > 0) await tx.deleteFrom('run_session').where('id', 'in', gone).execute();
  if (written.length > 0) await tx.insertInto('run_session').values(written.map(({ id, startsAt, endsAt, place, periods }) => ({ id: id || newId(), run_id: runId, starts_at: startsAt, ends_at: endsAt, place, periods }))).execute();
}
