import type { LessonBody } from './lesson-body.ts';

/** The questions inside a lesson, in order. */
export function checksOf(lesson: { body: Pick<LessonBody, 'blocks'> }) {
  return lesson.body.blocks.filter((block) => block.kind === 'check');
}

/** The keys of the questions that wait for an answer. One of an older version that is offered no more counts as none: its reader sees nothing chosen. */
export function openChecks(lesson: { body: Pick<LessonBody, 'blocks'> }, answers: ReadonlyMap<string, string>): string[] {
  return checksOf(lesson).filter(({ key, options }) => !options.some((option) => option.key === answers.get(key))).map(({ key }) => key);
}
