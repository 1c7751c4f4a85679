import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { sampleSettings } from '../../../tests/world/courses.ts';
import { outlineCourse, type OutlineInput } from '../rules/course-outline.ts';
import { CoursePage, type CourseView } from './course-page.tsx';

const when = '2026-11-20T01:00:00.000Z';
const lesson = (id: string, moduleKey: string, done = false) => ({ id, slug: id, title: `Bài ${id}`, minutes: 10, moduleKey, openedAt: null, completedAt: done ? when : null, position: 0 });
const assessment = (key: string, kind: string, traits: Partial<OutlineInput['assessments'][number]> = {}) => ({ id: key, key, kind, moduleKey: kind === 'MODULE' ? 'm1' : null, title: `Kiểm tra ${key}`, minutes: 15, questions: 10, attempts: 0, bestScore: null, passedAt: null, ...traits });
const outlineOf = (done: boolean[], tests: Partial<OutlineInput['assessments'][number]>[] = [{}, {}]) =>
  outlineCourse({
    modules: [{ key: 'm1', title: 'Phòng thủ', aim: 'Mục tiêu' }, { key: 'm2', title: 'Danh tính', aim: '' }],
    lessons: [lesson('a', 'm1', done[0]), lesson('b', 'm1', done[1]), lesson('c', 'm2', done[2])],
    assessments: [assessment('m1', 'MODULE', tests[0]), assessment('cuoi-khoa', 'FINAL', tests[1])],
    openAttempts: [],
  });
const enrollment = { round: 1, source: 'ASSIGNED', isMandatory: 1, reason: 'Theo kế hoạch của tỉnh', dueOn: '2026-11-30', enrolledAt: when, lockedAt: null as string | null };
const view: CourseView = {
  course: { courseId: 'c', slug: 'an-toan', versionId: 'v', title: 'An toàn', summary: 'Tóm tắt', settings: sampleSettings },
  outline: outlineOf([]),
  standing: { earlier: null, first: [], isLocked: false, enrollment, completedAt: null, certificate: null },
  why: { source: 'ASSIGNED', reason: 'Theo kế hoạch của tỉnh', enrolledAt: when, dueOn: '2026-11-30', rules: [], kept: null, exemption: null, names: { units: {}, courses: {} }, askUnit: 'UBND tỉnh Ninh Bình' },
  mustEnrolFirst: false,
  today: '2026-11-23',
};
const draw = (change: Partial<CourseView> = {}) => renderToStaticMarkup(<CoursePage view={{ ...view, ...change }} />);
const taskOf = (markup: string, title: string) => (markup.match(/<li class="task[\s\S]*?<\/li>/g) ?? []).find((task) => task.includes(title)) ?? '';

describe('CoursePage', () => {
  it('says why a step is locked and does not link it', () => {
    const page = draw({ outline: outlineOf([true]) });
    expect(taskOf(page, 'Kiểm tra m1')).toContain('Mở khi học xong các bài của mô-đun này (còn 1 bài).');
    expect(taskOf(page, 'Kiểm tra cuoi-khoa')).toContain('Mở khi học xong mọi bài và đạt mọi bài kiểm tra mô-đun (còn 3 việc).');
    expect(page).not.toContain('/assessments/an-toan/');
  });

  it('gives no reason and a link once the step is open', () => {
    const task = taskOf(draw({ outline: outlineOf([true, true]) }), 'Kiểm tra m1');
    expect(task).not.toContain('Mở khi');
    expect(task).toContain('href="/assessments/an-toan/m1"');
  });

  it('shows the best score of an assessment in the Vietnamese way', () => {
    expect(taskOf(draw({ outline: outlineOf([true, true], [{ attempts: 2, bestScore: 6.5 }, {}]) }), 'Kiểm tra m1')).toContain('10 câu · 15 phút · Điểm cao nhất 6,5');
  });

  it('leads on from where the learner stands', () => {
    expect(draw()).toMatch(/href="\/learn\/an-toan\/a"[^>]*>.*?Bắt đầu học/);
    expect(draw({ outline: outlineOf([true]) })).toMatch(/href="\/learn\/an-toan\/b"[^>]*>.*?Học tiếp/);
    expect(draw({ outline: outlineOf([true, true, true]) })).toMatch(/href="\/assessments\/an-toan\/m1"[^>]*>.*?Vào bài kiểm tra/);
  });

  it('has one main button: the pre-test while it is offered, the certificate once all is done', () => {
    const main = (markup: string) => [...markup.matchAll(/<a href="([^"]+)" class="btn btn-primary"/g)].map(([, href]) => href);
    const pretest = { id: 'p', key: 'dau-vao', title: 'Đầu vào', kind: 'assessment', questions: 39, minutes: 40, state: 'open', openAttempt: null } as unknown as NonNullable<CourseView['outline']['pretest']>;
    const renewal = (state: string) => draw({ outline: { ...outlineOf([]), round: 2, pretest: { ...pretest, state } as typeof pretest }, standing: { ...view.standing, enrollment: { ...enrollment, round: 2 } } });
    expect([main(renewal('open')), main(renewal('done'))]).toEqual([['/assessments/an-toan/dau-vao'], ['/learn/an-toan/a']]);
    const all = outlineOf([true, true, true], [{ passedAt: when }, { passedAt: when }]);
    expect(main(draw({ outline: all, standing: { ...view.standing, completedAt: when, certificate: {} as never } }))).toEqual(['/certificates']);
  });

  it('counts what is done, in all and by module', () => {
    const page = draw({ outline: outlineOf([true, true, false]) });
    expect(page).toContain('2/3 bài học');
    expect(page).toContain('2/2 bài');
    expect(page).toContain('0/1 bài');
    expect(page).toContain('Mô-đun 1: Phòng thủ');
  });

  it('asks to enrol first, without links into the lessons', () => {
    const page = draw({ standing: { ...view.standing, enrollment: null }, mustEnrolFirst: true });
    expect(page).toContain('Vui lòng ghi danh khoá học trước khi học bài này.');
    expect(page).toContain('<form method="post" action="/courses/an-toan/enrollment">');
    expect(page).not.toContain('/learn/an-toan/');
    expect(page).not.toContain('Vì sao tôi được giao?');
  });

  it('does not press somebody to enrol who need not take the course at present', () => {
    const exemption = { kind: 'LONG_LEAVE' as const, lastDay: '2027-01-31', reason: 'Nghỉ theo quyết định', number: null, issuer: null, issuedOn: null };
    const button = (why: CourseView['why']) => /<button[^>]*>(?:(?!<\/button>).)*Ghi danh/.exec(draw({ why, standing: { ...view.standing, enrollment: null } }))?.[0];
    expect(button(null)).toContain('btn-primary');
    expect(button({ ...(view.why as NonNullable<CourseView['why']>), source: null, exemption })).toContain('btn-ghost');
  });

  it('does not ask somebody to enrol who has enrolled meanwhile', () => {
    expect(draw({ mustEnrolFirst: true })).not.toContain('Vui lòng ghi danh');
  });

  it('says why this course is hers, and until when', () => {
    expect(draw()).toContain('<p>Theo kế hoạch của tỉnh</p>');
    expect(draw()).toContain('Hạn 30/11/2026, còn 7 ngày');
    expect(draw({ standing: { ...view.standing, enrollment: { ...enrollment, dueOn: '2026-11-20' } } })).toContain('Quá hạn 3 ngày');
  });

  it('says that one can stop after any lesson, while a lesson comes next', () => {
    expect(draw()).toContain('Dừng sau bài nào cũng được');
    expect(draw({ outline: outlineOf([true, true, true]) })).not.toContain('Dừng sau bài nào cũng được');
  });

  it('says the day of completion instead of the due day, and shows the certificate', () => {
    const page = draw({ outline: outlineOf([true, true, true], [{ passedAt: when, attempts: 1 }, { passedAt: when, attempts: 1 }]), standing: { ...view.standing, completedAt: when, certificate: { id: 'x', validUntil: null } } });
    expect(page).toContain('Hoàn thành ngày 20/11/2026');
    expect(page).not.toContain('Hạn 30/11/2026');
    expect(page).toContain('href="/certificates"');
  });

  it('tells length, pass mark and certificate', () => {
    const page = draw();
    for (const text of ['4,5 tiết · 30 phút bài học · kiểm tra không quá 30 phút', '2 bài học (20 phút), 1 bài kiểm tra (không quá 15 phút)', '1 bài học (10 phút)<', '7 trên thang điểm 10', 'hiệu lực 24 tháng', 'Mô hình 1<', 'Mô hình 3<']) expect(page).toContain(text);
    expect(draw({ course: { ...view.course, settings: { ...sampleSettings, certificateValidMonths: null } } })).toContain('không thời hạn');
  });
});
