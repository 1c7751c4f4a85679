import type { Db, Tx } from '../../../db/client.ts';
import { findUnit } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { termsOf } from '../contest-terms.server.ts';
import type { MomentKind, Timetable } from '../rules/phase.ts';
import type { ContestTerms } from '../rules/terms.ts';
import { hundredthsOfShare } from '../rules/weights.ts';

export type ScoringMethod = 'ADDITIVE' | 'RAW_MEAN';
export interface Extension { id: string; minutes: number; reason: string; decidedAt: Instant }
export interface Track { id: string; title: string }
export interface Dataset { id: string; title: string; holder: string; url: string | null; terms: string }
export interface Criterion { id: string; title: string; weight: number; maxScore: number; anchors: string[] }
export interface Prize { id: string; kind: string; title: string; count: number; amount: number | null }
export interface RulesVersion { id: string; version: number; contentHash: string; writtenAt: Instant; publishedAt: Instant | null }

/** A call with everything that belongs to it. */
export interface Call extends ContestTerms {
  id: string;
  slug: string;
  code: string;
  title: string;
  summary: string;
  eligibility: string;
  unitId: string;
  unitName: string;
  isBlind: boolean;
  reviewsPerEntry: number;
  scoringMethod: ScoringMethod;
  finalists: number;
  graceSeconds: number;
  revision: number;
  publishedAt: Instant | null;
  closedAt: Instant | null;
  /** In public; null for contests that were closed before reasons were. */
  closingReason: string | null;
  resultsAt: Instant | null;
  moments: Timetable;
  extensions: Extension[];
  tracks: Track[];
  datasets: Dataset[];
  criteria: Criterion[];
  prizes: Prize[];
  /** Newest first. */
  rules: RulesVersion[];
  /** The rubric and how scores are added up stand still from then on. */
  hasScores: boolean;
  /** Judges have their entries. */
  isAssigned: boolean;
}

export interface DatasetChoice { id: string; title: string; holder: string }

/** Open data that other calls refer to and this one does not; what several calls have written in the same words is offered once. */
export function listOtherDatasets(db: Db, id: string): Promise<DatasetChoice[]> {
  return db
    .selectFrom('open_dataset as d')
    .select([({ fn }) => fn.min('d.id').as('id'), 'd.title', 'd.holder'])
    .where('d.closed_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('contest_dataset as c').innerJoin('open_dataset as own', 'own.id', 'c.dataset_id').select('c.dataset_id').where('c.contest_id', '=', id)
      .whereRef('own.title', '=', 'd.title').whereRef('own.holder', '=', 'd.holder').whereRef('own.terms', '=', 'd.terms').where((same) => same(same.ref('own.url'), 'is', same.ref('d.url'))))))
    .groupBy(['d.title', 'd.holder', 'd.url', 'd.terms'])
    .orderBy('d.title')
    .limit(100)
    .execute();
}

/** A call by its id, for its organisers. @throws AppError not-found */
export async function getCall(db: Db | Tx, id: string, today: Day): Promise<Call> {
  return found(await findCall(db, { id }, today));
}

/** A published call by its address, for everybody. @throws AppError not-found */
export async function getPublicCall(db: Db, slug: string, today: Day): Promise<Call> {
  const call = await findCall(db, { slug }, today);
  return found(call?.publishedAt ? call : undefined);
}

function found(call: Call | undefined): Call {
  if (!call) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return call;
}

async function findCall(db: Db | Tx, by: { id: string } | { slug: string }, today: Day): Promise<Call | undefined> {
  const row = await db
    .selectFrom('contest as c')
    .leftJoin('contest_publication as p', (join) => join.onRef('p.contest_id', '=', 'c.id').on('p.withdrawn_at', 'is', null))
    .selectAll('c')
    .select('p.published_at as resultsAt')
    .$if('id' in by, (query) => query.where('c.id', '=', 'id' in by ? by.id : ''))
    .$if('slug' in by, (query) => query.where('c.slug', '=', 'slug' in by ? by.slug : ''))
    .executeTakeFirst();
  if (!row) return undefined;
  const { id } = row;
  return {
    id,
    slug: row.slug,
    code: row.code,
    title: row.title,
    summary: row.summary,
    eligibility: row.eligibility,
    unitId: row.organiser_unit_id,
    unitName: (await findUnit(db, row.organiser_unit_id, today))?.name ?? '',
    isBlind: row.blind === 1,
    reviewsPerEntry: row.reviews_per_entry,
    scoringMethod: row.scoring_method as ScoringMethod,
    finalists: row.finalists,
    graceSeconds: row.grace_seconds,
    revision: row.revision,
    publishedAt: row.published_at,
    closedAt: row.closed_at,
    closingReason: row.closing_reason,
    resultsAt: row.resultsAt,
    ...termsOf(row),
    ...(await listParts(db, id)),
  };
}

async function listParts(db: Db | Tx, id: string) {
  const moments = await db.selectFrom('contest_moment').select(['kind', 'at']).where('contest_id', '=', id).execute();
  const criteria = await db.selectFrom('criterion').selectAll().where('contest_id', '=', id).orderBy('position').execute();
  return {
    moments: Object.fromEntries(moments.map(({ kind, at }) => [kind as MomentKind, at])) as Timetable,
    extensions: await db.selectFrom('contest_extension').select(['id', 'minutes', 'reason', 'decided_at as decidedAt']).where('contest_id', '=', id).orderBy('decided_at').orderBy('id').execute(),
    tracks: await db.selectFrom('contest_track').select(['id', 'title']).where('contest_id', '=', id).orderBy('position').execute(),
    datasets: await db.selectFrom('contest_dataset as c').innerJoin('open_dataset as d', 'd.id', 'c.dataset_id').select(['d.id', 'd.title', 'd.holder', 'd.url', 'd.terms']).where('c.contest_id', '=', id).orderBy('d.added_at').orderBy('d.id').execute(),
    criteria: criteria.map((row): Criterion => ({ id: row.id, title: row.title, weight: hundredthsOfShare(row.weight), maxScore: row.max_score, anchors: JSON.parse(row.anchors) as string[] })),
    prizes: await db.selectFrom('contest_prize').select(['id', 'kind', 'title', 'count', 'amount']).where('contest_id', '=', id).orderBy('position').execute(),
    rules: await db.selectFrom('contest_rules').select(['id', 'version', 'content_hash as contentHash', 'written_at as writtenAt', 'published_at as publishedAt']).where('contest_id', '=', id).orderBy('version', 'desc').execute(),
    hasScores: Boolean(await db.selectFrom('score as s').innerJoin('criterion as c', 'c.id', 's.criterion_id').select('s.value').where('c.contest_id', '=', id).limit(1).executeTakeFirst()),
    isAssigned: Boolean(await db.selectFrom('review_round').select('id').where('contest_id', '=', id).limit(1).executeTakeFirst()),
  };
}
