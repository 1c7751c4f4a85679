import type { Day } from '../../platform/clock.ts';
import { compileAll, type CompiledCourse, type CourseCheck } from './compile-course.server.ts';
import { collectProblems, mustBeMended, problemLine, sortProblems } from '../../platform/content/problems.ts';
import { checkTeaching, readGlossary } from './check-teaching.server.ts';

/**
 * Every problem of the courses as `file:line: reason`, then what each course holds. Needs no database. Besides what keeps a course from being published it asks whether
 * every lesson and module gives something to do, takes the time that it says, and keeps to the words of the glossary; what only comes with the day does not fail.
 */
export async function checkCourses(contentDir: string, today: Day): Promise<{ lines: string[]; isRight: boolean }> {
  const ofGlossary = collectProblems();
  const glossary = readGlossary(contentDir, ofGlossary);
  const checks = (await compileAll({ contentDir, publicDir: 'public', today })).map((check) => ({ ...check, problems: sortProblems([...check.problems, ...(check.course ? checkTeaching(contentDir, check.course, glossary) : [])]) }));
  const none = checks.length === 0 ? [`${contentDir}/courses: không có khoá học nào (no courses)`] : [];
  const isRight = checks.length > 0 && !mustBeMended([...ofGlossary.list, ...checks.flatMap(({ problems }) => problems)]);
  return { lines: [...ofGlossary.list.map(problemLine), ...checks.flatMap(reportOf), ...none], isRight };
}

/** The lines for one course. */
export function reportOf({ slug, problems, course }: CourseCheck): string[] {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const verdict = course ? countsOf(course) : [`  ${errors} lỗi, chưa phát hành được (errors; cannot be published)`];
  return [...problems.map(problemLine), `${slug}: ${problems.length - errors} cảnh báo (warnings)`, ...verdict];
}

function countsOf({ lessons, questions, settings }: CompiledCourse): string[] {
  const sum = (of: (lesson: CompiledCourse['lessons'][number]) => number) => lessons.reduce((total, lesson) => total + of(lesson), 0);
  const by = (of: (question: CompiledCourse['questions'][number]) => string) => {
    const counts = new Map<string, number>();
    for (const question of questions) counts.set(of(question), (counts.get(of(question)) ?? 0) + 1);
    return [...counts].map(([name, count]) => `${name} ${count} (${Math.round((100 * count) / questions.length)}%)`).join(', ');
  };
  return [
    `  ${settings.modules.length} mô-đun (modules), ${lessons.length} bài (lessons), ${sum((lesson) => lesson.words)} chữ (words), ${sum((lesson) => lesson.minutes)} phút (minutes), ${sum((lesson) => lesson.checks)} câu trong bài (checks), ${sum((lesson) => lesson.scenarios)} tình huống (scenarios), ${sum((lesson) => lesson.drills)} bài thực hành (drills)`,
    `  ${questions.length} câu hỏi (questions): ${by((question) => question.level)}`,
    `  ${by((question) => question.type)}`,
    ...settings.assessments.map(({ key, blueprint, minutes, pass_score }) => `  ${key}: ${blueprint.reduce((total, row) => total + row.count, 0)} câu (questions), ${minutes} phút (minutes), ≥ ${pass_score}`),
  ];
}
