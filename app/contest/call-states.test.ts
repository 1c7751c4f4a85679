import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { addMember, makeEntry, makeJudge, refusals } from '../../tests/world/contest-judging.ts';
import { makeContest, makeOrganiser, makeOutsider, makeRules, type ContestTraits, type MadeContest } from '../../tests/world/contests.ts';
import { makePerson } from '../../tests/world/people.ts';
import type { Db } from '../../db/client.ts';
import type { Actor, Role } from '../people/actor.ts';
import type { Ports } from '../people/index.server.ts';
import { newId } from '../platform/ids.ts';
import { closeCall } from './commands/close-call.server.ts';
import { extendCall, publishCall, publishRules, writeRules } from './commands/publish-call.server.ts';
import { askQuestion } from './commands/questions.server.ts';
import { screenEntry } from './commands/screen-entry.server.ts';
import { startEntry } from './commands/start-entry.server.ts';
import { addCall, editAbout, editDesign, editTimetable } from './commands/write-call.server.ts';
import { editCriteria, editDatasets, editPrizes, editTracks } from './commands/write-call-lists.server.ts';
import { aboutForm, criteriaForm, datasetsForm, designForm, newCallForm, prizesForm, timetableForm, tracksForm } from './forms/calls.ts';
import { getCall, type Call } from './queries/call.server.ts';

/** On the test's day, Monday 23/11/2026. */
const over = { OPENS: '2026-11-01T01:00:00.000Z', ENTRIES_CLOSE: '2026-11-22T16:59:59.000Z', SCREENING_ENDS: '2026-12-15T16:59:59.000Z' };
const states = {
  DRAFT: { publishedAt: null },
  EMPTY: { publishedAt: null, criteria: [], tracks: [], datasets: [], prizes: [] },
  ANNOUNCED: { moments: { OPENS: '2026-12-01T01:00:00.000Z' } },
  OPEN: {},
  GRACE: { moments: { ...over, ENTRIES_CLOSE: '2026-11-23T00:59:59.000Z' }, graceSeconds: 60 },
  OVER: { moments: over },
  ASSIGNED: { moments: over },
  SCORED: { moments: over },
  RESULTS: { moments: over },
  CLOSED: { moments: over, closedAt: '2026-11-23T00:00:00.000Z' },
} satisfies Record<string, ContestTraits>;
type State = keyof typeof states;
const all = Object.keys(states) as State[];

let db: Db & AsyncDisposable;
let ports: Ports;
let organiser: Actor;
let outsider: Actor;
const clock = testClock();

beforeAll(async () => {
  db = await freshDb();
  ports = testPorts(db, clock);
  organiser = await makeOrganiser(db);
  outsider = await makeOutsider(db);
});
afterAll(() => db.destroy());

/** Judges have their entries; one has scored when it is asked for; the results are out. */
async function giveOut(contest: MadeContest, state: State): Promise<void> {
  const at = '2026-11-23T00:30:00.000Z';
  const [entry, judge, round, assignment] = [await makeEntry(db, contest), await makeJudge(db, contest, await makePerson(db)), newId(), newId()];
  await db.insertInto('review_round').values({ id: round, contest_id: contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: organiser.id, assigned_at: at }).execute();
  await db.insertInto('review_assignment').values({ id: assignment, round_id: round, judge_id: judge, entry_id: entry, label: 'A', assigned_at: at }).execute();
  if (state === 'ASSIGNED') return;
  await db.insertInto('score_sheet').values({ assignment_id: assignment, saved_at: at }).execute();
  await db.insertInto('score').values({ assignment_id: assignment, criterion_id: contest.criteria[0] ?? '', value: 5 }).execute();
}

async function contestIn(state: State): Promise<MadeContest> {
  const contest = await makeContest(db, { createdBy: organiser.id, unitId: unit, ...states[state] });
  if (['ASSIGNED', 'SCORED', 'RESULTS'].includes(state)) await giveOut(contest, state);
  if (state === 'RESULTS') await db.insertInto('contest_publication').values({ contest_id: contest.id, version: 1, published_by: organiser.id, published_at: '2026-11-23T00:40:00.000Z', minutes: '', standing: '[]', standing_hash: 'x' }).execute();
  return contest;
}
let unit: string;
beforeAll(async () => {
  unit = (await makeContest(db)).unitId;
});

const about = (call: Call) => aboutForm.parse({ revision: call.revision, title: 'Tên đã sửa', code: call.code, slug: call.slug, unitId: call.unitId, summary: 'Tóm tắt đã sửa', eligibility: 'Mọi người' });
const local = (instant: string | undefined) => (instant ? new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 19) : '');
const timetable = (call: Call, more: Record<string, string> = {}) => timetableForm.parse({ revision: call.revision, ...Object.fromEntries(Object.entries(call.moments).map(([kind, at]) => [kind, local(at)])), ...more });
const design = (call: Call, more: Record<string, string> = {}) => designForm.parse({ revision: call.revision, ...(call.isBlind ? { blind: 'on' } : {}), reviewsPerEntry: String(call.reviewsPerEntry), scoringMethod: call.scoringMethod, graceSeconds: String(call.graceSeconds), ...more });
const rowsOf = (call: Call, fields: Record<string, string>) => ({ revision: call.revision, ...fields });

const closed = 'form: Cuộc thi đã kết thúc nên không sửa được nữa.';
const unpublished = /^form: .*công bố/;
/** What a deed comes to by state: done when nothing is said, else the refusal. */
type Expected = Partial<Record<State, string | RegExp>>;
type Deed = (call: Call, as: Actor) => Promise<unknown>;

const deeds: Record<string, [Deed, Expected]> = {
  'names are edited': [(call, as) => editAbout(ports, as, call.id, about(call)), { CLOSED: closed }],
  'the code changes': [(call, as) => editAbout(ports, as, call.id, { ...about(call), code: `Z${call.code}` }), { ...only(/^code: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'the address changes': [(call, as) => editAbout(ports, as, call.id, { ...about(call), slug: `${call.slug}-moi` }), { ...only(/^slug: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'a track is added': [(call, as) => editTracks(ports, as, call.id, tracksForm.parse(rowsOf(call, { ...Object.fromEntries(call.tracks.flatMap(({ id, title }, at) => [[`id_${at}`, id], [`title_${at}`, title]])), title_9: 'Lĩnh vực mới' }))), { CLOSED: closed }],
  'a data set is added': [(call, as) => editDatasets(ports, as, call.id, datasetsForm.parse(rowsOf(call, { title_0: 'Bộ', holder_0: 'Sở', url_0: '', terms_0: 'Ghi nguồn' }))), { CLOSED: closed }],
  'the rubric changes': [(call, as) => editCriteria(ports, as, call.id, criteriaForm.parse(rowsOf(call, { title_0: 'Một', weight_0: '100', maxScore_0: '5', anchors_0: 'thấp' }))), { SCORED: /^form: Đã có điểm/, RESULTS: /^form: Đã có điểm/, CLOSED: closed }],
  'the prizes change': [(call, as) => editPrizes(ports, as, call.id, prizesForm.parse(rowsOf(call, { kind_0: 'FIRST', title_0: 'Giải nhất', count_0: '2', amount_0: '' }))), { ...only(/^form: Bài đã giao/, 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'the results are put off': [(call, as) => editTimetable(ports, as, call.id, timetable(call, { RESULTS: '2027-06-01T08:00' })), { CLOSED: closed }],
  'the deadline is moved': [(call, as) => editTimetable(ports, as, call.id, timetable(call, { ENTRIES_CLOSE: '2026-12-10T23:59:58' })), { ...only(/^ENTRIES_CLOSE: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'grace is changed': [(call, as) => editDesign(ports, as, call.id, design(call, { graceSeconds: '77' })), { ...only(/^graceSeconds: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'uploads get more time after the deadline': [(call, as) => editDesign(ports, as, call.id, design(call, { lateUploadMinutes: '60' })), { ...only(/^lateUploadMinutes: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'teams read the reasons of the final': [(call, as) => editDesign(ports, as, call.id, design(call, { pairReasons: 'TEAMS' })), { ...only(/^pairReasons: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'the vote is called off': [(call, as) => editDesign(ports, as, call.id, design(call, { publicVote: 'NONE' })), { ...only(/^publicVote: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'more reviews are asked for': [(call, as) => editDesign(ports, as, call.id, design(call, { reviewsPerEntry: '5' })), { ...only(/^reviewsPerEntry: /, 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'blindness is given up': [(call, as) => editDesign(ports, as, call.id, { ...design(call), blind: false }), { ...only(/^blind: /, 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'the method changes': [(call, as) => editDesign(ports, as, call.id, design(call, { scoringMethod: 'RAW_MEAN' })), { ...only(/^scoringMethod: /, 'SCORED', 'RESULTS'), CLOSED: closed }],
  'rules are written': [(call, as) => writeRules(ports, as, { id: call.id, revision: call.revision, body: 'Điều 1. Thể lệ mới.' }), { CLOSED: closed }],
  'rules are published without a draft': [(call, as) => publishRules(ports, as, { id: call.id, revision: call.revision }), { ...only(unpublished, 'DRAFT', 'EMPTY'), ...only(/^form: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'it is published': [(call, as) => publishCall(ports, as, { id: call.id, revision: call.revision }), { EMPTY: /^form: /, ...only(/^form: .*đã (được )?công bố/, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER', 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'ten days more are given': [(call, as) => extendCall(ports, as, { id: call.id, revision: call.revision, minutes: 14_400, reason: 'Đường truyền bị đứt' }), { ...only(unpublished, 'DRAFT', 'EMPTY'), ...only(/^form: Giám khảo đã nhận bài/, 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'a minute more is given': [(call, as) => extendCall(ports, as, { id: call.id, revision: call.revision, minutes: 1, reason: 'Đường truyền bị đứt' }), { ...only(unpublished, 'DRAFT', 'EMPTY'), OVER: /^minutes: /, ...only(/^form: Giám khảo đã nhận bài/, 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'a month more is given': [(call, as) => extendCall(ports, as, { id: call.id, revision: call.revision, minutes: 43_200, reason: 'Đường truyền bị đứt' }), { ...only(unpublished, 'DRAFT', 'EMPTY'), ...only(/^minutes: /, 'ANNOUNCED', 'OPEN', 'GRACE', 'OVER'), ...only(/^form: Giám khảo đã nhận bài/, 'ASSIGNED', 'SCORED', 'RESULTS'), CLOSED: closed }],
  'it is closed': [(call, as) => closeCall(ports, as, { id: call.id, revision: call.revision, reason: 'Hoàn thành mọi việc' }), { ...only(unpublished, 'DRAFT', 'EMPTY'), RESULTS: /^form: Chưa kết thúc được. Người dự thi còn được phản ánh đến /, CLOSED: closed }],
};

function only(says: string | RegExp, ...of: State[]): Expected {
  return Object.fromEntries(of.map((state) => [state, says]));
}

/** Everything that a call is, to see what of it has changed. */
const whole = async (id: string) => JSON.stringify(await getCall(db, id, '2026-11-23'));

describe('a call in every state', () => {
  it.each(all)('%s: every deed of its organisers does what it may and refuses the rest with a sentence', async (state) => {
    for (const [name, [deed, expected]] of Object.entries(deeds)) {
      const { id } = await contestIn(state);
      const before = await getCall(db, id, '2026-11-23');
      const says = expected[state];
      const came = refusals(await deed(before, organiser));
      expect(`${state}, ${name}: ${came}`).toMatch(says === undefined ? new RegExp(`${name}: $`) : typeof says === 'string' ? says : new RegExp(says.source.replace('^', `^${state}, ${name}: `)));
      // What is refused changes nothing, and what is done raises the revision by one and leaves one row in the log.
      const after = await getCall(db, id, '2026-11-23');
      const rows = await db.selectFrom('audit_event').select('action').where('object_id', '=', id).execute();
      expect([name, after.revision - before.revision, rows.length]).toEqual([name, came === '' ? 1 : 0, came === '' ? 1 : 0]);
      if (came !== '') expect(JSON.stringify(after)).toBe(JSON.stringify(before));
    }
  });

  it('no deed is done twice from the same page', async () => {
    for (const [name, [deed]] of Object.entries(deeds)) {
      const { id } = await contestIn('DRAFT');
      const seen = await getCall(db, id, '2026-11-23');
      if (refusals(await deed(seen, organiser)) !== '') continue;
      const once = await whole(id);
      expect([name, refusals(await deed(seen, organiser))]).toEqual([name, expect.stringMatching(/^form: .{20,}/)]);
      expect(await whole(id)).toBe(once);
    }
  });

  const roles: Role[] = ['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'CONTEST_APPROVER', 'AUDITOR', 'SYSTEM_ADMIN'];
  it('no deed is done by any other role, an entrant or a judge', async () => {
    const contest = await contestIn('OPEN');
    const judge = await makePerson(db);
    await makeJudge(db, contest, judge);
    const people = [...(await Promise.all(roles.map((role) => makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] })))), outsider, judge];
    const call = await getCall(db, contest.id, '2026-11-23');
    for (const [name, [deed]] of Object.entries(deeds)) {
      for (const person of people) await expect(deed(call, person), `${name} by ${person.grants[0]?.role ?? person.accountKind}`).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect((await getCall(db, contest.id, '2026-11-23')).revision).toBe(call.revision);
  });

  it('no deed finds a call that is none', async () => {
    const call = { ...(await getCall(db, (await contestIn('OPEN')).id, '2026-11-23')), id: 'khong-co' };
    for (const [name, [deed]] of Object.entries(deeds)) await expect(deed(call, organiser), name).rejects.toMatchObject({ kind: 'not-found' });
  });
});

const isGiven = (state: State): boolean => ['ASSIGNED', 'SCORED', 'RESULTS'].includes(state);
const givenEntry = async (contest: MadeContest): Promise<string> => (await db.selectFrom('review_assignment as a').innerJoin('review_round as r', 'r.id', 'a.round_id').select('a.entry_id').where('r.contest_id', '=', contest.id).executeTakeFirstOrThrow()).entry_id;

describe('what people do with a call, by its state', () => {
  const asked: Expected = { CLOSED: /^question: .*kết thúc/ };
  const begun: Expected = { ANNOUNCED: /^form: .*08:00/, OVER: /^late: .*23:59:59/, ASSIGNED: /^late: /, SCORED: /^late: /, RESULTS: /^late: /, CLOSED: /^form: / };
  const looked: Expected = { ASSIGNED: /^form: .*phân công/, SCORED: /^form: .*phân công/, RESULTS: /^form: .*phân công/, CLOSED: closed };
  const check = (came: string, says: string | RegExp | undefined) => (says === undefined ? expect(came).toBe('') : expect(came).toMatch(says));

  it.each(all)('%s: a question, an entry, a look at an entry', async (state) => {
    const contest = await contestIn(state);
    const isPublic = !['DRAFT', 'EMPTY'].includes(state);
    const ask = askQuestion(ports, await makeOutsider(db), contest.slug, `Hỏi về ${contest.code}: có cần đăng ký không?`);
    const begin = startEntry(ports, await makeOutsider(db), { slug: contest.slug, title: 'Bài', trackId: null });
    if (!isPublic) {
      await expect(ask).rejects.toMatchObject({ kind: 'not-found' });
      await expect(begin).rejects.toMatchObject({ kind: 'not-found' });
      return;
    }
    check(refusals(await ask), asked[state]);
    check(refusals(await begin), begun[state]);
    const entryId = isGiven(state) ? await givenEntry(contest) : await makeEntry(db, contest, { outcome: null });
    const before = await db.selectFrom('eligibility_check').select('id').where('entry_id', '=', entryId).execute();
    const look = await screenEntry(ports, organiser, contest.id, { entryId, version: 1, outcome: 'ELIGIBLE', reason: 'Đủ mọi điều kiện dự thi', replyUntil: null });
    check(refusals(look), looked[state]);
    expect((await db.selectFrom('eligibility_check').select('id').where('entry_id', '=', entryId).execute()).length - before.length).toBe(look.ok ? 1 : 0);
  });

  it.each(all.filter(isGiven))('%s: an entry that nobody was given may still be looked at, and judges get it afterwards', async (state) => {
    const contest = await contestIn(state);
    const entryId = await makeEntry(db, contest, { outcome: null });
    expect(await screenEntry(ports, organiser, contest.id, { entryId, version: 1, outcome: 'ELIGIBLE', reason: 'Đủ mọi điều kiện dự thi', replyUntil: null })).toEqual({ ok: true });
  });

  it('an organiser looks at no entry of a team that she has joined, whoever leads it', async () => {
    const contest = await contestIn('OPEN');
    const entryId = await makeEntry(db, contest, { outcome: null });
    await addMember(db, entryId, { id: organiser.id, fullName: organiser.fullName, email: 'to-chuc@vi-du.invalid' });
    expect(refusals(await screenEntry(ports, organiser, contest.id, { entryId, version: 1, outcome: 'ELIGIBLE', reason: 'Đủ mọi điều kiện dự thi', replyUntil: null }))).toMatch(/^form: /);
  });
});

describe('rules in versions', () => {
  it('a draft beside a published version is published once, and the page of before does not do it again', async () => {
    const contest = await contestIn('OPEN');
    await makeRules(db, contest, { version: 2, body: 'Bản hai', publishedAt: null });
    const { revision } = await getCall(db, contest.id, '2026-11-23');
    const both = await Promise.all([publishRules(ports, organiser, { id: contest.id, revision }), publishRules(ports, organiser, { id: contest.id, revision })]);
    expect(both.map(refusals).toSorted()).toEqual(['', expect.stringMatching(/^form: /)]);
    expect((await getCall(db, contest.id, '2026-11-23')).rules.map(({ version, publishedAt }) => [version, publishedAt !== null])).toEqual([[2, true], [1, true]]);
  });

  it('the published words cannot be written again as a new version, nor changed or deleted by the database', async () => {
    const contest = await contestIn('OPEN');
    const { revision } = await getCall(db, contest.id, '2026-11-23');
    expect(refusals(await writeRules(ports, organiser, { id: contest.id, revision, body: 'Mỗi đội nộp **một** bài.' }))).toMatch(/^body: /);
    await expect(db.updateTable('contest_rules').set({ body: 'khác' }).where('id', '=', contest.rulesId).execute()).rejects.toThrow('published rules do not change');
    await expect(db.deleteFrom('contest_rules').where('id', '=', contest.rulesId).execute()).rejects.toThrow('published rules are kept');
  });
});

describe('the address of a call', () => {
  const add = async (title: string, code: string) => {
    const made = await addCall(ports, organiser, newCallForm.parse({ title, code, slug: '', unitId: unit, summary: 'Tóm tắt', eligibility: 'Mọi người' }));
    return made.ok ? await getCall(db, made.id, '2026-11-23') : refusals(made);
  };

  it('made from a title that another call has is one that its own form takes back', async () => {
    // The cut for the number falls on a hyphen.
    const title = 'Ứng dụng dữ liệu dân cư phục vụ nhân dân cả xã phường mới lập';
    const slugs: string[] = [];
    for (const code of ['DAI1', 'DAI2', 'DAI3']) {
      const call = await add(title, code);
      if (typeof call === 'string') throw new Error(call);
      slugs.push(call.slug);
      expect(aboutForm.safeParse({ ...about(call), revision: '1' }).error).toBeUndefined();
      expect(refusals(await editAbout(ports, organiser, call.id, about(call)))).toBe('');
    }
    expect(new Set(slugs).size).toBe(3);
  });

  it.each(['', '!!!', '🏆🏆', 'Đăng ký', 'profile', 'x', '日本語', '<script>', "' or 1=1", 'a'.repeat(160)])('can be made from %j', async (title) => {
    const made = await addCall(ports, organiser, { ...newCallForm.parse({ title: title || 'x', code: `T${newId().slice(-8).toUpperCase()}`, slug: '', unitId: unit, summary: 'x', eligibility: 'x' }), title });
    expect(refusals(made)).toBe('');
    const slug = made.ok ? (await getCall(db, made.id, '2026-11-23')).slug : '';
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect([slug.length >= 3, slug.length <= 60]).toEqual([true, true]);
  });

  it('is refused with a unit that is none', async () => {
    const made = await addCall(ports, organiser, { ...newCallForm.parse({ title: 'Thi', code: 'KD99', slug: '', unitId: 'x', summary: 'x', eligibility: 'x' }) });
    expect(refusals(made)).toMatch(/^unitId: /);
  });
});
