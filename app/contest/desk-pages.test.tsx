import type { ComponentType } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { call, type Answer } from '../../tests/world/calls.ts';
import { extendContest, makeContest, makeOrganiser, makeOutsider, makeRules, type MadeContest } from '../../tests/world/contests.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import type { Db } from '../../db/client.ts';
import { newId } from '../platform/ids.ts';
import * as about from './routes/desk-about.tsx';
import * as overview from './routes/desk-call.tsx';
import * as closing from './routes/desk-closing.tsx';
import * as criteria from './routes/desk-criteria.tsx';
import * as datasets from './routes/desk-datasets.tsx';
import * as design from './routes/desk-design.tsx';
import * as extension from './routes/desk-extension.tsx';
import * as create from './routes/desk-new.tsx';
import * as prizes from './routes/desk-prizes.tsx';
import * as questions from './routes/desk-questions.tsx';
import * as version from './routes/desk-rules-version.tsx';
import * as rules from './routes/desk-rules.tsx';
import * as timetable from './routes/desk-timetable.tsx';
import * as tracks from './routes/desk-tracks.tsx';
import * as list from './routes/desk.tsx';
import * as erasure from './routes/outside-erasure.tsx';
import * as profile from './routes/outside-profile.tsx';
import * as signIn from './routes/outside-sign-in.tsx';

interface Page { loader: unknown; default: unknown; action?: unknown }
const steps: Record<string, Page> = { about, tracks, datasets, criteria, prizes, timetable, design, rules };
const pages: Record<string, Page> = { ...steps, list, create, overview, closing, extension, questions, version };

let db: Db;
let clock: ReturnType<typeof testClock>;
let contest: MadeContest;
let token: string;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  const organiser = await makeOrganiser(db);
  contest = await makeContest(db, { createdBy: organiser.id, title: 'Sáng kiến <b>"Xanh"</b> & sạch 😀' });
  token = await makeSession(db, organiser, clock.now().toISOString());
});
const params = () => ({ id: contest.id, version: '1' });
const load = (page: Page, as = token) => call(page.loader as never, { db, clock, path: '/contest-desk/x', params: params(), token: as });
const draw = (page: Page, from: Answer, answer?: unknown, locale: 'vi' | 'en' = 'vi') => drawPage(page.default as ComponentType, { data: from.body, locale, ...(answer === undefined ? {} : { answer }) });
const refuse = async (page: Page, form: Record<string, string>) => {
  const sent = await call(page.action as never, { db, clock, path: '/contest-desk/x', params: params(), token, form });
  expect(sent.status).toBe(422);
  return draw(page, await load(page), sent.body);
};

describe.each(Object.entries(pages))('the page %s', (name, page) => {
  it('is drawn in both languages, with one heading, and what people typed stays text', async () => {
    for (const locale of ['vi', 'en'] as const) {
      const html = draw(page, await load(page), undefined, locale);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).not.toContain('<b>"Xanh"');
      if (!['create', 'list'].includes(name)) expect(html).toContain('&lt;b&gt;');
    }
  });

  it('is closed to learners and to people from outside', async () => {
    for (const person of [await makePerson(db), await makeOutsider(db)]) expect((await load(page, await makeSession(db, person, clock.now().toISOString()))).status).toBe(403);
  });
});

describe.each(Object.entries(steps))('the step %s', (name, page) => {
  it('can be read by the auditor, not sent', async () => {
    const auditor = await makePerson(db, { grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
    const html = draw(page, await load(page, await makeSession(db, auditor, clock.now().toISOString())));
    expect(html).toContain('<fieldset class="step-body" disabled="">');
    expect(html).toContain(`aria-current="step"`);
    expect(html).toContain(`/contest-desk/${contest.id}/${name}`);
  });

  it('is read only once the contest is closed', async () => {
    await db.updateTable('contest').set({ closed_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(wordsOf(draw(page, await load(page)))).toContain('Cuộc thi đã kết thúc nên chỉ xem được.');
  });
});

describe('the questions of a contest', () => {
  it('ask first for the answers that are missing; one that is given can be changed, and says so', async () => {
    const asked = { contest_id: contest.id, asked_by: null, asked_at: '2026-11-20T00:00:00.000Z', answered_by: null, hidden_at: null };
    await db.insertInto('contest_question').values([
      { ...asked, id: newId(), question: 'Chưa ai trả lời?', answer: null, answered_at: null },
      { ...asked, id: newId(), question: 'Nộp hai bài được không?', answer: 'Được.', answered_at: '2026-11-21T00:00:00.000Z' },
    ]).execute();
    const html = draw(questions, await load(questions));
    const deeds = (question: string) => [...(html.split('<strong>').find((part) => part.startsWith(question)) ?? '').matchAll(/class="btn (btn-\w+)"[^>]*>(?:<svg[^]*?<\/svg>)?([^<]+)/g)].map((hit) => [hit[1], hit[2]]);
    expect(deeds('Chưa ai')).toEqual([['btn-primary', 'Trả lời công khai'], ['btn-ghost', 'Ẩn câu hỏi']]);
    expect(deeds('Nộp hai')).toEqual([['btn-ghost', 'Lưu câu trả lời đã sửa'], ['btn-ghost', 'Ẩn câu hỏi']]);
  });
});

describe('a refused form', () => {
  it('of criteria comes back with every row as it was typed, the fault at its field', async () => {
    const html = await refuse(criteria, { revision: '1', title_0: 'Tính mới <i>', weight_0: '50', maxScore_0: '10', anchors_0: 'một\nhai', title_7: 'Dòng thứ tám', weight_7: 'nhiều', maxScore_7: '10', anchors_7: '' });
    for (const typed of ['value="Tính mới &lt;i&gt;"', 'value="nhiều"', 'value="Dòng thứ tám"', 'một\nhai']) expect(html).toContain(typed);
    expect(html).toContain('href="#weight_7"');
    expect(html).toContain('aria-invalid="true"');
  });

  it('of the timetable keeps the times, also the impossible one', async () => {
    await db.updateTable('contest').set({ published_at: null }).execute();
    const html = await refuse(timetable, { revision: '1', OPENS: '2026-12-01T08:00', ENTRIES_CLOSE: '2026-02-30T23:59:59', SCREENING_ENDS: '', SCORING_ENDS: '', RESULTS: '' });
    expect([html.includes('value="01/12/2026 08:00"'), html.includes('value="30/02/2026 23:59:59"'), html.includes('href="#ENTRIES_CLOSE"')]).toEqual([true, true, true]);
  });

  it('of the rules keeps the text', async () => {
    expect(await refuse(rules, { revision: '1', body: 'Điều 1. <script>alert(1)</script>' })).toContain('Điều 1. &lt;script&gt;');
  });

  it('of the extension keeps minutes and reason', async () => {
    const html = await refuse(extension, { revision: '1', minutes: '99999', reason: 'Mất điện toàn thành phố' });
    expect(html).toContain('value="99999"');
    expect(html).toContain('Mất điện toàn thành phố');
  });

  it('of a new contest keeps all of it', async () => {
    const html = await refuse(create, { title: 'Tên', code: '!', slug: '', unitId: contest.unitId, summary: 'Tóm tắt dài', eligibility: 'Mọi người' });
    for (const typed of ['value="Tên"', 'value="!"', 'Tóm tắt dài', 'Mọi người', `value="${contest.unitId}" selected=""`]) expect(html).toContain(typed);
  });
});

describe('what stands still', () => {
  it('can be read but not moved, and says why', async () => {
    const html = draw(timetable, await load(timetable));
    expect(html.match(/readOnly=""/gi)).toHaveLength(2);
    expect(html).toContain('value="31/12/2026 23:59:59"');
    expect(wordsOf(html)).toContain('dùng mục Gia hạn');
    expect(wordsOf(draw(design, await load(design)))).toContain('Thí sinh không nhìn thấy thời gian này. Đã khoá.');
  });

  it('shows the deadline of today before it is extended again', async () => {
    await extendContest(db, contest, 90);
    expect(wordsOf(draw(extension, await load(extension)))).toContain('Hạn hiện nay: 01/01/2027 01:29:59 (giờ Việt Nam)');
  });

  it('offers to publish a draft of the rules only where there is one', async () => {
    expect(draw(rules, await load(rules))).not.toContain('rules-publication');
    await makeRules(db, contest, { version: 2, body: 'Bản hai', publishedAt: null });
    expect(draw(rules, await load(rules))).toContain(`action="/contest-desk/${contest.id}/rules-publication"`);
  });
});

describe('pages of people from outside', () => {
  it('are drawn for each kind, with what is stored', async () => {
    for (const kind of ['INDIVIDUAL', 'ORGANISATION', 'ENTERPRISE'] as const) {
      const person = await makeOutsider(db, { kind, fullName: 'Nguyễn "Tí" <i>' });
      const html = draw(profile, await call(profile.loader as never, { db, clock, path: '/contests/profile', token: await makeSession(db, person, clock.now().toISOString()) }));
      expect(html).toMatch(new RegExp(`value="${kind}"[^>]*checked|checked=""[^>]*value="${kind}"`));
      expect(html).toContain('value="Nguyễn &quot;Tí&quot; &lt;i&gt;"');
    }
  });

  it('offer erasure to them, and nothing of the sort to officials', async () => {
    const official = await makePerson(db);
    const html = draw(profile, await call(profile.loader as never, { db, clock, path: '/contests/profile', token: await makeSession(db, official, clock.now().toISOString()) }));
    expect(html).not.toContain('/contests/profile/erasure');
    expect(wordsOf(drawPage(erasure.default, {}))).toContain('Chỉ còn dấu vết số của bài đã nộp');
  });

  it('lead officials to their own sign-in and back', async () => {
    const shown = await call(signIn.loader as never, { db, clock, path: '/contests/sign-in?next=%2Fcontests%2Fa' });
    expect(draw(signIn, shown)).toContain('href="/sign-in?next=%2Fcontests%2Fa"');
    const evil = await call(signIn.loader as never, { db, clock, path: '/contests/sign-in?next=https%3A%2F%2Fevil.example' });
    expect(draw(signIn, evil)).not.toContain('evil.example');
  });
});
