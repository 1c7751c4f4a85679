import { longestAnswer } from '../rules/question-response.ts';
import type { QuestionBody, QuestionLevel, QuestionType } from '../rules/question.ts';
import { foldAnswer } from '../rules/score-question.ts';
import type { Problems, Report } from '../../platform/content/problems.ts';
import { formats, reasons } from './reasons.ts';
import { bankSchema, questionSchema, type QuestionYaml } from './schemas.ts';
import { parseYaml, readYaml, type Path } from '../../platform/content/yaml-file.ts';

/** A question of the bank, ready to be stored. */
export interface CompiledQuestion {
  key: string;
  moduleKey: string;
  type: QuestionType;
  level: QuestionLevel;
  lessonSlug: string;
  anchor: string;
  source: string;
  asOf: string;
  expiresOn: string | null;
  body: QuestionBody;
  /** Where it stands, for messages about it. */
  file: string;
  line: number;
}

export interface BankSource {
  file: string;
  text: string;
  moduleKey: string;
}

export interface BankOptions {
  problems: Problems;
  today: string;
  /** The lessons of the module with their explicit anchors; null for a lesson that could not be compiled. */
  lessons: ReadonlyMap<string, readonly string[] | null>;
  /** Questions of the course so far: ids are unique in the course. */
  taken: Map<string, string>;
}

/**
 * Reads a module's question bank; questions with faults are reported and left out.
 * @returns null after reporting, when the file is not a question bank at all
 */
export function compileBank({ file, text, moduleKey }: BankSource, options: BankOptions): CompiledQuestion[] | null {
  const report: Report = (line, reason) => options.problems.error(file, line, reason);
  const yaml = readYaml(text, report);
  const bank = yaml && parseYaml(bankSchema, yaml, report);
  if (!yaml || !bank) return null;
  return bank.questions.flatMap((_, at): CompiledQuestion[] => {
    const path = ['questions', at];
    const question = parseYaml(questionSchema, yaml, report, path);
    if (!question) return [];
    const line = yaml.lineOf(path);
    const say: Say = (field, reason) => report(yaml.lineOf([...path, ...field]), reason);
    checkPlace(question, `${file}:${line}`, say, options);
    checkQuestion(question, say);
    if (question.expires_on !== undefined && question.expires_on <= options.today) options.problems.warn(file, yaml.lineOf([...path, 'expires_on']), reasons.both('question.expired', { day: formats.day(question.expires_on) }));
    const { id: key, type, level, lesson: lessonSlug, anchor, source, as_of: asOf, expires_on: expiresOn = null } = question;
    return [{ key, moduleKey, type, level, lessonSlug, anchor, source, asOf, expiresOn, body: bodyOf(question), file, line }];
  });
}

type Say = (field: Path, reason: Parameters<Report>[1]) => void;

function checkPlace(question: QuestionYaml, here: string, say: Say, { lessons, taken }: BankOptions): void {
  const other = taken.get(question.id);
  if (other !== undefined) say(['id'], reasons.both('question.twice', { id: question.id, other }));
  else taken.set(question.id, here);
  const anchors = lessons.get(question.lesson);
  if (anchors === undefined) say(['lesson'], reasons.both('question.lesson', { slug: question.lesson }));
  else if (anchors && !anchors.includes(question.anchor)) say(['anchor'], reasons.both('question.anchor', { slug: question.lesson, anchor: question.anchor }));
  if (question.expires_on !== undefined && question.expires_on <= question.as_of) say(['expires_on'], reasons.both('question.expiry-order'));
}

/** What a shape cannot say: how many options are right, and that nothing is written twice. */
export function checkQuestion(question: QuestionYaml, say: Say): void {
  if (question.type === 'single' || question.type === 'multiple') {
    const correct = question.options.filter((option) => option.correct).length;
    if (question.type === 'single' && correct !== 1) say(['options'], reasons.both('question.one-correct', { count: correct }));
    if (question.type === 'multiple' && (correct < 2 || correct === question.options.length)) say(['options'], reasons.both('question.many-correct'));
    checkDistinct(question.options, 'options', ['text'], say);
  } else if (question.type === 'ordering') checkDistinct(question.items, 'items', ['text'], say);
  else if (question.type === 'matching') checkDistinct(question.pairs, 'pairs', ['left', 'right'], say);
  else if (question.type === 'short_answer') {
    question.accepted.forEach((text, at) => {
      if (question.accepted.indexOf(text) < at) say(['accepted', at], reasons.both('question.text-twice', { text }));
      // Nobody could ever give an answer that the comparison takes for none, or that is longer than the field.
      if (foldAnswer(text) === '') say(['accepted', at], reasons.both('question.no-words', { text }));
      if (text.length > longestAnswer) say(['accepted', at], reasons.both('question.too-long', { length: text.length, max: longestAnswer }));
    });
  }
}

function checkDistinct<T extends { key: string }>(entries: readonly T[], list: string, fields: readonly (keyof T & string)[], say: Say): void {
  entries.forEach((entry, at) => {
    const earlier = entries.slice(0, at);
    if (earlier.some((other) => other.key === entry.key)) say([list, at, 'key'], reasons.both('question.key-twice', { key: entry.key }));
    for (const field of fields) if (earlier.some((other) => other[field] === entry[field])) say([list, at, field], reasons.both('question.text-twice', { text: String(entry[field]) }));
  });
}

function bodyOf(question: QuestionYaml): QuestionBody {
  const { text } = question;
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { type: question.type, text, options: question.options };
    case 'true_false':
      return { type: question.type, text, answer: question.answer, whyTrue: question.why_true, whyFalse: question.why_false };
    case 'ordering':
      return { type: question.type, text, items: question.items };
    case 'matching':
      return { type: question.type, text, pairs: question.pairs };
    case 'short_answer':
      return { type: question.type, text, accepted: question.accepted, why: question.why };
  }
}
