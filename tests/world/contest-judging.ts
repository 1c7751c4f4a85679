import type { Actor, Role } from '../../app/people/actor.ts';
import { readEnv } from '../../app/platform/env.ts';
import { newId } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { call, testPorts, type Answer } from './calls.ts';
import { makeContest, makeOrganiser, makeOutsider, type ContestTraits, type MadeContest, type OutsiderTraits } from './contests.ts';
import { makePerson, makeSession, makeUnit } from './people.ts';

export interface EntryTraits {
  owner?: Actor;
  title?: string;
  number?: string;
  trackId?: string | null;
  /** Words of the parts as they were handed in. */
  parts?: Record<string, string>;
  submittedAt?: string | null;
  outcome?: 'ELIGIBLE' | 'INELIGIBLE' | 'UNCLEAR' | null;
}
let counter = 0;

/** Somebody from outside at a domain of her own, so that no address ties her to anybody. */
export function makeEntrant(db: Db, traits: OutsiderTraits = {}): ReturnType<typeof makeOutsider> {
  counter += 1;
  return makeOutsider(db, { email: `thi-sinh@nha-${counter}.example`, ...traits });
}

/** An entry that was handed in, found eligible unless something else is said. @returns its id */
export async function makeEntry(db: Db, contest: MadeContest, traits: EntryTraits = {}): Promise<string> {
  counter += 1;
  const id = newId();
  const owner = traits.owner ?? (await makeEntrant(db));
  const submittedAt = traits.submittedAt === undefined ? '2026-11-20T03:00:00.000Z' : traits.submittedAt;
  const [number, title] = [traits.number ?? `${contest.code}-${String(counter).padStart(4, '0')}`, traits.title ?? `Sáng kiến thứ ${counter}`];
  await db.insertInto('entry').values({ id, contest_id: contest.id, number, track_id: traits.trackId === undefined ? (contest.tracks[counter % contest.tracks.length] ?? null) : traits.trackId, owner_id: owner.id, title, created_at: '2026-11-10T03:00:00.000Z', submitted_at: submittedAt }).execute();
  if (submittedAt !== null) {
    const content = JSON.stringify({ format: 'hoc06.entry/1', entry: { id, number, title }, parts: { SUMMARY: `Tóm tắt của bài ${title}.`, SOLUTION: 'Tra cứu thủ tục bằng dữ liệu mở.', ...traits.parts }, team: [{ name: owner.fullName, isLead: true }] });
    await db.insertInto('entry_submission').values({ id: newId(), entry_id: id, version: 1, submitted_by: owner.id, submitted_at: submittedAt, rules_id: contest.rulesId, content, content_hash: sha256(content), receipt: '{}', signature: 'x' }).execute();
  }
  const outcome = traits.outcome === undefined ? 'ELIGIBLE' : traits.outcome;
  if (outcome) await db.insertInto('eligibility_check').values({ id: newId(), entry_id: id, outcome, reason: outcome === 'ELIGIBLE' ? 'Đủ điều kiện dự thi' : 'Chưa rõ bài dùng dữ liệu nào và ai cho phép dùng', checked_by: contest.organiserId, checked_at: '2026-11-21T03:00:00.000Z', reply_until: outcome === 'ELIGIBLE' ? null : '2026-11-30' }).execute();
  return id;
}

/** A member of a team, who has accepted unless said otherwise. */
export async function addMember(db: Db, entryId: string, person: { id: string | null; fullName: string; email: string }, acceptedAt: string | null = '2026-11-12T03:00:00.000Z'): Promise<void> {
  await db.insertInto('entry_member').values({ id: newId(), entry_id: entryId, user_id: person.id, email: person.email, full_name: person.fullName, token_hash: null, invited_at: '2026-11-11T03:00:00.000Z', accepted_at: acceptedAt, removed_at: null }).execute();
}

/** A judge who has accepted. @returns the judge's id */
export async function makeJudge(db: Db, contest: MadeContest, person: Actor, traits: { maxReviews?: number; acceptedAt?: string | null; employer?: string | null; tracks?: string[] } = {}): Promise<string> {
  const id = newId();
  const acceptedAt = traits.acceptedAt === undefined ? '2026-11-22T03:00:00.000Z' : traits.acceptedAt;
  await db.insertInto('judge').values({ id, contest_id: contest.id, user_id: person.id, max_reviews: traits.maxReviews ?? 20, employer: traits.employer ?? null, invited_by: contest.organiserId, invited_at: '2026-11-21T03:00:00.000Z', accepted_at: acceptedAt, declared_at: acceptedAt }).execute();
  for (const track of traits.tracks ?? []) await db.insertInto('judge_preference').values({ judge_id: id, track_id: track }).execute();
  return id;
}

export interface JudgingWorld extends AsyncDisposable {
  db: Db;
  clock: TestClock;
  ports: ReturnType<typeof testPorts> & { secret: string };
  contest: MadeContest;
  organiser: Actor;
  /** Judges of units of their own, so that nothing ties them to anybody. */
  judges: { id: string; person: Actor }[];
  entries: string[];
  /** Somebody of a unit of her own, with these roles everywhere. */
  staff(...roles: Role[]): Promise<Actor>;
  /** Asks a loader, or an action when there is a form. */
  ask(route: unknown, as: Actor, params?: Record<string, string>, form?: Record<string, string> | [string, string][], path?: string): Promise<Answer>;
}

/** Entries were taken until the end of 20/11/2026: three days ago, when the world begins. */
const pastEntries = { ENTRIES_CLOSE: '2026-11-20T16:59:59.000Z' };

/** A contest with eligible entries and a jury that has accepted, on Monday 23/11/2026, 08:00. */
export async function judgingWorld(size: { /** It still takes entries, until the end of the year. */ takesEntries?: boolean; entries?: number; judges?: number; entry?: EntryTraits; contest?: ContestTraits; dataDir?: string } = {}): Promise<JudgingWorld> {
  const db = await freshDb();
  const clock = testClock();
  const organiser = await makeOrganiser(db);
  const contest = await makeContest(db, { createdBy: organiser.id, ...size.contest, moments: { ...(size.takesEntries ? {} : pastEntries), ...size.contest?.moments } });
  const judges: JudgingWorld['judges'] = [];
  for (let at = 0; at < (size.judges ?? 4); at += 1) {
    const person = await makePerson(db, { fullName: `Đặng Thị Giám Khảo ${'ABCDEFGHIJ'[at]}`, unitId: await makeUnit(db, { name: `Viện nghiên cứu số ${at + 1}` }) });
    judges.push({ id: await makeJudge(db, contest, person), person });
  }
  const entries: string[] = [];
  for (let at = 0; at < (size.entries ?? 4); at += 1) entries.push(await makeEntry(db, contest, size.entry));
  const tokens = new Map<string, string>();
  return {
    db, clock, ports: { ...testPorts(db, clock), secret: 'test-secret' }, contest, organiser, judges, entries,
    staff: async (...roles) => makePerson(db, { unitId: await makeUnit(db, { name: `Phòng ${newId()}` }), grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) }),
    async ask(route, as, params = {}, form, path = '/judging') {
      const token = tokens.get(as.id) ?? (await makeSession(db, as, clock.now().toISOString(), { idleMinutes: 600_000, hours: 24_000 }));
      tokens.set(as.id, token);
      return call(route as never, { db, clock, path, params: { contest: contest.id, ...params }, token, ...(form ? { form } : {}), ...(size.dataDir ? { context: { env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: size.dataDir }) } } : {}) });
    },
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

/** What an outcome or an answer of a route refuses, as `field: sentence` in Vietnamese, one a line. */
export function refusals(of: unknown): string {
  const { faults } = ((of as Answer).body ?? of ?? {}) as { faults?: Record<string, { vi: string }> };
  return Object.entries(faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`).join('\n');
}
