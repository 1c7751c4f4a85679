import { describe, expect, test } from 'vitest';
import { bankYaml, courseOnDisk, courseYaml, questionYaml } from '../../../tests/content/course-on-disk.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { publishCourse } from '../commands/publish-course.server.ts';
import { versionChanges } from '../queries/version-changes.server.ts';

const final = `  - key: cuoi-khoa
    kind: FINAL
    title: Bài cuối khoá
    minutes: 20
    pass_score: 8
    attempts: 3
    cooldown_minutes: 30
    blueprint:
      - { module: m1-dau, level: REMEMBER, count: 1 }
`;
const renewal = { every_months: 12, lead_days: 45, title: 'Kiểm tra đầu vào', minutes: 10, questions: 2, right: 2 };
const yaml = (changes: Partial<typeof renewal> = {}, assessments = final) => {
  const { every_months, lead_days, ...pretest } = { ...renewal, ...changes };
  const lines = Object.entries(pretest).map(([key, value]) => `    ${key}: ${value}\n`).join('');
  return courseYaml.replace('modules:', `renewal:\n  every_months: ${every_months}\n  lead_days: ${lead_days}\n  pretest:\n${lines}modules:`) + assessments;
};
const errorsOf = async (text: string, files = {}, wanted: 'error' | 'warning' = 'error') => {
  using disk = courseOnDisk({ 'course.yaml': text, ...files });
  return (await disk.check()).problems.filter(({ severity }) => severity === wanted).map(({ line, reason }) => `${line}: ${reason.en}`);
};

describe('the check of a course that is taken again', () => {
  test('lets a right one pass', async () => {
    expect(await errorsOf(yaml())).toEqual([]);
  });

  test.each([
    ['asks for more right answers than there are questions', yaml({ right: 3 }), ['17: 3 right answers are asked for, but only 2 questions are drawn from each module.']],
    ['draws more than the bank has', yaml({ questions: 3 }), ['16: The pre-test needs 3 questions from m1-dau; only 2 can be used.']],
    ['opens before it began', yaml({ every_months: 1, lead_days: 30 }), ['12: A round that opens 30 days before its time must last less than 1 months.']],
    ['has no final', yaml({}, ''), ['13: A course with a pre-test needs a FINAL assessment, which is always taken.']],
    ['takes the key of the pre-test', yaml({}, final.replace('key: cuoi-khoa', 'key: kiem-tra-dau-vao')), ['13: The assessment kiem-tra-dau-vao is listed twice.']],
  ])('refuses one that %s', async (_name, text, errors) => {
    expect(await errorsOf(text)).toEqual(errors);
  });

  test('warns of a question that has lapsed, and stops nobody who corrects something else', async () => {
    const bank = bankYaml(questionYaml('q1'), questionYaml('q2', { as_of: '2026-01-01', expires_on: '2026-11-01' }));
    expect(await errorsOf(yaml(), { 'm1-dau/questions.yaml': bank })).toEqual([]);
    expect(await errorsOf(yaml(), { 'm1-dau/questions.yaml': bank }, 'warning')).toContainEqual(expect.stringContaining('From 2026-11-01 on the pre-test cannot draw 2 questions from m1-dau, because questions lapse: add some before that day.'));
    expect(await errorsOf(yaml(), { 'm1-dau/questions.yaml': bankYaml(questionYaml('q1')) })).toEqual([expect.stringContaining('only 1 can be used')]);
  });

  test('refuses numbers that make no sense', async () => {
    expect((await errorsOf(yaml({ every_months: 0, minutes: 0 }))).length).toBeGreaterThanOrEqual(2);
  });
});

describe('publishing it', () => {
  test('stores the rhythm with the version, and the pre-test as an assessment of its own kind', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'course.yaml': yaml() });
    await publishCourse(db, await disk.compile(), '2026-11-23T01:00:00.000Z');
    const { settings } = await db.selectFrom('course_version').select('settings').executeTakeFirstOrThrow();
    expect(JSON.parse(settings)).toMatchObject({ renewal: { everyMonths: 12, leadDays: 45, pretest: { questions: 2, right: 2, minutes: 10 } } });
    const row = await db.selectFrom('assessment_version as v').innerJoin('assessment as a', 'a.id', 'v.assessment_id').selectAll('v').select('a.key').where('v.kind', '=', 'PRETEST').executeTakeFirstOrThrow();
    expect(row).toMatchObject({ key: 'kiem-tra-dau-vao', title: 'Kiểm tra đầu vào', time_limit_minutes: 10, max_attempts: 1, pass_score: 0, question_count: 2, module_key: null, position: 3 });
    expect(JSON.parse(row.blueprint)).toEqual([{ module: 'm1-dau', count: 2 }]);
  });

  test('tells editors what changed', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'course.yaml': yaml() });
    const older = await publishCourse(db, await disk.compile(), '2026-11-23T01:00:00.000Z');
    disk.put('course.yaml', yaml({ every_months: 6, lead_days: 30, right: 1 }));
    const newer = await publishCourse(db, await disk.compile(), '2026-11-23T02:00:00.000Z');
    expect((await versionChanges(db, older.versionId, newer.versionId)).settings).toEqual([
      { of: null, key: 'renewalMonths', before: 12, after: 6 },
      { of: null, key: 'renewalLeadDays', before: 45, after: 30 },
      { of: null, key: 'provenBy', before: 2, after: 1 },
    ]);
  });

  test('keeps the fingerprint of courses that are taken once', async () => {
    using one = courseOnDisk();
    using other = courseOnDisk({ 'course.yaml': yaml() });
    expect((await one.compile()).settings.renewal).toBeUndefined();
    expect((await one.compile()).contentHash).not.toBe((await other.compile()).contentHash);
  });
});
