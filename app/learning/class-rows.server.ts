import type { Db } from '../../db/client.ts';
import type { Instant } from '../platform/clock.ts';
import { runState, type RunState } from './rules/course-run.ts';

/** A class as lists and pages show it. */
export interface ClassRow {
  id: string;
  title: string;
  courseSlug: string | null;
  courseTitle: string | null;
  unitId: string;
  unitName: string;
  audienceId: string;
  capacity: number;
  lecturer: string;
  lecturerUnit: string;
  closesAt: Instant;
  openedAt: Instant | null;
  cancelledAt: Instant | null;
  placed: number;
  waiting: number;
  sessions: number;
  periods: number;
  startsAt: Instant | null;
  endsAt: Instant | null;
  state: RunState;
}

/** Classes with what their state is derived from, the ones that begin first on top; those without a session last. */
export function classRows(db: Db) {
  return db
    .selectFrom('course_run as r')
    .leftJoin('course as c', 'c.id', 'r.course_id')
    .leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'r.unit_id').on('n.valid_to', 'is', null))
    .select((of) => [
      'r.id', 'r.title', 'c.slug as courseSlug', 'v.title as courseTitle', 'r.unit_id as unitId', of.fn.coalesce('n.name', of.val('')).as('unitName'), 'r.audience_id as audienceId', 'r.capacity', 'r.lecturer', 'r.lecturer_unit as lecturerUnit',
      'r.closes_at as closesAt', 'r.opened_at as openedAt', 'r.cancelled_at as cancelledAt',
      of.selectFrom('run_seat as s').whereRef('s.run_id', '=', 'r.id').where('s.left_at', 'is', null).where('s.placed_at', 'is not', null).select((seat) => seat.fn.countAll<number>().as('count')).as('placed'),
      of.selectFrom('run_seat as s').whereRef('s.run_id', '=', 'r.id').where('s.left_at', 'is', null).where('s.placed_at', 'is', null).select((seat) => seat.fn.countAll<number>().as('count')).as('waiting'),
      of.selectFrom('run_session as o').whereRef('o.run_id', '=', 'r.id').select((session) => session.fn.countAll<number>().as('count')).as('sessions'),
      of.selectFrom('run_session as o').whereRef('o.run_id', '=', 'r.id').select((session) => session.fn.sum<number>('o.periods').as('sum')).as('periods'),
      of.selectFrom('run_session as o').whereRef('o.run_id', '=', 'r.id').select((session) => session.fn.min('o.starts_at').as('first')).as('startsAt'),
      of.selectFrom('run_session as o').whereRef('o.run_id', '=', 'r.id').select((session) => session.fn.max('o.ends_at').as('last')).as('endsAt'),
    ]);
}

type Stored = Awaited<ReturnType<ReturnType<typeof classRows>['execute']>>[number];

/** A stored class with its state of this moment. */
export function classOf(row: Stored, at: Instant): ClassRow {
  const known = { ...row, placed: Number(row.placed ?? 0), waiting: Number(row.waiting ?? 0), sessions: Number(row.sessions ?? 0), periods: Number(row.periods ?? 0) };
  return { ...known, state: runState(known, at) };
}

export interface SessionRow {
  id: string;
  startsAt: Instant;
  endsAt: Instant;
  place: string;
  periods: number;
}

/** The sessions of a class in their order. */
export function listSessions(db: Db, runId: string): Promise<SessionRow[]> {
  return db.selectFrom('run_session').select(['id', 'starts_at as startsAt', 'ends_at as endsAt', 'place', 'periods']).where('run_id', '=', runId).orderBy('starts_at').execute();
}
