import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, FieldGroup, LinkButton, Select, TextArea, TextInput } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { MediumFacts } from '../queries/composer.server.ts';
import { informationTypes, minorityLanguages, mostVariants, type PublicMedium, type Variant } from '../rules/media.ts';
import { LiveForm } from './live-form.tsx';
import { MediumPreview } from './medium-preview.tsx';
import { MediumRemoval } from './medium-removal.tsx';

type Words = Record<string, unknown>;

/** The words of one medium for the public beside how they will look or sound. */
export function PublicMediumFields({ campaign, medium, facts }: { campaign: CampaignPage; medium: PublicMedium; facts: MediumFacts }) {
  const c = useText(campaignMessages);
  const row = campaign.media.find((one) => one.medium === medium);
  const stored = row ? (JSON.parse(row.content) as Words) : undefined;
  return (
    <LiveForm
      page={`/campaigns/${campaign.id}/content/${medium.toLowerCase()}`}
      revision={campaign.revision}
      fields={<><WordFields medium={medium} stored={stored} /><div className="row"><Button>{c('save')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/schedule`} iconAfter="arrow-right">{c('step.next', { step: c('step.schedule') })}</LinkButton></div></>}
      after={stored ? <MediumRemoval id={campaign.id} medium={medium} revision={campaign.revision} /> : null}
      preview={stored ? <MediumPreview campaign={campaign} medium={medium} words={stored} facts={facts} /> : null}
      aside={stored ? <Exports id={campaign.id} medium={medium} /> : null}
    />
  );
}

/** The fields of a medium's words. */
export function WordFields({ medium, stored }: { medium: PublicMedium; stored: Words | undefined }) {
  const Fields = { LED: LedFields, LOUDSPEAKER: ScriptFields, POSTER: PosterFields, CRAWL: CrawlFields, POST: PostFields }[medium];
  return <Fields stored={stored} />;
}

function Exports({ id, medium }: { id: string; medium: PublicMedium }) {
  const t = useText(composerMessages);
  if (medium === 'POSTER') return <div className="row"><LinkButton variant="ghost" icon="download" href={`/campaigns/${id}/poster`}>{t('content.poster-pdf')}</LinkButton></div>;
  if (medium !== 'LOUDSPEAKER') return <div className="row"><LinkButton variant="ghost" icon="download" href={`/campaigns/${id}/package/${medium.toLowerCase()}`}>{t('content.export-sheet')}</LinkButton></div>;
  return (
    <div className="row">
      <LinkButton variant="ghost" icon="download" href={`/campaigns/${id}/package`}>{t('content.export')}</LinkButton>
      <LinkButton variant="ghost" icon="download" href={`/campaigns/${id}/package/text`}>{t('content.export-text')}</LinkButton>
    </div>
  );
}

const textOf = (stored: Words | undefined, key: string) => (stored?.[key] === undefined ? undefined : String(stored[key]));

function LedFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextArea name="pages" label={t('content.led')} hint={t('content.led-hint')} error={say('pages')} defaultValue={value('pages', (stored?.['pages'] as string[] | undefined)?.join('\n'))} rows={5} required />
      <TextInput name="seconds" label={t('content.led-seconds')} error={say('seconds')} defaultValue={value('seconds', textOf(stored, 'seconds') ?? '6')} width="short" inputMode="numeric" required />
    </>
  );
}

function ScriptFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextArea name="script" label={t('content.script')} error={say('script')} defaultValue={value('script', textOf(stored, 'script'))} rows={8} required />
      <Select name="infoType" label={t('content.info-type')} hint={t('content.info-hint')} error={say('infoType')} defaultValue={value('infoType', textOf(stored, 'infoType') ?? 'SECURITY')} options={informationTypes.map((type) => ({ value: type, label: t(`info.${type}`) }))} required />
      <VariantFields variants={(stored?.['variants'] as Variant[] | undefined) ?? []} />
    </>
  );
}

/** One row more than there are versions; all of them while a refused form shows again. */
function VariantFields({ variants }: { variants: readonly Variant[] }) {
  const t = useText(composerMessages);
  const { say, value, list } = useFaults();
  const rows = list.length > 0 ? mostVariants : Math.min(mostVariants, variants.length + 1);
  return (
    <fieldset className="field">
      <legend className="field-label">{t('content.variants')}</legend>
      <p className="field-hint">{t('content.variants-hint')}</p>
      <datalist id="languages">{minorityLanguages.map((language) => <option key={language} value={language}>{language}</option>)}</datalist>
      <div className="stack">
        {Array.from({ length: rows }, (_, at) => (
          <div key={at} className="variant">
            <FieldGroup name={`${t('content.variants')} ${at + 1}`}>
              <TextInput name={`language_${at}`} label={t('content.variant-language')} error={say(`language_${at}`)} defaultValue={value(`language_${at}`, variants[at]?.language)} list="languages" maxLength={60} width="middle" />
              <TextArea name={`variant_${at}`} label={t('content.variant-text')} error={say(`variant_${at}`)} defaultValue={value(`variant_${at}`, variants[at]?.text)} rows={4} />
            </FieldGroup>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function PosterFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="headline" label={t('content.headline')} error={say('headline')} defaultValue={value('headline', textOf(stored, 'headline'))} maxLength={90} required />
      <TextArea name="text" label={t('content.poster-text')} error={say('text')} defaultValue={value('text', textOf(stored, 'text'))} rows={5} required />
      <TextInput name="link" label={t('content.poster-link')} hint={t('content.link-hint')} error={say('link')} defaultValue={value('link', textOf(stored, 'link') ?? '/help')} width="middle" required />
    </>
  );
}

function CrawlFields({ stored }: { stored: Words | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return <TextArea name="text" label={t('content.crawl')} error={say('text')} defaultValue={value('text', textOf(stored, 'text'))} rows={3} required />;
}

function PostFields({ stored }: { stored: Words | undefined }) {
  const t = useText(wayMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="title" label={t('post.title')} error={say('title')} defaultValue={value('title', textOf(stored, 'title'))} maxLength={150} required />
      <TextArea name="text" label={t('post.text')} hint={t('post.text-hint')} error={say('text')} defaultValue={value('text', textOf(stored, 'text'))} rows={10} required />
      <TextInput name="link" label={t('post.link')} hint={t('post.link-hint')} error={say('link')} defaultValue={value('link', textOf(stored, 'link') ?? '/help')} width="middle" />
    </>
  );
}
