import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { CoursePage, type CourseView } from '../components/course-page.tsx';
import { courseParams } from '../forms/params.ts';
import { courseOutline } from '../queries/course-outline.server.ts';
import { findStanding, getCurrentCourse } from '../queries/course-page.server.ts';
import { whyAssigned } from '../queries/why-assigned.server.ts';

export const loader = page({ guard: 'signed-in', params: courseParams, query: z.object({ enrol: z.string().optional() }) }, async ({ actor, params, query, context }) => {
  const now = context.clock.now();
  const course = await getCurrentCourse(context.db, params.course);
  const outline = await courseOutline(context.db, { ...course, userId: actor.id, now: now.toISOString() });
  const today = dayIn(context.env.TZ_DISPLAY, now);
  const standing = await findStanding(context.db, actor.id, course.courseId, today);
  const why = await whyAssigned(context.db, actor.id, course.courseId, today);
  return { course, outline, standing, why, mustEnrolFirst: query.enrol === 'first', today };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.course.title ?? ''} – hoc06` }];
export const handle = { script: true };

export default function Course() {
  return <CoursePage view={useLoaderData() as unknown as CourseView} />;
}
