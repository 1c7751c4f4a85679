import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { EditingCoursePage } from '../components/editing-course-page.tsx';
import { courseParams } from '../forms/params.ts';
import { canEditContent, canReleaseContent } from '../policy.ts';
import { ownContent } from '../publishing/content-folder.server.ts';
import { getEditedCourse } from '../queries/editing-course.server.ts';

const query = z.object({ outcome: z.enum(['stored', 'same', 'refused', 'released']).optional().catch(undefined) });

export const loader = page({ guard: canEditContent, params: courseParams, query }, async ({ actor, params, query, context }) => {
  const today = dayIn(context.env.TZ_DISPLAY, context.clock.now());
  return { course: await getEditedCourse(context.db, ownContent(today), params.course), mayRelease: canReleaseContent(actor), outcome: query.outcome ?? null };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.course.title ?? ''} – hoc06` }];

export default function EditingCourse() {
  return <EditingCoursePage {...useLoaderData<typeof loader>()} />;
}
