import { z } from 'zod';
import { noteLimit } from '../rules/note.ts';

/** The note beside a lesson goes with the lesson's form, so that one button loses nothing of what stands on the page. No question is called like this. */
export const lessonNoteFields = { body: 'lesson-note', was: 'lesson-note-was', revision: 'lesson-note-revision' } as const;

const note = z.string().max(noteLimit).optional();

/**
 * What a lesson's page sends. Answers by name: the key of a question or a situation, or key and field of practice; which names mean something, the lesson says.
 * The note as it is, as the page had it, and the revision that it had.
 */
export const lessonAnswers = z
  .object({ [lessonNoteFields.body]: note, [lessonNoteFields.was]: note, [lessonNoteFields.revision]: z.coerce.number().int().min(0).optional() })
  .catchall(z.string().max(80))
  .refine((sent) => Object.keys(sent).every((name) => name.length <= 100));

/** A note of 20,000 letters, each of up to nine bytes on its way, twice. */
export const lessonFormLimit = 2_000_000;

export interface LessonForm {
  answers: Record<string, string>;
  /** Undefined when the page sent none, or none that was touched. */
  note: { body: string; revision: number } | undefined;
}

/** Parts what a lesson's page sent into answers and note. */
export function lessonForm(sent: z.infer<typeof lessonAnswers>): LessonForm {
  const { [lessonNoteFields.body]: body, [lessonNoteFields.was]: was = '', [lessonNoteFields.revision]: revision = 0, ...answers } = sent;
  return { answers, note: body === undefined || body === was ? undefined : { body, revision } };
}

/** The same as the note's own page sends it, with the answers beside it. */
export function fromLesson(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || !(lessonNoteFields.body in sent)) return sent;
  const { [lessonNoteFields.body]: body, [lessonNoteFields.was]: _was, [lessonNoteFields.revision]: revision, ...answers } = sent as Record<string, unknown>;
  return { ...answers, body, revision };
}
