import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { enrol } from '../commands/enrol.server.ts';
import { courseParams } from '../forms/params.ts';
import { getCurrentCourse } from '../queries/course-page.server.ts';

export const loader = page({ guard: 'signed-in', params: courseParams }, ({ params }) => seeOther(`/courses/${params.course}`));

/** A learner enrols herself in an open course. */
export const action = submit({ guard: 'signed-in', params: courseParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const course = await getCurrentCourse(context.db, params.course);
  const now = context.clock.now().toISOString();
  await enrol(context.db, { userId: actor.id, courseId: course.courseId, source: 'SELF', isMandatory: false, reason: 'Tự ghi danh', dueOn: null, enrolledBy: actor.id, now });
  return seeOther(`/courses/${params.course}`);
});
