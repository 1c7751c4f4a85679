import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { enrolOneself } from '../commands/enrol.server.ts';
import { courseParams } from '../forms/params.ts';
import { getCurrentCourse } from '../queries/course-page.server.ts';

export const loader = page({ guard: 'signed-in', params: courseParams }, ({ params }) => seeOther(`/courses/${params.course}`));

/** A learner enrols herself in an open course; what she has to complete first is said by its page. */
export const action = submit({ guard: 'signed-in', params: courseParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const course = await getCurrentCourse(context.db, params.course);
  const now = context.clock.now().toISOString();
  await enrolOneself(context.db, { userId: actor.id, courseId: course.courseId, now });
  return seeOther(`/courses/${params.course}`);
});
