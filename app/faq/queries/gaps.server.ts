import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { fold } from '../../platform/text/fold.ts';
import { askedTimes, clusterGaps, isSpike, keyWords, likeness, nearQuestion, sameQuestion, type Asked, type Gap, type GapSignal } from '../rules/gaps.ts';
import { homesOnDay } from './commune-of-day.server.ts';
import { communesOfGaps, shownCommunes, type GapCommunes } from './gap-communes.server.ts';
import { listAnswers } from './current-answers.server.ts';
import { listDesk } from './desk-list.server.ts';

const daysBack = 30;
/** Distinct wordings that are put together; more than that in a month is a flood, of which the most frequent are read. */
const mostWordings = 2_000;
export const gapsAPage = 25;

export interface GapRow extends Omit<Gap, 'wordings'> {
  count: number;
  wordings: number;
  isSpike: boolean;
  /** The answer nearest to it, when one is near at all. */
  near: { slug: string; entryId: string; question: string; topic: string } | null;
}

const ago = (now: Instant, days: number): Instant => new Date(Date.parse(now) - days * 86_400_000).toISOString();

/** Every wording of the last month behind which no answer was, unless it was decided since. */
async function listAsked(db: Db, now: Instant): Promise<Asked[]> {
  const { rows } = await sql<{ fold: string; words: string; signal: GapSignal; count: number; this_week: number; week_before: number }>`
    with told as (select value ->> 'words' as words, value ->> 'fold' as fold from json_each(${JSON.stringify(await unhelpful(db, now))})),
    signal as (
      select question_fold as fold, question as words, at, case when source = 'DESK' then 'DESK' when results = 0 then 'NO_RESULT' else 'NO_CLICK' end as signal
      from faq_search where at > ${ago(now, daysBack)} and at <= ${now} and (results = 0 or (opened_version_id is null and source <> 'DESK' and outcome in ('NONE', 'AGAIN'))) and question_fold <> ''
      union all
      select told.fold, v.question, f.at, 'NOT_HELPFUL' from faq_feedback f join faq_version v on v.id = f.version_id join told on told.words = v.question
      where f.is_helpful = 0 and f.at > ${ago(now, daysBack)} and f.at <= ${now}
    )
    select fold, max(words) as words, signal, count(*) as count, sum(at > ${ago(now, 7)}) as this_week, sum(at <= ${ago(now, 7)} and at > ${ago(now, 14)}) as week_before
    from signal s where not exists (select 1 from gap_wording w join gap g on g.id = w.gap_id where w.fold = s.fold and (g.decided_at >= s.at or ${isWaiting(now)}))
    group by fold, signal order by count(*) desc limit ${mostWordings}`.execute(db);
  const asked = new Map<string, Asked>();
  for (const row of rows) {
    const known = asked.get(row.fold) ?? { fold: row.fold, words: row.words, signals: {}, thisWeek: 0, weekBefore: 0 };
    asked.set(row.fold, { ...known, signals: { ...known.signals, [row.signal]: (known.signals[row.signal] ?? 0) + row.count }, thisWeek: known.thisWeek + row.this_week, weekBefore: known.weekBefore + row.week_before });
  }
  return [...asked.values()];
}

/**
 * Whether a gap's answer is still being written: no version of its entry was published since it was decided, and the newest one waits. Until then, asking it again is no
 * news. Where nothing waits, because the answer had these words already or its draft was thrown away, who asks now has not been helped by it.
 */
const isWaiting = (now: Instant) => sql`(g.resolution <> 'CLOSED'
  and not exists (select 1 from faq_entry e where e.id = g.entry_id and e.retired_at is not null)
  and not exists (select 1 from faq_publication p join faq_version v on v.id = p.version_id where p.entry_id = g.entry_id and p.cancelled_at is null and p.publish_at <= ${now}
    and (p.created_at >= g.decided_at or v.number = (select max(n.number) from faq_version n where n.entry_id = g.entry_id))))`;

/** The questions of answers that somebody found not helpful in the last month, with the fold that the database cannot compute. */
async function unhelpful(db: Db, now: Instant): Promise<{ words: string; fold: string }[]> {
  const rows = await db.selectFrom('faq_feedback as f').innerJoin('faq_version as v', 'v.id', 'f.version_id').select('v.question as words').distinct().where('f.is_helpful', '=', 0).where('f.at', '>', ago(now, daysBack)).where('f.at', '<=', now).execute();
  return rows.map(({ words }) => ({ words, fold: fold(words) }));
}

interface GapFilter {
  signal: GapSignal | '';
  topic: string;
  spikes: boolean;
  /** The id of a commune; only gaps that were asked from it often enough to say so. */
  commune?: string;
  page?: number;
}

/** A page of the open gaps, the most frequent first, each with the answer that is nearest. */
export async function listGaps(db: Db, moment: { at: Instant; today: string }, filter: GapFilter): Promise<{ rows: GapRow[]; count: number; page: number; pages: number; communes: GapCommunes['choices'] }> {
  const answers = await knownAnswers(db, moment);
  const gaps = clusterGaps(await listAsked(db, moment.at));
  const communes = await communesOfGaps(db, gaps, { since: ago(moment.at, daysBack), today: moment.today });
  const rows = gaps
    .filter((gap) => (filter.commune ?? '') === '' || communes.of.get(gap.fold)?.has(filter.commune ?? ''))
    .filter((gap) => (filter.signal === '' || (gap.signals[filter.signal] ?? 0) > 0) && (!filter.spikes || isSpike(gap.thisWeek, gap.weekBefore)))
    .map(({ wordings, ...gap }): GapRow => ({ ...gap, count: askedTimes({ ...gap }), wordings: wordings.length, isSpike: isSpike(gap.thisWeek, gap.weekBefore), near: nearest(gap.fold, answers) }))
    .filter(({ near }) => filter.topic === '' || near?.topic === filter.topic);
  const pages = Math.max(1, Math.ceil(rows.length / gapsAPage));
  const page = Math.min(filter.page ?? 1, pages);
  return { rows: rows.slice((page - 1) * gapsAPage, page * gapsAPage), count: rows.length, page, pages, communes: communes.choices };
}

const knownAnswers = async (db: Db, moment: { at: Instant; today: string }): Promise<Known[]> => (await listAnswers(db, true, moment)).map((answer) => ({ answer, words: [answer.question, ...answer.variants].map((text) => keyWords(fold(text))) }));

type Known = { answer: Awaited<ReturnType<typeof listAnswers>>[number]; words: ReadonlySet<string>[] };

function nearest(folded: string, answers: readonly Known[]): GapRow['near'] {
  const words = keyWords(folded);
  let best = nearQuestion;
  let found: Known | undefined;
  for (const known of answers) {
    const score = Math.max(...known.words.map((one) => likeness(one, words)));
    if (score >= best && (score > best || !found)) [best, found] = [score, known];
  }
  return found ? { slug: found.answer.slug, entryId: found.answer.entryId, question: found.answer.question, topic: found.answer.topic } : null;
}

/** One open gap by the fold of one of its wordings; undefined when it was decided or is not asked any more. */
export async function findGap(db: Db, folded: string, now: Instant): Promise<Gap | undefined> {
  return clusterGaps(await listAsked(db, now)).find((gap) => gap.wordings.some((one) => one.fold === folded));
}

/** What is known around a gap: from where it was asked (no small group apart), what readers wrote, who waits for an answer. */
async function gapSurroundings(db: Db, gap: Gap, { at, today }: { at: Instant; today: string }) {
  const folds = gap.wordings.map((one) => one.fold).slice(0, 500);
  // The same question may have been typed in other letters than the answer's, so its words are found by their fold.
  const questions = (await unhelpful(db, at)).filter((one) => folds.includes(one.fold)).map((one) => one.words);
  const asked = await db.selectFrom('faq_search').select(['unit_id as unitId', (row) => row.fn.countAll<number>().as('count')]).where('question_fold', 'in', folds).where('unit_id', 'is not', null).where('at', '>', ago(at, daysBack)).groupBy('unit_id').execute();
  const homes = await homesOnDay(db, asked.flatMap(({ unitId }) => unitId ?? []), today);
  const comments = await db
    .selectFrom('faq_feedback as f').innerJoin('faq_version as v', 'v.id', 'f.version_id').select(['f.reason', 'f.comment', 'f.at'])
    .where('f.is_helpful', '=', 0).where('f.at', '>', ago(at, daysBack)).where('v.question', 'in', questions).orderBy('f.at', 'desc').limit(20).execute();
  return { communes: shownCommunes(asked, homes), comments, askers: await askersOf(db, gap) };
}

/** Open tickets of people who asked the same and left a way to be told. */
export async function askersOf(db: Db, gap: Gap): Promise<{ id: string; code: string; summary: string }[]> {
  const words = gap.wordings.map((one) => keyWords(one.fold));
  const rows = await db.selectFrom('ticket').select(['id', 'code', 'summary']).where('kind', '=', 'QUESTION').where('closed_at', 'is', null).where('gap_id', 'is', null).where('contact_sealed', 'is not', null).orderBy('code').limit(500).execute();
  return rows.filter((row) => words.some((one) => likeness(one, keyWords(fold(row.summary))) >= sameQuestion));
}

/** Topics that a gap can go to. */
export async function gapChoices(db: Db, locale: 'vi' | 'en') {
  const topics = await db.selectFrom('faq_topic').select(['key', locale === 'vi' ? 'title' : 'title_en as title']).orderBy('position').execute();
  return { topics: topics as { key: string; title: string }[] };
}

export type GapPage = NonNullable<Awaited<ReturnType<typeof gapPage>>>;

/** Everything that an editor decides a gap by; undefined when it is none any more. */
export async function gapPage(db: Db, folded: string, moment: { at: Instant; today: string }, locale: 'vi' | 'en') {
  const gap = await findGap(db, folded, moment.at);
  if (!gap) return undefined;
  const answers = (await listDesk(db, moment)).filter(({ shown }) => shown !== 'RETIRED').map(({ slug, question }) => ({ slug, question }));
  return { gap, near: nearest(gap.fold, await knownAnswers(db, moment)), answers, ...(await gapChoices(db, locale)), ...(await gapSurroundings(db, gap, moment)) };
}

/** Campaigns that were sent within the last week: a reason for questions that were not asked before. */
export async function campaignsOfWeek(db: Db, now: Instant): Promise<string[]> {
  const rows = await db.selectFrom('message').select('content').where('source_type', '=', 'CAMPAIGN').where('send_at', '>', ago(now, 7)).where('send_at', '<=', now).where('cancelled_at', 'is', null).orderBy('send_at', 'desc').limit(5).execute();
  return [...new Set(rows.map(({ content }) => (JSON.parse(content) as { vi: { subject: string } }).vi.subject))];
}
