import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answersReport, readAnswers } from '../../app/faq/index.server.ts';
import { checkCourses, pathsReport, readModels, readPaths } from '../../app/learning/index.server.ts';
import { mustBeMended, problemLine } from '../../app/platform/content/problems.ts';

/** Every problem of courses, learning paths, answers and the models of the plan as `file:line: reason`, then what they hold. Needs no database. */
export async function contentReport(contentDir: string, today: string): Promise<{ isRight: boolean; lines: string[] }> {
  const courses = await checkCourses(contentDir, today);
  const answers = readAnswers(contentDir, today);
  const models = existsSync(join(contentDir, 'models.yaml')) ? readModels(contentDir) : null;
  const ofModels = models ? [...models.problems.map(problemLine), `models: ${models.plan?.models.length ?? 0} mô hình (models)`] : [];
  const paths = readPaths(contentDir);
  const ofPaths = paths ? [...paths.problems.map(problemLine), ...pathsReport(paths, contentDir)] : [];
  const ofAnswers = answers ? answersReport(answers) : [`${contentDir}/faq: không có câu trả lời nào (no answers)`];
  const isRight = courses.isRight && !mustBeMended([...(answers?.problems ?? []), ...(models?.problems ?? []), ...(paths?.problems ?? [])]);
  return { isRight, lines: [...courses.lines, ...ofModels, ...ofPaths, ...ofAnswers] };
}
