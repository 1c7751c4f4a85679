import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { call, testPorts } from '../../tests/world/calls.ts';
import { extendContest, makeContest, makeOrganiser, usualMoments, type ContestTraits } from '../../tests/world/contests.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import type { Role } from '../people/actor.ts';
import { newId } from '../platform/ids.ts';
import { auditDetails } from '../people/messages/audit-details.ts';
import { auditObjects } from '../people/messages/audit-objects.ts';
import { auditContest } from '../people/messages/audit-contest.ts';
import { closeCall } from './commands/close-call.server.ts';
import { extendCall, publishCall, publishRules, writeRules } from './commands/publish-call.server.ts';
import * as about from './routes/desk-about.tsx';
import * as overview from './routes/desk-call.tsx';
import * as closing from './routes/desk-closing.tsx';
import * as criteria from './routes/desk-criteria.tsx';
import * as datasets from './routes/desk-datasets.tsx';
import * as design from './routes/desk-design.tsx';
import * as extension from './routes/desk-extension.tsx';
import * as create from './routes/desk-new.tsx';
import * as prizes from './routes/desk-prizes.tsx';
import * as publication from './routes/desk-publication.ts';
import * as rules from './routes/desk-rules.tsx';
import * as timetable from './routes/desk-timetable.tsx';
import * as tracks from './routes/desk-tracks.tsx';
import { getCall } from './queries/call.server.ts';

const today = '2026-11-23';
type Page = { action: unknown };

async function world(traits: ContestTraits = {}) {
  const db = await freshDb();
  const clock = testClock();
  const organiser = await makeOrganiser(db);
  const contest = await makeContest(db, { createdBy: organiser.id, publishedAt: null, ...traits });
  const token = await makeSession(db, organiser, clock.now().toISOString());
  const found = () => getCall(db, contest.id, today);
  const send = async (page: Page, form: Record<string, string>, revision?: string) => {
    const answer = await call(page.action as never, { db, clock, path: '/contest-desk/x', params: { id: contest.id }, form: { revision: revision ?? String((await found()).revision), ...form }, token });
    const faults = (answer.body as { faults?: Record<string, { vi: string }> } | null)?.faults ?? {};
    return { ...answer, fields: Object.keys(faults), words: Object.values(faults).map(({ vi }) => vi).join(' ') };
  };
  const score = async () => {
    const [judge, round, assignment, entry, at] = [newId(), newId(), newId(), newId(), '2026-11-20T00:00:00.000Z'];
    await db.insertInto('entry').values({ id: entry, contest_id: contest.id, number: `E-${entry.slice(-6)}`, owner_id: organiser.id, title: 'Bài', track_id: contest.tracks[0] ?? null, created_at: at }).execute();
    await db.insertInto('judge').values({ id: judge, contest_id: contest.id, user_id: organiser.id, max_reviews: 5, invited_by: organiser.id, invited_at: at }).execute();
    await db.insertInto('review_round').values({ id: round, contest_id: contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: organiser.id, assigned_at: at }).execute();
    await db.insertInto('review_assignment').values({ id: assignment, round_id: round, judge_id: judge, entry_id: entry, label: 'A', assigned_at: at }).execute();
    await db.insertInto('score_sheet').values({ assignment_id: assignment, saved_at: at }).execute();
    await db.insertInto('score').values({ assignment_id: assignment, criterion_id: contest.criteria[0] ?? '', value: 5 }).execute();
    return entry;
  };
  return { db, clock, ports: testPorts(db, clock), organiser, contest, token, found, send, score, [Symbol.asyncDispose]: () => db.destroy() };
}
const words = { title: 'Sáng kiến "xanh" 2027', code: 'sx27', slug: '', summary: 'Tóm tắt', eligibility: 'Mọi người' };
const rubric = (weights: string[]) => Object.fromEntries(weights.flatMap((weight, at) => [[`title_${at}`, `Tiêu chí ${at}`], [`weight_${at}`, weight], [`maxScore_${at}`, '10'], [`anchors_${at}`, 'thấp\ncao']]));
const local = { OPENS: '2026-12-01T08:00', ENTRIES_CLOSE: '2026-12-31T23:59:59', SCREENING_ENDS: '2027-01-15T23:59:59', SCORING_ENDS: '2027-02-15T23:59:59', RESULTS: '2027-03-01T09:00:00' };

describe('a new contest', () => {
  it('is a draft with an address from its name, and stands in the log', async () => {
    await using w = await world();
    const answer = await w.send(create, { ...words, unitId: w.contest.unitId });
    expect(answer.location).toMatch(/^\/contest-desk\/[\da-f-]{36}\/tracks\?saved$/);
    const row = await w.db.selectFrom('contest').selectAll().where('code', '=', 'SX27').executeTakeFirstOrThrow();
    expect([row.slug, row.published_at, row.title]).toEqual(['sang-kien-xanh-2027', null, 'Sáng kiến "xanh" 2027']);
    expect((await w.db.selectFrom('audit_event').select(['action', 'object_id']).executeTakeFirst())).toEqual({ action: 'contest.create', object_id: row.id });
    await w.send(create, { ...words, code: 'SX28', unitId: w.contest.unitId });
    expect((await w.db.selectFrom('contest').select('slug').where('code', '=', 'SX28').executeTakeFirst())?.slug).toBe('sang-kien-xanh-2027-2');
  });

  it.each<[Record<string, string>, string]>([
    [{ title: '' }, 'title'], [{ title: 'ă'.repeat(161) }, 'title'], [{ code: 'x' }, 'code'], [{ code: 'A/B' }, 'code'], [{ code: 'A'.repeat(13) }, 'code'], [{ slug: 'sign-in' }, 'slug'], [{ slug: 'Có Dấu' }, 'slug'], [{ slug: '../x' }, 'slug'],
    [{ unitId: 'khong-co' }, 'unitId'], [{ unitId: '' }, 'unitId'], [{ summary: ' ' }, 'summary'], [{ eligibility: 'x'.repeat(6_001) }, 'eligibility'],
  ])('%j is refused at %s', async (changes, field) => {
    await using w = await world();
    const answer = await w.send(create, { ...words, unitId: w.contest.unitId, ...changes });
    expect([answer.status, answer.fields]).toEqual([422, [field]]);
  });

  it('takes nobody’s code or address', async () => {
    await using w = await world();
    expect((await w.send(create, { ...words, code: w.contest.code, unitId: w.contest.unitId })).fields).toEqual(['code']);
    expect((await w.send(create, { ...words, slug: w.contest.slug, unitId: w.contest.unitId })).fields).toEqual(['slug']);
  });
});

describe('two organisers on one page', () => {
  it('the second is told and loses nothing', async () => {
    await using w = await world();
    const { revision } = await w.found();
    expect((await w.send(tracks, { title_0: 'Một' }, String(revision))).status).toBe(303);
    const late = await w.send(tracks, { title_0: 'Hai' }, String(revision));
    expect([late.status, late.words, (late.body as { values: Record<string, string> }).values['title_0']]).toEqual([422, expect.stringContaining('Người khác vừa sửa'), 'Hai']);
    expect((await w.found()).tracks.map(({ title }) => title)).toEqual(['Một']);
  });

  it('a form sent twice is done once', async () => {
    await using w = await world();
    const revision = String((await w.found()).revision);
    const answers = await Promise.all([1, 2].map(() => w.send(tracks, { title_0: 'Một', title_1: 'Hai' }, revision)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect((await w.found()).tracks.length).toBe(2);
  });
});

describe('tracks', () => {
  it('are renamed, removed by emptying, added; ids stay', async () => {
    await using w = await world();
    const [first, second] = w.contest.tracks;
    await w.send(tracks, { id_0: first ?? '', title_0: 'Đổi tên', id_1: second ?? '', title_1: '  ', title_5: 'Thêm <b>' });
    expect((await w.found()).tracks).toEqual([{ id: first, title: 'Đổi tên' }, { id: expect.not.stringMatching(`${first}|${second}`), title: 'Thêm <b>' }]);
  });

  it('that an entry has chosen stay', async () => {
    await using w = await world();
    await w.score();
    expect((await w.send(tracks, { id_0: w.contest.tracks[1] ?? '', title_0: 'Chỉ còn một' })).words).toContain('đã được bài dự thi');
    expect((await w.found()).tracks.length).toBe(2);
  });

  it('of another contest are not taken over by their id', async () => {
    await using w = await world();
    const other = await makeContest(w.db);
    await w.send(tracks, { id_0: other.tracks[0] ?? '', title_0: 'Chiếm' });
    expect((await getCall(w.db, other.id, today)).tracks.map(({ title }) => title)).not.toContain('Chiếm');
  });
});

describe('criteria', () => {
  it('add up to 100 %, also with decimals', async () => {
    await using w = await world();
    expect((await w.send(criteria, rubric(['33,33', '33.33', '33,34 %']))).status).toBe(303);
    expect((await w.found()).criteria.map(({ weight, maxScore, anchors }) => [weight, maxScore, anchors])).toEqual([[3_333, 10, ['thấp', 'cao']], [3_333, 10, ['thấp', 'cao']], [3_334, 10, ['thấp', 'cao']]]);
  });

  it.each<[string[], string, string]>([[['40', '50'], 'weight_1', 'thiếu 10%'], [['60', '60'], 'weight_1', 'vượt 100% tới 20%'], [['x', '50'], 'weight_0', 'lớn hơn 0'], [['0', '100'], 'weight_0', 'lớn hơn 0'], [['-10', '110'], 'weight_0', 'lớn hơn 0'], [[], 'form', 'ít nhất một tiêu chí']])('%j is refused at %s', async (weights, field, say) => {
    await using w = await world();
    const answer = await w.send(criteria, rubric(weights));
    expect([answer.status, answer.fields[0], answer.words]).toEqual([422, field, expect.stringContaining(say)]);
    expect((await w.found()).criteria.length).toBe(2);
  });

  it('that are stored short of 100 % or over it are said with what is missing', async () => {
    for (const [weight, sentence] of [[0.35, 'Trọng số đang cộng lại 75%, còn thiếu 25%.'], [0.725, 'Trọng số đang cộng lại 112,5%, thừa 12,5%.'], [0.6, null]] as const) {
      await using w = await world({ criteria: [{ title: 'Tính mới', weight: 0.4 }, { title: 'Hiệu quả', weight }] });
      const { body } = await call(criteria.loader as never, { db: w.db, clock: w.clock, path: '/contest-desk/x/criteria', params: { id: w.contest.id }, token: w.token });
      const page = wordsOf(drawPage(criteria.default, { data: body }));
      if (sentence) expect(page).toContain(sentence);
      else expect(page).not.toContain('đang cộng lại');
    }
  });

  it('say at which row the scale is wrong', async () => {
    await using w = await world();
    const answer = await w.send(criteria, { ...rubric(['40', '60']), maxScore_1: '1' });
    expect([answer.fields, answer.words]).toEqual([['maxScore_1'], 'Vui lòng nhập số từ 2 đến 100.']);
  });

  it('stand still once there is a score', async () => {
    await using w = await world();
    await w.score();
    expect((await w.send(criteria, rubric(['100']))).words).toContain('Đã có điểm');
    expect((await w.found()).criteria.length).toBe(2);
  });
});

describe('prizes and open data', () => {
  it('are kept as they are written', async () => {
    await using w = await world();
    await w.send(prizes, { kind_0: 'FIRST', title_0: 'Giải nhất', count_0: '1', amount_0: '50.000.000 đồng', kind_1: 'SPECIAL', title_1: 'Giải "Xanh"', count_1: '2', amount_1: '' });
    expect((await w.found()).prizes.map(({ title, count, amount }) => [title, count, amount])).toEqual([['Giải nhất', 1, 50_000_000], ['Giải "Xanh"', 2, null]]);
    expect((await w.send(prizes, { kind_0: 'FIRST', title_0: 'x', count_0: '0', amount_0: 'nhiều' })).fields).toEqual(['count_0', 'amount_0']);
    expect((await w.send(prizes, { kind_0: 'THIRTEENTH', title_0: 'x', count_0: '1' })).fields).toEqual(['kind_0']);
  });

  it('stand still once the entries have been given out', async () => {
    await using w = await world();
    await w.score();
    expect((await w.send(prizes, { kind_0: 'FIRST', title_0: 'x', count_0: '9', amount_0: '' })).words).toContain('Bài đã giao cho giám khảo');
  });

  it.each(['javascript:alert(1)', 'ftp://x.vn', 'https://user:pass@x.vn', 'https://x y', 'x.vn', 'https://x.vn/"><script>'])('refuse the address %j', async (url) => {
    await using w = await world();
    expect((await w.send(datasets, { title_0: 'Bộ', holder_0: 'Sở', url_0: url, terms_0: 'Ghi nguồn' })).fields).toEqual(['url_0']);
  });

  it('can be taken from other contests, and stay with them', async () => {
    await using w = await world();
    const other = await makeContest(w.db, { datasets: ['Số liệu dân số'] });
    const { revision } = await w.found();
    const answer = await call(datasets.action as never, { db: w.db, clock: w.clock, path: '/x', params: { id: w.contest.id }, token: w.token, form: [['revision', String(revision)], ['known[]', other.datasets[0] ?? ''], ['known[]', 'khong-co'], ['title_0', 'Bộ mới'], ['holder_0', 'Sở'], ['url_0', ''], ['terms_0', 'Ghi nguồn']] });
    expect([answer.status, (await w.found()).datasets.map(({ title }) => title).toSorted()]).toEqual([303, ['Bộ mới', 'Số liệu dân số']]);
    await w.send(datasets, {});
    expect([(await w.found()).datasets, (await getCall(w.db, other.id, today)).datasets.length]).toEqual([[], 1]);
  });
});

describe('the timetable', () => {
  it('is typed in Vietnam time, to the second', async () => {
    await using w = await world();
    expect((await w.send(timetable, local)).status).toBe(303);
    expect((await w.found()).moments).toMatchObject({ OPENS: '2026-12-01T01:00:00.000Z', ENTRIES_CLOSE: '2026-12-31T16:59:59.000Z' });
  });

  it.each<[Record<string, string>, string[]]>([
    [{ ENTRIES_CLOSE: '2026-11-30T23:59:59' }, ['ENTRIES_CLOSE']],
    [{ SCORING_ENDS: '2027-01-15T23:59:59' }, ['SCORING_ENDS']],
    [{ OPENS: '2026-02-30T08:00' }, ['OPENS']],
    [{ OPENS: 'mai', RESULTS: '2027-03-01' }, ['OPENS', 'RESULTS']],
  ])('%j is refused at %j', async (changes, fields) => {
    await using w = await world();
    expect((await w.send(timetable, { ...local, ...changes })).fields).toEqual(fields);
    expect((await w.found()).moments).toEqual(usualMoments);
  });

  it('after an extension goes on after the new deadline', async () => {
    await using w = await world({ publishedAt: '2026-10-31T02:00:00.000Z' });
    await extendContest(w.db, w.contest, 60 * 24 * 5);
    const kept = { ...local, OPENS: '2026-11-01T08:00:00' };
    expect((await w.send(timetable, { ...kept, SCREENING_ENDS: '2027-01-04T23:59:59' })).fields).toEqual(['SCREENING_ENDS']);
    expect((await w.send(timetable, { ...kept, SCREENING_ENDS: '2027-01-06T23:59:59' })).status).toBe(303);
  });

  it('can be half empty in a draft, not in a published contest, whose deadline nobody moves', async () => {
    await using draft = await world();
    expect((await draft.send(timetable, { ...local, RESULTS: '' })).status).toBe(303);
    await using open = await world({ publishedAt: '2026-10-31T02:00:00.000Z' });
    const kept = { ...local, OPENS: '2026-11-01T08:00:00' };
    expect((await open.send(timetable, { ...kept, RESULTS: '2027-04-01T09:00' })).status).toBe(303);
    expect((await open.send(timetable, { ...kept, ENTRIES_CLOSE: '2027-01-02T23:59:59' })).words).toContain('dùng mục Gia hạn');
    expect((await open.send(timetable, { ...kept, RESULTS: '' })).fields).toEqual(['RESULTS']);
    expect((await open.found()).moments.RESULTS).toBe('2027-04-01T02:00:00.000Z');
  });
});

describe('the design', () => {
  const form = { blind: 'on', reviewsPerEntry: '5', scoringMethod: 'RAW_MEAN', graceSeconds: '60', lateUploadMinutes: '0', publicVote: 'NONE', pairReasons: 'TEAMS' };
  it('is chosen freely before, and each part stands still in its time', async () => {
    await using w = await world();
    expect((await w.send(design, form)).status).toBe(303);
    expect(await w.found()).toMatchObject({ isBlind: true, reviewsPerEntry: 5, scoringMethod: 'RAW_MEAN', graceSeconds: 60, lateUploadMinutes: 0, publicVote: 'NONE', pairReasons: 'TEAMS' });
    await w.db.updateTable('contest').set({ published_at: '2026-11-01T00:00:00.000Z' }).where('id', '=', w.contest.id).execute();
    expect((await w.send(design, { ...form, graceSeconds: '0' })).fields).toEqual(['graceSeconds']);
    await w.score();
    expect((await w.send(design, { ...form, scoringMethod: 'ADDITIVE' })).fields).toEqual(['scoringMethod']);
    expect((await w.send(design, { ...form, reviewsPerEntry: '3' })).fields).toEqual(['reviewsPerEntry']);
    const { blind: _blind, ...open } = form;
    expect((await w.send(design, open)).fields).toEqual(['blind']);
    expect((await w.send(design, form)).status).toBe(303);
  });

  it.each<[Record<string, string>, string]>([[{ reviewsPerEntry: '2' }, 'reviewsPerEntry'], [{ reviewsPerEntry: '1e1' }, 'reviewsPerEntry'], [{ graceSeconds: '3601' }, 'graceSeconds'], [{ lateUploadMinutes: '121' }, 'lateUploadMinutes'], [{ lateUploadMinutes: '-1' }, 'lateUploadMinutes'], [{ publicVote: 'BEFORE' }, 'publicVote'], [{ pairReasons: 'ALL' }, 'pairReasons'], [{ scoringMethod: 'Z_SCORE' }, 'scoringMethod']])('%j is refused', async (changes, field) => {
    await using w = await world();
    expect((await w.send(design, { ...form, ...changes })).fields).toEqual([field]);
  });
});

describe('the rules', () => {
  it('are a draft that changes, then a version that never does, then a new version', async () => {
    await using w = await world();
    const revision = async () => (await w.found()).revision;
    const write = async (body: string) => writeRules(w.ports, w.organiser, { id: w.contest.id, revision: await revision(), body });
    await write('Bản một');
    await write('Bản một, sửa');
    expect((await w.found()).rules.map(({ version, publishedAt }) => [version, publishedAt])).toEqual([[1, null]]);
    expect((await publishRules(w.ports, w.organiser, { id: w.contest.id, revision: await revision() })).ok).toBe(false);
    expect((await publishCall(w.ports, w.organiser, { id: w.contest.id, revision: await revision() })).ok).toBe(true);
    expect(await write('Bản một, sửa')).toMatchObject({ ok: false, faults: { body: {} } });
    await write('Bản hai');
    expect((await publishRules(w.ports, w.organiser, { id: w.contest.id, revision: await revision() })).ok).toBe(true);
    expect((await publishRules(w.ports, w.organiser, { id: w.contest.id, revision: await revision() })).ok).toBe(false);
    expect((await w.db.selectFrom('contest_rules').select(['version', 'body']).orderBy('version').execute())).toEqual([{ version: 1, body: 'Bản một, sửa' }, { version: 2, body: 'Bản hai' }]);
    await expect(w.db.updateTable('contest_rules').set({ body: 'lén' }).execute()).rejects.toThrow('published rules do not change');
  });

  it.each(['', '   ', '<script>alert(1)</script>', '<table><tr><td>x</td></tr></table>', '[x](javascript:alert(1))', '![x](https://x.vn/a.png)', '>'.repeat(400), 'ă'.repeat(20_001)])('%# is refused with a sentence', async (body) => {
    await using w = await world();
    const answer = await w.send(rules, { body });
    expect([answer.status, answer.fields]).toEqual([422, ['body']]);
  });
});

describe('publication', () => {
  it('waits for what is missing, and opens the page once', async () => {
    await using w = await world({ criteria: [{ title: 'Một', weight: 0.4 }] });
    const shown = await call(overview.loader as never, { db: w.db, clock: w.clock, path: '/x', params: { id: w.contest.id }, token: w.token });
    expect((shown.body as { lacks: { what: string; isBlocking: boolean }[] }).lacks).toEqual([{ what: 'weights', step: 'criteria', isBlocking: true }, { what: 'opens-past', step: 'timetable', isBlocking: false }]);
    expect((await w.send(publication, {})).status).toBe(409);
    await w.send(criteria, rubric(['100']));
    expect((await w.send(publication, {})).location).toBe(`/contest-desk/${w.contest.id}?done=published`);
    expect((await w.found()).publishedAt).toBe('2026-11-23T01:00:00.000Z');
    expect((await w.send(publication, {})).status).toBe(409);
    expect((await w.send(about, { ...words, code: 'NEW1', unitId: w.contest.unitId })).fields).toEqual(['code']);
    expect((await w.send(about, { ...words, code: w.contest.code, slug: 'dia-chi-moi', unitId: w.contest.unitId })).fields).toEqual(['slug']);
  });
});

describe('an extension', () => {
  const reason = 'Đứt cáp ở trung tâm dữ liệu';
  it('gives everybody the same, with its reason, also just after the deadline', async () => {
    await using w = await world({ publishedAt: '2026-10-31T02:00:00.000Z' });
    w.clock.set('2026-12-31T17:10:00.000Z');
    const token = await makeSession(w.db, w.organiser, w.clock.now().toISOString(), { id: 'later' });
    const extend = async (minutes: string, words = reason) => call(extension.action as never, { db: w.db, clock: w.clock, path: '/x', params: { id: w.contest.id }, token, form: { revision: String((await w.found()).revision), minutes, reason: words } });
    expect((await extend('60')).status).toBe(303);
    expect((await w.found()).extensions).toMatchObject([{ minutes: 60, reason }]);
    for (const [minutes, words] of [['0', reason], ['43201', reason], ['-5', reason], ['1.5', reason], ['60', 'ngắn'], ['43000', reason]] as const) expect((await extend(minutes, words)).status, minutes).toBe(422);
    expect((await w.db.selectFrom('audit_event').select('details').where('action', '=', 'contest.extend').execute()).map(({ details }) => JSON.parse(details))).toEqual([{ contestCode: w.contest.code, minutes: 60, reason }]);
  });

  it('is refused once judges have their entries, and twice by a double click', async () => {
    await using w = await world({ publishedAt: '2026-10-31T02:00:00.000Z' });
    const { revision } = await w.found();
    const twice = await Promise.all([1, 2].map(() => extendCall(w.ports, w.organiser, { id: w.contest.id, revision, minutes: 30, reason })));
    expect(twice.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    await w.score();
    expect((await extendCall(w.ports, w.organiser, { id: w.contest.id, revision: revision + 1, minutes: 30, reason })).ok).toBe(false);
  });
});

describe('closing', () => {
  it('needs a reason, and leaves everything to be read only', async () => {
    await using w = await world({ publishedAt: '2026-10-31T02:00:00.000Z' });
    expect((await w.send(closing, { reason: 'x' })).fields).toEqual(['reason']);
    expect((await w.send(closing, { reason: 'Đã trao giải và bàn giao' })).location).toContain('done=closed');
    for (const [page, form] of [[tracks, { title_0: 'x' }], [timetable, local], [rules, { body: 'x' }]] as const) expect((await w.send(page, form)).words).toContain('Cuộc thi đã kết thúc');
    expect((await closeCall(w.ports, w.organiser, { id: w.contest.id, revision: 99, reason: 'nữa' })).ok).toBe(false);
  });
});

describe('the desk', () => {
  it.each<[Role | 'nobody', number, number]>([['CONTEST_ORGANISER', 200, 303], ['CONTEST_APPROVER', 200, 403], ['AUDITOR', 200, 403], ['SYSTEM_ADMIN', 200, 403], ['LEARNER', 403, 403], ['TRAINING_ADMIN', 403, 403], ['CAMPAIGN_MAKER', 403, 403]])('of %s answers reading with %i and writing with %i', async (role, reads, writes) => {
    await using w = await world();
    const person = await makePerson(w.db, { grants: [{ role: role as Role, scope: 'ALL', unitId: null }] });
    const token = await makeSession(w.db, person, w.clock.now().toISOString());
    const ask = async (page: unknown, form?: Record<string, string>) => (await call(page as never, { db: w.db, clock: w.clock, path: '/x', params: { id: w.contest.id }, token, ...(form ? { form } : {}) })).status;
    expect([await ask(criteria.loader), await ask(tracks.action, { revision: '1', title_0: 'x' })]).toEqual([reads, writes]);
  });

  it('knows no contest that is none', async () => {
    await using w = await world();
    for (const id of ['x', '', "' or 1=1 --"]) expect((await call(overview.loader as never, { db: w.db, clock: w.clock, path: '/x', params: { id }, token: w.token })).status).toBe(404);
  });

  it('has words for everything that it writes into the log', async () => {
    await using w = await world({ publishedAt: '2026-10-31T02:00:00.000Z' });
    await w.send(tracks, { title_0: 'x' });
    await w.send(design, { blind: 'on', reviewsPerEntry: '5', scoringMethod: 'ADDITIVE', graceSeconds: '0' });
    await w.send(extension, { minutes: '5', reason: 'Mất điện toàn trung tâm' });
    for (const row of await w.db.selectFrom('audit_event').selectAll().execute()) {
      expect([Object.hasOwn(auditContest.catalogue, `action.${row.action}`), Object.hasOwn(auditObjects.catalogue, `object.${row.object_type}`)]).toEqual([true, true]);
      for (const name of Object.keys(JSON.parse(row.details) as object)) expect(Object.keys(auditDetails.catalogue), name).toContain(`detail.${name}`);
    }
  });
});
