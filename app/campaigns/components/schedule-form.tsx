import { whenClosed } from '../../messaging/index.ts';
import { useFaults } from '../../people/index.ts';
import type { Instant } from '../../platform/clock.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, Select, TextInput } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import type { AudiencePreview } from '../queries/audience.server.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import { personalMedia, type PersonalMedium } from '../rules/media.ts';
import { AudienceCard } from './audience-card.tsx';

export interface ScheduleData {
  campaign: CampaignPage;
  local: { sendAt: string; notAfter: string; now: string };
  facts: { quiet: { from: string; to: string; channels: string[] }; until: Instant | null; holidays: { day: string; name_vi: string; name_en: string }[] };
  preview: AudiencePreview;
}

/** When a campaign starts and ends, and what each of its channels does when its moment is closed. */
export function ScheduleForm({ campaign, local, facts, preview }: ScheduleData) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const { say, value } = useFaults();
  const channels = personalMedia.filter((medium) => campaign.media.some((row) => row.medium === medium));
  const closed = (medium: PersonalMedium) => campaign.media.find((row) => row.medium === medium)?.when_closed ?? 'WAIT';
  return (
    <div className="split">
      <Card>
        <form method="post" noValidate className="stack">
          <input type="hidden" name="revision" value={campaign.revision} />
          <TextInput name="sendAt" type="datetime-local" label={t('schedule.send-at')} error={say('sendAt')} defaultValue={value('sendAt', local.sendAt)} min={local.now} width="middle" required />
          <TextInput name="notAfter" type="datetime-local" label={t('schedule.not-after')} error={say('notAfter')} defaultValue={value('notAfter', local.notAfter)} min={local.now} width="middle" required />
          <TextInput name="stagger" label={t('schedule.stagger')} hint={t('schedule.stagger-hint')} error={say('stagger')} defaultValue={value('stagger', String(campaign.stagger_days))} width="short" inputMode="numeric" required />
          {channels.map((medium) => <Select key={medium} name={`closed_${medium}`} label={t('schedule.closed', { medium: t(`medium.${medium}`) })} defaultValue={value(`closed_${medium}`, closed(medium))} options={whenClosed.map((one) => ({ value: one, label: t(`closed.${one}`) }))} />)}
          <div className="row"><Button>{c('save')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/slots`}>{c('list.calendar')}</LinkButton><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/check`}>{c('step.check')}</LinkButton></div>
        </form>
      </Card>
      <div className="stack">
        <ScheduleNotices campaign={campaign} facts={facts} count={preview.count} channels={channels} />
        <AudienceCard preview={preview} />
      </div>
    </div>
  );
}

/** What the chosen moment means in numbers. */
function ScheduleNotices({ campaign, facts, count, channels }: { campaign: CampaignPage; facts: ScheduleData['facts']; count: number; channels: readonly PersonalMedium[] }) {
  const t = useText(composerMessages);
  const formats = useFormats();
  const locale = useLocale();
  const held = facts.until && campaign.urgency !== 'URGENT' ? channels.filter((medium) => facts.quiet.channels.includes(medium)) : [];
  const deed = (medium: string) => t(`closed.${(campaign.media.find((row) => row.medium === medium)?.when_closed ?? 'WAIT') as 'WAIT'}`);
  return (
    <>
      {held.map((medium) => <Notice key={medium} tone="warn" live={false}>{t('schedule.quiet', { count: formats.number(count), medium: t(`medium.${medium}`), deed: `${deed(medium)} (${formats.time(facts.until ?? '')})` })}</Notice>)}
      {facts.holidays.map(({ day, name_vi, name_en }) => <Notice key={day} live={false}>{t('schedule.holiday', { day: formats.day(day), holiday: locale === 'vi' ? name_vi : name_en })}</Notice>)}
    </>
  );
}
