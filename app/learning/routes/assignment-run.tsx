import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { AssignmentRunPage } from '../components/assignment-run-page.tsx';
import { runParams } from '../forms/assignments.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { runPage } from '../queries/assignment-pages.server.ts';

export const loader = page({ guard: canSeeReminders, params: runParams }, ({ actor, params, context }) => runPage(context.db, actor, params.run, momentOf(portsOf(context)).today));

export const meta = titled((locale) => assignmentMessages.in(locale)('run.progress'));
export const handle = { script: true };

export default function AssignmentRun() {
  return <AssignmentRunPage {...(useLoaderData() as unknown as Awaited<ReturnType<typeof runPage>>)} />;
}
