import { useText } from '../../platform/i18n/react.tsx';
import { LinkButton, Notice } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { isEditable, type CampaignState } from '../rules/campaign-state.ts';

export interface Rights {
  write: boolean;
  approve: boolean;
  stop: boolean;
}
interface Shown {
  id: string;
  state: CampaignState;
  launched_at: string | null;
  cancelled_at: string | null;
  media: readonly { medium: string }[];
}

/** What this person can do with the campaign now. */
export function CampaignActions({ campaign, rights, isAuthor }: { campaign: Shown; rights: Rights; isAuthor: boolean }) {
  const t = useText(campaignMessages);
  const { state } = campaign;
  const to = (path: string) => `/campaigns/${campaign.id}/${path}`;
  const isLive = state === 'SCHEDULED' || state === 'RUNNING' || state === 'PAUSED';
  return (
    <>
      {rights.approve && isAuthor && state === 'SUBMITTED' ? <Notice tone="warn" live={false}>{t('approve.own')}</Notice> : null}
      <div className="row">
        {rights.approve && !isAuthor && state === 'SUBMITTED' ? <LinkButton href={to('approval')}>{t('approve.title')}</LinkButton> : null}
        {rights.write && isEditable(campaign) ? <LinkButton variant={state === 'DRAFT' ? 'primary' : 'ghost'} href={to('goal')}>{t('page.edit')}</LinkButton> : null}
        <LinkButton variant="ghost" href={to('slots')}>{t('list.calendar')}</LinkButton>
        {campaign.launched_at ? <LinkButton variant={state === 'ENDED' ? 'primary' : 'ghost'} href={to('evaluation')}>{t('page.evaluation')}</LinkButton> : null}
        {rights.stop && isLive && state !== 'PAUSED' ? <LinkButton variant="ghost" href={to('steering/pause')}>{t('steer.pause')}</LinkButton> : null}
        {rights.stop && state === 'PAUSED' ? <LinkButton href={to('steering/resume')}>{t('steer.resume')}</LinkButton> : null}
        {rights.stop && campaign.launched_at && !campaign.cancelled_at && campaign.media.some(({ medium }) => medium === 'MESSAGE') ? <LinkButton variant="ghost" href={to('correction')}>{t('correct.title')}</LinkButton> : null}
        {rights.stop && (isLive || state === 'DRAFT' || state === 'SUBMITTED') ? <LinkButton variant="ghost" href={to('steering/cancel')}>{t('steer.cancel')}</LinkButton> : null}
      </div>
    </>
  );
}
