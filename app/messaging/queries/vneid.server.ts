import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { MessageContent } from '../forms/content.ts';
import { gapsNamed } from '../rules/gaps-named.ts';
import { packageState, type PackageState } from '../rules/vneid-state.ts';

export const packagesShown = 100;
const reasonsShown = 50;

export interface WaitingMessage {
  id: string;
  subject: string;
  urgency: string;
  isDrill: boolean;
  isCorrection: boolean;
  isPaused: boolean;
  notAfter: Instant;
  count: number;
  /** The number that the next package of this message gets. */
  number: number;
}

/** Messages with people who wait for VNeID and are in no package yet; urgent ones first, then those that run out of time first. */
export async function listWaiting(db: Db, now: Instant): Promise<WaitingMessage[]> {
  const rows = await db
    .selectFrom('delivery as d')
    .innerJoin('message as m', 'm.id', 'd.message_id')
    .select((row) => ['m.id', 'm.content', 'm.urgency', 'm.is_drill', 'm.corrects_id', 'm.paused_at', 'm.not_after', row.fn.countAll<number>().as('count')])
    .select((row) => row.selectFrom('vneid_package as p').select((of) => of.fn.max('p.number').as('last')).whereRef('p.message_id', '=', 'm.id').as('last'))
    .where('d.channel', '=', 'VNEID')
    .where('d.state', '=', 'QUEUED')
    .where('d.provider_id', 'is', null)
    .where('m.cancelled_at', 'is', null)
    .where('m.not_after', '>', now)
    .groupBy('m.id')
    .orderBy(sql`m.urgency = 'URGENT'`, 'desc')
    .orderBy('m.not_after')
    .execute();
  return rows.map((row) => ({ id: row.id, subject: subjectOf(row.content), urgency: row.urgency, isDrill: row.is_drill === 1, isCorrection: row.corrects_id !== null, isPaused: row.paused_at !== null, notAfter: row.not_after, count: Number(row.count), number: Number(row.last ?? 0) + 1 }));
}

/** The Vietnamese words, whoever looks: they are what VNeID shows. */
const subjectOf = (content: string) => gapsNamed((JSON.parse(content) as MessageContent).vi.subject, 'vi');

function packagesOf(db: Db) {
  return db
    .selectFrom('vneid_package as p')
    .innerJoin('message as m', 'm.id', 'p.message_id')
    .innerJoin('user_account as u', 'u.id', 'p.made_by')
    .leftJoin('vneid_handover as h', 'h.package_id', 'p.id')
    .leftJoin('user_account as g', 'g.id', 'h.handed_by')
    .leftJoin('vneid_receipt as r', 'r.package_id', 'p.id')
    .leftJoin('user_account as k', 'k.id', 'r.recorded_by')
    .select(['p.id', 'p.number', 'p.sha256', 'p.recipient_count as count', 'p.made_at as madeAt', 'u.full_name as madeBy', 'm.content', 'm.not_after as notAfter', 'm.cancelled_at as cancelledAt', 'm.paused_at as pausedAt', 'h.handed_at as handedAt', 'g.full_name as handedBy', 'r.received_at as receivedAt', 'r.received_by as receivedBy', 'r.accepted', 'r.refused', 'r.note', 'r.recorded_at as recordedAt', 'k.full_name as recordedBy']);
}

export interface PackageRow {
  id: string;
  number: number;
  subject: string;
  count: number;
  madeAt: Instant;
  madeBy: string;
  state: PackageState;
}

/** The newest packages. */
export async function listPackages(db: Db, now: Instant): Promise<PackageRow[]> {
  const rows = await packagesOf(db).orderBy('p.made_at', 'desc').orderBy('p.id', 'desc').limit(packagesShown).execute();
  return rows.map((row) => ({ id: row.id, number: row.number, subject: subjectOf(row.content), count: row.count, madeAt: row.madeAt, madeBy: row.madeBy, state: packageState(row, now) }));
}

/** One package with what became of it, and the words that its manifest holds. @throws AppError not-found */
export async function getPackage(db: Db, id: string, now: Instant) {
  const row = await packagesOf(db).select('p.manifest').where('p.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const refused = await db.selectFrom('delivery').select((of) => ['detail', of.fn.countAll<number>().as('count')]).where('channel', '=', 'VNEID').where('provider_id', '=', id).where('state', '=', 'BOUNCED').groupBy('detail').orderBy('count', 'desc').limit(reasonsShown).execute();
  const { content, manifest, ...facts } = row;
  const { text, placeholders } = JSON.parse(manifest) as { text: Record<'vi' | 'en', { title: string; body: string } | undefined>; placeholders: Record<string, string> };
  return { ...facts, subject: subjectOf(content), text: { title: gapsNamed(text.vi?.title ?? '', 'vi'), body: gapsNamed(text.vi?.body ?? '', 'vi') }, reasons: refused.map(({ detail, count }) => ({ reason: (detail ?? '').replace(/^VNEID(: )?/, ''), count: Number(count) })), hasGaps: Object.keys(placeholders).length > 0, state: packageState(row, now) };
}
export type PackagePage = Awaited<ReturnType<typeof getPackage>>;
