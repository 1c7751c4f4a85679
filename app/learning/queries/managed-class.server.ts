import type { Db } from '../../../db/client.ts';
import { listUnitsInScope, unitScopeOf } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { classOf, classRows, listSessions, type ClassRow, type SessionRow } from '../class-rows.server.ts';
import { managingGrants } from '../policy.ts';
import { isHeld } from '../rules/course-run.ts';

/** Those who look at classes at the desk, by role. */
const deskRoles = ['TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const;

export interface ManagedClass extends ClassRow {
  about: string;
  revision: number;
  replacesCourse: boolean;
  audienceName: string;
  cancelledReason: string | null;
  mayManage: boolean;
  /** Its last session has ended, whether or not it was ever opened. */
  isOver: boolean;
  sessionRows: SessionRow[];
}

/**
 * A class at the desk of whoever looks after its unit.
 * @throws AppError not-found outside her units, so that nothing is told of it
 */
export async function getManagedClass(db: Db, actor: Actor, id: string, { at, today }: { at: Instant; today: Day }): Promise<ManagedClass> {
  const row = await classRows(db)
    .leftJoin('org_unit_version as a', (join) => join.onRef('a.unit_id', '=', 'r.audience_id').on('a.valid_to', 'is', null))
    .select(['r.about', 'r.revision', 'r.replaces_course as replacesCourse', 'r.cancelled_reason as cancelledReason', 'a.name as audienceName'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row || !covers(await unitScopeOf(db, grantsOf(actor, ...deskRoles), today), row.unitId)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { about, revision, cancelledReason } = row;
  const mayManage = covers(await unitScopeOf(db, managingGrants(actor), today), row.unitId);
  const known = classOf(row, at);
  return { ...known, isOver: isHeld(known, at), about, revision, cancelledReason, replacesCourse: row.replacesCourse === 1, audienceName: row.audienceName ?? '', mayManage, sessionRows: await listSessions(db, id) };
}

/**
 * The same for a deed.
 * @throws AppError forbidden when she may look but not change
 */
export async function demandManaged(db: Db, actor: Actor, id: string, moment: { at: Instant; today: Day }): Promise<ManagedClass> {
  const managed = await getManagedClass(db, actor, id, moment);
  if (!managed.mayManage) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  return managed;
}

/** Classes at the desk within her units, or within one of them: those ahead of now with the next one first, those that are over with the latest first. */
export async function listManagedClasses(db: Db, actor: Actor, { tab, unit }: { tab: 'ahead' | 'past'; unit?: string | undefined }, { at, today }: { at: Instant; today: Day }): Promise<ClassRow[]> {
  const scope = await unitScopeOf(db, grantsOf(actor, ...deskRoles), today);
  const rows = await classRows(db).$if(unit !== undefined, (query) => query.where('r.unit_id', '=', unit ?? '')).orderBy('startsAt').orderBy('r.id').execute();
  const all = rows.filter((row) => covers(scope, row.unitId)).map((row) => classOf(row, at));
  const isPast = ({ state }: ClassRow) => state === 'DONE' || state === 'CANCELLED';
  return tab === 'past' ? all.filter(isPast).toReversed() : all.filter((row) => !isPast(row));
}

/** What a form for a class offers: units within the rights of whoever holds it, released courses, and the one that the class has, although it may have been retired since. */
export async function classChoices(db: Db, actor: Actor, today: Day, ownCourse: string | null = null) {
  const courses = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.slug', 'v.title']).where((where) => where.or([where('c.retired_at', 'is', null), where('c.slug', '=', ownCourse)])).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).orderBy('v.title').execute();
  return { units: await listUnitsInScope(db, managingGrants(actor), today), courses };
}
export type ClassChoices = Awaited<ReturnType<typeof classChoices>>;
