import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../../tests/world/calls.ts';
import { judgingWorld, makeEntrant, makeEntry, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { makeRules } from '../../../tests/world/contests.ts';
import { makeSession } from '../../../tests/world/people.ts';
import { roles } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import * as extension from '../routes/desk-extension.tsx';
import * as rulesPublication from '../routes/desk-rules-publication.ts';
import { shownClose } from '../rules/deadline.ts';
import { faultOfExtension } from '../rules/timetable.ts';
import { closeCall } from './close-call.server.ts';
import { extendCall, publishRules } from './publish-call.server.ts';

const reason = 'Đường truyền của trung tâm bị đứt';
const fresh = (contest: object = {}) => judgingWorld({ takesEntries: true, entries: 0, judges: 1, contest });
const revision = async (w: JudgingWorld) => (await w.db.selectFrom('contest').select('revision').where('id', '=', w.contest.id).executeTakeFirstOrThrow()).revision;
const extend = async (w: JudgingWorld, minutes: number) => extendCall(w.ports, w.organiser, { id: w.contest.id, revision: await revision(w), minutes, reason });
const notices = async (w: JudgingWorld) => (await w.db.selectFrom('message').select('content').orderBy('id').execute()).map(({ content }) => JSON.parse(content) as Record<'vi' | 'en', { subject: string; body: string }>);
const extensions = async (w: JudgingWorld) => (await w.db.selectFrom('contest_extension').select('minutes').orderBy('decided_at').orderBy('id').execute()).map(({ minutes }) => minutes);

describe('the limits of an extension', () => {
  // The deadline is 31/12 23:59:59 in Vietnam, screening ends on 15/01 at the same second: 21,600 minutes later.
  it.each([[21_599, true], [21_600, false], [21_601, false], [1, true]])('of %i minutes before screening ends: taken %s', async (minutes, isTaken) => {
    await using w = await fresh();
    const got = await extend(w, minutes);
    expect(got.ok).toBe(isTaken);
    if (!isTaken) expect(refusals(got)).toMatch(/^minutes: /);
    expect(await extensions(w)).toEqual(isTaken ? [minutes] : []);
  });

  it.each([['2026-12-31T17:00:58.999Z', true], ['2026-12-31T17:00:59.000Z', false], ['2026-12-31T17:01:00.000Z', false]])('of one minute at %s: taken %s', async (now, isTaken) => {
    await using w = await fresh();
    w.clock.set(now);
    expect((await extend(w, 1)).ok).toBe(isTaken);
  });

  it('count together: no row of small ones gets behind the end of screening', async () => {
    await using w = await fresh();
    for (const [minutes, isTaken] of [[10_000, true], [10_000, true], [1_600, false], [1_599, true], [1, false]] as const) expect([minutes, (await extend(w, minutes)).ok]).toEqual([minutes, isTaken]);
    expect((await extensions(w)).toSorted()).toEqual([10_000, 10_000, 1_599].toSorted());
  });

  it('are the same however the minutes are cut', () => {
    const announced = '2026-12-31T16:59:59.000Z';
    const contest = { publishedAt: announced, closedAt: null, isAssigned: false, moments: { ENTRIES_CLOSE: announced, SCREENING_ENDS: '2027-01-15T16:59:59.000Z' } };
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 2, maxLength: 5 }), (parts) => {
      const sum = parts.reduce((all, part) => all + part, 0);
      const [before, last] = [parts.slice(0, -1).map((minutes) => ({ minutes })), parts.at(-1) ?? 0];
      expect(faultOfExtension({ ...contest, extensions: before }, last, announced)).toBe(faultOfExtension({ ...contest, extensions: [] }, sum, announced));
      expect(shownClose({ announced, extensions: parts.map((minutes) => ({ minutes })) })).toBe(shownClose({ announced, extensions: [{ minutes: sum }] }));
    }));
  });
});

describe('an extension', () => {
  it('by two organisers with one page is one; so are extending and closing', async () => {
    await using w = await fresh();
    const [other, now] = [await w.staff('CONTEST_ORGANISER'), await revision(w)];
    const got = await Promise.all([w.organiser, other, w.organiser].map((as) => extendCall(w.ports, as, { id: w.contest.id, revision: now, minutes: 60, reason })));
    expect(got.map(({ ok }) => ok)).toEqual([true, false, false]);
    const then = await revision(w);
    const both = await Promise.all([closeCall(w.ports, w.organiser, { id: w.contest.id, revision: then, reason }), extendCall(w.ports, other, { id: w.contest.id, revision: then, minutes: 60, reason })]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await extensions(w)).toEqual([60]);
  });

  it('is told in both languages by the clock of Vietnam, each time anew, with the sum of all', async () => {
    await using w = await fresh({ title: '{{cuoc_thi}} <b>“Sáng kiến”</b>' });
    await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db), submittedAt: null, outcome: null });
    const ports = { ...w.ports, timeZone: 'America/New_York' };
    for (const minutes of [90, 30]) expect(await extendCall(ports, w.organiser, { id: w.contest.id, revision: await revision(w), minutes, reason })).toEqual({ ok: true });
    const told = await notices(w);
    expect(told).toHaveLength(2);
    expect(told.map(({ vi }) => /01\/01\/2027 0\d:\d\d:59/.exec(vi.body)?.[0])).toEqual(['01/01/2027 01:29:59', '01/01/2027 01:59:59']);
    for (const { vi, en } of told) {
      expect(vi.body === en.body || vi.subject === en.subject).toBe(false);
      expect(`${vi.body}${en.body}${vi.subject}${en.subject}`).not.toMatch(/undefined|NaN|\{minutes\}|<b>/);
    }
  });

  it('in a contest without an entry tells nobody and still stands', async () => {
    await using w = await fresh();
    expect(await extend(w, 60)).toEqual({ ok: true });
    expect([await notices(w), await extensions(w)]).toEqual([[], [60]]);
  });

  it('is refused as soon as one round is there, whatever became of its reviews', async () => {
    await using w = await fresh();
    await w.db.insertInto('review_round').values({ id: newId(), contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(refusals(await extend(w, 60))).toMatch(/^form: Giám khảo đã nhận bài/);
  });
});

describe('the pages of an extension and of rules', () => {
  let w: JudgingWorld;
  beforeAll(async () => {
    w = await fresh();
    await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db) });
  });
  afterAll(() => w[Symbol.asyncDispose]());

  async function post(route: unknown, form: Record<string, string> | [string, string][]) {
    const token = await makeSession(w.db, w.organiser, w.clock.now().toISOString(), { id: newId() });
    let woken = 0;
    const answer = await call(route as never, { db: w.db, clock: w.clock, path: '/x', params: { id: w.contest.id }, token, form, context: { wakeJobs: () => { woken += 1; } } });
    return { status: answer.status, woken };
  }

  it('send word at once, and only when there is word to send', async () => {
    expect(await post(extension.action, { revision: '99', minutes: '60', reason })).toEqual({ status: 422, woken: 0 });
    expect(await post(extension.action, { revision: String(await revision(w)), minutes: '60', reason })).toEqual({ status: 303, woken: 1 });
    expect(await post(rulesPublication.action, { revision: String(await revision(w)) })).toMatchObject({ status: 409, woken: 0 });
    await makeRules(w.db, w.contest, { version: 2, body: 'Mỗi đội nộp **hai** bài.', publishedAt: null });
    expect(await post(rulesPublication.action, { revision: String(await revision(w)) })).toEqual({ status: 303, woken: 1 });
    expect(await publishRules(w.ports, w.organiser, { id: w.contest.id, revision: await revision(w) })).toMatchObject({ ok: false });
  });

  it('take no torn form', async () => {
    const [now, before] = [String(await revision(w)), await extensions(w)];
    for (const form of [{}, { revision: now }, { revision: now, minutes: '60' }, { revision: now, reason }, { minutes: '60', reason }, { revision: now, minutes: '6e1', reason }, { revision: now, minutes: '٦٠', reason }, { revision: now, minutes: '60', reason: '\u200b'.repeat(20) }, { revision: now, minutes: '60', reason: 'd'.repeat(501) }, { revision: '-1', minutes: '60', reason }]) {
      expect([form, (await post(extension.action, form as Record<string, string>)).status]).toEqual([form, 422]);
    }
    expect(await extensions(w)).toEqual(before);
  });

  it('are organisers’ alone', async () => {
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) expect([role, (await w.ask(extension.action, await w.staff(role), { id: w.contest.id }, { revision: '1', minutes: '60', reason })).status]).toEqual([role, 403]);
  });
});
