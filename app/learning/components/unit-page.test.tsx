import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { UnitLearner } from '../queries/unit-progress.server.ts';
import { noCounts, type LearnerState } from '../rules/learner-state.ts';
import { completionTrend } from '../rules/trend.ts';
import { UnitPage, type FullUnitView } from './unit-page.tsx';

const now = '2026-11-23T01:00:00.000Z';
const unit = { id: 'u', name: 'UBND phường Hoa Lư', shortName: 'Hoa Lư', parentId: null };
const course = { courseId: 'c', slug: 'an-toan', title: 'An toàn', dueOn: '2026-12-31' };
const total = { total: 1234, done: 617, doing: 300, todo: 200, late: 117 };
const child = (id: string, done: number, all: number) => ({ id, name: `Đơn vị ${id}`, shortName: `ĐV ${id}`, parentId: 'u', counts: { ...noCounts, total: all, done, todo: all - done } });
const learner = (id: string, traits: Partial<UnitLearner> = {}): UnitLearner => ({ id, fullName: `Người ${id}`, positionTitle: 'Công chức', unitName: 'Văn phòng', state: 'doing', completedAt: null, lastActiveAt: now, lessonsCompleted: 2, score: null, dueOn: null, ...traits });
const full: FullUnitView = {
  kind: 'course', unit, tops: [unit], renewals: null, knowledge: { topics: [], countedAt: null }, months: [], canRemind: true, exempted: 0, courses: [course], course, due: { first: '2026-12-31', last: '2026-12-31' }, total, own: noCounts,
  children: [child('a', 1, 10), child('b', 9, 10)],
  learners: { total: 2, page: 1, pages: 1, rows: [learner('1'), learner('2', { state: 'late', score: 8, lastActiveAt: null })] },
  retention: [],
  trend: completionTrend({ doneOn: [], total: 10, dueOn: '2026-12-31', givenOn: '2026-09-01', today: '2026-11-23' }),
};
const draw = (change: Partial<FullUnitView> = {}, state?: LearnerState) => renderToStaticMarkup(<UnitPage view={{ ...full, ...change }} now={now} state={state} />);

describe('UnitPage', () => {
  it('explains itself when no course was given yet', () => {
    const page = renderToStaticMarkup(<UnitPage view={{ kind: 'none', unit, tops: [unit] }} now={now} state={undefined} />);
    expect(page).toMatch(/<h1[^>]*>.*Chưa có khoá học nào được giao/);
    expect(page).not.toContain('<table');
  });

  it('says numbers as Vietnamese texts do, with shares', () => {
    const page = draw();
    expect(page).toMatch(/UBND phường Hoa Lư<\/p><h1[^>]*>An toàn<\/h1>/);
    expect(page).toContain('Hạn 31/12/2026 · số liệu lúc 23/11/2026 08:00');
    expect(draw({ due: { first: '2026-12-15', last: '2027-03-31' } })).toContain('Hạn từ 15/12/2026 đến 31/03/2027, tuỳ từng người');
    expect(draw({ due: null })).toContain('Số liệu lúc 23/11/2026 08:00');
    expect(page).toContain('1.234');
    expect(page).toContain('50%');
    expect(page).toContain('href="/units?unit=u&amp;course=an-toan&amp;state=late#people"');
  });

  it('colours no share of nobody', () => {
    const tones = (late: number) => [...draw({ total: { ...total, late } }).matchAll(/stat-note"><span class="tag tag-(\w+)/g)].map(([, tone]) => tone);
    expect([tones(117), tones(0)]).toEqual([['ok', 'brand', 'neutral', 'danger'], ['ok', 'brand', 'neutral', 'neutral']]);
  });

  it('lets whoever may remind mark people who have not finished, one or all of the page, and nobody else', () => {
    const rows = [learner('1'), learner('2', { state: 'late' }), learner('3', { state: 'done' })];
    const page = (canRemind: boolean, isAllChosen = false) => renderToStaticMarkup(<UnitPage view={{ ...full, canRemind, learners: { total: 3, page: 2, pages: 3, rows } }} now={now} state="late" isAllChosen={isAllChosen} />);
    expect([...page(true).matchAll(/<input type="checkbox"[^>]*>/g)].map(([input]) => /value="(\d)"/.exec(input)?.[1])).toEqual(['1', '2']);
    expect(page(true)).toContain('<form method="get" action="/units/reminder"');
    expect(page(true)).toContain('href="/units?unit=u&amp;course=an-toan&amp;state=late&amp;page=2&amp;choose=page#people"');
    expect(page(true)).toContain('nhiều nhất một lần mỗi ngày');
    expect([...page(true, true).matchAll(/<input type="checkbox"[^>]*checked/g)]).toHaveLength(2);
    expect(page(false)).not.toMatch(/checkbox|units\/reminder/);
    const done = renderToStaticMarkup(<UnitPage view={{ ...full, learners: { total: 1, page: 1, pages: 1, rows: [learner('3', { state: 'done' })] } }} now={now} state={undefined} />);
    expect(done).not.toMatch(/checkbox|units\/reminder/);
  });

  it('says how many have just been reminded, and how many not', () => {
    const page = (skipped: number) => renderToStaticMarkup(<UnitPage view={full} now={now} state={undefined} reminded={{ sent: 4, skipped }} />);
    expect(page(0)).toContain('Đã gửi lời nhắc tới 4 người.');
    expect(page(1)).toContain('1 người không được nhắc vì');
  });

  it('draws an empty unit without dividing by nobody', () => {
    const page = draw({ total: noCounts, children: [], learners: { total: 0, page: 1, pages: 1, rows: [] }, trend: completionTrend({ doneOn: [], total: 0, dueOn: '2026-12-31', givenOn: null, today: '2026-11-23' }) });
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
    expect(page).toContain('Không có đơn vị trực thuộc nào có người được giao khoá học này.');
    expect(page).toContain('Không có ai ở tình trạng này.');
    expect(page).toContain('Danh sách cán bộ (0 người)');
  });

  it('names the unit that needs help most, or says that all are done', () => {
    expect(draw()).toContain('ĐV a cần hỗ trợ nhất');
    expect(draw({ children: [child('a', 4, 4)] })).toContain('Mọi đơn vị trực thuộc đã hoàn thành');
    const alone = draw({ children: [child('a', 1, 4)] });
    expect(alone).toContain('ĐV a: 1 trên 4 người đã hoàn thành');
    expect(alone).not.toContain('cần hỗ trợ nhất');
  });

  it('draws twenty bars at most, and opens the table for the rest', () => {
    const children = Array.from({ length: 23 }, (_, at) => child(`n${at}`, at, 30));
    expect(draw({ children }).match(/class="bar-row/g)).toHaveLength(20);
    expect(draw({ children })).toContain('Đơn vị n22');
    expect(draw({ children })).toMatch(/<details[^>]*open=""/);
    expect(draw()).not.toMatch(/<details[^>]*open=""/);
  });

  it('says in words whether the pace holds', () => {
    const trend = (ahead: number | null) => draw({ trend: { ...full.trend, ahead } });
    expect(trend(3)).toContain('Nhanh hơn nhịp tới hạn 3 người');
    expect(trend(-4)).toContain('Chậm hơn nhịp tới hạn 4 người');
    expect(trend(0)).toContain('Đang đúng nhịp tới hạn');
    expect(trend(null)).toContain('Số người đã hoàn thành');
  });

  it('draws its lines at whole people and even distances, and names each by its own number', () => {
    const lines = (total: number) => [...draw({ trend: completionTrend({ doneOn: [], total, dueOn: '2026-12-31', givenOn: '2026-09-01', today: '2026-11-23' }) }).matchAll(/trend-grid" d="M40 ([\d.]+)H372"><\/path><text[^>]*>([^<]+)</g)].map(([, y, people]) => [Number(people), Math.round(Number(y))]);
    expect(lines(10)).toEqual([[0, 150], [5, 86], [10, 22]]);
    expect(lines(3)).toEqual([[0, 150], [1, 107], [2, 65], [3, 22]]);
    expect(lines(7)).toEqual([[0, 150], [2, 113], [4, 77], [6, 40]]);
    expect(lines(471).map(([people]) => people)).toEqual([0, 200, 400]);
    expect(lines(1)).toEqual([[0, 150], [1, 22]]);
  });

  it('says of each person where she stands, in words too', () => {
    const rows = draw().split('<tr role="row"').filter((row) => row.includes('Người '));
    expect(rows[0]).toContain('Đang học');
    expect(rows[0]).toContain('23/11/2026');
    expect(rows[1]).toContain('Quá hạn');
    expect(rows[1]).toContain('8,0');
    expect(rows[1]).toContain('–');
  });

  it('keeps the chosen state on every page of the list', () => {
    const page = draw({ learners: { ...full.learners, page: 1, pages: 3 } }, 'late');
    expect(page).toContain('href="/units?unit=u&amp;course=an-toan&amp;state=late&amp;page=2#people"');
    expect(page).toMatch(/<option[^>]*value="late"[^>]*selected=""/);
  });

  it('offers other courses only when there are any, and the way up only below the top', () => {
    const chooser = /<select[^>]*name="course"/;
    expect(draw()).not.toMatch(chooser);
    const two = draw({ courses: [course, { ...course, slug: 'khac', title: 'Khác' }] });
    expect(two).toMatch(chooser);
    expect(two).toContain('<option value="khac">Khác</option>');
    expect(draw()).not.toContain('Lên đơn vị cấp trên');
    expect(draw({ unit: { ...unit, parentId: 'p' } })).toContain('href="/units?unit=p&amp;course=an-toan"');
  });

  it('shows the course’s own way to its due day, marks that day, and says which weeks are shown', () => {
    const past = completionTrend({ doneOn: [{ day: '2026-03-02', count: 4 }], total: 10, dueOn: '2026-03-31', givenOn: '2026-01-05', today: '2026-11-23' });
    const page = draw({ trend: past });
    expect(page).toContain('Đã qua hạn, còn 6 người chưa hoàn thành');
    expect(page).toContain('từ 30/12/2025 đến 14/04/2026');
    expect(page).toContain('Hạn 31/03/2026');
    expect(page).toContain('trend-due');
    expect(draw({ trend: { ...past, missing: 0 } })).toContain('Mọi người đã hoàn thành');
    expect(draw({ trend: { ...past, stepWeeks: 3 } })).toContain('mỗi điểm cách nhau 3 tuần');
    expect(draw({ trend: completionTrend({ doneOn: [], total: 10, dueOn: null, givenOn: null, today: '2026-11-23' }) })).not.toMatch(/trend-due|trend-pace/);
  });

  it('names the three modules that need attention first with the way to them, and says nothing of few people', () => {
    const topic = (moduleKey: string, percent: number | null, edge: 'most' | null = null) => ({ moduleKey, title: `Mô-đun ${moduleKey} <b>`, people: percent === null ? 3 : 20, percent, edge });
    const topics = [topic('m1', 95, 'most'), topic('m2', 60), topic('m3', null), topic('m4', 55), topic('m5', 80)];
    const page = draw({ knowledge: { topics, countedAt: now } });
    expect(page).toContain('Cần củng cố nhất: Mô-đun m4 &lt;b&gt; (55% câu trả lời đúng)');
    expect([...page.matchAll(/bar-label"><a href="([^"]*)"/g)].map(([, href]) => href).filter((href) => href?.includes('#'))).toEqual(['/courses/an-toan#m4', '/courses/an-toan#m2', '/courses/an-toan#m5']);
    expect(page).toContain('Từ 95% trở lên');
    expect(page).toContain('Chưa đủ số người');
    expect(page).toContain('Tính lúc 23/11/2026 08:00.');
    expect(draw({ knowledge: { topics: [topic('m1', null)], countedAt: null } })).toContain('chưa đủ 10 người trả lời');
  });

  it('says how the last month ended against the one before', () => {
    const months = (...done: number[]) => draw({ months: done.map((one, at) => ({ month: `2026-0${at + 1}`, enrolled: 200, done: one })) });
    expect(months(20, 50)).toContain('Cuối tháng 02/2026: 25% đã hoàn thành, tăng 15 điểm phần trăm so với tháng trước');
    expect(months(50, 20)).toContain('giảm 15 điểm phần trăm');
    expect(months(50, 50)).toContain('25% đã hoàn thành, như tháng trước');
    expect(months(50)).toContain('Cuối tháng 01/2026: 25% đã hoàn thành<');
    expect(months()).toContain('Chưa có số liệu cuối tháng');
    expect(months(20, 50)).toContain('đơn vị kế tục nếu đã sáp nhập, chia tách');
  });

  it('lets a leader of several units choose among them, also from one below', () => {
    const other = { ...unit, id: 'w', name: 'UBND phường Tam Điệp' };
    expect(draw()).not.toMatch(/<select[^>]*name="unit"/);
    expect(draw({ tops: [unit, other] })).toMatch(/<select[^>]*name="unit"[^>]*>.*<option value="w">UBND phường Tam Điệp/);
    const below = draw({ unit: { ...unit, id: 'x', name: 'Văn phòng', parentId: 'u' }, tops: [unit, other] });
    expect(below).toMatch(/<option value="x" selected="">Văn phòng/);
  });

  it('offers the list as a file with the filter that is shown', () => {
    expect(draw({}, 'late')).toContain('href="/units/file?unit=u&amp;course=an-toan&amp;state=late&amp;format=xlsx"');
    expect(draw({ learners: { total: 0, page: 1, pages: 1, rows: [] } })).not.toContain('/units/file');
  });
});
