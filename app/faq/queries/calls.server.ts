import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { CallsQuery } from '../forms/calls.ts';
import { lapsesOn } from '../rules/answer.ts';
import type { Channel, WrapCode } from '../rules/call.ts';
import { listReads, type CallRead } from './call-desk.server.ts';

export interface CallRow {
  id: string;
  channel: Channel;
  source: 'ONLINE' | 'OFFLINE';
  agent: string;
  mask: string | null;
  commune: string | null;
  question: string | null;
  code: WrapCode | null;
  startedAt: Instant;
  endedAt: Instant | null;
  erasedAt: Instant | null;
}
export const callsPerPage = 50;

/** Calls for the supervisor, newest first; numbers masked. */
export async function listCalls(db: Db, query: CallsQuery, timeZone: string): Promise<{ rows: CallRow[]; count: number }> {
  let found = db.selectFrom('call_record as c').innerJoin('user_account as u', 'u.id', 'c.agent_id');
  if (query.from) found = found.where('c.started_at', '>=', instantOf(`${query.from}T00:00`, timeZone));
  if (query.to) found = found.where('c.started_at', '<', instantOf(`${lapsesOn(query.to)}T00:00`, timeZone));
  if (query.agent) found = found.where('c.agent_id', '=', query.agent);
  if (query.channel) found = found.where('c.channel', '=', query.channel);
  if (query.code) found = query.code === 'OPEN' ? found.where('c.wrap_code', 'is', null) : found.where('c.wrap_code', '=', query.code);
  const { count } = await found.select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['c.id', 'c.channel', 'c.source', 'u.full_name as agent', 'c.number_mask as mask', 'c.commune', 'c.question', 'c.wrap_code as code', 'c.started_at as startedAt', 'c.ended_at as endedAt', 'c.erased_at as erasedAt'])
    .orderBy('c.started_at', 'desc')
    .orderBy('c.id')
    .limit(callsPerPage)
    .offset((query.page - 1) * callsPerPage)
    .execute();
  return { rows: rows as CallRow[], count: Number(count) };
}

export interface CallDetail extends CallRow {
  name: string | null;
  note: string | null;
  eraseAfter: string;
  reads: CallRead[];
  ticket: { id: string; code: string } | null;
}

/** One call with what was read out in it. */
export async function getCall(db: Db, id: string): Promise<CallDetail> {
  const row = await db
    .selectFrom('call_record as c')
    .innerJoin('user_account as u', 'u.id', 'c.agent_id')
    .select(['c.id', 'c.channel', 'c.source', 'u.full_name as agent', 'c.number_mask as mask', 'c.commune', 'c.question', 'c.wrap_code as code', 'c.started_at as startedAt', 'c.ended_at as endedAt', 'c.erased_at as erasedAt', 'c.caller_name as name', 'c.note', 'c.erase_after as eraseAfter'])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const ticket = await db.selectFrom('ticket').select(['id', 'code']).where('call_id', '=', id).orderBy('received_at').limit(1).executeTakeFirst();
  return { ...(row as Omit<CallDetail, 'reads' | 'ticket'>), reads: await listReads(db, id), ticket: ticket ?? null };
}

export interface CallbackRow {
  id: string;
  callId: string;
  agent: string;
  mask: string | null;
  question: string | null;
  dueAt: Instant;
  eraseAfter: Day;
  erasedAt: Instant | null;
}

/** Call-backs that wait, the most urgent first; an agent sees her own, a supervisor all. */
export async function listCallbacks(db: Db, agentId: string | null): Promise<CallbackRow[]> {
  const found = db.selectFrom('callback_task as t').innerJoin('call_record as c', 'c.id', 't.call_id').innerJoin('user_account as u', 'u.id', 't.agent_id').where('t.done_at', 'is', null);
  return (agentId ? found.where('t.agent_id', '=', agentId) : found).select(['t.id', 't.call_id as callId', 'u.full_name as agent', 'c.number_mask as mask', 'c.question', 't.due_at as dueAt', 'c.erase_after as eraseAfter', 'c.erased_at as erasedAt']).orderBy('t.due_at').limit(200).execute();
}
