import type { LessonBody } from './lesson-body.ts';
import { readAnswer } from './drill-answer.ts';

type Lesson = { body: Pick<LessonBody, 'blocks'> };

/** The questions inside a lesson, in order. */
export function checksOf(lesson: Lesson) {
  return lesson.body.blocks.filter((block) => block.kind === 'check');
}

/** The practice inside a lesson, in order. */
export function drillsOf(lesson: Lesson) {
  return lesson.body.blocks.filter((block) => block.kind === 'drill');
}

/** The situations inside a lesson, in order. */
export function scenariosOf(lesson: Lesson) {
  return lesson.body.blocks.filter((block) => block.kind === 'scenario');
}

/**
 * The keys of the questions that wait for an answer and of the practice that is not done, in reading order. An answer of an older version that
 * is offered no more counts as none: its reader sees nothing chosen. A situation is kept, but nobody has to walk it before the lesson ends.
 */
export function openChecks(lesson: Lesson, answers: ReadonlyMap<string, string>): string[] {
  return lesson.body.blocks.flatMap((block) => {
    if (block.kind === 'html' || block.kind === 'scenario') return [];
    const answer = answers.get(block.key);
    const isDone = block.kind === 'check' ? block.options.some((option) => option.key === answer) : readAnswer(block.body, answer)?.isDone;
    return isDone ? [] : [block.key];
  });
}
