import { hasErrors, problemLine } from '../../platform/content/problems.ts';
import type { AnswersOnDisk } from './read-folder.server.ts';

/** The lines that `npm run content:check` prints for the answers. */
export function answersReport({ topics, answers, problems }: AnswersOnDisk): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const by = (of: (answer: AnswersOnDisk['answers'][number]) => string) => [...Map.groupBy(answers, of)].sort().map(([name, { length }]) => `${name} ${length}`).join(', ');
  return [
    ...problems.map(problemLine),
    `faq: ${problems.length - errors} cảnh báo (warnings)${hasErrors(problems) ? `, ${errors} lỗi (errors)` : ''}`,
    `  ${answers.length} câu trả lời (answers), ${topics.length} chủ đề (topics): ${by(({ fields }) => fields.topic)}`,
    `  ${by(({ fields }) => fields.audience)}; ${by(({ fields }) => fields.confidence)}; ${by(({ fields }) => fields.volatility)}`,
  ];
}
