import { useLoaderData } from '@remix-run/react';
import { join } from 'node:path';
import { covers, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localOf } from '../../platform/local-time.ts';
import { PageHead } from '../../ui/index.ts';
import { confirmSlot } from '../commands/broadcast.server.ts';
import { CampaignCrumbs, DrillBanner } from '../components/campaign-parts.tsx';
import { ProofForms, ProofShown, type SlotData } from '../components/proof.tsx';
import { proofForm, slotParams } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts, canSeeCampaigns } from '../policy.ts';
import { getSlot } from '../queries/broadcast.server.ts';
import { placeScope } from '../queries/place-scope.server.ts';

const photoRoom = 6_000_000;

export const loader = page({ guard: canSeeCampaigns, params: slotParams }, async ({ actor, params, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const slot = await getSlot(context.db, params.slot);
  const canConfirm = canConfirmBroadcasts(actor) && covers(await placeScope(context.db, actor, today), slot.unitId);
  return { slot, now: at, localNow: localOf(at, context.env.TZ_DISPLAY), localStart: localOf(slot.startsAt, context.env.TZ_DISPLAY), canConfirm };
});

export const action = submit({ guard: canConfirmBroadcasts, params: slotParams, form: proofForm, limit: photoRoom }, async ({ actor, params, form, context }) => {
  const { photo, ...rest } = form;
  const bytes = photo && photo.size > 0 ? Buffer.from(await photo.arrayBuffer()) : null;
  const outcome = await confirmSlot({ ...portsOf(context), filesDir: join(context.env.DATA_DIR, 'files') }, actor, params.slot, { ...rest, photo: bytes });
  if (!outcome.ok) return refusedForm(outcome.faults, { ...rest });
  return seeOther(`/campaigns/${outcome.campaignId}/slots?view=overdue&done=${form.missedReason ? 'missed' : 'confirmed'}`);
});

export const meta = titled((locale) => messages.in(locale)('slot.title'));

export default function SlotPage() {
  const loaded = useLoaderData() as unknown as SlotData;
  const t = useText(messages);
  const { slot } = loaded;
  return (
    <>
      <PageHead title={`${t('slot.title')}: ${slot.place}`} eyebrow={slot.unitName ?? undefined} breadcrumb={<CampaignCrumbs campaign={{ id: slot.campaignId, name: slot.campaign }} here={t('slot.title')} />} />
      <div className="form">
        <DrillBanner isDrill={slot.isDrill === 1} />
        <Faults />
        <ProofShown {...loaded} />
        {slot.confirmedAt || !loaded.canConfirm ? null : <ProofForms {...loaded} />}
      </div>
    </>
  );
}
