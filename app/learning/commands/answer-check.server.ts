import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { PublishedLesson } from '../queries/lesson-page.server.ts';
import { keepDrill, type HandedIn } from '../rules/drill-answer.ts';
import type { LessonDrill } from '../rules/drill.ts';
import type { LessonBlock, LessonCheck } from '../rules/lesson-body.ts';
import { openChecks } from '../rules/open-checks.ts';
import type { CheckResult } from '../rules/progress.ts';
import { keepWay, type LessonScenario } from '../rules/scenario.ts';
import { recordProgress } from './record-progress.server.ts';

export interface LessonAnswers {
  userId: string;
  lesson: PublishedLesson;
  /** Fields of the form: a question by its key, practice by `<key>.<field>`, a situation by its key and the scene to which the choice led. */
  answers: Readonly<Record<string, string>>;
  /** The practice that is handed in with it; all that is complete unless told otherwise. */
  handedIn?: HandedIn;
  now: Instant;
}

/**
 * Keeps answers to questions and practice inside a lesson and the ways through its situations. Unknown questions, options and scenes are passed
 * over; what stands already is not counted as another try.
 * @returns the keys of the questions and the practice that still wait, and all answers as they stand now
 */
export async function answerChecks(tx: Tx, input: LessonAnswers): Promise<{ unanswered: string[]; standing: Map<string, string> }> {
  const { userId, lesson, now } = input;
  const kept = await tx.selectFrom('check_progress').select(['check_key', 'answer']).where('user_id', '=', userId).where('lesson_id', '=', lesson.lessonId).execute();
  const standing = new Map(kept.map((row) => [row.check_key, row.answer]));
  for (const block of lesson.body.blocks) {
    const result = resultOf(block, input, standing);
    if (block.kind === 'html' || !result) continue;
    const event = { userId, courseId: lesson.courseId, occurredAt: now, verb: 'check.answered', objectType: 'lesson', objectId: lesson.lessonId, result } as const;
    await recordProgress(tx, event, { idempotencyKey: `check:${newId()}`, source: 'web', now });
    standing.set(block.key, result.answer);
  }
  return { unanswered: openChecks(lesson, standing), standing };
}

function resultOf(block: LessonBlock, input: LessonAnswers, standing: ReadonlyMap<string, string>): CheckResult | null {
  switch (block.kind) {
    case 'html':
      return null;
    case 'check':
      return answered(block, input, standing);
    case 'drill':
      return practised(block, input, standing);
    case 'scenario':
      return walked(block, input, standing);
  }
}

function answered(check: LessonCheck, { answers }: LessonAnswers, standing: ReadonlyMap<string, string>): CheckResult | null {
  const answer = Object.hasOwn(answers, check.key) ? answers[check.key] : undefined;
  const option = check.options.find(({ key }) => key === answer);
  return !option || standing.get(check.key) === option.key ? null : { check: check.key, answer: option.key, correct: option.correct };
}

function practised(drill: LessonDrill, { answers, handedIn = 'all' }: LessonAnswers, standing: ReadonlyMap<string, string>): CheckResult | null {
  const kept = keepDrill(drill, answers, standing.get(drill.key), handedIn);
  if (!kept) return null;
  const { points, of } = kept.marks;
  const about = { check: drill.key, answer: kept.answer };
  return kept.isDraft ? { ...about, correct: false, isDraft: true } : { ...about, correct: points === of, points, of };
}

function walked(scenario: LessonScenario, { answers }: LessonAnswers, standing: ReadonlyMap<string, string>): CheckResult | null {
  const kept = keepWay(scenario, answers, standing.get(scenario.key));
  return kept && { check: scenario.key, answer: kept.answer, correct: kept.correct, ...(kept.isDraft ? { isDraft: true } : {}) };
}
