import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { courseOnDisk, courseYaml, type DiskCourse } from '../../../tests/content/course-on-disk.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { publishCourse } from '../commands/publish-course.server.ts';
import { versionChanges } from '../queries/version-changes.server.ts';
import { fingerprintCourse } from './compile-course.server.ts';

/** The sample course, after others. */
const after = (...slugs: string[]) => courseYaml.replace('modules:', `prerequisites: [${slugs.join(', ')}]\nmodules:`);

/** Another course of the folder; of it only course.yaml is read here. */
function beside(disk: DiskCourse, slug: string, text: string): void {
  mkdirSync(join(disk.contentDir, 'courses', slug), { recursive: true });
  writeFileSync(join(disk.contentDir, 'courses', slug, 'course.yaml'), text.replace('slug: khoa-mau', `slug: ${slug}`));
}

async function errorsOf(text: string, others: Record<string, string> = {}): Promise<string[]> {
  using disk = courseOnDisk({ 'course.yaml': text });
  for (const [slug, other] of Object.entries(others)) beside(disk, slug, other);
  return (await disk.check()).problems.map(({ file, line, severity, reason }) => `${file.split('/').slice(-2).join('/')}:${line} ${severity} ${reason.en}`);
}

describe('the courses that come first', () => {
  test('are courses of the folder', async () => {
    expect(await errorsOf(after('khoa-hai'), { 'khoa-hai': courseYaml })).toEqual([]);
    expect(await errorsOf(after('khoa-hai', 'khoa-ba'), { 'khoa-hai': courseYaml })).toEqual(['khoa-mau/course.yaml:10 error There is no course khoa-ba.']);
  });

  test.each([
    ['itself', after('khoa-mau'), {}, 'A course cannot ask for itself first.'],
    ['one twice', after('khoa-hai', 'khoa-hai'), { 'khoa-hai': courseYaml }, 'The course khoa-hai is listed twice.'],
    ['one that asks for this one', after('khoa-hai'), { 'khoa-hai': after('khoa-mau') }, 'The courses ask for each other, so nobody could begin: khoa-mau → khoa-hai → khoa-mau.'],
    ['a circle of three', after('khoa-hai'), { 'khoa-hai': after('khoa-ba'), 'khoa-ba': after('khoa-mau') }, 'The courses ask for each other, so nobody could begin: khoa-mau → khoa-hai → khoa-ba → khoa-mau.'],
  ])('are not %s', async (_what, text, others, reason) => {
    expect(await errorsOf(text, others)).toEqual([`khoa-mau/course.yaml:10 error ${reason}`]);
  });

  test('say nothing of a circle among others, and come to an end', async () => {
    expect(await errorsOf(after('khoa-hai'), { 'khoa-hai': after('khoa-ba'), 'khoa-ba': after('khoa-hai') })).toEqual([]);
  });

  test.each([['prerequisites: []'], ['prerequisites: khoa-hai'], ["prerequisites: ['Khoá hai']"], ["prerequisites: ['../x']"]])('%s is refused at its line', async (line) => {
    expect(await errorsOf(courseYaml.replace('modules:', `${line}\nmodules:`))).toEqual([expect.stringContaining('khoa-mau/course.yaml:10 error')]);
  });

  test('a course of which only the file of another is broken can still be corrected', async () => {
    expect(await errorsOf(after('khoa-hai'), { 'khoa-hai': 'slug: [' })).toEqual([]);
  });
});

test('they are stored with the version, told as a change, and leave the hash of other courses alone', async () => {
  await using db = await freshDb();
  using disk = courseOnDisk();
  const plain = fingerprintCourse(disk, 'khoa-mau');
  const first = await publishCourse(db, await disk.compile(), '2026-11-23T01:00:00.000Z');
  beside(disk, 'khoa-hai', courseYaml);
  disk.put('course.yaml', after('khoa-hai'));
  const second = await publishCourse(db, await disk.compile(), '2026-11-23T02:00:00.000Z');
  const stored = await db.selectFrom('course_version').select('settings').orderBy('compiled_at').execute();
  expect(stored.map(({ settings }) => (JSON.parse(settings) as { prerequisites?: string[] }).prerequisites)).toEqual([undefined, ['khoa-hai']]);
  expect((await versionChanges(db, first.versionId, second.versionId)).settings).toEqual([{ of: null, key: 'prerequisites', before: null, after: 'khoa-hai' }]);
  disk.put('course.yaml', courseYaml);
  expect(fingerprintCourse(disk, 'khoa-mau')).toBe(plain);
});
