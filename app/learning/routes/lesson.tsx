import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { openLesson } from '../commands/open-lesson.server.ts';
import { LessonPage } from '../components/lesson-page.tsx';
import { lessonProse } from '../components/lesson-prose.tsx';
import { lessonParams } from '../forms/params.ts';
import { getPublishedLesson, listModuleLessons, myTraces } from '../queries/lesson-page.server.ts';
import { lessonView } from '../rules/lesson-view.ts';

export const loader = page({ guard: 'signed-in', params: lessonParams, query: z.object({ unanswered: z.coerce.number().optional(), note: z.string().optional() }) }, async ({ actor, params, query, context }) => {
  const { db } = context;
  const lesson = await getPublishedLesson(db, params.course, params.lesson);
  const traces = await myTraces(db, actor.id, lesson);
  if (!traces.isEnrolled) throw seeOther(`/courses/${params.course}?enrol=first`);
  const siblings = await listModuleLessons(db, lesson.courseVersionId, lesson.moduleKey, actor.id);
  const now = context.clock.now().toISOString();
  if (!siblings.find(({ id }) => id === lesson.lessonId)?.openedAt) await openLesson(db, { userId: actor.id, ...lesson, now });
  context.slots.set('prose', lessonProse(lesson, traces.answers, context.reader.locale));
  return lessonView(lesson, siblings, traces.note, { today: dayIn(context.env.TZ_DISPLAY, context.clock.now()), unanswered: query.unanswered ?? 0 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} – hoc06` }];
export const handle = { script: true, layout: 'bare', rail: false };

export default function Lesson() {
  return <LessonPage view={useLoaderData<typeof loader>()} />;
}
