import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { closePlace } from '../commands/write-place.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { closingForm, placeParams } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';
import { getPlace, type Place } from '../queries/place.server.ts';

export const loader = page({ guard: canConfirmBroadcasts, params: placeParams }, async ({ actor, params, context }) => ({ place: await getPlace(context.db, actor, params.place, momentOf(portsOf(context)).today) }));

export const action = submit({ guard: canConfirmBroadcasts, params: placeParams, form: closingForm }, async ({ actor, params, form, context }) => {
  const outcome = await closePlace(portsOf(context), actor, params.place, form.reason);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther('/campaigns/places?done=closed');
});

export const meta = titled((locale) => messages.in(locale)('places.close'));

export default function PlaceClosingPage() {
  const { place } = useLoaderData() as { place: Place };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={`${t('places.close')}: ${place.name}`} lead={t('places.close-lead')} breadcrumb={<CampaignCrumbs between={[{ label: t('places.title'), href: '/campaigns/places' }, { label: place.name, href: `/campaigns/places/${place.id}` }]} here={t('places.close')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('places.close-reason')} error={say('reason')} defaultValue={value('reason')} rows={2} required />
            <div className="row"><Button variant="danger">{t('places.close')}</Button><LinkButton variant="ghost" href={`/campaigns/places/${place.id}`}>{t('places.cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
