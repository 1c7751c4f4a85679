import { useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import type { MediumFacts } from '../queries/composer.server.ts';
import { isSheetMedium, publicMedia } from '../rules/media.ts';
import { MediumPreview, type Previewed } from './medium-preview.tsx';
import { MessagePreview, type MessageShown } from './message-preview.tsx';

export interface Content {
  shown: MessageShown | null;
  facts: MediumFacts;
}
interface Props extends Content {
  /** Side by side where there is room. */
  inColumns?: boolean;
  campaign: Previewed & { id: string; media: readonly { medium: string; content: string }[] };
}

/** Everything that a campaign says, as its readers, viewers and listeners get it: what an approver answers for. */
export function ContentShown({ campaign, shown, facts, inColumns }: Props) {
  const t = useText(composerMessages);
  const rows = publicMedia.flatMap((medium) => campaign.media.filter((row) => row.medium === medium).map((row) => ({ medium, words: JSON.parse(row.content) as Record<string, unknown> })));
  return (
    <div className={inColumns ? 'stack side-by-side' : 'stack'}>
      {shown ? <Card title={t('medium.MESSAGE')} id="shown-MESSAGE"><MessagePreview shown={shown} /></Card> : null}
      {rows.map(({ medium, words }) => (
        <Card key={medium} title={t(`medium.${medium}`)} id={`shown-${medium}`}>
          <MediumPreview campaign={campaign} medium={medium} words={words} facts={facts} />
          {medium === 'POSTER' ? <div className="row"><LinkButton variant="ghost" icon="download" href={`/campaigns/${campaign.id}/poster`}>{t('content.poster-pdf')}</LinkButton></div> : null}
          {isSheetMedium(medium) ? <div className="row"><LinkButton variant="ghost" icon="download" href={`/campaigns/${campaign.id}/package/${medium.toLowerCase()}`}>{t('content.export-sheet')}</LinkButton></div> : null}
          {medium === 'LOUDSPEAKER' ? <div className="row"><LinkButton variant="ghost" icon="download" href={`/campaigns/${campaign.id}/package`}>{t('content.export')}</LinkButton><LinkButton variant="ghost" icon="download" href={`/campaigns/${campaign.id}/package/text`}>{t('content.export-text')}</LinkButton></div> : null}
        </Card>
      ))}
    </div>
  );
}
