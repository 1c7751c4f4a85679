import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listUnitsInScope, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead } from '../../ui/index.ts';
import { addCall } from '../commands/write-call.server.ts';
import { AboutFields, type UnitChoice } from '../components/call-fields.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { newCallForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests } from '../policy.ts';

export const loader = page({ guard: canOrganiseContests }, async ({ actor, context }) => ({ units: await listUnitsInScope(context.db, actor.grants, momentOf(portsOf(context)).today) }));

export const action = submit({ guard: canOrganiseContests, form: newCallForm }, async ({ actor, form, context }) => {
  const outcome = await addCall(portsOf(context), actor, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/contest-desk/${outcome.id}/tracks?saved`);
});

export const meta = titled((locale) => messages.in(locale)('new'));

export default function NewCallPage() {
  const { units } = useLoaderData() as { units: UnitChoice[] };
  const t = useText(messages);
  return (
    <>
      <PageHead title={t('new')} lead={t('new.lead')} breadcrumb={<DeskCrumbs here={t('new')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <AboutFields call={null} units={units} />
            <div className="row"><Button>{t('create')}</Button><LinkButton variant="ghost" href="/contest-desk">{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
