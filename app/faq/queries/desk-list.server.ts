import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { fold } from '../../platform/text/fold.ts';
import { loadedDrafts } from '../entry-rows.server.ts';
import { lapsesOn } from '../rules/answer.ts';
import { dueState, shownAt, shownState, workState, type DueState, type PublicationFacts, type ShownState, type WorkState } from '../rules/answer-state.ts';
import type { Moment } from './current-answers.server.ts';

export interface DeskFilter {
  q?: string | undefined;
  state?: ShownState | WorkState | undefined;
  topic?: string | undefined;
  audience?: 'PUBLIC' | 'INTERNAL' | undefined;
  due?: DueState | undefined;
  lapsed?: boolean | undefined;
}
export interface DeskRow {
  id: string;
  slug: string;
  question: string;
  topic: string;
  audience: string;
  /** Number of the newest version, and of the one that is shown. */
  number: number;
  shownNumber: number | null;
  confidence: string;
  shown: ShownState;
  work: WorkState;
  /** When the next planned publication begins. */
  nextAt: Instant | null;
  /** Of the version that is shown. */
  reviewDue: string | null;
  due: DueState | null;
  isLapsed: boolean;
  words: string;
}
export interface DeskCounts {
  all: number;
  states: Partial<Record<ShownState | WorkState, number>>;
  overdue: number;
  lapsed: number;
}

/**
 * Every entry of the desk with its states at a moment. States follow from the clock, so they are computed from a few light columns and not kept;
 * thousands of entries take a few hundredths of a second.
 */
export async function listDesk(db: Db, moment: Moment): Promise<DeskRow[]> {
  const entries = await newestVersions(db);
  const publications = Map.groupBy(await listPublications(db), ({ entryId }) => entryId);
  const lapsed = await lapsedVersions(db, moment.today);
  return entries.map((row) => rowOf(row, publications.get(row.id) ?? [], { moment, lapsed }));
}

function newestVersions(db: Db) {
  return db
    .selectFrom('faq_entry as e')
    .innerJoin('faq_version as v', (join) => join.onRef('v.entry_id', '=', 'e.id').on(({ eb, selectFrom }) => eb('v.number', '=', selectFrom('faq_version as n').select((of) => of.fn.max('n.number').as('number')).whereRef('n.entry_id', '=', 'e.id'))))
    .innerJoin('faq_topic as t', 't.key', 'v.topic_key')
    .select(['e.id', 'e.slug', 'e.retired_at', 'v.id as versionId', 'v.number', 'v.question', 'v.variants', 'v.topic_key', 'v.audience', 'v.confidence', 'v.hash', 'v.returned_at'])
    .select(({ exists, selectFrom }) => exists(selectFrom('faq_approval as a').select('a.id').whereRef('a.version_id', '=', 'v.id').whereRef('a.hash', '=', 'v.hash').where('a.revoked_at', 'is', null)).as('isApproved'))
    .orderBy('t.position')
    .orderBy('v.question')
    .orderBy('e.id')
    .execute();
}

function listPublications(db: Db) {
  return db
    .selectFrom('faq_publication as p')
    .innerJoin('faq_version as v', 'v.id', 'p.version_id')
    .select(['p.entry_id as entryId', 'p.version_id as versionId', 'p.publish_at as publishAt', 'p.withdraw_at as withdrawAt', 'v.number', 'v.review_due as reviewDue'])
    .where('p.cancelled_at', 'is', null)
    .execute();
}

/** Versions that rest on a document which does not hold on a day. */
async function lapsedVersions(db: Db, today: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('faq_legal_basis as b')
    .innerJoin('legal_document as d', 'd.id', 'b.document_id')
    .select(['b.version_id as id', 'd.effective_from', 'd.effective_to'])
    .where((where) => where.or([where('d.effective_to', '<', today), where('d.effective_from', '>', today)]))
    .execute();
  return new Set(rows.filter(({ effective_from, effective_to }) => (effective_to !== null && lapsesOn(effective_to) <= today) || (effective_from !== null && effective_from > today)).map(({ id }) => id));
}

type NewestRow = Awaited<ReturnType<typeof newestVersions>>[number];
type Publication = PublicationFacts & { number: number; reviewDue: string };

function rowOf(row: NewestRow, publications: readonly Publication[], { moment, lapsed }: { moment: Moment; lapsed: ReadonlySet<string> }): DeskRow {
  const state = shownState({ retiredAt: row.retired_at }, publications, moment.at);
  const current = state === 'SHOWN' ? shownAt(publications, moment.at) : undefined;
  const next = publications.map(({ publishAt }) => publishAt).filter((at) => at > moment.at).toSorted()[0];
  return {
    id: row.id,
    slug: row.slug,
    question: row.question,
    topic: row.topic_key,
    audience: row.audience,
    number: row.number,
    shownNumber: current?.number ?? null,
    confidence: row.confidence,
    shown: state,
    work: workState({ id: row.versionId, isHandedIn: row.hash !== null, isReturned: row.returned_at !== null, isApproved: Boolean(row.isApproved) }, publications),
    nextAt: state === 'RETIRED' ? null : (next ?? null),
    reviewDue: current?.reviewDue ?? null,
    due: current ? dueState(current.reviewDue, moment.today) : null,
    isLapsed: current ? lapsed.has(current.versionId) : false,
    words: `${row.slug} ${row.question} ${row.variants}`,
  };
}

/** The rows that fit a filter. */
export function filterDesk(rows: readonly DeskRow[], { q, state, topic, audience, due, lapsed }: DeskFilter): DeskRow[] {
  const words = fold(q ?? '').split(' ').filter(Boolean);
  return rows.filter((row) => {
    if (state && row.shown !== state && (row.work !== state || row.shown === 'RETIRED')) return false;
    if (topic && row.topic !== topic) return false;
    if (audience && row.audience !== audience) return false;
    if (due && row.due !== due) return false;
    if (lapsed && !row.isLapsed) return false;
    if (words.length === 0) return !q?.trim();
    const own = fold(row.words);
    return words.every((word) => own.includes(word));
  });
}

/** How many entries are in which state. */
export function countDesk(rows: readonly DeskRow[]): DeskCounts {
  const states: DeskCounts['states'] = {};
  for (const { shown, work } of rows) for (const state of new Set<ShownState | WorkState>(shown === 'RETIRED' ? [shown] : [shown, work])) states[state] = (states[state] ?? 0) + 1;
  return { all: rows.length, states, overdue: rows.filter(({ due }) => due === 'OVERDUE').length, lapsed: rows.filter(({ isLapsed }) => isLapsed).length };
}

/** How many drafts of files can be handed in together. */
export async function countLoaded(db: Db): Promise<number> {
  const { count } = await loadedDrafts(db).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}
