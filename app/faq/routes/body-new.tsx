import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { addBody } from '../commands/keep-body.server.ts';
import { BodyCrumbs } from '../components/body-crumbs.tsx';
import { BodyForm } from '../components/body-parts.tsx';
import { bodyForm, typedBody } from '../forms/bodies.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { canKeepBodies } from '../policy.ts';

export const loader = page({ guard: canKeepBodies }, () => null);

export const action = submit({ guard: canKeepBodies, form: bodyForm }, async ({ actor, form, context }) => {
  const outcome = await addBody(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, typedBody(form));
  return seeOther(`/tickets/bodies/${outcome.key}?done=created`);
});

export const meta = titled((locale) => messages.in(locale)('add'));

export default function BodyNewPage() {
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('add')} breadcrumb={<BodyCrumbs here={t('add')} />} />
      <Faults />
      <BodyForm />
    </div>
  );
}
