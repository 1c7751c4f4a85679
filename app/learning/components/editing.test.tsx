import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../platform/i18n/messages.ts';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import { editingMessages } from '../messages/editing.ts';
import { reasons } from '../publishing/reasons.ts';
import { reviewMessages } from '../messages/reviews.ts';
import { pathMessages } from '../messages/paths.ts';
import { lessonWords } from '../publishing/lesson-words.ts';
import type { Problem } from '../../platform/content/problems.ts';
import type { CourseVersionRow, EditedCoursePage } from '../queries/editing-course.server.ts';
import type { ReleaseCheck } from '../queries/editing-version.server.ts';
import { EditingCoursePage } from './editing-course-page.tsx';
import { EditingCoursesPage } from './editing-courses-page.tsx';
import { EditingPreviewPage, type PreviewView } from './editing-preview-page.tsx';
import { EditingReleasePage } from './editing-release-page.tsx';

const draw = (element: ReactElement, locale: Locale = 'vi') => renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh">{element}</ReaderProvider>);
const problem = (severity: Problem['severity'], line: number): Problem => ({ file: 'content/courses/x/m1/01-a.mdx', line, severity, reason: { vi: `Lý do ${line} <b>`, en: `Reason ${line}` } });

const version = (changes: Partial<CourseVersionRow>): CourseVersionRow => ({ id: 'v1', title: 'Khoá mẫu', state: 'current', compiledAt: '2026-11-23T01:00:00.000Z', releasedAt: '2026-11-23T02:00:00.000Z', releasedByName: 'Nguyễn Thị Thuỳ Dương', lessons: 3, isDisk: true, ...changes });
const coursePage = (changes: Partial<EditedCoursePage> = {}): EditedCoursePage => ({ slug: 'khoa-mau', title: 'Khoá mẫu', versions: [version({})], problems: [], files: [{ moduleTitle: 'Mô-đun một', lessons: [{ slug: 'a', title: 'Bài A', minutes: 6 }] }], waiting: null, disk: 'stored', reviews: [], renewals: null, ...changes });
const noChange = { added: 0, removed: 0, changed: 0 };
const waiting = { versionId: 'v2', settings: [], modules: noChange, lessons: [{ slug: 'a', title: 'Bài A', kind: 'changed' as const, parts: ['text' as const, 'minutes' as const], added: ['Câu mới <script>'], removed: ['Câu cũ'] }, { slug: 'b', title: 'Bài B', kind: 'removed' as const, parts: [], added: [], removed: [] }], questions: { added: 2, removed: 0, changed: 1 }, assessments: noChange };

describe('the overview', () => {
  const view = {
    courses: [
      { slug: 'khoa-mau', title: 'Khoá mẫu', lessons: 13, currentAt: '2026-11-23T18:30:00.000Z', waitingAt: null, disk: 'stored' as const, overdue: 2 },
      { slug: 'khoa-hai', title: 'Khoá hai', lessons: 5, currentAt: null, waitingAt: '2026-11-23T01:00:00.000Z', disk: 'errors' as const, overdue: 0 },
    ],
    problems: [problem('warning', 3), problem('error', 9)],
    reviews: { late: 2, soon: 1, later: 4 },
  };

  test('shows state as word and icon, days in Vietnamese time', () => {
    const html = draw(<EditingCoursesPage view={view} />);
    expect(html).toContain('24/11/2026');
    expect(html).toMatch(/<svg[^>]*><use href="\/icons.svg#check"><\/use><\/svg>Đã lưu/);
    expect(html).toMatch(/circle-alert"><\/use><\/svg>Có lỗi/);
    expect(html).toContain('href="/admin/courses/khoa-hai"');
  });

  test('puts errors before warnings and escapes what files say', () => {
    const html = draw(<EditingCoursesPage view={view} />);
    expect(html.indexOf('Lý do 9')).toBeLessThan(html.indexOf('Lý do 3'));
    expect(html).toContain('Lý do 9 &lt;b&gt;');
    expect(html).toContain('1 lỗi, 1 cảnh báo');
  });

  test('counts overdue reviews and leads to them', () => {
    const html = draw(<EditingCoursesPage view={view} />);
    expect(html).toContain('2 mục quá hạn, 1 mục đến hạn trong 30 ngày tới, trong số 7 mục');
    expect(html).toContain('notice-warn');
    expect(html).toContain('href="/admin/reviews"');
    expect(html).toMatch(/href="\/admin\/reviews\?course=khoa-mau&amp;state=late"[^>]*>.*?2</);
    expect(html).not.toContain('course=khoa-hai&amp;state=late');
    expect(draw(<EditingCoursesPage view={{ ...view, reviews: { late: 0, soon: 1, later: 4 } }} />)).not.toContain('notice-warn');
  });

  test('an empty folder says what to do', () => {
    const html = draw(<EditingCoursesPage view={{ courses: [], problems: [], reviews: { late: 0, soon: 0, later: 0 } }} />);
    expect(html).toContain('Chưa có khoá học nào');
    expect(html).toContain('content/README.md');
    expect(html).not.toContain('/admin/reviews');
  });

  test('speaks English too', () => {
    const html = draw(<EditingCoursesPage view={view} />, 'en');
    for (const text of ['Course content', 'Review calendar', 'overdue', 'Reason 9', '1 errors, 1 warnings']) expect(html).toContain(text);
    expect(html).not.toContain('Lý do');
  });
});

describe('one course', () => {
  test('an editor gets the button to the check page, and only when something waits', () => {
    const href = 'href="/admin/courses/khoa-mau/release/v2"';
    expect(draw(<EditingCoursePage course={coursePage({ waiting })} mayRelease outcome={null} />)).toContain(href);
    expect(draw(<EditingCoursePage course={coursePage()} mayRelease outcome={null} />)).not.toContain('/release/');
  });

  test('somebody who may not release is told who may', () => {
    const html = draw(<EditingCoursePage course={coursePage({ waiting, versions: [version({}), version({ id: 'v0', state: 'earlier' })] })} mayRelease={false} outcome={null} />);
    expect(html).not.toContain('/release/');
    expect(html).toContain('Chỉ biên tập viên nội dung được phát hành.');
  });

  test('shows lesson by lesson what changes, with the paragraphs themselves', () => {
    const html = draw(<EditingCoursePage course={coursePage({ waiting })} mayRelease outcome={null} />);
    expect(html).toContain('1 bài thay đổi, 0 bài mới, 1 bài rút, 0 bài giữ nguyên.');
    expect(html).toContain('(nội dung, số phút)');
    expect(html).toContain('<ins>Câu mới &lt;script&gt;</ins>');
    expect(html).toContain('<del>Câu cũ</del>');
    expect(html).toContain('Câu hỏi: 2 mới, 1 sửa, 0 rút.');
  });

  test('a first version is not listed lesson by lesson', () => {
    const html = draw(<EditingCoursePage course={coursePage({ waiting, versions: [version({ state: 'waiting', releasedAt: null })] })} mayRelease outcome={null} />);
    expect(html).toContain('Đây là lần phát hành đầu tiên của khoá học.');
    expect(html).not.toContain('<ins>');
  });

  test('an earlier version can be released again', () => {
    const html = draw(<EditingCoursePage course={coursePage({ versions: [version({}), version({ id: 'v0', state: 'earlier', isDisk: false })] })} mayRelease outcome={null} />);
    expect(html).toContain('href="/admin/courses/khoa-mau/release/v0"');
    expect(html).toContain('Phát hành lại');
  });

  test('who released and when; the installation itself has no name', () => {
    expect(draw(<EditingCoursePage course={coursePage()} mayRelease outcome={null} />)).toContain('23/11/2026 09:00, Nguyễn Thị Thuỳ Dương');
    expect(draw(<EditingCoursePage course={coursePage({ versions: [version({ releasedByName: null })] })} mayRelease outcome={null} />)).toContain('23/11/2026 09:00, hệ thống');
  });

  test('files that differ can be stored with a plain form', () => {
    const html = draw(<EditingCoursePage course={coursePage({ disk: 'differs' })} mayRelease outcome={null} />);
    expect(html).toContain('<form method="post" action="/admin/courses/khoa-mau/versions">');
    expect(draw(<EditingCoursePage course={coursePage()} mayRelease outcome={null} />)).not.toContain('<form');
  });

  test.each(['stored', 'same', 'refused', 'released'] as const)('says what happened: %s', (outcome) => {
    expect(draw(<EditingCoursePage course={coursePage()} mayRelease outcome={outcome} />)).toContain(editingMessages.in('vi')(`course.${outcome}`));
  });

  test('a lesson carries the day of its next review, and the page a warning when something is overdue', () => {
    const review = (state: 'late' | 'later'): EditedCoursePage['reviews'][number] => ({ kind: 'lesson', courseSlug: 'khoa-mau', courseTitle: 'Khoá mẫu', moduleTitle: 'Mô-đun một', key: 'a', title: 'Bài A', checkedOn: '2026-11-01', reviewBy: '2027-02-01', state, appraiserRole: 'Chuyên viên', questions: [], breaks: [], facts: [], reviewed: null });
    const late = draw(<EditingCoursePage course={coursePage({ reviews: [review('late')] })} mayRelease outcome={null} />);
    expect(late).toContain('1 mục của khoá học này đã quá hạn rà soát.');
    expect(late).toContain('href="/admin/reviews?course=khoa-mau&amp;state=late"');
    expect(late).toMatch(/01\/02\/2027 .*Quá hạn/);
    const fine = draw(<EditingCoursePage course={coursePage({ reviews: [review('later')] })} mayRelease outcome={null} />);
    expect(fine).toContain('01/02/2027');
    expect(fine).not.toMatch(/quá hạn|Quá hạn/);
  });

  test('broken and missing files are states with words', () => {
    expect(draw(<EditingCoursePage course={coursePage({ disk: 'errors', files: [], problems: [problem('error', 1)] })} mayRelease outcome={null} />)).toContain('Tệp mô tả khoá học còn lỗi');
    expect(draw(<EditingCoursePage course={coursePage({ disk: 'missing', files: [] })} mayRelease outcome={null} />)).toContain('không còn trên đĩa');
  });
});

describe('the check before a release', () => {
  const short: ReleaseCheck['shortage'] = { title: 'Bài kiểm tra mô-đun 1', module: 'm1', level: 'APPLY', count: 2, found: 1 };
  const check: ReleaseCheck = { ...waiting, slug: 'khoa-mau', title: 'Khoá mẫu', isCurrent: false, isFirst: false, learners: 1234, openAttempts: 2, shortage: null };

  test('names people, attempts and what is withdrawn', () => {
    const html = draw(<EditingReleasePage check={check} />);
    expect(html).toContain('1.234');
    expect(html).toContain('2, vẫn làm theo phiên bản cũ');
    expect(html).toContain('kết quả người học đã đạt vẫn được giữ');
    expect(html).toMatch(/<form method="post"[^>]*>.*Phát hành cho người học/);
  });

  test.each([
    ['vi', ['Điểm đạt', '8,5', 'Bài kiểm tra &lt;1&gt;', 'không có', '28, 43']],
    ['en', ['Pass mark', '8.5', 'Bài kiểm tra &lt;1&gt;', 'none', '28, 43']],
  ] as const)('shows in %s what each changed setting was and will be', (locale, words) => {
    const settings: ReleaseCheck['settings'] = [
      { of: null, key: 'certificateValidMonths', before: 24, after: null },
      { of: null, key: 'models', before: [], after: [28, 43] },
      { of: 'Bài kiểm tra <1>', key: 'passScore', before: 7, after: 8.5 },
    ];
    const html = draw(<EditingReleasePage check={{ ...check, settings }} />, locale);
    for (const word of words) expect(html).toContain(word);
    expect(draw(<EditingReleasePage check={check} />, locale)).not.toContain(editingMessages.in(locale)('settings.title'));
  });

  test('says which test would lack questions', () => {
    const html = draw(<EditingReleasePage check={{ ...check, shortage: short }} />);
    for (const words of ['Bài kiểm tra mô-đun 1 chưa đủ câu hỏi để ra đề', 'Mô-đun m1 chỉ còn 1 câu ở mức cần 2 câu']) expect(html).toContain(words);
    expect(draw(<EditingReleasePage check={check} />)).not.toContain('chưa đủ câu hỏi');
  });

  test('offers nothing for the current version', () => {
    const html = draw(<EditingReleasePage check={{ ...check, isCurrent: true }} />);
    expect(html).not.toContain('<form');
    expect(html).toContain('đang được phát hành rồi');
  });
});

describe('a preview', () => {
  const lesson = { title: 'Bài A', summary: '', minutes: 6, words: 650, checks: 2, scenarios: 1, drills: 1, details: { sources: [{ title: 'Luật', note: 'hiệu lực', confidence: 'A' as const }], checkedOn: '2026-11-23', reviewBy: '2027-05-23', appraiserRole: 'Chuyên viên' }, anchors: ['dau-hieu'], links: [] };
  const view: PreviewView = { courseSlug: 'khoa-mau', courseTitle: 'Khoá mẫu', moduleTitle: 'Mô-đun một', slug: 'a', file: 'content/a.mdx', etag: '"x"', lesson, problems: [], siblings: [{ slug: 'a', title: 'Bài A' }, { slug: 'b', title: 'Bài B' }], ways: [], live: false };

  test('shows the lesson in the reader’s own layout, with what an editor needs beside it', () => {
    const html = draw(<EditingPreviewPage view={view} />);
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const text of ['650 chữ, 2 câu hỏi, 1 tình huống', 'Luật, hiệu lực (A)', 'Chuyên viên, rà soát trước 23/05/2027', 'href="#dau-hieu"', 'href="/admin/courses/khoa-mau/preview/b"', '<slot data-slot="prose"></slot>']) expect(html).toContain(text);
  });

  test('tells what was chosen in its situations, choice by choice with the end it led to; of a few people nothing', () => {
    const choices = [{ path: ['Gọi lại'], outcome: null, share: 0.75 }, { path: ['Gọi lại', 'Báo đầu mối'], outcome: 'good' as const, share: 0.625 }];
    const html = draw(<EditingPreviewPage view={{ ...view, ways: [{ key: 's1', title: 'Cuộc gọi', people: 1600, choices }, { key: 's2', title: 'Kiosk', people: 3, choices: null }] }} />);
    for (const text of ['Cuộc gọi: 1.600 người đã chọn', 'Gọi lại › Báo đầu mối', 'Còn tiếp', 'Xử lý tốt', '63%', 'Kiosk: chưa đủ 10 người chọn nên chưa hiện tỷ lệ.']) expect(html).toContain(text);
    expect(draw(<EditingPreviewPage view={view} />)).not.toContain('Người học đã chọn gì');
  });

  test('watches the file only where it is live', () => {
    expect(draw(<EditingPreviewPage view={view} />)).not.toContain('data-island');
    expect(draw(<EditingPreviewPage view={{ ...view, live: true }} />)).toContain('data-island="preview" data-state="/admin/courses/khoa-mau/preview/a/state" data-etag="&quot;x&quot;"');
  });

  test('a broken lesson shows its faults instead of text', () => {
    const html = draw(<EditingPreviewPage view={{ ...view, lesson: null, problems: [problem('error', 21)] }} />);
    expect(html).toContain('Bài còn lỗi nên chưa dựng được.');
    expect(html).toContain('Lý do 21');
    expect(html).not.toContain('data-slot');
  });
});

describe('words', () => {
  test.each([['pages', editingMessages], ['reviews', reviewMessages], ['paths', pathMessages], ['reasons', reasons], ['lesson words', lessonWords]] as const)('%s: both languages, same placeholders, no exclamation marks', (_name, { catalogue }) => {
    for (const [key, [vi, en]] of Object.entries(catalogue)) {
      const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      expect(holes(vi), key).toEqual(holes(en));
      expect(vi, key).toBe(vi.normalize('NFC'));
      expect(`${vi}${en}`, key).not.toContain('!');
    }
  });
});
