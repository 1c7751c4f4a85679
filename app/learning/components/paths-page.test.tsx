import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../platform/i18n/messages.ts';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import type { PathPage, ShownPath } from '../queries/paths.server.ts';
import type { PathPart } from '../rules/path.ts';
import { PathView } from './path-page.tsx';
import { PathsPage } from './paths-page.tsx';

const path = (changes: Partial<ShownPath> = {}): ShownPath => ({ key: 'lanh-dao', title: 'Lãnh đạo <b>', audience: 'Người đứng đầu', why: 'Để quyết định đúng.', lessons: 12, done: 0, minutes: 90, minutesLeft: 90, isChosen: false, suggested: null, ...changes });
const part = (changes: Partial<PathPart> = {}): PathPart => ({
  courseSlug: 'khoa-x',
  courseTitle: 'Khoá X',
  isEnrolled: true,
  moduleKey: 'm1',
  moduleTitle: 'Phòng thủ',
  isWhole: true,
  lessons: [{ kind: 'lesson', id: 'l1', slug: 'thu-la', title: 'Thư lạ', minutes: 8, status: 'todo', position: 0, completedAt: null, isCredited: false }],
  assessments: [{ kind: 'assessment', id: 'a1', key: 'kiem-tra-m1', title: 'Kiểm tra', minutes: 12, questions: 8, status: 'locked', bestScore: null, missing: 1, openAttempt: null, isCredited: false }],
  ...changes,
});
const page = (changes: Partial<PathPage> = {}): PathPage => ({ ...path(), parts: [part()], next: '/learn/khoa-x/thu-la', ...changes });
const inReader = (element: React.ReactElement, locale: Locale = 'vi') => renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh">{element}</ReaderProvider>);
const drawList = (paths: ShownPath[], locale?: Locale) => inReader(<PathsPage view={{ paths, done: null }} />, locale);
const draw = (changes: Partial<PathPage> = {}, locale?: Locale) => inReader(<PathView path={page(changes)} />, locale);

describe('the list of paths', () => {
  it('says for whom, why and how long, and escapes what the file says', () => {
    const markup = drawList([path()]);
    for (const words of ['Người đứng đầu', 'Để quyết định đúng.', '12 bài học', '90 phút', 'Lãnh đạo &lt;b&gt;']) expect(markup).toContain(words);
    expect(markup).not.toContain('progressbar');
  });

  it('puts forward the path that suits her, and no other', () => {
    const markup = drawList([path({ key: 'khac' }), path({ suggested: 'position' })]);
    expect(markup.match(/btn-primary/g)).toHaveLength(1);
    expect(markup.indexOf('btn-primary')).toBeLessThan(markup.indexOf('/paths/khac'));
    expect(drawList([path({ isChosen: true }), path({ key: 'khac' })]).match(/<a href="[^"]+" class="btn btn-primary"/g)).toEqual(['<a href="/paths/lanh-dao" class="btn btn-primary"']);
  });

  it('tells choosing a path from looking at it: no two buttons of a card look the same', () => {
    for (const changes of [{}, { suggested: 'role' as const }, { isChosen: true }]) {
      const looks = [...drawList([path({ key: 'khac', suggested: 'position' }), path(changes)]).split('id="lanh-dao"')[1]?.matchAll(/class="btn (btn-\w+)"/g) ?? []].map(([, look]) => look);
      expect(new Set(looks).size).toBe(2);
    }
  });

  it('says nothing twice of the path for everybody', () => {
    expect(drawList([path({ suggested: 'everybody' })])).toContain('Phù hợp với Anh/Chị');
    expect(drawList([path({ suggested: 'everybody' })])).not.toContain('Được gợi ý theo');
  });

  it.each([['role', 'vai trò của Anh/Chị'], ['position', 'chức danh hoặc đơn vị của Anh/Chị']] as const)('says why a path is suggested: %s', (suggested, words) => {
    expect(drawList([path({ suggested })])).toContain(words);
    expect(drawList([path()])).not.toContain(words);
  });

  it('shows how far somebody is, and what is left, once she has begun', () => {
    const markup = drawList([path({ done: 3, minutesLeft: 60 })]);
    expect(markup).toContain('3/12 bài học');
    expect(markup).toContain('Còn 60 phút');
    expect(drawList([path({ done: 12, minutesLeft: 0 })])).not.toContain('Còn 0 phút');
  });

  it('names the path in each button, since there are several', () => {
    expect(drawList([path()])).toContain('aria-label="Chọn lộ trình: Lãnh đạo &lt;b&gt;"');
    expect(drawList([path()], 'en')).toContain('aria-label="Choose the path: Lãnh đạo &lt;b&gt;"');
  });
});

describe('one path', () => {
  it('has a stage for each part, with the test of a whole module and why it is locked', () => {
    const markup = draw();
    expect(markup).toContain('Chặng 1: Phòng thủ<');
    expect(markup).toContain('Mở khi học xong các bài của mô-đun này (còn 1 bài).');
    expect(markup).toContain('Các bài của chặng, 8 phút');
    expect(draw({ parts: [part({ isWhole: false, assessments: [] })] })).toContain('Chặng 1: Phòng thủ (một số bài)');
  });

  it('says once where to enrol in a course, however many of its stages there are', () => {
    const stages = [['khoa-x', 'm1'], ['khoa-x', 'm2'], ['khoa-y', 'm1'], ['khoa-x', 'm3']] as const;
    const markup = draw({ parts: stages.map(([courseSlug, moduleKey]) => part({ courseSlug, moduleKey, courseTitle: `Tên ${courseSlug}`, isEnrolled: false })) });
    expect([...markup.matchAll(/Cần ghi danh khoá học này trước: <a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/courses/khoa-x', '/courses/khoa-y']);
    expect(markup.match(/Tên khoa-x/g)).toHaveLength(3);
  });

  it('leads on while something is left, and says when nothing is', () => {
    expect(draw()).toMatch(/href="\/learn\/khoa-x\/thu-la"[^>]*>.*?Học tiếp theo lộ trình/);
    const done = draw({ next: null, done: 12, minutesLeft: 0 });
    expect(done).not.toContain('Học tiếp theo lộ trình');
    expect(done).toContain('Đã học hết các bài của lộ trình này.');
    expect(draw({ parts: [], lessons: 0, minutes: 0, minutesLeft: 0, next: null })).not.toContain('Đã học hết');
  });

  it('speaks English', () => {
    for (const words of ['Stage 1', 'Go on along the path', 'Lessons of this stage, 8 minutes', 'What a certificate asks does not change']) expect(draw({}, 'en')).toContain(words);
  });
});
