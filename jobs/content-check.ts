import { dayIn } from '../app/platform/i18n/formats.ts';
import { contentReport } from './learning/content-report.ts';

/** `npm run content:check`: says what is wrong with the content as of today, then what it holds; ends with 1 when something must be mended. */
const { isRight, lines } = await contentReport(process.argv[2] ?? 'content', dayIn('Asia/Ho_Chi_Minh', new Date()));
console.log(lines.join('\n'));
process.exitCode = isRight ? 0 : 1;
