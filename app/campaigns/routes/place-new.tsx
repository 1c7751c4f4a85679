import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead } from '../../ui/index.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { PlaceFields } from '../components/place-fields.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { placeForm } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';
import { placeUnits, type UnitChoice } from '../queries/place.server.ts';

export const loader = page({ guard: canConfirmBroadcasts }, async ({ actor, context }) => ({ ownUnit: actor.unitId, units: await placeUnits(context.db, actor, momentOf(portsOf(context)).today) }));

export const action = submit({ guard: canConfirmBroadcasts, form: placeForm }, async ({ actor, form, context }) => {
  const outcome = await addPlace(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther('/campaigns/places?done=added');
});

export const meta = titled((locale) => messages.in(locale)('places.add'));

export default function PlaceNewPage() {
  const { units, ownUnit } = useLoaderData() as { units: UnitChoice[]; ownUnit: string | null };
  const t = useText(messages);
  return (
    <>
      <PageHead title={t('places.add')} breadcrumb={<CampaignCrumbs between={{ label: t('places.title'), href: '/campaigns/places' }} here={t('places.add')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <PlaceFields units={units} ownUnit={ownUnit} />
            <div className="row"><Button>{t('places.add')}</Button><LinkButton variant="ghost" href="/campaigns/places">{t('places.cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
