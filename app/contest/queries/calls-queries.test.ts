import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../../tests/support/counted.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call, testPorts } from '../../../tests/world/calls.ts';
import { makeEntry } from '../../../tests/world/contest-judging.ts';
import { extendContest, makeContest, makeOrganiser, makeOutsider, makeRules, type MadeContest } from '../../../tests/world/contests.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { answerQuestion, askQuestion, hideQuestion } from '../commands/questions.server.ts';
import * as answering from '../routes/desk-question-answer.ts';
import { getCall, getPublicCall, listOtherDatasets } from './call.server.ts';
import { listCalls } from './calls.server.ts';
import { readPublicCall } from './public-call.server.ts';
import { listQuestions } from './questions.server.ts';
import { findRulesBefore, getRules } from './rules.server.ts';

const clock = testClock();
const now = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };
const gone = { kind: 'not-found' };
let db: Db & AsyncDisposable;
let organiser: Actor;
let contest: MadeContest;
let draft: MadeContest;

beforeAll(async () => {
  db = await freshDb();
  organiser = await makeOrganiser(db);
  contest = await makeContest(db, { createdBy: organiser.id, slug: 'mo', title: 'Mở <b>&</b>', graceSeconds: 120 });
  draft = await makeContest(db, { createdBy: organiser.id, slug: 'nhap', publishedAt: null });
  await extendContest(db, contest, 90);
  await extendContest(db, contest, 30, 'Mất điện', '2026-12-31T16:00:00.000Z');
});
afterAll(() => db.destroy());

describe('the list of calls', () => {
  it('has drafts for the desk only, the newest first, and costs three statements however many', async () => {
    const slugs = async (isPublic: boolean) => (await listCalls(db, { now: now.at, isPublic })).map(({ slug }) => slug);
    expect([new Set(await slugs(false)), await slugs(true)]).toEqual([new Set(['mo', 'nhap']), ['mo']]);
    const { db: handle, count } = counted(db);
    await listCalls(handle, { now: now.at, isPublic: false });
    expect(count()).toBe(3);
  });

  it('counts what was handed in and not withdrawn, of each contest by itself, and adds every extension to its limit', async () => {
    await makeEntry(db, contest);
    await makeEntry(db, contest, { submittedAt: null, outcome: null });
    const withdrawn = await makeEntry(db, contest);
    await db.updateTable('entry').set({ withdrawn_at: now.at }).where('id', '=', withdrawn).execute();
    const rows = new Map((await listCalls(db, { now: now.at, isPublic: false })).map((row) => [row.slug, row]));
    expect(rows.get('mo')).toMatchObject({ entries: 1, phase: 'OPEN', closesAt: '2026-12-31T18:59:59.000Z' });
    expect(rows.get('nhap')).toMatchObject({ entries: 0, phase: 'DRAFT', closesAt: '2026-12-31T16:59:59.000Z' });
  });

  it('says the phase by what everybody reads: nothing of the grace', async () => {
    const phase = async (at: string) => (await listCalls(db, { now: at, isPublic: true })).find(({ slug }) => slug === 'mo')?.phase;
    expect([await phase('2026-12-31T18:59:59.999Z'), await phase('2026-12-31T19:00:00.000Z')]).toEqual(['OPEN', 'SCREENING']);
  });
});

describe('a call', () => {
  it('is found by its id, by everybody only when it is public', async () => {
    expect((await getCall(db, draft.id, now.today)).slug).toBe('nhap');
    expect((await getPublicCall(db, 'mo', now.today)).id).toBe(contest.id);
    for (const slug of ['nhap', '', 'x', 'MO', contest.id, "' or 1=1 --"]) {
      await expect(getPublicCall(db, slug, now.today)).rejects.toMatchObject(gone);
      await expect(readPublicCall(db, slug, now)).rejects.toMatchObject(gone);
    }
    for (const id of ['', 'mo', 'x']) await expect(getCall(db, id, now.today)).rejects.toMatchObject(gone);
  });

  it('is known to everybody without its grace, its revision, drafts of rules and who did what', async () => {
    const unpublished = await makeRules(db, contest, { version: 2, body: 'Bản nháp kín', publishedAt: null });
    const seen = await readPublicCall(db, 'mo', now);
    expect(Object.keys(seen).toSorted()).toEqual(['answered', 'closesAt', 'closing', 'code', 'criteria', 'datasets', 'eligibility', 'extensions', 'finalists', 'id', 'isBlind', 'lateUploadMinutes', 'opensAt', 'pairReasons', 'phase', 'prizes', 'publicVote', 'reviewsPerEntry', 'rules', 'scoringMethod', 'secondsLeft', 'slug', 'summary', 'timetable', 'title', 'tracks', 'unitName']);
    expect(seen.rules.map(({ version }) => version)).toEqual([1]);
    expect(seen.extensions.map(({ minutes, reason }) => [minutes, reason])).toEqual([[90, 'Đường truyền của trung tâm dữ liệu bị đứt'], [30, 'Mất điện']]);
    for (const secret of [organiser.id, organiser.fullName, unpublished, contest.criteria[0] ?? '', contest.tracks[0] ?? '']) expect(JSON.stringify(seen)).not.toContain(secret);
    await db.deleteFrom('contest_rules').where('id', '=', unpublished).execute();
  });

  it('counts down to the shown limit, not a second into the grace', async () => {
    const left = async (at: string) => (await readPublicCall(db, 'mo', { ...now, at })).secondsLeft;
    expect([await left('2026-12-31T18:59:58.000Z'), await left('2026-12-31T18:59:59.999Z'), await left('2026-12-31T19:00:00.000Z'), await left('2027-01-01T00:00:00.000Z')]).toEqual([2, 1, 0, 0]);
  });

  it('is offered data sets of other calls that are still open, none of its own', async () => {
    const other = await makeContest(db, { datasets: ['Bản đồ địa chính', 'Số liệu cũ'] });
    await db.updateTable('open_dataset').set({ closed_at: now.at }).where('title', '=', 'Số liệu cũ').execute();
    const offered = (await listOtherDatasets(db, contest.id)).map(({ id }) => id);
    expect([offered.includes(other.datasets[0] ?? ''), offered.includes(other.datasets[1] ?? ''), offered.includes(contest.datasets[0] ?? '')]).toEqual([true, false, false]);
  });

  it('is offered once what several calls have written in the same words, and nothing that it has written itself', async () => {
    const [own] = await db.selectFrom('contest_dataset as c').innerJoin('open_dataset as d', 'd.id', 'c.dataset_id').select('d.title').where('c.contest_id', '=', contest.id).execute();
    const others = [await makeContest(db, { datasets: ['Số liệu dân số', own?.title ?? ''] }), await makeContest(db, { datasets: ['Số liệu dân số'] })];
    await db.updateTable('open_dataset').set({ terms: 'Chỉ để nghiên cứu' }).where('id', '=', (await makeContest(db, { datasets: ['Số liệu dân số'] })).datasets[0] ?? '').execute();
    const offered = await listOtherDatasets(db, contest.id);
    const ids = offered.map(({ id }) => id);
    expect(offered.filter(({ title }) => title === 'Số liệu dân số')).toHaveLength(2);
    expect([ids.includes(others[0]?.datasets[0] ?? ''), ids.includes(others[1]?.datasets[0] ?? ''), ids.includes(others[0]?.datasets[1] ?? '')]).toEqual([true, false, false]);
  });
});

describe('rules in versions', () => {
  it('are for everybody as far as they are published, and each knows the one before it', async () => {
    const versioned = await makeContest(db, { rules: 'một' });
    for (const [version, body, publishedAt] of [[2, 'hai', '2026-11-01T00:00:00.000Z'], [3, 'ba', null]] as const) await makeRules(db, versioned, { version, body, publishedAt });
    const text = async (isPublic: boolean, version?: number) => (await getRules(db, versioned.id, { isPublic, version })).body;
    expect([await text(true), await text(false), await text(true, 1), await text(false, 3)]).toEqual(['hai', 'ba', 'một', 'ba']);
    for (const version of [0, 3, 4, -1, 1.5]) await expect(getRules(db, versioned.id, { isPublic: true, version })).rejects.toMatchObject(gone);
    const before = async (isPublic: boolean, version: number) => (await findRulesBefore(db, versioned.id, { isPublic, version }))?.body;
    expect([await before(true, 2), await before(true, 1), await before(false, 4), await before(true, 4), await before(false, 3)]).toEqual(['một', undefined, 'ba', 'hai', 'hai']);
    await expect(getRules(db, 'x', { isPublic: false })).rejects.toMatchObject(gone);
  });
});

describe('questions', () => {
  const ports = testPorts(undefined as never, clock);
  const on = () => ({ ...ports, db });
  const words = 'Một đội có được nộp hai bài không?';
  const ask = async (of: MadeContest, as: Actor, question = words) => {
    expect(await askQuestion(on(), as, of.slug, question)).toEqual({ ok: true });
    return (await db.selectFrom('contest_question').select('id').where('contest_id', '=', of.id).where('asked_by', '=', as.id).where('question', '=', question).executeTakeFirstOrThrow()).id;
  };
  const answer = (question: string, text: string, seenAt: string | null, as = organiser) => answerQuestion(on(), as, { id: contest.id, question }, { answer: text, seenAt });

  it('are seen by state and reader: waiting by whoever asked, answered by all, hidden by organisers', async () => {
    const asker = await makeOutsider(db);
    const [waiting, answered, hidden, hiddenWaiting] = [await ask(contest, asker, `${words} 1`), await ask(contest, asker, `${words} 2`), await ask(contest, asker, `${words} 3`), await ask(contest, asker, `${words} 4`)];
    for (const id of [answered, hidden]) await answer(id, 'Được.', null);
    for (const id of [hidden, hiddenWaiting]) await hideQuestion(on(), organiser, { id: contest.id, question: id }, true);
    const seen = async (id: string | null, isOrganiser = false) => new Set((await listQuestions(db, contest.id, { id, isOrganiser })).map((one) => one.id));
    expect(await seen(asker.id)).toEqual(new Set([waiting, answered]));
    for (const id of [null, '', (await makePerson(db)).id]) expect(await seen(id)).toEqual(new Set([answered]));
    expect(await seen(organiser.id, true)).toEqual(new Set([waiting, answered, hidden, hiddenWaiting]));
    expect((await listQuestions(db, contest.id, { id: null, isOrganiser: false })).map(({ isOwn }) => isOwn)).toEqual([false]);
    expect(JSON.stringify(await listQuestions(db, contest.id, { id: organiser.id, isOrganiser: true }))).not.toContain(asker.id);
    expect((await readPublicCall(db, 'mo', now)).answered).toBe(1);
  });

  it('of the same words are asked of each contest', async () => {
    const [asker, other] = [await makeOutsider(db), await makeContest(db)];
    const [one, two] = [await ask(contest, asker), await ask(other, asker)];
    expect(await ask(contest, asker)).toBe(one);
    expect(two).not.toBe(one);
    expect((await listQuestions(db, other.id, { id: asker.id, isOrganiser: false })).length).toBe(1);
  });

  it('are not answered over somebody else’s answer, and the same answer again is none', async () => {
    const id = await ask(contest, await makeOutsider(db));
    const other = await makeOrganiser(db);
    await answer(id, 'Được.', null);
    await answer(id, 'Được.', null, other);
    await expect(answer(id, 'Không được.', null, other)).rejects.toMatchObject({ kind: 'conflict', say: { vi: expect.stringContaining('Người khác vừa trả lời') } });
    await expect(answer(id, 'Không được.', '2026-11-22T00:00:00.000Z', other)).rejects.toMatchObject({ kind: 'conflict' });
    await answer(id, 'Được, mỗi lĩnh vực một bài.', now.at, other);
    const row = await db.selectFrom('contest_question').select(['answer', 'answered_by']).where('id', '=', id).executeTakeFirst();
    expect(row).toEqual({ answer: 'Được, mỗi lĩnh vực một bài.', answered_by: other.id });
    expect((await db.selectFrom('audit_event').select('actor_id').where('object_id', '=', id).orderBy('seq').execute()).map((one) => one.actor_id)).toEqual([organiser.id, other.id]);
  });

  it('are hidden and shown once, however often the button is pressed', async () => {
    const id = await ask(contest, await makeOutsider(db));
    for (const isHidden of [false, true, true, false, false]) await hideQuestion(on(), organiser, { id: contest.id, question: id }, isHidden);
    expect((await db.selectFrom('audit_event').select('action').where('object_id', '=', id).orderBy('seq').execute()).map(({ action }) => action)).toEqual(['contest.hide-question', 'contest.show-question']);
  });

  it('are answered by their form, which says what it was looking at', async () => {
    const id = await ask(contest, await makeOutsider(db));
    const token = await makeSession(db, organiser, now.at);
    const send = (form: Record<string, string>) => call(answering.action as never, { db, clock, path: '/contest-desk/x', params: { id: contest.id, question: id }, token, form });
    for (const form of [{ answer: '', seenAt: '' }, { answer: ' x ' }, { answer: 'x'.repeat(3_001) }, { seenAt: '' }] as Record<string, string>[]) expect([form, (await send(form)).status]).toEqual([form, 422]);
    expect((await send({ answer: 'Được.', seenAt: '' })).location).toBe(`/contest-desk/${contest.id}/questions?done=answered`);
    expect((await send({ answer: 'Khác.', seenAt: '' })).status).toBe(409);
    expect((await send({ answer: 'Khác.', seenAt: now.at })).status).toBe(303);
  });
});
