import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead } from '../../ui/index.ts';
import { writePilot } from '../commands/write-pilot.server.ts';
import { AdoptionCrumbs, AdoptionTag } from '../components/adoption-parts.tsx';
import { PilotFields } from '../components/pilot-fields.tsx';
import { pilotForm, pilotOf, pilotTyped } from '../forms/adoption-use.ts';
import { adoptionParams } from '../forms/results.ts';
import { adoptionMessages } from '../messages/adoption.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import { canLeadAdoptions } from '../policy.ts';
import { readOwnAdoption } from '../queries/adoption-evidence.server.ts';

export const loader = page({ guard: canLeadAdoptions, params: adoptionParams }, ({ actor, params, context }) => readOwnAdoption(context.db, actor, params.id, momentOf(portsOf(context)).today));

export const action = submit({ guard: canLeadAdoptions, params: adoptionParams, form: pilotForm }, async ({ actor, params, form, context }) => {
  const pilot = pilotOf(form);
  const outcome = await writePilot(portsOf(context), actor, { ...params, ...pilot, revision: form.revision });
  if (!outcome.ok) return data(refuseForm(outcome.faults, pilotTyped(pilot)), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/contest-desk/adoptions/${params.id}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('pilot.title'));

export default function AdoptionPilotPage() {
  const { adoption, files, pilot } = useLoaderData() as unknown as Awaited<ReturnType<typeof readOwnAdoption>>;
  const t = useText(messages);
  const words = useText(adoptionMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('pilot.title')} lead={t('pilot.lead')} eyebrow={adoption.title} tags={<AdoptionTag state={adoption.state} />} breadcrumb={<AdoptionCrumbs adoption={adoption} here={t('pilot.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={adoption.revision} />
            <PilotFields pilot={pilot} files={files} />
            <div className="row"><Button>{t('pilot.save')}</Button><LinkButton variant="ghost" href={`/contest-desk/adoptions/${adoption.id}`}>{words('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </div>
  );
}
