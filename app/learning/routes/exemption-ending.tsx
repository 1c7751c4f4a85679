import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { endExemption } from '../commands/grant-exemption.server.ts';
import { ExemptionEndPage } from '../components/exemption-form-page.tsx';
import { endExemptionForm, exemptionParams } from '../forms/exemptions.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { canAssign } from '../policy.ts';
import { getOwnExemption, type ExemptionRow } from '../queries/exemption-pages.server.ts';

export const loader = page({ guard: canAssign, params: exemptionParams }, ({ actor, params, context }) => getOwnExemption(context.db, actor, params.exemption, momentOf(portsOf(context)).today));

export const action = submit({ guard: canAssign, params: exemptionParams, form: endExemptionForm }, async ({ actor, params, form, context }) => {
  const outcome = await endExemption(portsOf(context), actor, params.exemption, form);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther('/admin/exemptions?done=ended');
});

export const meta = titled((locale) => exemptionMessages.in(locale)('end.button'));

export default function ExemptionEnding() {
  return <ExemptionEndPage exemption={useLoaderData() as unknown as ExemptionRow} />;
}
