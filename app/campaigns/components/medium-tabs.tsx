import { useText } from '../../platform/i18n/react.tsx';
import { LinkButton, Tabs } from '../../ui/index.ts';
import { answerMessages } from '../messages/answers.ts';
import { composerMessages } from '../messages/composer.ts';
import { publicMedia } from '../rules/media.ts';

/** The media of a campaign side by side, those with words carry a mark; and the way to words that answers hold already. */
export function MediumTabs({ campaign, current }: { campaign: { id: string; media: readonly { medium: string }[] }; current: string }) {
  const t = useText(composerMessages);
  const a = useText(answerMessages);
  const href = (medium: string) => (medium === 'MESSAGE' ? `/campaigns/${campaign.id}/content` : `/campaigns/${campaign.id}/content/${medium.toLowerCase()}`);
  const has = (medium: string) => campaign.media.some((row) => row.medium === medium);
  return (
    <div className="stack">
      <Tabs label={t('content.title')} items={(['MESSAGE', ...publicMedia] as const).map((medium) => ({ href: href(medium), label: t(`medium.${medium}`), current: medium === current, ...(has(medium) ? { count: '✓' } : {}) }))} />
      <div className="row"><LinkButton variant="ghost" icon="message-circle-question" href={`/campaigns/${campaign.id}/answers`}>{a('link')}</LinkButton></div>
    </div>
  );
}
