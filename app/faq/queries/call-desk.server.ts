import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Channel } from '../rules/call.ts';
import { communeNowOf, communesOnDay } from './commune-of-day.server.ts';

/** The call that an agent has in hand. */
export interface CallInHand {
  id: string;
  clientKey: string;
  revision: number;
  channel: Channel;
  source: 'ONLINE' | 'OFFLINE';
  startedAt: Instant;
  endedAt: Instant | null;
  numberSealed: string | null;
  mask: string | null;
  /** Calls of the same number before this one. */
  before: number;
  name: string;
  commune: string;
  /** What the commune is called today, when its words name one. */
  communeNow: string | null;
  question: string;
  note: string;
  reads: CallRead[];
}
/** A version that was read out. */
export interface CallRead {
  versionId: string;
  question: string;
  number: number;
  at: Instant;
}

/** The call that an agent is on, as it stands on a day. */
export async function findCallInHand(db: Db, agentId: string, today: Day): Promise<CallInHand | undefined> {
  const row = await db.selectFrom('call_record').selectAll().where('agent_id', '=', agentId).where('wrapped_at', 'is', null).where('parked_at', 'is', null).executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id, clientKey: row.client_key, revision: row.revision, channel: row.channel as Channel, source: row.source as CallInHand['source'], startedAt: row.started_at, endedAt: row.ended_at, numberSealed: row.number_sealed, mask: row.number_mask,
    before: row.number_hash ? await countBefore(db, row.number_hash, row.started_at) : 0, name: row.caller_name ?? '', commune: row.commune ?? '', communeNow: row.unit_id ? ((await communesOnDay(db, [row.unit_id], today)).get(row.unit_id) ?? null) : null, question: row.question ?? '', note: row.note ?? '', reads: await listReads(db, row.id),
  };
}

/** What the commune of a call that an agent has taken herself is called today; null for none, for calls of others, and where it has gone into several since. */
export async function communeOfCall(db: Db, callId: string | undefined, agentId: string, today: Day): Promise<string | null> {
  if (!callId) return null;
  const unitId = (await db.selectFrom('call_record').select('unit_id').where('id', '=', callId).where('agent_id', '=', agentId).executeTakeFirst())?.unit_id;
  return unitId ? ((await communeNowOf(db, unitId, today))?.now ?? null) : null;
}

async function countBefore(db: Db, hash: string, before: Instant): Promise<number> {
  const { count } = await db.selectFrom('call_record').select((row) => row.fn.countAll<number>().as('count')).where('number_hash', '=', hash).where('started_at', '<', before).executeTakeFirstOrThrow();
  return Number(count);
}

/** What was read out in a call, in the words of the version that was read. */
export async function listReads(db: Db, callId: string): Promise<CallRead[]> {
  return db.selectFrom('call_answer as a').innerJoin('faq_version as v', 'v.id', 'a.version_id').select(['a.version_id as versionId', 'v.question', 'v.number', 'a.read_at as at']).where('a.call_id', '=', callId).orderBy('a.read_at').execute();
}

export interface WaitingCall {
  id: string;
  mask: string | null;
  words: string;
  from: string;
  at: Instant;
}

/** Calls that this agent has set aside. */
export async function listParked(db: Db, agentId: string): Promise<WaitingCall[]> {
  const rows = await db.selectFrom('call_record').select(['id', 'number_mask', 'question', 'parked_at']).where('agent_id', '=', agentId).where('parked_at', 'is not', null).orderBy('parked_at').execute();
  return rows.map((row) => ({ id: row.id, mask: row.number_mask, words: row.question ?? '', from: '', at: row.parked_at ?? '' }));
}

/** Calls that were handed to this agent, or to any supervisor, and that nobody has taken. */
export async function listHanded(db: Db, agentId: string, isSupervisor: boolean): Promise<WaitingCall[]> {
  const rows = await db
    .selectFrom('call_handover as h')
    .innerJoin('call_record as c', 'c.id', 'h.call_id')
    .innerJoin('user_account as u', 'u.id', 'h.from_agent')
    .select(['h.id', 'c.number_mask', 'h.context', 'u.full_name', 'h.at'])
    .where('h.taken_at', 'is', null)
    .where((where) => where.or([where('h.to_agent', '=', agentId), ...(isSupervisor ? [where('h.to_agent', 'is', null)] : [])]))
    .orderBy('h.at')
    .execute();
  return rows.map((row) => ({ id: row.id, mask: row.number_mask, words: row.context ?? '', from: row.full_name, at: row.at }));
}

/** Everybody else who takes calls. */
export async function listColleagues(db: Db, agentId: string): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .selectFrom('user_account as u')
    .innerJoin('role_assignment as r', 'r.user_id', 'u.id')
    .select(['u.id', 'u.full_name as name', 'u.sort_key'])
    .distinct()
    .where('r.role', 'in', ['CALL_AGENT', 'CALL_SUPERVISOR'])
    .where('r.revoked_at', 'is', null)
    .where('u.disabled_at', 'is', null)
    .where('u.id', '<>', agentId)
    .orderBy('u.sort_key')
    .execute();
  return rows.map(({ id, name }) => ({ id, name }));
}

/** The ticket that the agent's last ended call has opened, if it has. */
export async function findWrappedTicket(db: Db, agentId: string): Promise<{ id: string; code: string } | undefined> {
  const last = await db.selectFrom('call_record').select('id').where('agent_id', '=', agentId).where('wrapped_at', 'is not', null).orderBy('wrapped_at', 'desc').limit(1).executeTakeFirst();
  return last && db.selectFrom('ticket').select(['id', 'code']).where('call_id', '=', last.id).executeTakeFirst();
}

export interface Shift {
  calls: number;
  answered: number;
  gaps: number;
  callbacks: number;
}

/** What an agent has done since a moment: the summary at the end of a shift. */
export async function summariseShift(db: Db, agentId: string, since: Instant): Promise<Shift> {
  const rows = await db.selectFrom('call_record').select(['wrap_code', (row) => row.fn.countAll<number>().as('count')]).where('agent_id', '=', agentId).where('started_at', '>=', since).groupBy('wrap_code').execute();
  const of = (...codes: string[]) => rows.filter((row) => codes.includes(row.wrap_code ?? '')).reduce((sum, row) => sum + Number(row.count), 0);
  return { calls: rows.reduce((sum, row) => sum + Number(row.count), 0), answered: of('ANSWERED', 'PARTLY'), gaps: of('NOT_FOUND'), callbacks: of('CALL_BACK') };
}
