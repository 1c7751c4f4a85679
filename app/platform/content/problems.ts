import type { Localised } from '../i18n/messages.ts';

/** One thing that is wrong with a content file, said so that its writer finds the line and knows what to change. */
export interface Problem {
  file: string;
  line: number;
  /** Errors keep a file from being used; warnings do not. */
  severity: 'error' | 'warning';
  /** A warning that comes from the file's own words and not from the day: whoever checks the files by hand must mend it. */
  mustMend?: true;
  reason: Localised;
}

/** Collects problems, so that an editor sees all of them at once and not one after another. */
export interface Problems {
  readonly list: Problem[];
  error(file: string, line: number, reason: Localised): void;
  warn(file: string, line: number, reason: Localised): void;
  mend(file: string, line: number, reason: Localised): void;
}

/** Says what is wrong at a line of one file. */
export type Report = (line: number, reason: Localised) => void;

export function collectProblems(): Problems {
  const list: Problem[] = [];
  const add = (severity: Problem['severity']) => (file: string, line: number, reason: Localised) => void list.push({ file, line, severity, reason });
  return { list, error: add('error'), warn: add('warning'), mend: (file, line, reason) => void list.push({ file, line, severity: 'warning', mustMend: true, reason }) };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** Whether whoever checks the files by hand has something to mend; what only comes with the day is no such thing. */
export function mustBeMended(problems: readonly Problem[]): boolean {
  return problems.some(({ severity, mustMend }) => severity === 'error' || mustMend);
}

/** In the order in which an editor walks through the files. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

/** `content/courses/x/y.mdx:12: lý do (reason)`, the form that editors and terminals turn into a link. */
export function problemLine({ file, line, severity, reason }: Problem): string {
  return `${file}:${line}: ${severity === 'warning' ? 'cảnh báo (warning): ' : ''}${reason.vi} (${reason.en})`;
}
