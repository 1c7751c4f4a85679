import type { Actor, Grant, Role } from '../../app/people/actor.ts';
import type { Ports } from '../../app/people/ports.ts';
import { newId } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { call, testPorts, type Answer, type Call } from './calls.ts';
import { makeContest, makeOutsider, type ContestTraits, type JudgedAt, type MadeContest } from './contests.ts';
import { makePerson, makeSession, makeUnit } from './people.ts';

/** One row an entry, one column a judge: the same value for every criterion, null where she does not judge it, `x` where she abstains. */
export type Sheets = readonly (readonly (number | null | 'x')[])[];
/** Four entries that three judges see alike but not equally: 1st, 2nd, 3rd, 4th as they stand. */
export const clearSheets: Sheets = [[9, 8, 10], [8, 6, 8], [6, 5, 6], [3, 2, 4]];

export interface ResultsTraits extends ContestTraits {
  sheets?: Sheets;
  /** Locks all sheets but these, counted row by row. */
  unlocked?: readonly number[];
}
export interface MadeEntry {
  id: string;
  number: string;
  owner: Actor;
}
export interface MadeJudge {
  id: string;
  name: string;
  person: Actor;
}
export interface ResultsWorld extends AsyncDisposable {
  db: Db;
  clock: TestClock;
  ports: Ports & { secret: string };
  contest: MadeContest;
  organiser: Actor;
  publisher: Actor;
  auditor: Actor;
  entries: MadeEntry[];
  judges: MadeJudge[];
  round: string;
  person(role: Role, unitId?: string): Promise<Actor>;
  /** Asks a loader, or an action when there is a form, as somebody or as nobody. */
  ask(route: unknown, as: Actor | null, params?: Record<string, string>, form?: Call['form'], path?: string): Promise<Answer>;
}

const judgedAt = (contest: MadeContest): JudgedAt => contest.judged ?? { handedIn: '2026-11-22T03:00:00.000Z', givenOut: '2026-11-22T03:00:00.000Z', locked: '2026-11-22T03:00:00.000Z' };
const all = (role: Role): Grant[] => [{ role, scope: 'ALL', unitId: null }];
/** Three prizes by rank and one beside it. */
export const usualPrizes = [{ kind: 'FIRST', title: 'Giải nhất' }, { kind: 'SECOND', title: 'Giải nhì' }, { kind: 'SPECIAL', title: 'Giải dữ liệu mở' }] as const;

/** A contest whose sheets are locked, on Monday 23/11/2026, 08:00: nothing is committed or decided yet. */
export async function resultsWorld({ sheets = clearSheets, unlocked = [], ...traits }: ResultsTraits = {}): Promise<ResultsWorld> {
  const db = await freshDb();
  const clock = testClock();
  const [organiser, publisher, auditor] = [await makePerson(db, { fullName: 'Kiều Văn Phấn', grants: all('CONTEST_ORGANISER') }), await makePerson(db, { fullName: 'Tống Thị Nhàn', grants: all('CONTEST_APPROVER') }), await makePerson(db, { fullName: 'Lã Thị Bích', grants: all('AUDITOR') })];
  const contest = await makeContest(db, { createdBy: organiser.id, prizes: usualPrizes, ...traits });
  const { round, entries, judges } = await judgedRound(db, contest, organiser, sheets, unlocked);
  // The promise is kept, so that two who ask at once share one session.
  const tokens = new Map<string, Promise<string>>();
  return {
    db, clock, contest, organiser, publisher, auditor, entries, judges, round,
    ports: { ...testPorts(db, clock), secret: 'test-secret' },
    person: (role, unitId) => makePerson(db, { ...(unitId ? { unitId } : {}), grants: unitId ? [{ role, scope: 'SUBTREE', unitId }] : all(role) }),
    async ask(route, as, params = {}, form, path = '/contests/here') {
      if (as && !tokens.has(as.id)) tokens.set(as.id, makeSession(db, as, clock.now().toISOString()));
      const token = as && (await tokens.get(as.id));
      return call(route as never, { db, clock, path, params: { contest: contest.id, slug: contest.slug, ...params }, ...(token ? { token } : {}), ...(form ? { form } : {}) });
    },
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

/** Entries, judges and their sheets, straight into the tables. */
export async function judgedRound(db: Db, contest: MadeContest, organiser: { id: string }, sheets: Sheets, unlocked: readonly number[] = [], among?: MadeEntry[]): Promise<{ round: string; entries: MadeEntry[]; judges: MadeJudge[] }> {
  const round = newId();
  await db.insertInto('review_round').values({ id: round, contest_id: contest.id, kind: 'PRELIMINARY', seed: 7, assigned_by: organiser.id, assigned_at: judgedAt(contest).givenOut }).execute();
  const judges: MadeJudge[] = [];
  for (let at = 0; at < (sheets[0]?.length ?? 0); at += 1) judges.push(await makeJudge(db, contest, organiser, at));
  const entries = among ?? [];
  for (let at = entries.length; at < sheets.length; at += 1) entries.push(await makeJudgedEntry(db, contest, at));
  let counter = 0;
  for (const [row, values] of sheets.entries()) {
    for (const [column, value] of values.entries()) {
      if (value === null) continue;
      await makeSheet(db, contest, { round, judge: judges[column]?.id ?? '', entry: entries[row]?.id ?? '', value, isLocked: !unlocked.includes(counter) });
      counter += 1;
    }
  }
  return { round, entries, judges };
}

/** Where judges come from, one after the other; in a world with several juries some share a unit. */
const judgesUnits = ['Viện nghiên cứu dữ liệu', 'Trường Cao đẳng nghề', 'Trung tâm Chuyển đổi số', 'Trường Chính trị', 'Hội Tin học'] as const;

async function makeJudge(db: Db, contest: MadeContest, organiser: { id: string }, at: number): Promise<MadeJudge> {
  const [name, unitName] = [`Giám khảo Bí Mật ${at + 1}`, judgesUnits[at] ?? `Trường Trung học số ${at + 1}`];
  const known = await db.selectFrom('org_unit_version').select('unit_id as id').where('name', '=', unitName).executeTakeFirst();
  const person = await makePerson(db, { fullName: name, unitId: known?.id ?? (await makeUnit(db, { name: unitName, kind: 'SERVICE_UNIT', level: 'PROVINCE' })) });
  const { handedIn } = judgedAt(contest);
  const id = newId();
  await db.insertInto('judge').values({ id, contest_id: contest.id, user_id: person.id, max_reviews: 20, invited_by: organiser.id, invited_at: handedIn, accepted_at: handedIn, declared_at: handedIn }).execute();
  return { id, name, person };
}

/** A submitted entry of somebody from outside at a domain of her own, with a summary. */
export async function makeJudgedEntry(db: Db, contest: MadeContest, at: number, owner?: Actor): Promise<MadeEntry> {
  const [id, number] = [newId(), `${contest.code}-${String(at + 1).padStart(3, '0')}`];
  const own = owner ?? (await makeOutsider(db, { fullName: `Tác Giả Số ${at + 1}`, email: `tac-gia@${id}.example` }));
  const title = `Sáng kiến số ${at + 1}`;
  const { handedIn } = judgedAt(contest);
  await db.insertInto('entry').values({ id, contest_id: contest.id, number, track_id: contest.tracks[0] ?? null, owner_id: own.id, title, created_at: handedIn, submitted_at: handedIn }).execute();
  await db.insertInto('entry_part').values({ entry_id: id, part: 'SUMMARY', body: `Tóm tắt số ${at + 1}`, revision: 1, saved_at: handedIn, saved_by: own.id }).execute();
  const content = JSON.stringify({ entry: { id, number, title }, parts: { SUMMARY: `Tóm tắt số ${at + 1}` } });
  await db.insertInto('entry_submission').values({ id: newId(), entry_id: id, version: 1, submitted_by: own.id, submitted_at: handedIn, rules_id: contest.rulesId, content, content_hash: sha256(content), receipt: '{}', signature: 'x' }).execute();
  return { id, number, owner: own };
}

async function makeSheet(db: Db, contest: MadeContest, { round, judge, entry, value, isLocked }: { round: string; judge: string; entry: string; value: number | 'x'; isLocked: boolean }): Promise<void> {
  const id = newId();
  const { givenOut, locked } = judgedAt(contest);
  await db.insertInto('review_assignment').values({ id, round_id: round, judge_id: judge, entry_id: entry, label: id.slice(-6), assigned_at: givenOut }).execute();
  await db.insertInto('score_sheet').values({ assignment_id: id, comment: value === 'x' ? '' : `Nhận xét cho ${value} điểm`, note_to_organiser: 'Chỉ ban tổ chức đọc', confidence: 4, abstained_reason: value === 'x' ? 'Không đủ chuyên môn' : null, saved_at: locked }).execute();
  if (value !== 'x') await db.insertInto('score').values(contest.criteria.map((criterion) => ({ assignment_id: id, criterion_id: criterion, value, reason: `Căn cứ của ${value}` }))).execute();
  if (isLocked) await db.updateTable('score_sheet').set({ locked_at: locked }).where('assignment_id', '=', id).execute();
}
