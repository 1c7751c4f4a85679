import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { lastDeedAs } from '../../platform/audit.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { editPlace } from '../commands/write-place.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { PlaceFields } from '../components/place-fields.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { placeForm, placeParams } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';
import { getPlace, placeUnits, type Place, type UnitChoice } from '../queries/place.server.ts';
import { doneByLog, namesOf, placeDeeds } from '../rules/done-by-log.ts';

const query = z.object({ done: z.enum(namesOf(placeDeeds)).optional().catch(undefined) });

export const loader = page({ guard: canConfirmBroadcasts, params: placeParams, query }, async ({ actor, params, query: { done }, context }) => {
  const { today } = momentOf(portsOf(context));
  const last = done ? await lastDeedAs(context.db, actor.id, { action: placeDeeds[done], objectId: params.place }) : null;
  return { done: doneByLog(placeDeeds, done, last), place: await getPlace(context.db, actor, params.place, today), units: await placeUnits(context.db, actor, today) };
});

export const action = submit({ guard: canConfirmBroadcasts, params: placeParams, form: placeForm }, async ({ actor, params, form, context }) => {
  const outcome = await editPlace(portsOf(context), actor, params.place, form);
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther('/campaigns/places?done=saved');
});

export const meta = titled((locale) => messages.in(locale)('places.edit'));

export default function PlacePage() {
  const { place, units, done } = useLoaderData() as { place: Place; units: UnitChoice[]; done: keyof typeof placeDeeds | null };
  const t = useText(messages);
  const reopen = <form method="post" action={`/campaigns/places/${place.id}/reopening`}><Button variant="ghost">{t('places.reopen')}</Button></form>;
  return (
    <>
      <PageHead title={t('places.edit')} breadcrumb={<CampaignCrumbs between={{ label: t('places.title'), href: '/campaigns/places' }} here={place.name} />} />
      <div className="form">
        {done && !place.closedAt ? <Notice tone="ok" focused>{t('places.was-reopened')}</Notice> : null}
        <Faults />
        {place.closedAt ? <Notice tone="warn" live={false} title={t('places.closed')} action={reopen} /> : (
          <Card>
            <form method="post" noValidate className="stack">
              <PlaceFields stored={place} units={units} />
              <div className="row"><Button>{t('places.save')}</Button><LinkButton variant="ghost" href="/campaigns/places">{t('places.cancel')}</LinkButton><LinkButton variant="quiet" href={`/campaigns/places/${place.id}/closing`}>{t('places.close')}</LinkButton></div>
            </form>
          </Card>
        )}
      </div>
    </>
  );
}
