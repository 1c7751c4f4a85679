import { answersReport, readAnswers } from '../app/faq/index.server.ts';
import { checkCourses } from '../app/learning/index.server.ts';
import { hasErrors } from '../app/platform/content/problems.ts';
import { dayIn } from '../app/platform/i18n/formats.ts';

/** `npm run content:check`: every problem of courses and answers as `file:line: reason`, then what they hold. Needs no database. */
async function main(contentDir: string): Promise<number> {
  const today = dayIn('Asia/Ho_Chi_Minh', new Date());
  const courses = await checkCourses(contentDir, today);
  const answers = readAnswers(contentDir, today);
  console.log([...courses.lines, ...(answers ? answersReport(answers) : [`${contentDir}/faq: không có câu trả lời nào (no answers)`])].join('\n'));
  return courses.isRight && !hasErrors(answers?.problems ?? []) ? 0 : 1;
}

process.exitCode = await main(process.argv[2] ?? 'content');
