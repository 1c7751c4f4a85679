import { whenClosed, type Channel } from '../../messaging/index.ts';
import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Select, TextInput } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { ScheduleFacts } from '../queries/forecast.server.ts';
import { personalMedia, type PersonalMedium } from '../rules/media.ts';
import { ForecastCard } from './forecast.tsx';

export interface ScheduleData {
  /** What the server can send by. */
  offered: readonly Channel[];
  campaign: CampaignPage;
  local: { sendAt: string; notAfter: string; now: string };
  facts: ScheduleFacts;
}

/** When a campaign starts and ends, and what each of its channels does when its moment is closed. */
export function ScheduleForm({ campaign, local, facts, offered }: ScheduleData) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const w = useText(wayMessages);
  const { say, value } = useFaults();
  const channels = personalMedia.filter((medium) => campaign.media.some((row) => row.medium === medium));
  const closed = (medium: PersonalMedium) => campaign.media.find((row) => row.medium === medium)?.when_closed ?? 'WAIT';
  return (
    <div className="split split-even">
      <Card>
        <form method="post" noValidate className="stack">
          <input type="hidden" name="revision" value={campaign.revision} />
          <TextInput name="sendAt" type="datetime-local" label={t('schedule.send-at')} error={say('sendAt')} defaultValue={value('sendAt', local.sendAt)} min={local.now} width="middle" required />
          <TextInput name="notAfter" type="datetime-local" label={t('schedule.not-after')} hint={t('schedule.not-after-hint')} error={say('notAfter')} defaultValue={value('notAfter', local.notAfter)} min={local.now} width="middle" required />
          <TextInput name="stagger" label={t('schedule.stagger')} hint={t('schedule.stagger-hint')} error={say('stagger')} defaultValue={value('stagger', String(campaign.stagger_days))} width="short" inputMode="numeric" required />
          {channels.map((medium) => <Select key={medium} name={`closed_${medium}`} label={t('schedule.closed', { medium: t(`medium.${medium}`) })} defaultValue={value(`closed_${medium}`, closed(medium))} options={whenClosed.map((one) => ({ value: one, label: t(`closed.${one}`) }))} />)}
          <div className="row"><Button>{c('save')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/slots`}>{t('schedule.slots')}</LinkButton><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/check`} iconAfter="arrow-right">{c('step.next', { step: c('step.check') })}</LinkButton></div>
        </form>
      </Card>
      <div className="stack">
        <ForecastCard facts={facts} offered={offered} />
        {facts.start ? <p className="muted small">{w('forecast.saved')}</p> : null}
      </div>
    </div>
  );
}
