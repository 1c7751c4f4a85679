import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { standingOf, type AnswerFields, type Audience, type LegalBasis } from '../rules/answer.ts';

/** An answer as it is shown at a moment. */
export interface CurrentAnswer extends AnswerFields {
  entryId: string;
  versionId: string;
  slug: string;
  number: number;
  /** Demo data, and says so. */
  isSample: boolean;
  publishedAt: Instant;
  /** Documents under it that do not hold today: the answer carries a warning. */
  lapsed: LegalBasis[];
  /** Its review is due. */
  isOverdue: boolean;
}
export interface Moment {
  at: Instant;
  today: Day;
}

/**
 * What each entry shows at a moment: the version of its last publication begun by then, unless that has been withdrawn. It follows from the clock alone, so
 * every process switches at the same second and no job can be late. `isStaff` decides what there is: strangers never get an internal answer.
 */
export function shownVersions(db: Db, at: Instant, isStaff: boolean) {
  const audiences: readonly Audience[] = isStaff ? ['PUBLIC', 'INTERNAL'] : ['PUBLIC'];
  return db
    .selectFrom('faq_publication as p')
    .innerJoin('faq_version as v', 'v.id', 'p.version_id')
    .innerJoin('faq_entry as e', 'e.id', 'p.entry_id')
    .innerJoin('faq_topic as t', 't.key', 'v.topic_key')
    .where('v.audience', 'in', audiences)
    .where('p.cancelled_at', 'is', null)
    .where('p.publish_at', '<=', at)
    .where((where) => where.or([where('p.withdraw_at', 'is', null), where('p.withdraw_at', '>', at)]))
    .where((where) => where.or([where('e.retired_at', 'is', null), where('e.retired_at', '>', at)]))
    .where((where) => where.not(where.exists(
      where.selectFrom('faq_publication as n').select('n.id').whereRef('n.entry_id', '=', 'p.entry_id').where('n.cancelled_at', 'is', null).where('n.publish_at', '<=', at).whereRef('n.publish_at', '>', 'p.publish_at'),
    )));
}

/** From which moment on each version that is shown now is not shown any more, as far as that is planned: it is withdrawn, another takes its place, or its entry is retired. By version. */
export async function plannedEnds(db: Db, at: Instant): Promise<Map<string, Instant>> {
  const rows = await shownVersions(db, at, true)
    .select((row) => [
      'v.id', 'p.withdraw_at as withdrawn', 'e.retired_at as retired',
      row.selectFrom('faq_publication as n').select((next) => next.fn.min('n.publish_at').as('at')).whereRef('n.entry_id', '=', 'p.entry_id').where('n.cancelled_at', 'is', null).where('n.publish_at', '>', at).as('replaced'),
    ])
    .execute();
  return new Map(rows.flatMap(({ id, withdrawn, retired, replaced }) => {
    const first = [withdrawn, retired, replaced].filter((moment) => moment !== null).toSorted()[0];
    return first === undefined ? [] : [[id, first] as const];
  }));
}

/** The answer of a page; undefined when there is none for this reader now. */
export async function findAnswer(db: Db, slug: string, isStaff: boolean, moment: Moment): Promise<CurrentAnswer | undefined> {
  const rows = await shownVersions(db, moment.at, isStaff).selectAll('v').select(['e.slug', 'p.publish_at']).where('e.slug', '=', slug).execute();
  return (await withBases(db, rows, moment))[0];
}

/** Every answer that is shown now, in the order of topics and questions. */
export async function listAnswers(db: Db, isStaff: boolean, moment: Moment): Promise<CurrentAnswer[]> {
  const rows = await shownVersions(db, moment.at, isStaff).selectAll('v').select(['e.slug', 'p.publish_at']).orderBy('t.position').orderBy('v.question').execute();
  return withBases(db, rows, moment);
}

/** Some versions, as far as they are shown now to this reader; in no order. */
export async function answersOf(db: Db, versionIds: readonly string[], isStaff: boolean, moment: Moment): Promise<CurrentAnswer[]> {
  if (versionIds.length === 0) return [];
  const rows = await shownVersions(db, moment.at, isStaff).selectAll('v').select(['e.slug', 'p.publish_at']).where('v.id', 'in', versionIds).execute();
  return withBases(db, rows, moment);
}

/** Only what some versions are asked by, as far as they are shown now to this reader; in no order. */
export async function questionsOf(db: Db, versionIds: readonly string[], isStaff: boolean, { at }: Moment): Promise<{ entryId: string; slug: string; question: string }[]> {
  if (versionIds.length === 0) return [];
  return shownVersions(db, at, isStaff).select(['e.id as entryId', 'e.slug', 'v.question']).where('v.id', 'in', versionIds).execute();
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
const rowsOf = (db: Db) => shownVersions(db, '', false).selectAll('v').select(['e.slug', 'p.publish_at']);

const basesAtOnce = 500;

async function withBases(db: Db, rows: readonly Row[], { today }: Moment): Promise<CurrentAnswer[]> {
  const bases = new Map<string, LegalBasis[]>();
  for (let from = 0; from < rows.length; from += basesAtOnce) {
    const found = await db
      .selectFrom('faq_legal_basis as b')
      .innerJoin('legal_document as d', 'd.id', 'b.document_id')
      .select(['b.version_id as versionId', 'd.name as document', 'b.article', 'd.effective_from as effectiveFrom', 'd.effective_to as effectiveTo'])
      .where('b.version_id', 'in', rows.slice(from, from + basesAtOnce).map(({ id }) => id))
      .orderBy('b.version_id')
      .orderBy('b.position')
      .execute();
    for (const { versionId, ...basis } of found) bases.set(versionId, [...(bases.get(versionId) ?? []), basis]);
  }
  return rows.map((row) => answerOf(row, bases.get(row.id) ?? [], today));
}

function answerOf(row: Row, legalBasis: LegalBasis[], today: Day): CurrentAnswer {
  const list = (text: string) => JSON.parse(text) as string[];
  return {
    entryId: row.entry_id,
    versionId: row.id,
    slug: row.slug,
    number: row.number,
    isSample: row.is_sample === 1,
    publishedAt: row.publish_at,
    topic: row.topic_key,
    audience: row.audience as Audience,
    question: row.question,
    variants: list(row.variants),
    short: row.short,
    body: row.body,
    papers: list(row.papers),
    fee: row.fee,
    place: row.place,
    timeLimit: row.time_limit,
    legalBasis,
    asOf: row.as_of,
    confidence: row.confidence as AnswerFields['confidence'],
    volatility: row.volatility as AnswerFields['volatility'],
    reviewDue: row.review_due,
    transferTo: row.transfer_to,
    sources: list(row.sources),
    related: list(row.related),
    lapsed: legalBasis.filter((basis) => standingOf(basis, today) !== 'holds'),
    isOverdue: row.review_due < today,
  };
}
