import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import type { Actor } from '../../people/actor.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { classOf, classRows, listSessions, type ClassRow, type SessionRow } from '../class-rows.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { checkInState } from '../rules/course-run.ts';
import { attendedShare } from '../rules/training-record.ts';
import { holderUnit } from './holder-unit.server.ts';

/** How one person stands in a class: in it, waiting with so many before her, or not at all. */
export type Standing = { kind: 'NONE' } | { kind: 'PLACED' } | { kind: 'WAITING'; before: number };

export interface OwnClass extends ClassRow {
  standing: Standing;
}
interface Moment {
  at: Instant;
  today: Day;
}

/** The classes of one person: those that are open to her unit, and those in which she has a place or had one when they were cancelled. */
export async function listOwnClasses(db: Db, actor: Pick<Actor, 'id'>, { at, today }: Moment): Promise<Record<'open' | 'mine' | 'past', OwnClass[]>> {
  const { ids } = await holderUnit(db, actor.id, today);
  const seats = await seatsOf(db, actor.id);
  const rows = await classRows(db)
    .where('r.opened_at', 'is not', null)
    .where((where) => where.or([where('r.audience_id', 'in', ids.concat('')), where('r.id', 'in', [...seats.keys(), ''])]))
    .orderBy('startsAt')
    .orderBy('r.id')
    .execute();
  const all = rows.map((row): OwnClass => ({ ...classOf(row, at), standing: seats.get(row.id) ?? { kind: 'NONE' } }));
  const isOver = ({ state }: OwnClass) => state === 'DONE' || state === 'CANCELLED';
  const isOwn = ({ standing }: OwnClass) => standing.kind !== 'NONE';
  return {
    open: all.filter((one) => !isOwn(one) && ['OPEN', 'FULL', 'CLOSED'].includes(one.state)),
    mine: all.filter((one) => isOwn(one) && !isOver(one)),
    past: all.filter((one) => isOwn(one) && isOver(one)).toReversed(),
  };
}

async function seatsOf(db: Db, userId: string): Promise<Map<string, Standing>> {
  const rows = await db
    .selectFrom('run_seat as s')
    .select((of) => ['s.run_id as runId', 's.placed_at as placedAt', of.selectFrom('run_seat as o').whereRef('o.run_id', '=', 's.run_id').where('o.left_at', 'is', null).where('o.placed_at', 'is', null).where((where) => where.or([where('o.asked_at', '<', where.ref('s.asked_at')), where.and([where('o.asked_at', '=', where.ref('s.asked_at')), where('o.id', '<', where.ref('s.id'))])])).select((seat) => seat.fn.countAll<number>().as('count')).as('before')])
    .where('s.user_id', '=', userId)
    .where('s.left_at', 'is', null)
    .execute();
  return new Map(rows.map((row): [string, Standing] => [row.runId, row.placedAt ? { kind: 'PLACED' } : { kind: 'WAITING', before: Number(row.before ?? 0) }]));
}

export interface OwnSession extends SessionRow {
  /** Null while nobody has said so. */
  isPresent: boolean | null;
  checkIn: 'EARLY' | 'OPEN' | 'LATE';
}

/**
 * One class as its learners see it.
 * @throws AppError not-found for a draft, and for a class of other units in which she has no place
 */
export async function getOwnClass(db: Db, actor: Pick<Actor, 'id'>, id: string, { at, today }: Moment) {
  const row = await classRows(db).select(['r.about', 'r.cancelled_reason as cancelledReason', 'r.replaces_course as replacesCourse']).where('r.id', '=', id).where('r.opened_at', 'is not', null).executeTakeFirst();
  const standing: Standing = (await seatsOf(db, actor.id)).get(id) ?? { kind: 'NONE' };
  const { ids } = await holderUnit(db, actor.id, today);
  if (!row || (standing.kind === 'NONE' && !ids.includes(row.audienceId))) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const policy = await readSetting(db, classPolicy, today);
  const marks = await db.selectFrom('attendance as a').innerJoin('run_session as s', 's.id', 'a.session_id').select(['a.session_id as sessionId', 'a.is_present as isPresent']).where('s.run_id', '=', id).where('a.user_id', '=', actor.id).execute();
  const sessions = (await listSessions(db, id)).map((session): OwnSession => {
    const mark = marks.find(({ sessionId }) => sessionId === session.id);
    return { ...session, isPresent: mark ? mark.isPresent === 1 : null, checkIn: checkInState(session, at, policy.checkInMinutes) };
  });
  const known = classOf(row, at);
  const attended = sessions.filter(({ isPresent }) => isPresent).reduce((sum, { periods }) => sum + periods, 0);
  return { ...known, about: row.about, cancelledReason: row.cancelledReason, replacesCourse: row.replacesCourse === 1, standing, sessionRows: sessions, attended, share: attendedShare({ attended, periods: known.periods }), policy };
}
export type OwnClassPage = Awaited<ReturnType<typeof getOwnClass>>;

const nextSessionRow = prepared((db, value: (name: 'userId' | 'at' | 'until') => string) =>
  db
    .selectFrom('run_seat as s')
    .innerJoin('course_run as r', (join) => join.onRef('r.id', '=', 's.run_id').on('r.cancelled_at', 'is', null).on('r.opened_at', 'is not', null))
    .innerJoin('run_session as o', 'o.run_id', 'r.id')
    .select(['r.id', 'r.title', 'o.starts_at as startsAt', 'o.ends_at as endsAt', 'o.place'])
    .where('s.user_id', '=', value('userId'))
    .where('s.left_at', 'is', null)
    .where('s.placed_at', 'is not', null)
    .where('o.ends_at', '>', value('at'))
    .where('o.starts_at', '<', value('until'))
    .orderBy('o.starts_at')
    .limit(1),
);

/** The next session of her classes within a week, for the home page. */
export async function nextSession(db: Db, userId: string, at: Instant) {
  const [row] = await nextSessionRow(db, { userId, at, until: plusMinutes(at, 7 * 24 * 60) });
  return row ?? null;
}
export type NextSession = NonNullable<Awaited<ReturnType<typeof nextSession>>>;
