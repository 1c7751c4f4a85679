import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { answerChecks } from '../commands/answer-check.server.ts';
import { lessonParams } from '../forms/params.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';

export const loader = page({ guard: 'signed-in', params: lessonParams }, ({ params }) => seeOther(`/learn/${params.course}/${params.lesson}`));

/** Keeps the answer to a question in the text as soon as it is chosen; the lesson's script calls this. */
export const action = submit({ guard: 'signed-in', params: lessonParams, form: z.record(z.string().max(40), z.string().max(40)) }, async ({ actor, params, form, context }) => {
  const lesson = await getEnrolledLesson(context.db, actor.id, params.course, params.lesson);
  const now = context.clock.now().toISOString();
  const unanswered = await context.db.transaction().execute((tx) => answerChecks(tx, { userId: actor.id, lesson, answers: form, now }));
  return Response.json({ unanswered });
});
