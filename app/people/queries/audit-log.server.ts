import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { auditPerPage } from '../forms/audit-query.ts';
import { unitIdsIn } from '../rules/audit-lines.ts';
import { plusDays } from '../../platform/days.ts';
import { dayStart } from '../rules/day-range.ts';
import { matchesPerson } from './people-list.server.ts';

export interface AuditFilter {
  actor?: string;
  object?: string;
  action?: string;
  from?: Day;
  to?: Day;
}
/** The most rows of one export; beyond that the reader narrows the days. */
export const exportLimit = 50_000;

export interface AuditRow {
  seq: number;
  at: Instant;
  /** Null when the system did it by itself. */
  actorId: string | null;
  actorName: string;
  action: string;
  objectType: string;
  objectId: string;
  /** The person's name when the object is an account. */
  objectName: string | null;
  details: string;
}

/** One page of the audit log, newest first, with the count of all that match; the last page for one beyond it. */
export async function pageOfAudit(db: Db, filter: AuditFilter & { page: number }, timeZone: string): Promise<{ rows: AuditRow[]; count: number; page: number }> {
  const matching = matchingEvents(db, filter, timeZone);
  const { count } = await matching.select((expression) => expression.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const page = Math.min(filter.page, Math.max(1, Math.ceil(Number(count) / auditPerPage)));
  return { rows: await listRows(matching, auditPerPage, (page - 1) * auditPerPage), count: Number(count), page };
}

/** Names of the units that these rows mention, as they are called now or were called last. */
export async function namesOfUnitsIn(db: Db, rows: readonly AuditRow[]): Promise<[id: string, name: string][]> {
  const ids = [...new Set(rows.flatMap((row) => unitIdsIn(row.details)))];
  const named = ids.length === 0 ? [] : await db.selectFrom('org_unit_version').select(['unit_id', 'name']).where('unit_id', 'in', ids.slice(0, 500)).orderBy('valid_from').execute();
  return named.map((row) => [row.unit_id, row.name]);
}

/** The newest rows that match, for an export. */
export function listAuditForExport(db: Db, filter: AuditFilter, timeZone: string): Promise<AuditRow[]> {
  return listRows(matchingEvents(db, filter, timeZone), exportLimit, 0);
}

/** Every action that occurs, for choosing one. */
export async function listAuditActions(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('audit_event').select('action').distinct().orderBy('action').execute();
  return rows.map((row) => row.action);
}

export interface ChainReport {
  count: number;
  lastAt: Instant | null;
  /** Without a moment where the rows from `seq` on are missing. */
  broken: { seq: number; at: Instant | null } | null;
}

/** Walks the whole chain and says where it breaks, if it does. */
export async function checkAuditChain(db: Db): Promise<ChainReport> {
  const seq = await findAuditBreak(db);
  const facts = await db.selectFrom('audit_event').select((expression) => [expression.fn.countAll<number>().as('count'), expression.fn.max('at').as('lastAt')]).executeTakeFirstOrThrow();
  const row = seq === null ? undefined : await db.selectFrom('audit_event').select('at').where('seq', '=', seq).executeTakeFirst();
  return { count: Number(facts.count), lastAt: facts.lastAt, broken: seq === null ? null : { seq, at: row?.at ?? null } };
}

/** People from outside stand in the log under a word: neither their names nor a search for these may lead to what they did, because judging is blind. */
function matchingEvents(db: Db, { actor, object, action, from, to }: AuditFilter, timeZone: string) {
  const by = actor?.trim();
  return db
    .selectFrom('audit_event as e')
    .$if(Boolean(by), (query) => query.where(sql<SqlBool>`e.actor_id in (select u.id from user_account as u where u.account_kind <> 'SERVICE' and ${matchesPerson(by ?? '')})`))
    .$if(Boolean(object?.trim()), (query) => query.where('e.object_id', '=', object?.trim() ?? ''))
    .$if(Boolean(action), (query) => query.where('e.action', '=', action ?? ''))
    .$if(Boolean(from), (query) => query.where('e.at', '>=', dayStart(timeZone, from ?? '')))
    .$if(Boolean(to), (query) => query.where('e.at', '<', dayStart(timeZone, plusDays(to ?? '', 1))));
}

async function listRows(matching: ReturnType<typeof matchingEvents>, limit: number, offset: number): Promise<AuditRow[]> {
  return matching
    .leftJoin('user_account as o', (join) => join.onRef('o.id', '=', 'e.object_id').on('e.object_type', '=', 'user_account').on('o.account_kind', '<>', 'SERVICE'))
    .select(['e.seq', 'e.at', 'e.actor_id as actorId', 'e.actor_name as actorName', 'e.action', 'e.object_type as objectType', 'e.object_id as objectId', 'o.full_name as objectName', 'e.details'])
    .orderBy('e.seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}
