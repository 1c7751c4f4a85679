import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { EditingCoursesPage } from '../components/editing-courses-page.tsx';
import { editingMessages } from '../messages/editing.ts';
import { canEditContent } from '../policy.ts';
import { ownContent } from '../publishing/content-folder.server.ts';
import { editingOverview } from '../queries/editing-courses.server.ts';

export const loader = page({ guard: canEditContent }, ({ context }) => editingOverview(context.db, ownContent(dayIn(context.env.TZ_DISPLAY, context.clock.now()))));

export const meta = titled((locale) => editingMessages.in(locale)('courses.title'));

export default function EditingCourses() {
  return <EditingCoursesPage view={useLoaderData<typeof loader>()} />;
}
