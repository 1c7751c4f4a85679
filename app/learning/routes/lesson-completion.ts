import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { completeLesson } from '../commands/complete-lesson.server.ts';
import { saveNote } from '../commands/save-note.server.ts';
import { lessonAnswers, lessonForm, lessonFormLimit } from '../forms/lesson-answers.ts';
import { lessonParams } from '../forms/params.ts';
import { hrefAfterLesson } from '../queries/after-lesson.server.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';

export const loader = page({ guard: 'signed-in', params: lessonParams }, ({ params }) => seeOther(`/learn/${params.course}/${params.lesson}`));

/** Ends a lesson; the answers to the questions in its text and the note beside it come along. */
export const action = submit({ guard: 'signed-in', params: lessonParams, form: lessonAnswers, limit: lessonFormLimit }, async ({ actor, params, form, context }) => {
  const now = context.clock.now().toISOString();
  const lesson = await getEnrolledLesson(context.db, actor.id, params.course, params.lesson);
  const { answers, note } = lessonForm(form);
  if (note) await saveNote(context.db, { userId: actor.id, lessonId: lesson.lessonId, ...note, now, whenBehind: 'append' });
  const { unanswered } = await completeLesson(context.db, { userId: actor.id, lesson, answers, now, secret: context.secret });
  if (unanswered[0]) return seeOther(`/learn/${params.course}/${params.lesson}?unanswered=${unanswered.length}#check-${unanswered[0]}`);
  return seeOther(await hrefAfterLesson(context.db, actor.id, lesson, context.clock.now()));
});
