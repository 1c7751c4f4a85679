import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { spokenSeconds, syllables } from '../../platform/text/spoken.ts';
import { Button, Card, LinkButton, Select, TextArea, TextInput } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { informationTypes, type PublicMedium } from '../rules/media.ts';
import { LedPreview } from './led-preview.tsx';
import { MediumRemoval } from './medium-removal.tsx';

interface Written {
  id: string;
  revision: number;
  is_drill: number;
  media: readonly { medium: string; content: string }[];
}
type Words = Record<string, string | number | string[] | undefined>;

/** The words of one medium for the public beside how they will look or sound. */
export function PublicMediumFields({ campaign, medium }: { campaign: Written; medium: PublicMedium }) {
  const c = useText(campaignMessages);
  const row = campaign.media.find((one) => one.medium === medium);
  const stored = row ? (JSON.parse(row.content) as Words) : undefined;
  const Fields = { LED: LedFields, LOUDSPEAKER: ScriptFields, POSTER: PosterFields, CRAWL: CrawlFields }[medium];
  return (
    <div className="split">
      <Card>
        <form method="post" className="stack">
          <input type="hidden" name="revision" value={campaign.revision} />
          <Fields stored={stored} />
          <div className="row"><Button>{c('save')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/schedule`}>{c('step.schedule')}</LinkButton></div>
        </form>
        {stored ? <MediumRemoval id={campaign.id} medium={medium} revision={campaign.revision} /> : null}
      </Card>
      {stored ? <Preview campaign={campaign} medium={medium} stored={stored} /> : null}
    </div>
  );
}

function LedFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextArea name="pages" label={t('content.led')} error={say('pages')} defaultValue={value('pages', (stored?.['pages'] as string[] | undefined)?.join('\n'))} rows={4} required />
      <TextInput name="seconds" label={t('content.led-seconds')} error={say('seconds')} defaultValue={value('seconds', String(stored?.['seconds'] ?? 6))} width="short" inputMode="numeric" required />
    </>
  );
}

function ScriptFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const script = value('script', stored?.['script'] as string | undefined);
  return (
    <>
      <TextArea name="script" label={t('content.script')} hint={script ? t('content.spoken', { seconds: formats.number(spokenSeconds(script)), syllables: formats.number(syllables(script)) }) : undefined} error={say('script')} defaultValue={script} rows={8} required />
      <TextArea name="minority" label={t('content.script-minority')} error={say('minority')} defaultValue={value('minority', stored?.['minority'] as string | undefined)} rows={4} />
      <Select name="infoType" label={t('content.info-type')} hint={t('content.info-hint')} error={say('infoType')} defaultValue={value('infoType', (stored?.['infoType'] as string | undefined) ?? 'SECURITY')} options={informationTypes.map((type) => ({ value: type, label: t(`info.${type}`) }))} required />
    </>
  );
}

function PosterFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="headline" label={t('content.headline')} error={say('headline')} defaultValue={value('headline', stored?.['headline'] as string | undefined)} maxLength={90} required />
      <TextArea name="text" label={t('content.poster-text')} error={say('text')} defaultValue={value('text', stored?.['text'] as string | undefined)} rows={5} required />
      <TextInput name="link" label={t('content.link')} error={say('link')} defaultValue={value('link', (stored?.['link'] as string | undefined) ?? '/verify')} width="middle" required />
    </>
  );
}

function CrawlFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return <TextArea name="text" label={t('content.crawl')} error={say('text')} defaultValue={value('text', stored?.['text'] as string | undefined)} rows={3} required />;
}

function Preview({ campaign, medium, stored }: { campaign: Written; medium: PublicMedium; stored: Words }) {
  const t = useText(composerMessages);
  const mark = campaign.is_drill === 1 ? `${t('drill.mark')} · ` : '';
  return (
    <Card title={t('content.preview')} id="preview">
      {medium === 'LED' ? <LedPreview pages={(stored['pages'] as string[]).map((line) => mark + line)} seconds={Number(stored['seconds'])} /> : null}
      {medium === 'LOUDSPEAKER' ? <p className="pre-line">{mark}{String(stored['script'])}</p> : null}
      {medium === 'CRAWL' ? <p className="crawl">{mark}{String(stored['text'])}</p> : null}
      {medium === 'POSTER' ? <div className="stack"><p className="poster-headline">{mark}{String(stored['headline'])}</p><p className="pre-line">{String(stored['text'])}</p><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/poster`}>{t('content.poster-pdf')}</LinkButton></div> : null}
      {medium === 'LOUDSPEAKER' ? <LinkButton variant="ghost" href={`/campaigns/${campaign.id}/package`}>{t('content.export')}</LinkButton> : null}
    </Card>
  );
}
