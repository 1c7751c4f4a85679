import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { AssignmentPreviewPeople, type PreviewPeopleView } from '../components/assignment-preview-people.tsx';
import { previewPeopleQuery, ruleParams } from '../forms/assignments.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { canAssign } from '../policy.ts';
import { getOwnRule } from '../queries/assignment-rules.server.ts';
import { previewPeoplePage } from '../queries/preview-people.server.ts';

export const loader = page({ guard: canAssign, params: ruleParams, query: previewPeopleQuery }, async ({ actor, params, query, context }) => {
  const { today } = momentOf(portsOf(context));
  const rule = await getOwnRule(context.db, actor, params.rule, today);
  if (!rule.draft?.what) throw seeOther(`/admin/assignments/${rule.id}`);
  return { rule: { id: rule.id, name: rule.draft.name }, shown: await previewPeoplePage(context.db, rule, query, today), today };
});

export const meta = titled((locale) => assignmentMessages.in(locale)('step.preview'));
export const handle = { layout: 'wide' };

export default function PreviewPeople() {
  return <AssignmentPreviewPeople {...(useLoaderData() as unknown as PreviewPeopleView)} />;
}
