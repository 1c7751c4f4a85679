import { drawQuestions, type QuestionResponse, scoreAttempt, scoreQuestion, shownOrder } from '../../../../app/learning/index.server.ts';
import type { DemoAssessment, DemoQuestion } from '../read-courses.ts';
import { rightAnswer, wrongAnswer } from './answers.ts';
import { knowsOdd } from './odd-questions.ts';
import { randomFor, type Random } from './random.ts';
import { localDay } from './working-time.ts';

/** One sitting of a test, as the rows that the program itself would have written. */
export interface DemoAttempt {
  id: string;
  assessment: DemoAssessment;
  number: number;
  seed: string;
  startedMs: number;
  submittedMs: number;
  isAuto: boolean;
  score: number;
  isPassed: boolean;
  questions: { versionId: string; optionOrder: string[]; points: number; response: QuestionResponse | null; savedMs: number; isFlagged: boolean }[];
}

export interface Sitting {
  assessment: DemoAssessment;
  number: number;
  startedMs: number;
  /** The chance of a right answer to an easy question. */
  skill: number;
  /** Questions of earlier attempts in the course; the new ones are added. */
  seen: Set<string>;
}

/** Harder questions are answered right less often. */
const burden = { REMEMBER: 0, UNDERSTAND: 0.03, APPLY: 0.07 } as const;

/** Sits a test: draws as the program draws, answers as people answer, scores as the program scores. */
export function sitExam({ assessment, number, startedMs, skill, seen }: Sitting, random: Random): DemoAttempt {
  const id = random.id(startedMs);
  const seed = `demo-${id}`;
  const drawn = drawQuestions({ bank: assessment.questions, blueprint: assessment.blueprint, today: localDay(startedMs), seen, seed });
  if (!drawn.ok) throw new Error(`The bank of ${assessment.id} has too few questions for ${drawn.row.module}, ${drawn.row.level}: ${drawn.found} of ${drawn.row.count}.`);
  for (const entry of drawn.entries) seen.add(entry.questionId);
  const isAuto = random.chance(0.008);
  const limitMs = assessment.minutes * 60_000;
  const submittedMs = startedMs + (isAuto ? limitMs : Math.floor(limitMs * Math.min(0.96, Math.max(0.25, random.around(0.55, 0.15)))));
  const pace = (submittedMs - startedMs) / (drawn.entries.length + 1);
  const marks = randomFor(`marks:${id}`);
  const questions = (drawn.entries as DemoQuestion[]).map((entry, at) => {
    const isLeftOpen = isAuto && at >= drawn.entries.length - 2;
    const isKnown = random.chance(skill - burden[entry.level]);
    const response = isLeftOpen ? null : (entry.oddity ? knowsOdd(entry.oddity, skill, marks) : isKnown) ? rightAnswer(entry.body) : wrongAnswer(entry.body, random);
    const savedMs = startedMs + Math.floor(pace * (at + 1));
    const points = scoreQuestion(entry.body, response);
    return { versionId: entry.versionId, optionOrder: shownOrder(entry.body, `${seed}|${entry.questionId}`), points, response, savedMs, isFlagged: marks.chance(points < 1 ? 0.15 : 0.02) };
  });
  const score = scoreAttempt(questions.map((question) => question.points));
  return { id, assessment, number, seed, startedMs, submittedMs, isAuto, score, isPassed: score >= assessment.passScore, questions };
}
