import type { Db } from '../../../db/client.ts';
import { covers, findUnit, grantsOf, listUnitsInScope, unitIdsUnder, unitScopeOf } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { trainingReaders } from '../policy.ts';
import { trainingRecords, type YearOf } from './training-record.server.ts';

export interface TrainedPerson {
  id: string;
  staffNo: string;
  fullName: string;
  positionTitle: string;
  unitName: string;
  courses: number;
  classes: number;
  periods: number;
}
export const trainedPerPage = 50;
interface Moment {
  at: Instant;
  today: Day;
  timeZone: string;
}

/**
 * The training periods of the people of a unit and everything below it, by person.
 * @throws AppError not-found for a unit outside the actor's scope
 */
export async function unitTraining(db: Db, actor: Actor, { unit: wanted, year }: { unit?: string | undefined; year: number }, { at, today, timeZone }: Moment) {
  const grants = grantsOf(actor, ...trainingReaders);
  const units = await listUnitsInScope(db, grants, today);
  const id = wanted ?? units[0]?.id;
  const unit = id && covers(await unitScopeOf(db, grants, today), id) ? await findUnit(db, id, today) : undefined;
  if (!unit) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const rows = await peopleOf(db, await unitIdsUnder(db, unit.id, today), today);
  const records = await trainingRecords(db, rows.map((row) => row.id), { year, at, timeZone });
  const people = rows.map((row): TrainedPerson => {
    const record = records.get(row.id) ?? { lines: [], total: 0 };
    const count = (kind: 'COURSE' | 'CLASS') => record.lines.filter((line) => line.verdict === 'COUNTS' && line.fact.kind === kind).length;
    return { ...row, staffNo: row.staffNo ?? '', courses: count('COURSE'), classes: count('CLASS'), periods: record.total };
  });
  return { unit: { id: unit.id, name: unit.name }, units: units.filter(({ depth, id: one }) => depth <= 1 || one === unit.id), people, count: people.length, total: people.reduce((sum, { periods }) => sum + periods, 0), without: people.filter(({ periods }) => periods === 0).length };
}
export type UnitTraining = Awaited<ReturnType<typeof unitTraining>>;

function peopleOf(db: Db, unitIds: readonly string[], today: Day) {
  return db
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .innerJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', today)])))
    .select(['u.id', 'u.staff_no as staffNo', 'u.full_name as fullName', 'm.position_title as positionTitle', 'n.name as unitName'])
    .where('m.unit_id', 'in', unitIds.length > 0 ? unitIds : [''])
    .where('m.is_primary', '=', 1)
    .where('m.valid_to', 'is', null)
    .where('u.disabled_at', 'is', null)
    .orderBy('u.sort_key')
    .orderBy('u.id')
    .execute();
}

/** Whose record is shown. */
export interface RecordHolder {
  id: string;
  fullName: string;
  staffNo: string;
  unitName: string;
}

/** The holder of a record: oneself, or somebody whose unit lies within the reader's scope. @throws AppError not-found for anybody else */
export async function getRecordHolder(db: Db, actor: Actor, personId: string, today: Day): Promise<RecordHolder> {
  const row = await db
    .selectFrom('user_account as u')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_to', 'is', null))
    .select(['u.id', 'u.full_name as fullName', 'u.staff_no as staffNo', 'm.unit_id as unitId', 'n.name as unitName'])
    .where('u.id', '=', personId)
    .where('u.account_kind', '<>', 'SERVICE')
    .executeTakeFirst();
  const isOpen = row && (row.id === actor.id || covers(await unitScopeOf(db, grantsOf(actor, ...trainingReaders), today), row.unitId));
  if (!isOpen) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { id: row.id, fullName: row.fullName, staffNo: row.staffNo ?? '', unitName: row.unitName ?? '' };
}

/** One record with what its page says around it. */
export async function recordPage(db: Db, holder: RecordHolder, question: YearOf, years: number[]) {
  const record = (await trainingRecords(db, [holder.id], question)).get(holder.id) ?? { lines: [], total: 0 };
  return { holder, year: question.year, years: [...new Set([question.year, ...years])].toSorted((one, other) => other - one), record };
}
export type RecordPage = Awaited<ReturnType<typeof recordPage>>;
