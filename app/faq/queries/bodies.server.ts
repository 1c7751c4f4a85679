import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { platformMessages } from '../../platform/messages.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import type { BodyKind } from '../rules/body.ts';
import { communesOnDay } from './commune-of-day.server.ts';
import { isClosedBody } from '../ticket-rows.server.ts';

export interface BodyLine {
  key: string;
  name: string;
  kind: BodyKind;
  phone: string | null;
  address: string | null;
  hours: string | null;
  /** The day from which it is closed, which may lie ahead. */
  closedOn: Day | null;
  isClosed: boolean;
  successor: { key: string; name: string } | null;
  openTickets: number;
}
export interface BodyPage extends BodyLine {
  revision: number;
  communes: string[];
}
interface Moment {
  at: Instant;
  timeZone: string;
}

const withCounts = (db: Db) =>
  db
    .selectFrom('competent_body as b').leftJoin('competent_body as s', 's.key', 'b.successor_key').selectAll('b').select('s.name as successor')
    .select((row) => row.selectFrom('ticket as t').select((inner) => inner.fn.countAll<number>().as('count')).whereRef('t.body_key', '=', 'b.key').where('t.closed_at', 'is', null).as('openTickets'));

/** All bodies: those with work left behind a closed door first, then the open ones, then the closed ones, each by name. */
export async function listBodies(db: Db, moment: Moment): Promise<BodyLine[]> {
  const rank = (body: BodyLine) => (body.isClosed ? (body.openTickets > 0 ? 0 : 2) : 1);
  return (await withCounts(db).execute()).map((row) => lineOf(row, moment)).toSorted((a, b) => rank(a) - rank(b) || compareTexts(a.name, b.name));
}

/** A body with the communes that it serves. @throws AppError not-found */
export async function getBody(db: Db, key: string, moment: Moment): Promise<BodyPage> {
  const row = await withCounts(db).where('b.key', '=', key).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...lineOf(row, moment), revision: row.revision, communes: await servedCommunes(db, key, dayIn(moment.timeZone, new Date(moment.at))) };
}

/** What the communes of a body are called on a day, so that saving the form asks and loses nothing. */
async function servedCommunes(db: Db, key: string, today: Day): Promise<string[]> {
  const served = await db.selectFrom('competent_body_commune').select('unit_id').where('body_key', '=', key).execute();
  return [...new Set((await communesOnDay(db, served.map(({ unit_id }) => unit_id), today)).values())].toSorted(compareTexts);
}

type Row = Awaited<ReturnType<ReturnType<typeof withCounts>['execute']>>[number];

function lineOf(row: Row, { at, timeZone }: Moment): BodyLine {
  const { key, name, kind, phone, address, hours, closed_at, successor_key, successor } = row;
  return {
    key, name, kind: kind as BodyKind, phone, address, hours, closedOn: closed_at && dayIn(timeZone, new Date(closed_at)), isClosed: isClosedBody(row, at),
    successor: successor_key && successor ? { key: successor_key, name: successor } : null, openTickets: Number(row.openTickets ?? 0),
  };
}

const mostMoved = 500;

/** Open tickets at a body, the most urgent first. */
export async function ticketsAtBody(db: Db, key: string): Promise<{ id: string; code: string; dueAt: Instant }[]> {
  return db.selectFrom('ticket').select(['id', 'code', 'due_at as dueAt']).where('body_key', '=', key).where('closed_at', 'is', null).orderBy('due_at').limit(mostMoved).execute();
}
