import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { newId } from '../../platform/ids.ts';
import { grantAttempts } from '../commands/grant-attempts.server.ts';
import { AttemptGrantPage } from '../components/attempt-grant-pages.tsx';
import { attemptGrantForm, stuckParams } from '../forms/attempt-grants.ts';
import { attemptGrantMessages } from '../messages/attempt-grants.ts';
import { canAssign } from '../policy.ts';
import { getStuck, type StuckLearner } from '../queries/attempt-grants.server.ts';

export const loader = page({ guard: canAssign, params: stuckParams }, async ({ actor, params, context }) => ({ id: newId(), stuck: await getStuck(context.db, actor, params, momentOf(portsOf(context)).today) }));

export const action = submit({ guard: canAssign, params: stuckParams, form: attemptGrantForm }, async ({ actor, params, form, context }) => {
  const outcome = await grantAttempts(portsOf(context), actor, { ...form, ...params });
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form, extra: String(form.extra) });
  return seeOther('/admin/attempts?done=granted');
});

export const meta = titled((locale) => attemptGrantMessages.in(locale)('grant'));

export default function AttemptGrantRoute() {
  return <AttemptGrantPage {...(useLoaderData() as unknown as { id: string; stuck: StuckLearner })} />;
}
