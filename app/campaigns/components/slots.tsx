import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, LinkButton, Notice, Tag } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { slotPlanMessages } from '../messages/slot-plan.ts';
import { composerMessages } from '../messages/composer.ts';
import type { slotsPage, SlotRow } from '../queries/broadcast.server.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { PlanKnown } from '../queries/slot-plan.server.ts';
import { isEditable, isTakenBack } from '../rules/campaign-state.ts';
import { publicMedia, type PublicMedium } from '../rules/media.ts';
import type { SlotsDone } from '../rules/slots-done.ts';
import { MomentNotes, QuietNote } from './slot-plan.tsx';

export interface SlotsData {
  campaign: CampaignPage;
  units: { id: string; name: string; depth: number }[];
  now: string;
  today: string;
  quiet: { from: string; to: string };
  plans: PlanKnown[];
  rights: { write: boolean; confirm: boolean; stop: boolean };
  slots: Awaited<ReturnType<typeof slotsPage>>;
}

const hasRest = (done: SlotsDone['done']): done is 'planned' | 'confirmed' | 'corrected' => done === 'planned' || done === 'confirmed' || done === 'corrected';

/** What was done last, with what it left out. */
export function Done({ done, count, rest, places = 0 }: SlotsDone) {
  const t = useText(slotPlanMessages);
  const formats = useFormats();
  return <Notice tone={done === 'none' ? 'info' : 'ok'} focused>{t(rest > 0 && hasRest(done) ? `done.${done}-rest` : `done.${done}`, { count: formats.number(count), rest: formats.number(rest), places: formats.number(places) })}</Notice>;
}

/** What was planned, moment by moment; as long as nothing is launched each can be taken out again. */
export function Plans({ campaign, plans, rights }: SlotsData) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const canRemove = rights.write && isEditable(campaign);
  return (
    <PlanList plans={plans} isUrgent={campaign.urgency === 'URGENT'} end={(plan) => canRemove ? (
      <form method="post" action={`/campaigns/${campaign.id}/slots/removal`}>
        <input type="hidden" name="revision" value={campaign.revision} />
        <input type="hidden" name="medium" value={plan.medium} />
        <input type="hidden" name="startsAt" value={plan.startsAt} />
        <Button variant="quiet" icon="x">{t('slots.remove')}<span className="sr-only">: {formats.moment(plan.startsAt)}</span></Button>
      </form>
    ) : null} />
  );
}

/** The ways to put right what goes out, medium by medium. */
export function CorrectionLinks({ campaign }: Pick<SlotsData, 'campaign'>) {
  const t = useText(slotPlanMessages);
  const c = useText(composerMessages);
  if (!campaign.launched_at || campaign.cancelled_at) return null;
  const media = publicMedia.filter((medium) => campaign.media.some((row) => row.medium === medium));
  return <div className="row">{media.map((medium) => <LinkButton key={medium} variant="ghost" href={`/campaigns/${campaign.id}/correction/${medium.toLowerCase()}`}>{t('correction.link', { medium: c(`medium.${medium}`) })}</LinkButton>)}</div>;
}

export type PlanRow = PlanKnown;

/** Moment by moment what is planned, each with what can be done about it. */
export function PlanList({ plans, isUrgent, end }: { plans: readonly PlanRow[]; isUrgent: boolean; end?: (plan: PlanRow) => ReactNode }) {
  const t = useText(broadcastMessages);
  const c = useText(composerMessages);
  const formats = useFormats();
  if (plans.length === 0) return null;
  return (
    <Card title={t('slots.plans')} id="plans">
      <ul className="plan-lines">
        {plans.map((plan) => (
          <li key={plan.medium + plan.startsAt} className="plan-line">
            <span>{t('slots.plan-line', { medium: c(`medium.${plan.medium as PublicMedium}`), at: formats.moment(plan.startsAt), count: formats.number(Number(plan.places)) })}</span>
            <span className="tags"><QuietNote plan={plan} isUrgent={isUrgent} /><MomentNotes {...plan} /></span>
            {end?.(plan)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Where a slot stands: planned, broadcast, missed, taken back with its campaign, or over and not confirmed. */
export function SlotState({ slot, now }: { slot: Pick<SlotRow, 'playedAt' | 'missedReason' | 'startsAt' | 'cancelledAt'>; now: string }) {
  const t = useText(broadcastMessages);
  if (slot.playedAt) return <Tag tone="ok">{t('slots.played')}</Tag>;
  if (slot.missedReason) return <Tag tone="danger">{t('slots.missed')}</Tag>;
  if (isTakenBack(slot)) return <Tag>{t('slots.cancelled')}</Tag>;
  return slot.startsAt <= now ? <Tag tone="warn">{t('slots.overdue')}</Tag> : <Tag>{t('slots.planned')}</Tag>;
}

/** The communes that no confirmed broadcast has reached, as a list and as a file. */
export function NotReached({ campaign, slots }: Pick<SlotsData, 'campaign' | 'slots'>) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  if (slots.notReached.length === 0) return <Notice tone="ok" live={false}>{t('slots.all-reached')}</Notice>;
  return (
    <Card title={`${t('slots.not-reached')} (${formats.number(slots.notReached.length)})`} id="not-reached" action={<LinkButton variant="ghost" icon="download" href={`/campaigns/${campaign.id}/not-reached`}>{t('slots.csv')}</LinkButton>}>
      <Disclosure summary={t('slots.not-reached-list')} open={slots.notReached.length <= 12}>
        <ul className="name-columns">{slots.notReached.map((unit) => <li key={unit.id}>{unit.name}{unit.missedReason ? <span className="muted small"> – {unit.missedReason}</span> : Number(unit.planned) === 0 ? <span className="muted small"> – {t('not-reached.no-plan')}</span> : null}</li>)}</ul>
      </Disclosure>
    </Card>
  );
}
