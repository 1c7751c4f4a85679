import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { AssignmentRulePage, type RuleView } from '../components/assignment-rule-page.tsx';
import { ruleParams, ruleQuery } from '../forms/assignments.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { rulePage } from '../queries/assignment-pages.server.ts';

export const loader = page({ guard: canSeeReminders, params: ruleParams, query: ruleQuery }, async ({ actor, params, query, context }) => {
  const shown = await rulePage(context.db, actor, params.rule, query, momentOf(portsOf(context)).today);
  return { shown, q: query.q, done: query.done };
});

export const meta = titled<typeof loader>((locale, data) => data?.shown.version?.name ?? assignmentMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Assignment() {
  return <AssignmentRulePage {...(useLoaderData() as unknown as RuleView)} />;
}
