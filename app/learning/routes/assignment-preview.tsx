import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { confirmRule } from '../commands/confirm-rule.server.ts';
import { AssignmentPreviewPage, type PreviewView } from '../components/assignment-preview-page.tsx';
import { confirmForm, previewQuery, ruleParams } from '../forms/assignments.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { canAssign } from '../policy.ts';
import { rulePreview } from '../queries/assignment-preview.server.ts';
import { getOwnRule } from '../queries/assignment-rules.server.ts';

export const loader = page({ guard: canAssign, params: ruleParams, query: previewQuery }, async ({ actor, params, query, context, request }) => {
  const { today } = momentOf(portsOf(context));
  const rule = await getOwnRule(context.db, actor, params.rule, today);
  // Of a draft that is gone there is nothing to show once more, but whoever confirmed it is told.
  if (!rule.draft && followsForm(request)) throw new AppError('conflict', assignmentMessages.both('refused.meanwhile'));
  if (!rule.draft) throw seeOther(`/admin/assignments/${rule.id}`);
  if (!rule.draft.what) throw seeOther(`/admin/assignments/${rule.id}/what`);
  return { rule, preview: await rulePreview(context.db, actor, rule, today, query.on), today };
});

export const action = submit({ guard: canAssign, params: ruleParams, form: confirmForm }, async ({ actor, params, form, context }) => {
  const outcome = await confirmRule(portsOf(context), actor, params.rule, { revision: form.revision, isSure: form.sure === 'on' });
  if (!outcome.ok) return refusedForm(outcome.faults, {});
  context.wakeJobs();
  return seeOther(outcome.runId ? `/admin/assignments/runs/${outcome.runId}` : `/admin/assignments/${params.rule}?done=later`);
});

export const meta = titled((locale) => assignmentMessages.in(locale)('step.preview'));
export const handle = { layout: 'wide' };

export default function AssignmentPreview() {
  return <AssignmentPreviewPage {...(useLoaderData() as unknown as PreviewView)} />;
}
