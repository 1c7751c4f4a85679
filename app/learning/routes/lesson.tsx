import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import type { PageHandle } from '../../platform/http/context.ts';
import { asksHeadOnly } from '../../platform/http/head-only.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { unlockEnrolment } from '../commands/lock-enrolments.server.ts';
import { openLesson } from '../commands/open-lesson.server.ts';
import { lessonMarkup } from '../components/lesson-markup.tsx';
import { lessonProse } from '../components/lesson-prose.tsx';
import { lessonParams } from '../forms/params.ts';
import { lessonTalk } from '../queries/lesson-posts.server.ts';
import { getPublishedLesson, listModuleLessons, myTraces } from '../queries/lesson-page.server.ts';
import { lessonView } from '../rules/lesson-view.ts';
import { openChecks } from '../rules/open-checks.ts';

const handle: PageHandle = { script: true, layout: 'bare', rail: false };
/** Says that a lesson was not ended; how many questions wait is counted anew, so that an address kept from then tells no tales. */
const query = z.object({ unanswered: z.string().optional() });

/** The page that is read most: rendered past Remix's document pipeline, and without a component of its own. */
export const loader = page({ guard: 'signed-in', params: lessonParams, query, rendersItself: true }, async ({ actor, params, query, context, request }) => {
  const lesson = await getPublishedLesson(context.db, params.course, params.lesson);
  const traces = await myTraces(context.db, actor.id, lesson);
  if (!traces.isEnrolled) throw seeOther(`/courses/${params.course}?enrol=first`);
  if (traces.isLocked && !(await unlockEnrolment(context.db, actor.id, lesson.courseId))) throw seeOther(`/courses/${params.course}`);
  const siblings = await listModuleLessons(context.db, lesson.courseVersionId, lesson.moduleKey, actor.id);
  const now = context.clock.now();
  if (!siblings.find(({ id }) => id === lesson.lessonId)?.openedAt && !asksHeadOnly(request)) await openLesson(context.db, { userId: actor.id, ...lesson, now: now.toISOString() });
  context.slots.set('prose', lessonProse(lesson, traces.answers, context.reader.locale));
  const view = lessonView(lesson, siblings, traces.note, { today: dayIn(context.env.TZ_DISPLAY, now), unanswered: query.unanswered === undefined ? 0 : openChecks(lesson, traces.answers).length, talk: await lessonTalk(context.db, lesson.lessonId), path: traces.path });
  return context.renderPage({ title: `${lesson.title} – hoc06`, handle, markup: lessonMarkup(view, { locale: context.reader.locale, timeZone: context.env.TZ_DISPLAY }) }, request, context);
});
