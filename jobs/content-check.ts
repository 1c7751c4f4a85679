import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answersReport, readAnswers } from '../app/faq/index.server.ts';
import { checkCourses, pathsReport, readModels, readPaths } from '../app/learning/index.server.ts';
import { mustBeMended, problemLine } from '../app/platform/content/problems.ts';
import { dayIn } from '../app/platform/i18n/formats.ts';

/** `npm run content:check`: every problem of courses, learning paths, answers and the models of the plan as `file:line: reason`, then what they hold. Needs no database. */
async function main(contentDir: string): Promise<number> {
  const today = dayIn('Asia/Ho_Chi_Minh', new Date());
  const courses = await checkCourses(contentDir, today);
  const answers = readAnswers(contentDir, today);
  const models = existsSync(join(contentDir, 'models.yaml')) ? readModels(contentDir) : null;
  const ofModels = models ? [...models.problems.map(problemLine), `models: ${models.plan?.models.length ?? 0} mô hình (models)`] : [];
  const paths = readPaths(contentDir);
  const ofPaths = paths ? [...paths.problems.map(problemLine), ...pathsReport(paths, contentDir)] : [];
  console.log([...courses.lines, ...ofModels, ...ofPaths, ...(answers ? answersReport(answers) : [`${contentDir}/faq: không có câu trả lời nào (no answers)`])].join('\n'));
  return courses.isRight && !mustBeMended([...(answers?.problems ?? []), ...(models?.problems ?? []), ...(paths?.problems ?? [])]) ? 0 : 1;
}

process.exitCode = await main(process.argv[2] ?? 'content');
