import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { AssignmentListPage } from '../components/assignment-list-page.tsx';
import { rulesQuery } from '../forms/assignments.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { canAssign } from '../policy.ts';
import { rulesPage, type RulesPage } from '../queries/assignment-pages.server.ts';
import type { RuleState } from '../rules/assignment-rule.ts';

export const loader = page({ guard: canSeeReminders, query: rulesQuery }, async ({ actor, query, context }) => {
  const { today } = momentOf(portsOf(context));
  return { shown: await rulesPage(context.db, actor, query.state, today), state: query.state, mayAdd: canAssign(actor), isDiscarded: query.done === 'discarded' };
});

export const meta = titled((locale) => assignmentMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Assignments() {
  return <AssignmentListPage {...(useLoaderData() as unknown as { shown: RulesPage; state: RuleState | undefined; mayAdd: boolean; isDiscarded: boolean })} />;
}
