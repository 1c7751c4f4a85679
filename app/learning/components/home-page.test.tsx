import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import type { HomeCourse, HomeStep, HomeView } from '../queries/home.server.ts';
import { weekRhythm } from '../rules/week.ts';
import { HomePage } from './home-page.tsx';

const now = '2026-11-25T05:00:00.000Z';
const step: HomeStep = { kind: 'lesson', title: 'Nhận ra thư lạ', href: '/learn/an-toan/thu-la', minutes: 8, moduleTitle: 'Phòng thủ', progress: 0, started: false, attemptEndsAt: null };
const course = (slug: string, traits: Partial<HomeCourse> = {}): HomeCourse => ({ slug, title: `Khoá ${slug}`, isMandatory: true, due: null, lessonsDone: 0, lessonsTotal: 3, minutesLeft: 24, pretest: null, first: [], next: step, ...traits });
const empty: HomeView = { fullName: 'Trần Văn Bình', unitName: 'Hoa Lư', now, hasCourses: true, first: null, rest: [], week: weekRhythm([], new Date(now), 'Asia/Ho_Chi_Minh'), certificates: [], path: null };
const draw = (view: Partial<HomeView>, locale: 'vi' | 'en' = 'vi') => renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh"><HomePage view={{ ...empty, ...view }} recall={null} /></ReaderProvider>);
const tasksOf = (markup: string) => markup.match(/<li class="task[\s\S]*?<\/li>/g) ?? [];

describe('HomePage', () => {
  it('greets, and says that all is done when nothing waits', () => {
    const page = draw({});
    expect(page.match(/Đã xong mọi việc được giao/g)).toHaveLength(1);
    expect(draw({ hasCourses: false })).toContain('Chưa có khoá học nào được giao');
    expect(draw({ hasCourses: false })).not.toContain('Đã xong');
    expect(page).toContain('<h1>Chào Trần Văn Bình</h1>');
    // That nothing was learned this week stands in the card of the week, once.
    expect(page).toContain('>Thứ\u00a0Tư, 25/11/2026</p>');
    expect(draw({ week: { ...empty.week, minutes: 35 } })).toContain('Thứ\u00a0Tư, 25/11/2026 · tuần này đã học 35 phút');
    expect(page).toContain('Đã xong mọi việc được giao');
    expect(page).toContain('Chưa có chứng nhận');
    expect(tasksOf(page)).toEqual([]);
  });

  it('offers the one next step with its length', () => {
    const page = draw({ first: course('an-toan') });
    expect(page).toContain('Việc tiếp theo · còn 8 phút');
    expect(page).toContain('Khoá an-toan · Phòng thủ');
    expect(page).toMatch(/<a[^>]*href="\/learn\/an-toan\/thu-la"[^>]*>.*?Bắt đầu học/);
    expect(page).not.toContain('Đã xong mọi việc được giao');
  });

  it('promises no lessons to whoever has only tests left', () => {
    const page = draw({ first: course('an-toan', { lessonsDone: 3, minutesLeft: 72 }) });
    expect(page).toContain('3/3 bài học · còn 72 phút kiểm tra');
    expect(page).not.toContain('phút học và kiểm tra');
  });

  it('shows the path that she follows, or the way to choose one', () => {
    expect(draw({})).toMatch(/href="\/paths">Chọn lộ trình/);
    const page = draw({ path: { key: 'lanh-dao', title: 'Lãnh đạo', lessons: 12, done: 3, minutes: 90, minutesLeft: 60 } });
    expect(page).toMatch(/href="\/paths\/lanh-dao">Xem lộ trình/);
    expect(page).toContain('3/12 bài học');
    expect(draw({}, 'en')).toContain('Choose a path');
  });

  it.each([
    ['Học tiếp', { started: true, progress: 42 }],
    ['Vào bài kiểm tra', { kind: 'assessment', href: '/assessments/an-toan/m1' }],
    ['Quay lại bài đang làm', { kind: 'assessment', attemptEndsAt: '2026-11-25T05:10:00.000Z' }],
  ] as const)('says “%s” where that fits', (label, change) => {
    expect(draw({ first: course('an-toan', { next: { ...step, ...change } }) })).toContain(label);
  });

  it('puts the pre-test of a renewal first, and the lesson second', () => {
    const first = course('an-toan', { pretest: { href: '/assessments/an-toan/dau-vao', minutes: 40 } });
    const page = draw({ first });
    expect(page).toContain('Việc tiếp theo · còn 40 phút');
    expect(page).toMatch(/btn-primary[^>]*href="\/assessments\/an-toan\/dau-vao"|href="\/assessments\/an-toan\/dau-vao"[^>]*btn-primary/);
    expect(page).toMatch(/btn-ghost[^>]*href="\/learn\/an-toan\/thu-la"|href="\/learn\/an-toan\/thu-la"[^>]*btn-ghost/);
    expect(draw({ first: { ...first, next: { ...step, started: true } } })).toContain('Học tiếp');
    // A running attempt cannot wait.
    const running = draw({ first: { ...first, next: { ...step, kind: 'assessment', href: '/attempts/1', attemptEndsAt: '2026-11-25T05:10:00.000Z' } } });
    expect(running).toContain('Quay lại bài đang làm');
    expect(running).not.toContain('dau-vao');
  });

  it('says until when a running attempt runs', () => {
    expect(draw({ first: course('an-toan', { next: { ...step, kind: 'assessment', attemptEndsAt: '2026-11-25T05:10:00.000Z' } }) })).toContain('hết giờ lúc 12:10');
  });

  it('lists every course that waits, each once, the first one too', () => {
    const tasks = tasksOf(draw({ first: course('mot'), rest: [course('hai'), course('ba', { lessonsDone: 1 })] }));
    expect(tasks.map((task) => /href="\/courses\/([^"]+)"/.exec(task)?.[1])).toEqual(['mot', 'hai', 'ba']);
    expect(tasks[2]).toContain('1/3 bài học · còn 24 phút học và kiểm tra');
    expect(tasks.map((task) => task.includes('task-doing'))).toEqual([false, false, true]);
  });

  it('says in words how late a course is', () => {
    const page = draw({ first: course('mot', { due: { on: '2026-11-20', state: 'late', days: 5 } }), rest: [course('hai', { due: { on: '2026-11-30', state: 'soon', days: 5 } })] });
    expect(tasksOf(page)[0]).toContain('Quá hạn 5 ngày');
    expect(tasksOf(page)[1]).toContain('Hạn 30/11/2026, còn 5 ngày');
  });

  it('does not call a mandatory course without a due day optional', () => {
    const tasks = tasksOf(draw({ first: course('mot', { isMandatory: true }), rest: [course('hai', { isMandatory: false })] }));
    expect(tasks[0]).toContain('Bắt buộc');
    expect(tasks[0]).not.toContain('Tự chọn');
    expect(tasks[1]).toContain('Tự chọn');
  });

  it('draws the week with its sum in words', () => {
    const page = draw({ week: weekRhythm([{ at: '2026-11-23T02:00:00.000Z', seconds: 600 }, { at: '2026-11-24T02:00:00.000Z', seconds: 300 }], new Date(now), 'Asia/Ho_Chi_Minh') });
    expect(page).toContain('Đã học 15 phút trong 2 ngày.');
    expect(page.match(/week-fill/g)).toHaveLength(2);
    expect(page.match(/week-future/g)).toHaveLength(4);
  });

  it('shows certificates with the end of their validity', () => {
    const certificate = { id: '1', courseTitle: 'An toàn', number: 'CN-1', validUntil: '2028-11-25', issuedAt: now, worth: 'VALID' as const };
    const page = draw({ certificates: [certificate, { ...certificate, id: '2', validUntil: null }, { ...certificate, id: '3', validUntil: '2026-12-20', worth: 'ENDS_SOON' }, { ...certificate, id: '4', validUntil: '2026-11-01', worth: 'EXPIRED' }] });
    expect(page).toContain('Hiệu lực đến 25/11/2028');
    expect(page).toContain('Không thời hạn');
    expect(page).toContain('Sắp hết hiệu lực, đến 20/12/2026');
    expect(page).toContain('Đã hết hiệu lực từ sau 01/11/2026');
    expect(page.match(/tag-gold/g)).toHaveLength(2);
  });

  it('shows names as text, whatever they hold', () => {
    expect(draw({ fullName: '<b>Bình</b>' })).toContain('Chào &lt;b&gt;Bình&lt;/b&gt;');
  });

  it('speaks English', () => {
    expect(draw({ first: course('an-toan') }, 'en')).toContain('Next · 8 minutes left');
  });
});
