import { eraseCalls, sealNumber, type WrapCode } from '../../../app/faq/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { fold } from '../../../app/platform/text/fold.ts';
import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { callerOf, callers, callsOfDay, daysFrom, endingOf, openQuestionOn, type CallMoment } from './rules/call-story.ts';
import { randomFor, type Random } from './rules/random.ts';
import { localDay, plusDays } from './rules/working-time.ts';

export interface CallCentre {
  db: Db;
  secret: string;
  agent: Actor;
  supervisor: Actor;
  lawyer: Actor;
  nowMs: number;
}
/** A call that was handed on to a body, for the story of its ticket. */
export interface HandedCall {
  id: string;
  endedAt: number;
  number: string | null;
  question: string;
  /** The commune that the caller named. */
  unitId: string | null;
}
interface Shown {
  versionId: string;
  wordings: string[];
  weight: number;
  from: number;
  to: number;
}
type CallRow = NewRow<'call_record'>;
interface Told {
  calls: CallRow[];
  reads: NewRow<'call_answer'>[];
  searches: NewRow<'faq_search'>[];
  callbacks: NewRow<'callback_task'>[];
  handed: HandedCall[];
}
const firstDay = '2025-12-15';
const keptDays = 180;
const iso = (ms: number) => new Date(ms).toISOString();

/** A year of calls. Who called and what was said is forgotten after its time by the program's own command. @returns the calls that became tickets */
export async function seedCalls(centre: CallCentre): Promise<{ count: number; handed: HandedCall[] }> {
  const { db, nowMs } = centre;
  const [shown, communes] = [await shownOverTime(db), await communesOfToday(db)];
  const told: Told = { calls: [], reads: [], searches: [], callbacks: [], handed: [] };
  const lastDay = plusDays(localDay(nowMs), -1);
  for (const day of daysFrom(firstDay, lastDay)) {
    const random = randomFor(`calls:${day}`);
    for (const moment of callsOfDay(day, firstDay, random)) tellCall(centre, told, { moment, random, shown, communes, lastDay });
  }
  await insertMany(db, 'call_record', told.calls);
  await insertMany(db, 'call_answer', told.reads);
  await insertMany(db, 'faq_search', told.searches);
  await insertMany(db, 'callback_task', told.callbacks);
  await eraseCalls({ db, clock: { now: () => new Date(nowMs) }, timeZone: 'Asia/Ho_Chi_Minh' });
  return { count: told.calls.length, handed: told.handed };
}

/** Which version of which answer could be read out when; a few answers are asked for far more than the rest. */
async function shownOverTime(db: Db): Promise<Shown[]> {
  const rows = await db.selectFrom('faq_publication as p').innerJoin('faq_version as v', 'v.id', 'p.version_id').innerJoin('faq_entry as e', 'e.id', 'p.entry_id')
    .select(['e.slug', 'v.id', 'v.question', 'v.variants', 'p.publish_at', 'p.withdraw_at']).where('p.cancelled_at', 'is', null).orderBy('e.slug').orderBy('p.publish_at').execute();
  return rows.map(({ slug, id, question, variants, publish_at, withdraw_at }, at) => {
    const next = rows[at + 1];
    const ends = [withdraw_at, next?.slug === slug ? next.publish_at : null].filter((end) => end !== null).map((end) => Date.parse(end));
    return { versionId: id, wordings: [question, ...(JSON.parse(variants) as string[])], weight: 1 / (0.02 + randomFor(`asked:${slug}`).next()), from: Date.parse(publish_at), to: Math.min(...ends, Number.MAX_SAFE_INTEGER) };
  });
}

async function communesOfToday(db: Db): Promise<Commune[]> {
  const rows = await db.selectFrom('org_unit as u').innerJoin('org_unit_version as v', 'v.unit_id', 'u.id').select(['u.id', 'v.name']).where('u.kind', '=', 'COMMUNE_PC').where('u.valid_to', 'is', null).where('v.valid_to', 'is', null).orderBy('v.name').execute();
  return rows.map(({ id, name }) => ({ id, name: name.replace(/^UBND /, '').replace(/^./, (first) => first.toUpperCase()) }));
}

interface Commune {
  id: string;
  name: string;
}
interface Scene {
  moment: CallMoment;
  random: Random;
  shown: readonly Shown[];
  communes: readonly Commune[];
  lastDay: string;
}

function tellCall(centre: CallCentre, told: Told, { moment, random, shown, communes, lastDay }: Scene): void {
  const { startedAt, rang, lasted } = moment;
  const day = localDay(startedAt);
  const known = shown.filter(({ from, to }) => from <= startedAt && startedAt < to);
  const code = known.length === 0 ? 'NOT_FOUND' : endingOf(random);
  const id = random.id(startedAt);
  const answeredAt = startedAt + rang * 1_000;
  const endedAt = answeredAt + lasted * 1_000;
  const number = random.chance(0.85) ? callerOf(random.int(0, callers - 1)) : code === 'CALL_BACK' ? callerOf(7) : null;
  const asked = known.length > 0 ? random.weighted(known, (one) => one.weight) : undefined;
  const question = questionOf(code, asked, day, lastDay, random);
  // A few communes call often, most now and then.
  const commune = random.chance(0.7) ? (communes[Math.floor(communes.length * random.next() ** 3)] ?? null) : null;
  const agentId = random.chance(0.8) ? centre.agent.id : centre.supervisor.id;
  told.calls.push({
    id, client_key: `tel:${id}`, revision: 2, agent_id: agentId, channel: 'PHONE', source: random.chance(0.03) ? 'OFFLINE' : 'ONLINE', telephony_id: id, ...sealNumber(centre.secret, number), number_revision: 1, commune: commune?.name ?? null, unit_id: commune?.id ?? null, question, wrap_code: code,
    started_at: iso(startedAt), answered_at: iso(answeredAt), ended_at: iso(endedAt), wrapped_at: iso(endedAt), erase_after: plusDays(day, keptDays),
  });
  if (asked && (code === 'ANSWERED' || code === 'PARTLY')) told.reads.push({ call_id: id, version_id: asked.versionId, read_at: iso(answeredAt + random.int(15, 90) * 1_000) });
  if (code === 'NOT_FOUND' && question) told.searches.push({ id, question, question_fold: fold(question), results: 0, source: 'DESK', unit_id: commune?.id ?? null, at: iso(endedAt) });
  if (code === 'CALL_BACK') told.callbacks.push(callbackOf(id, agentId, endedAt, centre.nowMs, random));
  if (code === 'TRANSFERRED') told.handed.push({ id, endedAt, number, question: question ?? '', unitId: commune?.id ?? null });
}

function questionOf(code: WrapCode, asked: Shown | undefined, day: string, lastDay: string, random: Random): string | null {
  if (code === 'DROPPED' || code === 'WRONG_NUMBER' || code === 'CRIME_ROUTED') return null;
  return code === 'NOT_FOUND' ? openQuestionOn(day, lastDay, random) : asked ? random.pick(asked.wordings) : null;
}

/** Called back on the next day, except for what was promised last. */
function callbackOf(callId: string, agentId: string, endedAt: number, nowMs: number, random: Random): NewRow<'callback_task'> {
  const due = endedAt + random.int(2, 26) * 3_600_000;
  const done = due + random.int(-20, 40) * 60_000;
  const isDone = endedAt < nowMs - 9 * 86_400_000;
  return { id: random.id(endedAt), call_id: callId, agent_id: agentId, due_at: iso(due), done_at: isDone ? iso(done) : null, done_by: isDone ? agentId : null, outcome: isDone ? (random.chance(0.8) ? 'REACHED' : 'NO_ANSWER') : null, note: null };
}
