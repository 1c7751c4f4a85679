import type { Db } from '../../../db/client.ts';
import type { MessageContent } from '../../messaging/index.ts';
import { linkFigures, type LinkFigures } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { meanwhileOf, type Meanwhile } from './meanwhile.server.ts';
import { compareCommunes, isSafeTotal, smallUnits, type CommuneComparison } from '../rules/commune-comparison.ts';
import { differenceOf, shareOf, type Interval, type Share } from '../rules/interval.ts';

export interface Figures {
  read: Share | null;
  /** People who followed the link, of those whom it could have brought; null without a link. */
  followed: Share | null;
  /** Visits of people who were not signed in. */
  visits: number;
  right: Share | null;
  started: Share | null;
  played: Share | null;
  /** Right answers to the question before and after, by different halves of the audience. */
  pulse: { before: Share | null; after: Share | null; change: Interval | null } | null;
  /** Share of starters in early and in late units before the late ones were written to. */
  waves: Interval | null;
  /** What was looked up about its answers at the same time; campaigns that were concluded earlier have none kept. */
  meanwhile?: Meanwhile | null;
}
export interface SurveyRow {
  unitName: string;
  before: Share | null;
  after: Share | null;
  /** Some count is too small to be shown apart. */
  isHidden: boolean;
}

/** The figures of a campaign out of the product's own data, each with its interval. */
export async function campaignFigures(db: Db, campaignId: string): Promise<Figures> {
  const campaign = await db.selectFrom('campaign').select(['send_at', 'stagger_days']).where('id', '=', campaignId).executeTakeFirstOrThrow();
  const own = db
    .selectFrom('message as m')
    .select('m.id')
    .where('m.source_type', '=', 'CAMPAIGN')
    .where('m.source_id', '=', campaignId)
    .where('m.corrects_id', 'is', null)
    .where('m.id', 'not in', db.selectFrom('campaign_pulse').select('message_id').where('campaign_id', '=', campaignId));
  const { all } = await db
    .selectFrom('delivery_count')
    .select((row) => row.fn.sum<number | null>('count').as('all'))
    .where('message_id', 'in', own)
    .where('channel', '=', 'IN_APP')
    .where('state', '=', 'DELIVERED')
    .executeTakeFirstOrThrow();
  const inApp = await db
    .selectFrom('inbox_state as i')
    .select((row) => [row.fn.count<number>('i.read_at').as('read'), row.fn.count<number>('i.answered_at').as('answered')])
    .where('i.message_id', 'in', own)
    .where((where) => where.exists(where.selectFrom('delivery as d').select('d.id').whereRef('d.message_id', '=', 'i.message_id').whereRef('d.recipient_id', '=', 'i.user_id').where('d.channel', '=', 'IN_APP').where('d.state', '=', 'DELIVERED')))
    .executeTakeFirstOrThrow();
  const content = await messageOf(db, campaignId);
  const right = content?.question ? await rightAnswers(db, campaignId, content.question.right) : 0;
  const links = content?.link ? await linksOf(db, campaignId) : null;
  const slots = await db.selectFrom('broadcast_slot').select((row) => [row.fn.countAll<number>().as('all'), row.fn.count<number>('played_at').as('played')]).where('campaign_id', '=', campaignId).where('correction_id', 'is', null).executeTakeFirstOrThrow();
  const course = /^\/courses\/([\w-]+)/.exec(content?.link ?? '')?.[1];
  const starts = course && campaign.send_at ? await courseStarts(db, campaignId, course, campaign.send_at, campaign.stagger_days) : null;
  return {
    read: shareOf(Number(inApp.read), Number(all)),
    followed: links && shareOf(links.people, links.of),
    visits: links?.visits ?? 0,
    right: shareOf(right, Number(inApp.answered)),
    started: starts?.all ?? null,
    played: shareOf(Number(slots.played), Number(slots.all)),
    pulse: await pulseShares(db, campaignId),
    waves: starts ? differenceOf(starts.late, starts.early) : null,
  };
}

async function pulseShares(db: Db, campaignId: string): Promise<Figures['pulse']> {
  const rows = await db
    .selectFrom('campaign_pulse as p')
    .innerJoin('message as m', 'm.id', 'p.message_id')
    // Whoever answers the first question late has seen the campaign already.
    .leftJoin('inbox_state as i', (join) => join.onRef('i.message_id', '=', 'p.message_id').on('i.answered_at', 'is not', null).on((on) => on.or([on('p.phase', '=', 'AFTER'), on('i.answered_at', '<', on.ref('m.not_after'))])))
    .select((row) => ['p.phase', row.fn.count<number>('i.user_id').as('answered'), row.fn.sum<number>(row.case().when('i.answer', '=', '0').then(1).else(0).end()).as('right')])
    .where('p.campaign_id', '=', campaignId)
    .groupBy('p.phase')
    .execute();
  if (rows.length === 0) return null;
  const of = (phase: string) => {
    const row = rows.find((one) => one.phase === phase);
    return row ? shareOf(Number(row.right ?? 0), Number(row.answered)) : null;
  };
  const [before, after] = [of('BEFORE'), of('AFTER')];
  return { before, after, change: differenceOf(before, after) };
}

async function messageOf(db: Db, campaignId: string): Promise<MessageContent | null> {
  const row = await db.selectFrom('campaign_medium').select('content').where('campaign_id', '=', campaignId).where('medium', '=', 'MESSAGE').executeTakeFirst();
  return row ? (JSON.parse(row.content) as MessageContent) : null;
}

async function linksOf(db: Db, campaignId: string): Promise<LinkFigures> {
  const messages = await db.selectFrom('message').select('id').where('source_type', '=', 'CAMPAIGN').where('source_id', '=', campaignId).where('corrects_id', 'is', null).execute();
  return linkFigures(db, messages.map(({ id }) => id));
}

async function rightAnswers(db: Db, campaignId: string, right: number): Promise<number> {
  const { count } = await db.selectFrom('inbox_state as i').innerJoin('message as m', 'm.id', 'i.message_id').select((row) => row.fn.countAll<number>().as('count')).where('m.source_type', '=', 'CAMPAIGN').where('m.source_id', '=', campaignId).where('m.corrects_id', 'is', null).where('m.id', 'not in', db.selectFrom('campaign_pulse').select('message_id').where('campaign_id', '=', campaignId)).where('i.answer', '=', String(right)).executeTakeFirstOrThrow();
  return Number(count);
}

/** Who began the course after the campaign's start; of the two waves only until the second was written to. */
async function courseStarts(db: Db, campaignId: string, slug: string, from: string, staggerDays: number): Promise<{ all: Share | null; early: Share | null; late: Share | null }> {
  const until = new Date(Date.parse(from) + staggerDays * 86_400_000).toISOString();
  const rows = await db
    .selectFrom('campaign_recipient as r')
    .leftJoin('course as c', (join) => join.on('c.slug', '=', slug))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'r.user_id').onRef('p.course_id', '=', 'c.id').on('p.started_at', '>=', from))
    .select((row) => ['r.wave', row.fn.countAll<number>().as('all'), row.fn.count<number>('p.started_at').as('started'), row.fn.sum<number>(row.case().when('p.started_at', '<', until).then(1).else(0).end()).as('soon')])
    .where('r.campaign_id', '=', campaignId)
    .groupBy('r.wave')
    .execute();
  const of = (wave: number) => rows.find((row) => row.wave === wave);
  const sum = (key: 'all' | 'started') => rows.reduce((total, row) => total + Number(row[key]), 0);
  const early = of(1);
  const late = of(2);
  return { all: shareOf(sum('started'), sum('all')), early: early && late ? shareOf(Number(early.soon), Number(early.all)) : null, late: late ? shareOf(Number(late.soon), Number(late.all)) : null };
}

export interface Survey {
  units: SurveyRow[];
  before: Share | null;
  after: Share | null;
  isTotalHidden: boolean;
  change: Interval | null;
  /** Communes with broadcasts beside those without; null where that cannot be said, absent in conclusions of before. */
  communes?: CommuneComparison | null;
}

/** What citizens were asked, by commune; small groups are counted in the total only. */
export async function surveyOf(db: Db, campaignId: string): Promise<Survey> {
  const rows = await surveyRows(db, campaignId);
  const total = (phase: string) => {
    const some = rows.filter((row) => row.phase === phase);
    return shareOf(some.reduce((sum, row) => sum + row.right, 0), some.reduce((sum, row) => sum + row.asked, 0));
  };
  const isSmall = smallUnits(rows);
  const units = [...new Set(rows.map((row) => row.unitId))].map((unitId): SurveyRow => {
    const of = (phase: string) => rows.find((row) => row.unitId === unitId && row.phase === phase);
    const [before, after] = [of('BEFORE'), of('AFTER')];
    const isHidden = isSmall.has(unitId);
    const share = (row: typeof before) => (row && !isHidden ? shareOf(row.right, row.asked) : null);
    return { unitName: (before ?? after)?.name ?? '', before: share(before), after: share(after), isHidden };
  });
  const isSafe = isSafeTotal(rows);
  const [before, after] = isSafe ? [total('BEFORE'), total('AFTER')] : [null, null];
  return { units, before, after, isTotalHidden: !isSafe, change: differenceOf(before, after), communes: compareCommunes(rows) };
}

/** The counts, each with whether a confirmed broadcast had taken place in its commune when people were asked afterwards. */
async function surveyRows(db: Db, campaignId: string) {
  const rows = await db
    .selectFrom('public_survey as s')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 's.unit_id').on('v.valid_to', 'is', null))
    .select(['s.unit_id as unitId', 's.phase', 's.asked', 's.right_count as right', 's.asked_until', 's.recorded_at', 'v.name'])
    .select((row) => row.selectFrom('broadcast_slot as b').innerJoin('place as p', 'p.id', 'b.place_id').select((of) => of.fn.min('b.played_at').as('first')).where('b.campaign_id', '=', campaignId).where('b.correction_id', 'is', null).whereRef('p.unit_id', '=', 's.unit_id').as('firstPlayed'))
    .where('s.campaign_id', '=', campaignId)
    .orderBy('v.name_fold')
    .execute();
  const afterwards = new Map(rows.filter(({ phase }) => phase === 'AFTER').map((row) => [row.unitId, row.firstPlayed !== null && row.firstPlayed < (row.asked_until ?? row.recorded_at)]));
  return rows.map(({ unitId, phase, asked, right, name }) => ({ unitId, phase, asked, right, name, wasReached: afterwards.get(unitId) ?? null }));
}

export interface Lesson {
  id: string;
  name: string;
  topic: string;
  lesson: string;
  decision: 'KEEP' | 'ADJUST' | 'STOP';
  decidedAt: string;
}

/** What was learnt last on a topic, or on each topic, before this campaign. */
export async function lastLessons(db: Db, only: { topic?: string; except?: string } = {}): Promise<Lesson[]> {
  let query = db.selectFrom('campaign_evaluation as e').innerJoin('campaign as c', 'c.id', 'e.campaign_id').select(['c.id', 'c.name', 'c.topic', 'e.lesson', 'e.decision', 'e.decided_at as decidedAt']).orderBy('e.decided_at', 'desc');
  if (only.topic) query = query.where('c.topic', '=', only.topic);
  if (only.except) query = query.where('c.id', '<>', only.except);
  const rows = (await query.execute()) as Lesson[];
  return rows.filter((row, at) => rows.findIndex(({ topic }) => topic === row.topic) === at);
}

export async function evaluationOf(db: Db, campaignId: string) {
  return (await db.selectFrom('campaign_evaluation as e').innerJoin('user_account as u', 'u.id', 'e.decided_by').selectAll('e').select('u.full_name as decider').where('e.campaign_id', '=', campaignId).executeTakeFirst()) ?? null;
}

/** All figures as they stand now, for a page or to be kept with a conclusion. */
export async function figuresNow(db: Db, campaignId: string, now: Instant): Promise<Figures> {
  return { ...(await campaignFigures(db, campaignId)), meanwhile: await meanwhileOf(db, campaignId, now) };
}

/** What is known of a campaign: as it stands now, or as it stood when it was evaluated, so that the decision can be followed. */
export async function knownOf(db: Db, campaignId: string, now: Instant) {
  const evaluation = await evaluationOf(db, campaignId);
  if (!evaluation) return { evaluation, figures: await figuresNow(db, campaignId, now), survey: await surveyOf(db, campaignId) };
  const { survey, ...figures } = JSON.parse(evaluation.figures) as Figures & { survey: Survey };
  return { evaluation, figures, survey };
}
