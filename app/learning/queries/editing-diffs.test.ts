import { describe, expect, test } from 'vitest';
import { bankYaml, courseOnDisk, courseYaml, lessonText, questionYaml, type DiskCourse } from '../../../tests/content/course-on-disk.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { publishCourse } from '../commands/publish-course.server.ts';
import { releaseCourseVersion } from '../commands/release-course-version.server.ts';
import { getEditedCourse } from './editing-course.server.ts';
import type { VersionChanges } from './version-changes.server.ts';

const at = (minute: number) => `2026-11-23T01:${String(minute).padStart(2, '0')}:00.000Z`;
const lesson = 'm1-dau/01-bai-mau.mdx';
const base = lessonText.replace('Văn xuôi về dấu hiệu.', 'Xem [cổng](https://dichvucong.gov.vn).\n\n<Figure src="/a.svg" alt="Sơ đồ" />\n\n| Đòn | Câu |\n|---|---|\n| Gấp | Ngay |');

let unchanged: ReturnType<DiskCourse['compile']> | undefined;

/** Releases the course as it is, changes its files, and gives what an editor is shown. */
async function changesAfter(change: (disk: DiskCourse) => void): Promise<VersionChanges | null> {
  await using db = await freshDb();
  using disk = courseOnDisk({ [lesson]: base });
  for (const path of ['a.svg', 'b.svg']) disk.putPublic(path, '<svg/>');
  const first = await publishCourse(db, await (unchanged ??= disk.compile()), at(0));
  await releaseCourseVersion(db, null, first.versionId, at(0));
  change(disk);
  const { state } = await publishCourse(db, await disk.compile(), at(1));
  expect(state).toBe('published');
  return (await getEditedCourse(db, disk, 'khoa-mau')).waiting;
}
const edit = (from: string, to: string) => (disk: DiskCourse) => disk.put(lesson, base.replace(from, to));
const none = { added: 0, removed: 0, changed: 0 };

describe('what an editor is shown of a changed lesson', () => {
  test.each<[what: string, from: string, to: string, parts: string[], added: string[], removed: string[]]>([
    ['a sentence', 'Mở bài bằng một tình huống thật gần.', 'Mở bài khác.', ['text'], ['Mở bài khác.'], ['Mở bài bằng một tình huống thật gần.']],
    ['where a link leads', 'https://dichvucong.gov.vn', 'https://xuatnhapcanh.gov.vn', ['text'], [], []],
    ['a picture', '/a.svg', '/b.svg', ['text'], [], []],
    ['what a picture says to those who cannot see it', 'alt="Sơ đồ"', 'alt="Sơ đồ mới"', ['text'], [], []],
    ['emphasis', 'Mở bài', '**Mở bài**', ['text'], [], []],
    ['a cell of a table', 'Ngay |', 'Hôm nay |', ['text'], ['Gấp | Hôm nay |'], ['Gấp | Ngay |']],
    ['a heading', '## Dấu hiệu', '## Dấu vết', ['text'], ['Dấu vết'], ['Dấu hiệu']],
    ['the reason of an option', 'Tắt máy làm mất dấu vết.', 'Mất dấu.', ['text'], ['– Tắt máy (Mất dấu.)'], ['– Tắt máy (Tắt máy làm mất dấu vết.)']],
    ['the question of a check', 'Việc đầu tiên là gì?', 'Làm gì trước?', ['text'], ['Làm gì trước?'], ['Việc đầu tiên là gì?']],
    ['the title', 'title: Bài mẫu', 'title: Bài mới', ['title'], [], []],
    ['the summary', 'summary: Một câu', 'summary: Câu khác', ['summary'], [], []],
    ['the minutes', 'minutes: 1', 'minutes: 2', ['minutes'], [], []],
    ['the day of the next review', 'review_by: 2027-05-23', 'review_by: 2027-06-23', ['details'], [], []],
    ['a source', 'confidence: A', 'confidence: B', ['details'], [], []],
    ['who appraises', 'Chuyên viên an toàn thông tin', 'Chuyên viên pháp chế', ['details'], [], []],
  ])('%s', async (_what, from, to, parts, added, removed) => {
    const changes = await changesAfter(edit(from, to));
    expect(changes).toMatchObject({ lessons: [{ slug: 'bai-mau', kind: 'changed', parts, added, removed }], questions: none, assessments: none });
  });

  test('which option is right', async () => {
    const changes = await changesAfter((disk) => disk.put(lesson, base.replace('<Option why=', '<Option correct why=').replace('<Option correct why="Đầu', '<Option why="Đầu')));
    expect(changes?.lessons[0]).toMatchObject({ added: ['✓ Tắt máy (Tắt máy làm mất dấu vết.)', '– Báo đầu mối (Đầu mối cần biết ngay.)'], removed: ['– Tắt máy (Tắt máy làm mất dấu vết.)', '✓ Báo đầu mối (Đầu mối cần biết ngay.)'] });
  });

  test('a lesson that moves to another module is changed in that alone', async () => {
    const changes = await changesAfter((disk) => {
      disk.put('course.yaml', courseYaml.replace('assessments:', '  - key: m2-hai\n    title: Hai\n    aim: Biết.\nassessments:'));
      disk.put('m2-hai/01-bai-mau.mdx', base);
      disk.put('m2-hai/questions.yaml', 'questions: []\n');
      disk.put(lesson, null);
      disk.put('m1-dau/01-bai-khac.mdx', lessonText);
      disk.put('m1-dau/questions.yaml', bankYaml(questionYaml('m1-q01', { lesson: 'bai-khac' }), questionYaml('m1-q02', { lesson: 'bai-khac' })));
    });
    expect(changes?.lessons.map(({ slug, kind, parts }) => [slug, kind, parts])).toEqual([['bai-khac', 'added', []], ['bai-mau', 'changed', ['module']]]);
    expect(changes?.questions).toEqual({ ...none, changed: 2 });
  });

  test('a lesson whose number alone changes is the same', async () => {
    const changes = await changesAfter((disk) => {
      disk.put(lesson, null);
      disk.put('m1-dau/07-bai-mau.mdx', base);
    });
    expect(changes?.lessons.map(({ kind }) => kind)).toEqual(['same']);
  });
});

describe('what an editor is shown of questions and assessments', () => {
  const bank = (fields: Record<string, string>) => (disk: DiskCourse) => disk.put('m1-dau/questions.yaml', bankYaml(questionYaml('m1-q01', fields), questionYaml('m1-q02')));

  test.each<[what: string, fields: Record<string, string>]>([
    ['text', { text: 'Câu khác?' }],
    ['level', { level: 'REMEMBER', source: 'Nguồn khác' }],
    ['the day of its fact', { as_of: '2026-11-01' }],
    ['the day on which it lapses', { expires_on: '2027-01-01' }],
    ['the right answer', { options: '[{ key: a, text: Đúng, why: Vì đúng }, { key: b, text: Sai, correct: true, why: Vì sai }, { key: c, text: Lệch, why: Vì lệch }]' }],
  ])('a question counts as changed by its %s', async (_what, fields) => {
    expect(await changesAfter(bank(fields))).toMatchObject({ lessons: [{ kind: 'same' }], questions: { added: 0, removed: 0, changed: 1 } });
  });

  test('questions come and go', async () => {
    const changes = await changesAfter((disk) => disk.put('m1-dau/questions.yaml', bankYaml(questionYaml('m1-q02'), questionYaml('m1-q03'), questionYaml('m1-q04'))));
    expect(changes?.questions).toEqual({ added: 2, removed: 1, changed: 0 });
  });

  test('questions in another order are the same', async () => {
    const changes = await changesAfter((disk) => disk.put('m1-dau/questions.yaml', bankYaml(questionYaml('m1-q02'), questionYaml('m1-q01'))));
    expect(changes?.questions).toEqual(none);
  });

  const assessment = 'Bài kiểm tra mô-đun 1';
  test.each<[what: string, from: string, to: string, settings: [of: string, key: string, before: unknown, after: unknown][]]>([
    ['title', 'title: Bài kiểm tra mô-đun 1', 'title: Kiểm tra', [['Kiểm tra', 'title', assessment, 'Kiểm tra']]],
    ['minutes', 'minutes: 12', 'minutes: 15', [[assessment, 'minutes', 12, 15]]],
    ['pass score', '    pass_score: 8\n    attempts', '    pass_score: 7.5\n    attempts', [[assessment, 'passScore', 8, 7.5]]],
    ['tries', 'attempts: 5', 'attempts: 4', [[assessment, 'attempts', 5, 4]]],
    ['pause', 'cooldown_minutes: 0', 'cooldown_minutes: 30', [[assessment, 'cooldownMinutes', 0, 30]]],
    ['blueprint', 'count: 1', 'count: 2', [[assessment, 'questionCount', 1, 2], [assessment, 'blueprint', 'm1-dau REMEMBER 1', 'm1-dau REMEMBER 2']]],
    ['kind', 'kind: MODULE\n    module: m1-dau', 'kind: FINAL', [[assessment, 'kind', 'MODULE', 'FINAL'], [assessment, 'module', 'm1-dau', null]]],
  ])('an assessment counts as changed by its %s, which is shown', async (_what, from, to, settings) => {
    const changes = await changesAfter((disk) => disk.put('course.yaml', courseYaml.replace(from, to)));
    expect(changes).toMatchObject({ lessons: [{ kind: 'same' }], modules: none, questions: none, assessments: { added: 0, removed: 0, changed: 1 } });
    expect(changes?.settings.map(({ of, key, before, after }) => [of, key, before, after])).toEqual(settings);
  });
});

describe('what an editor is shown of the settings of a course', () => {
  test.each<[from: string, to: string, setting: object]>([
    ['title: Khoá học mẫu', 'title: Khoá khác', { of: null, key: 'title', before: 'Khoá học mẫu', after: 'Khoá khác' }],
    ['summary: Một câu.', 'summary: Câu khác.', { of: null, key: 'summary', before: 'Một câu.', after: 'Câu khác.' }],
    ['aim: Làm được một việc.', 'aim: Biết.', { of: null, key: 'aim', before: 'Làm được một việc.', after: 'Biết.' }],
    ['audience: Cán bộ', 'audience: Mọi người', { of: null, key: 'audience', before: 'Cán bộ', after: 'Mọi người' }],
    ['models: [43]', 'models: [28, 43]', { of: null, key: 'models', before: [43], after: [28, 43] }],
    ['periods: 1', 'periods: 1.5', { of: null, key: 'periods', before: 1, after: 1.5 }],
    ['pass_score: 8\ncertificate', 'pass_score: 7\ncertificate', { of: null, key: 'passScore', before: 8, after: 7 }],
    ['certificate_valid_months: 12\n', '', { of: null, key: 'certificateValidMonths', before: 12, after: null }],
    ['aim: Biết dấu hiệu.', 'aim: Nhận ra dấu hiệu.', { of: 'Mô-đun một', key: 'aim', before: 'Biết dấu hiệu.', after: 'Nhận ra dấu hiệu.' }],
  ])('%j → %j', async (from, to, setting) => {
    const changes = await changesAfter((disk) => disk.put('course.yaml', courseYaml.replace(from, to)));
    expect(changes).toMatchObject({ settings: [setting], lessons: [{ kind: 'same' }], questions: none, assessments: none });
    expect(changes?.settings).toHaveLength(1);
  });

  test('a new module is counted, not listed setting by setting', async () => {
    const changes = await changesAfter((disk) => {
      disk.put('course.yaml', courseYaml.replace('assessments:', '  - key: m2-hai\n    title: Hai\n    aim: Biết.\nassessments:'));
      disk.put('m2-hai/01-bai-hai.mdx', lessonText);
      disk.put('m2-hai/questions.yaml', 'questions: []\n');
    });
    expect(changes).toMatchObject({ settings: [], modules: { added: 1, removed: 0, changed: 0 } });
  });
});

describe('what an editor is shown of changed practice', () => {
  const signs = '<SpotSigns id="t1" title="Tìm" screen="sms" from="Số lạ">\n<Part why="Lời chào.">Chào</Part>\n<Part sign why="Dồn ép.">Gấp</Part>\n<Part sign why="Trang lạ.">vi-du.invalid</Part>\n<Part why="Lời kết.">Thân</Part>\n</SpotSigns>';
  const rows = '| Tên | Sinh |\n|---|---|\n| A | 1 |\n| B | |\n| C | 3 |\n| D | 4 |';
  const fault = (row: number, kind: string) => `<Fault row="${row}" column="Sinh" kind="${kind}" why="Vì ${row}." />`;
  const cleaning = `<CleanData id="t2" title="Soát">\n\n${rows}\n\n${[fault(2, 'du'), fault(3, 'dung'), fault(4, 'song')].join('\n\n')}\n</CleanData>`;
  const steps = '<OrderSteps id="t3" title="Xếp">\n<OrderStep why="Đầu.">Một</OrderStep>\n<OrderStep why="Giữa.">Hai</OrderStep>\n<OrderStep why="Cuối.">Ba</OrderStep>\n</OrderSteps>';
  const worked = '<WorkedExample id="t4" title="Mẫu">\n<WorkedStep title="Nhìn">\n\nNhìn kỹ.\n\n</WorkedStep>\n<WorkedStep title="Hỏi">\n\nHỏi lại.\n\n</WorkedStep>\n<YourTurn question="Rồi sao?">\n<Option why="Chưa.">Chờ</Option>\n<Option correct why="Phải.">Gọi</Option>\n</YourTurn>\n</WorkedExample>';
  const practice = [signs, cleaning, steps, worked].join('\n\n');

  test.each<[what: string, from: string, to: string, added: string[], removed: string[]]>([
    ['a part that turned into a sign', '<Part why="Lời chào.">', '<Part sign why="Lời chào.">', ['✓ Chào (Lời chào.)'], ['– Chào (Lời chào.)']],
    ['who a message is from', 'from="Số lạ"', 'from="Số khác"', ['Số khác'], ['Số lạ']],
    ['a cell', '| C | 3 |', '| C | 5 |', ['C | 5 → Sinh, dung (Vì 3.)'], ['C | 3 → Sinh, dung (Vì 3.)']],
    ['the kind of a fault', 'kind="du"', 'kind="sach"', ['B |  → Sinh, sach (Vì 2.)'], ['B |  → Sinh, du (Vì 2.)']],
    ['why a step stands where it stands', 'why="Giữa."', 'why="Ở giữa."', ['2. Hai (Ở giữa.)'], ['2. Hai (Giữa.)']],
    ['a worked step', 'Nhìn kỹ.', 'Nhìn lại.', ['Nhìn: Nhìn lại.'], ['Nhìn: Nhìn kỹ.']],
    ['an option of one’s own turn', '>Chờ<', '>Đợi<', ['– Đợi (Chưa.)'], ['– Chờ (Chưa.)']],
    ['the title', 'title="Xếp"', 'title="Sắp"', ['Sắp'], ['Xếp']],
  ])('%s', async (_what, from, to, added, removed) => {
    await using db = await freshDb();
    using disk = courseOnDisk({ [lesson]: `${lessonText}\n${practice}\n` });
    const first = await publishCourse(db, await disk.compile(), at(0));
    await releaseCourseVersion(db, null, first.versionId, at(0));
    disk.put(lesson, `${lessonText}\n${practice.replace(from, to)}\n`);
    await publishCourse(db, await disk.compile(), at(1));
    const { waiting } = await getEditedCourse(db, disk, 'khoa-mau');
    expect(waiting?.lessons).toMatchObject([{ slug: 'bai-mau', kind: 'changed', parts: ['text'], added, removed }]);
  });
});
