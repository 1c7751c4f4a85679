import { page, submit } from '../../people/route.server.ts';
import { seeOther, wantsJson } from '../../platform/http/route.server.ts';
import { answerChecks } from '../commands/answer-check.server.ts';
import { drillCard } from '../components/lesson-prose.tsx';
import { saveNote } from '../commands/save-note.server.ts';
import { lessonAnswers, lessonForm, lessonFormLimit } from '../forms/lesson-answers.ts';
import { handInName } from '../rules/drill.ts';
import { lessonParams } from '../forms/params.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';
import type { PublishedLesson } from '../queries/lesson-page.server.ts';
import { drillsOf, scenariosOf } from '../rules/open-checks.ts';
import { sceneAnchor, wayTo } from '../rules/scenario.ts';

export const loader = page({ guard: 'signed-in', params: lessonParams }, ({ params }) => seeOther(`/learn/${params.course}/${params.lesson}`));

/**
 * Keeps answers before the lesson is ended: a choice as soon as it is made and drafts of practice, which the lesson's script sends, and practice
 * that is handed in by its own button and choices in situations, which work without a script too.
 */
export const action = submit({ guard: 'signed-in', params: lessonParams, form: lessonAnswers, limit: lessonFormLimit }, async ({ actor, params, form, context, request }) => {
  const lesson = await getEnrolledLesson(context.db, actor.id, params.course, params.lesson);
  const now = context.clock.now().toISOString();
  const { answers, note } = lessonForm(form);
  const key = answers[handInName];
  if (note) await saveNote(context.db, { userId: actor.id, lessonId: lesson.lessonId, ...note, now, whenBehind: 'append' });
  const { unanswered, standing } = await context.db.transaction().execute((tx) => answerChecks(tx, { userId: actor.id, lesson, answers, handedIn: key ? { key } : 'none', now }));
  const drill = drillsOf(lesson).find((one) => one.key === key);
  if (!wantsJson(request)) return seeOther(`/learn/${params.course}/${params.lesson}${placeOf(lesson, answers)}`);
  return Response.json({ unanswered, ...(drill ? { card: drillCard(lesson, drill, standing.get(drill.key), context.reader.locale) } : {}) });
});

/** Where the page opens again without a script: at the practice that was handed in, or at the scene that was gone to. */
function placeOf(lesson: PublishedLesson, answers: Readonly<Record<string, string>>): string {
  const drill = drillsOf(lesson).find(({ key }) => key === answers[handInName]);
  if (drill) return `#check-${drill.key}`;
  const scene = scenariosOf(lesson).flatMap(({ key, start }) => wayTo(start, answers[key] ?? '')?.map(({ id }) => sceneAnchor(key, id)) ?? []).at(-1);
  return scene ? `#${scene}` : '';
}
