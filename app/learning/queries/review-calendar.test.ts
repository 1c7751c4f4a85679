import { describe, expect, test } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { bankYaml, courseOnDisk, courseYaml, frontMatter, questionYaml, type DiskCourse } from '../../../tests/content/course-on-disk.ts';
import { counted } from '../../../tests/support/counted.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { publishCourse } from '../commands/publish-course.server.ts';
import { releaseCourseVersion } from '../commands/release-course-version.server.ts';
import { countBroken, filterReviews, type ReviewEntry } from '../rules/review-calendar.ts';
import { listReviews } from './review-calendar.server.ts';

const at = (minute: number) => `2026-01-05T01:${String(minute).padStart(2, '0')}:00.000Z`;
const lesson = (reviewBy: string, title = 'Bài mẫu') => `${frontMatter.replace('checked_on: 2026-11-23', 'checked_on: 2020-01-01').replace('2027-05-23', reviewBy).replace('title: Bài mẫu', `title: ${title}`)}\n<Anchor id="dau-hieu" />\n\nChữ.\n`;

/** Puts what lies on disk before learners. */
async function release(db: Db, disk: DiskCourse, minute: number): Promise<string> {
  const { versionId } = await publishCourse(db, await disk.compile(), at(minute));
  await releaseCourseVersion(db, null, versionId, at(minute));
  return versionId;
}
const calendarOn = async (db: Db, today: string) => filterReviews(await listReviews(db, today), { kind: 'lesson' }).map(({ key, state }) => `${key} ${state}`);

describe('the review calendar', () => {
  test.each<[due: string, today: string, state: string]>([
    ['2026-11-22', '2026-11-23', 'late'],
    ['2026-11-23', '2026-11-23', 'soon'],
    ['2026-12-23', '2026-11-23', 'soon'],
    ['2026-12-24', '2026-11-23', 'later'],
    ['2027-01-01', '2026-12-02', 'soon'],
    ['2027-01-02', '2026-12-02', 'later'],
    ['2028-02-29', '2028-01-30', 'soon'],
    ['2028-03-01', '2028-01-30', 'later'],
    ['2027-03-01', '2027-01-30', 'soon'],
    ['2026-12-31', '2027-01-01', 'late'],
  ])('a lesson due on %s is on %s: %s', async (due, today, state) => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': lesson(due) });
    await release(db, disk, 0);
    expect(await calendarOn(db, today)).toEqual([`bai-mau ${state}`]);
  });

  test('goes by the version that learners see, not by the files', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': lesson('2026-12-01') });
    const first = await release(db, disk, 0);
    disk.put('m1-dau/01-bai-mau.mdx', lesson('2027-12-01'));
    expect(await calendarOn(db, '2026-11-23')).toEqual(['bai-mau soon']);
    const { versionId } = await publishCourse(db, await disk.compile(), at(1));
    expect(await calendarOn(db, '2026-11-23')).toEqual(['bai-mau soon']);
    await releaseCourseVersion(db, null, versionId, at(2));
    expect(await calendarOn(db, '2026-11-23')).toEqual(['bai-mau later']);
    await releaseCourseVersion(db, null, first, at(3));
    expect(await calendarOn(db, '2026-11-23')).toEqual(['bai-mau soon']);
  });

  test('keeps the order of reading among lessons of one day', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': lesson('2026-12-01'), 'm1-dau/02-zz.mdx': lesson('2026-12-01', 'Z'), 'm1-dau/03-aa.mdx': lesson('2026-12-01', 'A'), 'm1-dau/04-som.mdx': lesson('2026-11-30', 'Sớm') });
    await release(db, disk, 0);
    expect(await calendarOn(db, '2026-11-23')).toEqual(['som soon', 'bai-mau soon', 'zz soon', 'aa soon']);
  });

  test('forgets a lesson that was withdrawn and a course that was retired', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/02-bai-hai.mdx': lesson('2026-12-01', 'Hai') });
    await release(db, disk, 0);
    expect(await calendarOn(db, '2026-11-23')).toEqual(['bai-hai soon', 'bai-mau later']);
    disk.put('m1-dau/02-bai-hai.mdx', null);
    await release(db, disk, 1);
    expect(await calendarOn(db, '2026-11-23')).toEqual(['bai-mau later']);
    await db.updateTable('course').set({ retired_at: at(2) }).execute();
    expect(await calendarOn(db, '2026-11-23')).toEqual([]);
  });

  test('stays when the files are gone', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await release(db, disk, 0);
    disk.put('', null);
    expect(await calendarOn(db, '2027-05-24')).toEqual(['bai-mau late']);
  });
});

describe('questions in the calendar', () => {
  const banks = (...questions: string[]) => ({ 'm1-dau/questions.yaml': bankYaml(questionYaml('m1-q01'), questionYaml('m1-q02'), ...questions) });
  const lapsing = async (db: Db, today: string) => (await listReviews(db, today)).filter(({ kind }) => kind === 'questions');

  test('stand together when they lapse on one day, with the oldest day of checking', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk(banks(questionYaml('m1-q03', { expires_on: '2027-05-23', as_of: '2026-11-20' }), questionYaml('m1-q04', { expires_on: '2027-05-23' }), questionYaml('m1-q05', { expires_on: '2027-08-01' })));
    await release(db, disk, 0);
    expect(await lapsing(db, '2026-11-23')).toEqual<ReviewEntry[]>([
      { kind: 'questions', courseSlug: 'khoa-mau', courseTitle: 'Khoá học mẫu', moduleTitle: 'Mô-đun một', key: 'm1-dau', title: 'Mô-đun một', checkedOn: '2026-11-20', reviewBy: '2027-05-23', state: 'later', appraiserRole: null, questions: ['m1-q03', 'm1-q04'], breaks: [], facts: [], reviewed: null },
      { kind: 'questions', courseSlug: 'khoa-mau', courseTitle: 'Khoá học mẫu', moduleTitle: 'Mô-đun một', key: 'm1-dau', title: 'Mô-đun một', checkedOn: '2026-11-23', reviewBy: '2027-08-01', state: 'later', appraiserRole: null, questions: ['m1-q05'], breaks: [], facts: [], reviewed: null },
    ]);
  });

  test.each([
    ['2027-05-21', 'soon'],
    ['2027-05-22', 'soon'],
    ['2027-05-23', 'late'],
  ])('on %s one that lapses on 23/5/2027 is %s, for it is drawn until the day before', async (today, state) => {
    await using db = await freshDb();
    using disk = courseOnDisk(banks(questionYaml('m1-q03', { expires_on: '2027-05-23' })));
    await release(db, disk, 0);
    expect((await lapsing(db, today)).map((entry) => entry.state)).toEqual([state]);
  });

  test('name the tests that cannot be drawn without them, on the day on which that begins', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'course.yaml': courseYaml.replace('level: REMEMBER, count: 1', 'level: REMEMBER, count: 2'), 'm1-dau/questions.yaml': bankYaml(questionYaml('m1-q01'), questionYaml('m1-q02', { expires_on: '2027-06-01' }), questionYaml('m1-q03', { expires_on: '2027-05-23' }), questionYaml('m1-q04', { expires_on: '2027-07-01' })) });
    await release(db, disk, 0);
    const [title] = (await db.selectFrom('assessment_version').select('title').execute()).map((row) => row.title);
    expect((await lapsing(db, '2026-11-23')).map(({ reviewBy, breaks }) => [reviewBy, breaks]).toSorted()).toEqual([['2027-05-23', []], ['2027-06-01', []], ['2027-07-01', [title]]]);
    for (const [today, count] of [['2026-11-23', 0], ['2027-05-30', 0], ['2027-05-31', 1], ['2027-06-30', 1], ['2027-07-01', 1]] as const) expect(countBroken(await listReviews(db, today)), today).toBe(count);
  });

  /** Two modules whose only questions lapse on one day, and a test that draws from both. */
  const twoModules = (expires: string) => ({
    'course.yaml': courseYaml.replace('    aim: Biết dấu hiệu.\n', '    aim: Biết dấu hiệu.\n  - key: m2-hai\n    title: Mô-đun hai\n    aim: Biết việc.\n').replace('      - { module: m1-dau, level: REMEMBER, count: 1 }\n', '      - { module: m1-dau, level: REMEMBER, count: 1 }\n      - { module: m2-hai, level: REMEMBER, count: 1 }\n').replace('kind: MODULE\n    module: m1-dau', 'kind: FINAL'),
    'm1-dau/questions.yaml': bankYaml(questionYaml('m1-q01', { expires_on: expires })),
    'm2-hai/01-bai-hai.mdx': lesson('2027-12-01', 'Bài hai'),
    'm2-hai/questions.yaml': bankYaml(questionYaml('m2-q01', { lesson: 'bai-hai', expires_on: expires }), questionYaml('m2-q02', { lesson: 'bai-hai', expires_on: '2027-09-01' })),
  });

  test('of two modules that lapse on one day each name the test that breaks without them, and the one that does not names none', async () => {
    await using db = await freshDb();
    const files = twoModules('2027-06-01');
    using disk = courseOnDisk({ ...files, 'm2-hai/questions.yaml': bankYaml(questionYaml('m2-q01', { lesson: 'bai-hai', expires_on: '2027-06-01' })) });
    await release(db, disk, 0);
    const breaks = async () => (await lapsing(db, '2027-05-20')).map(({ key, reviewBy, breaks: titles }) => [key, reviewBy, titles.length]).toSorted();
    expect(await breaks()).toEqual([['m1-dau', '2027-06-01', 1], ['m2-hai', '2027-06-01', 1]]);
    expect(countBroken(await listReviews(db, '2027-05-20'))).toBe(1);
    disk.put('m2-hai/questions.yaml', files['m2-hai/questions.yaml']);
    await release(db, disk, 1);
    expect(await breaks()).toEqual([['m1-dau', '2027-06-01', 1], ['m2-hai', '2027-06-01', 0], ['m2-hai', '2027-09-01', 0]]);
  });

  test('of a first page look for tests only where something lapses soon, and count the same', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk(twoModules('2027-06-01'));
    await release(db, disk, 0);
    const read = async (today: string, isNear: boolean) => {
      const own = counted(db);
      return { broken: countBroken(await listReviews(own.db, today, { isNear })), statements: own.count() };
    };
    const [far, farWhole, near, nearWhole] = [await read('2026-11-23', true), await read('2026-11-23', false), await read('2027-05-20', true), await read('2027-05-20', false)];
    expect([far.broken, farWhole.broken, near.broken, nearWhole.broken]).toEqual([0, 0, 1, 1]);
    expect([farWhole.statements - far.statements, nearWhole.statements - near.statements]).toEqual([3, 0]);
  });

  test('those without such a day go with their lesson', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await release(db, disk, 0);
    expect((await listReviews(db, '2026-11-23')).map(({ kind, questions, checkedOn, appraiserRole }) => [kind, questions, checkedOn, appraiserRole])).toEqual([['lesson', ['m1-q01', 'm1-q02'], '2026-11-23', 'Chuyên viên an toàn thông tin']]);
  });
});

describe('dated facts in lessons', () => {
  const box = (asOf: string, review: string, text: string, source = 'Báo cáo') => `<FactBox asOf="${asOf}" source="${source}" review="${review}">\n\n${text}\n\n</FactBox>\n`;
  const withFacts = (...boxes: string[]) => `${lesson('2027-12-01')}\n${boxes.join('\n')}`;
  const factsOn = async (db: Db, today: string) => filterReviews(await listReviews(db, today), { kind: 'fact' }).map(({ key, reviewBy, state, checkedOn, facts }) => [key, reviewBy, state, checkedOn, facts.map(({ text, isAwaiting }) => `${text}${isAwaiting ? ' ?' : ''}`)]);

  test('stand in the calendar on days of their own, those of one day together, and are late by themselves', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': withFacts(box('2026-02-01', '2026-12-01', '60 triệu tài khoản.'), box('2026-01-01', '2026-12-01', 'Phần còn thiếu chờ cán bộ thẩm định.'), box('2026-03-01', '2027-03-01', `Số ${'rất dài '.repeat(30)}`)) });
    await release(db, disk, 0);
    const [soon, later] = await factsOn(db, '2026-12-01');
    expect(soon).toEqual(['bai-mau', '2026-12-01', 'soon', '2026-01-01', ['60 triệu tài khoản.', 'Phần còn thiếu chờ cán bộ thẩm định. ?']]);
    expect(later?.slice(0, 4)).toEqual(['bai-mau', '2027-03-01', 'later', '2026-03-01']);
    expect(String(later?.[4])).toMatch(/^Số rất dài .{90,115} …$/);
    expect((await factsOn(db, '2026-12-02')).map(([, day, state]) => [day, state])).toEqual([['2026-12-01', 'late'], ['2027-03-01', 'later']]);
    expect(await calendarOn(db, '2026-12-02')).toEqual(['bai-mau later']);
  });

  test('are put right by new words only: a lesson without the box has nothing of it', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': withFacts(box('2026-02-01', '2026-12-01', 'Cũ.')) });
    await release(db, disk, 0);
    disk.put('m1-dau/01-bai-mau.mdx', withFacts(box('2026-12-05', '2027-06-01', 'Mới.')));
    await release(db, disk, 1);
    expect(await factsOn(db, '2026-12-06')).toEqual([['bai-mau', '2027-06-01', 'later', '2026-12-05', ['Mới.']]]);
    disk.put('m1-dau/01-bai-mau.mdx', lesson('2027-12-01'));
    await release(db, disk, 2);
    expect(await factsOn(db, '2026-12-06')).toEqual([]);
  });
});
