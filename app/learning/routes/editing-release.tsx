import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { releaseCourseVersion } from '../commands/release-course-version.server.ts';
import { EditingReleasePage } from '../components/editing-release-page.tsx';
import { slug } from '../forms/params.ts';
import { editingMessages } from '../messages/editing.ts';
import { canReleaseContent } from '../policy.ts';
import { getReleaseCheck } from '../queries/editing-version.server.ts';

const params = z.object({ course: slug, version: z.uuid() });

export const loader = page({ guard: canReleaseContent, params }, ({ params, context }) => getReleaseCheck(context.db, params.course, params.version, momentOf(portsOf(context)).today));

/** Puts the version before learners. */
export const action = submit({ guard: canReleaseContent, params, form: z.object({}) }, async ({ actor, params, context }) => {
  const { versionId } = await getReleaseCheck(context.db, params.course, params.version, momentOf(portsOf(context)).today);
  await releaseCourseVersion(context.db, actor, versionId, context.clock.now().toISOString());
  context.wakeJobs();
  return seeOther(`/admin/courses/${params.course}?outcome=released`);
});

export const meta = titled((locale) => editingMessages.in(locale)('release.title'));

export default function EditingRelease() {
  return <EditingReleasePage check={useLoaderData<typeof loader>()} />;
}
