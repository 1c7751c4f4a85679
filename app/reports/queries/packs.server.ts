import type { Db } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import { covers, listUnitsInScope, unitScopeOf, type Actor, type ScopedUnit, type UnitScope } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { makePackKey } from '../jobs.ts';
import { packGrants, packReaderGrants } from '../policy.ts';
import { packPolicy } from '../rules/pack.ts';

export type PackStanding = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'REFUSED' | 'ERASED';

export interface PackView {
  id: string;
  unitId: string;
  unitName: string;
  from: Day;
  to: Day;
  askedBy: string;
  asker: string;
  askedAt: Instant;
  state: PackStanding;
  /** Why it was given up, or the last fault of a try. */
  failure: string | null;
  total: number;
  done: number;
  fileName: string | null;
  bytes: number | null;
  sha256: string | null;
  keepUntil: Day | null;
  erasedAt: Instant | Day | null;
}

export const packsPerPage = 20;

function packs(db: Db) {
  return db
    .selectFrom('inspection_pack as p')
    .innerJoin('user_account as u', 'u.id', 'p.asked_by')
    .selectAll('p')
    .select((select) => [
      'u.full_name as asker',
      // As the pack itself names it: what the unit is called later, or will be, is not what was asked for.
      select.selectFrom('org_unit_version as v').select('v.name').whereRef('v.unit_id', '=', 'p.unit_id').whereRef('v.valid_from', '<=', 'p.to_day').orderBy('v.valid_from', 'desc').limit(1).as('unitName'),
    ]);
}
type PackRow = { [Column in keyof Schema['inspection_pack']]: Awaited<ReturnType<ReturnType<typeof packs>['execute']>>[number][Column] } & { asker: string; unitName: string | null };

/** Packs that an actor may see, newest first: her own, and for auditors those of their units. */
export async function listPacks(db: Db, actor: Actor, { page, today }: { page: number; today: Day }) {
  const scope = await unitScopeOf(db, packReaderGrants(actor, ''), today);
  const visible = packs(db).$if(scope !== 'ALL', (query) => query.where((where) => where.or([where('p.asked_by', '=', actor.id), where('p.unit_id', 'in', idsOf(scope))])));
  const { count } = await visible.clearSelect().select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const pages = Math.max(1, Math.ceil(Number(count) / packsPerPage));
  const shown = Math.min(page, pages);
  const rows = await visible.orderBy('p.asked_at', 'desc').orderBy('p.id', 'desc').limit(packsPerPage).offset((shown - 1) * packsPerPage).execute();
  const list: PackView[] = [];
  for (const row of rows) list.push(await viewOf(db, row, today));
  return { packs: list, count: Number(count), page: shown, pages };
}

const idsOf = (scope: UnitScope): string[] => (scope === 'ALL' || scope.size === 0 ? [''] : [...scope]);

/**
 * One pack, with whether this actor may download it.
 * @throws AppError not-found for whoever neither asked for it nor audits its unit
 */
export async function getPack(db: Db, actor: Actor, id: string, today: Day): Promise<PackView & { canDownload: boolean }> {
  const row = await packs(db).where('p.id', '=', id).executeTakeFirst();
  const reaches = row !== undefined && covers(await unitScopeOf(db, packReaderGrants(actor, row.asked_by), today), row.unit_id);
  if (!row || (!reaches && row.asked_by !== actor.id)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const view = await viewOf(db, row, today);
  return { ...view, canDownload: reaches && view.state === 'DONE' };
}

async function viewOf(db: Db, row: PackRow, today: Day): Promise<PackView> {
  return {
    id: row.id, unitId: row.unit_id, unitName: row.unitName ?? '', from: row.from_day, to: row.to_day, askedBy: row.asked_by, asker: row.asker, askedAt: row.asked_at, state: await standingOf(db, row, today), failure: row.failure,
    total: row.total_people, done: row.done_people, fileName: row.file_name, bytes: row.bytes, sha256: row.sha256, keepUntil: row.keep_until, erasedAt: row.erased_at ?? (isOver(row, today) ? plusDays(row.keep_until ?? today, 1) : null),
  };
}

/** Its last day is past, although the sweep of the night has not come yet. */
const isOver = (row: Pick<PackRow, 'keep_until'>, today: Day): boolean => row.keep_until !== null && row.keep_until < today;

async function standingOf(db: Db, row: PackRow, today: Day): Promise<PackStanding> {
  if (row.erased_at !== null || isOver(row, today)) return row.finished_at === null ? 'REFUSED' : 'ERASED';
  if (row.finished_at !== null) return 'DONE';
  if (await hasFailed(db, row.id)) return 'FAILED';
  return row.started_at === null ? 'QUEUED' : 'RUNNING';
}

/** Whether the job's tries are used up: nothing happens any more until somebody asks again. */
export async function hasFailed(db: Db, packId: string): Promise<boolean> {
  const job = await db.selectFrom('job').select('state').where('unique_key', '=', makePackKey(packId)).orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirst();
  return job?.state === 'FAILED';
}

/** What the form for a new pack offers. */
export async function packChoices(db: Db, actor: Actor, today: Day): Promise<{ units: ScopedUnit[]; mostDays: number }> {
  return { units: await listUnitsInScope(db, packGrants(actor), today), mostDays: (await readSetting(db, packPolicy, today)).mostDays };
}

/** Whether a unit was in force on a day. */
export async function isUnitInForce(db: Db, unitId: string, on: Day): Promise<boolean> {
  const row = await db.selectFrom('org_unit_version').select('id').where('unit_id', '=', unitId).where('valid_from', '<=', on).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)])).executeTakeFirst();
  return row !== undefined;
}
