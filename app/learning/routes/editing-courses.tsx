import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { EditingCoursesPage } from '../components/editing-courses-page.tsx';
import { canEditContent } from '../policy.ts';
import { ownContent } from '../publishing/content-folder.server.ts';
import { editingOverview } from '../queries/editing-courses.server.ts';

export const loader = page({ guard: canEditContent }, ({ context }) => editingOverview(context.db, ownContent(dayIn(context.env.TZ_DISPLAY, context.clock.now()))));

export const meta: MetaFunction = () => [{ title: 'Nội dung khoá học – hoc06' }];

export default function EditingCourses() {
  return <EditingCoursesPage view={useLoaderData<typeof loader>()} />;
}
