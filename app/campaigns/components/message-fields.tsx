import { smsSize, type Channel, type MessageContent } from '../../messaging/index.ts';
import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, LinkButton, RadioGroup, Tag, TextArea, TextInput } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { personalMedia } from '../rules/media.ts';
import { MediumRemoval } from './medium-removal.tsx';

interface Written {
  id: string;
  revision: number;
  is_drill: number;
  media: readonly { medium: string; content: string }[];
}

/** The words for people, and the channels that carry them. */
export function MessageFields({ campaign, offered }: { campaign: Written; offered: readonly Channel[] }) {
  const c = useText(campaignMessages);
  const stored = wordsOf(campaign);
  return (
    <div className="split">
      <Card>
        <form method="post" noValidate className="stack">
          <input type="hidden" name="revision" value={campaign.revision} />
          <Words stored={stored} />
          <Channels campaign={campaign} offered={offered} />
          <div className="row"><Button>{c('save')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/schedule`}>{c('step.schedule')}</LinkButton></div>
        </form>
        {stored ? <MediumRemoval id={campaign.id} medium="MESSAGE" revision={campaign.revision} /> : null}
      </Card>
      {stored ? <MessagePreview campaign={campaign} stored={stored} /> : null}
    </div>
  );
}

const wordsOf = (campaign: Written): MessageContent | null => {
  const row = campaign.media.find(({ medium }) => medium === 'MESSAGE');
  return row ? (JSON.parse(row.content) as MessageContent) : null;
};
const smsOf = (campaign: Written): string => {
  const row = campaign.media.find(({ medium }) => medium === 'SMS');
  return row ? (JSON.parse(row.content) as { text: string }).text : '';
};

function Words({ stored }: { stored: MessageContent | null }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="subject" label={t('content.subject')} error={say('subject')} defaultValue={value('subject', stored?.vi.subject)} maxLength={150} required />
      <TextArea name="body" label={t('content.body')} hint={t('content.body-hint')} error={say('body')} defaultValue={value('body', stored?.vi.body)} rows={8} required />
      <TextInput name="link" label={t('content.link')} error={say('link')} defaultValue={value('link', stored?.link)} placeholder="/courses/an-toan-thong-tin" width="middle" />
      <TextInput name="question" label={t('content.question')} error={say('question')} defaultValue={value('question', stored?.question?.text)} maxLength={300} />
      <TextArea name="options" label={t('content.options')} error={say('options')} defaultValue={value('options', stored?.question ? rightFirst(stored.question).join('\n') : '')} rows={3} />
      <Disclosure summary="English">
        <div className="stack">
          <TextInput name="subjectEn" label={t('content.subject-en')} error={say('subjectEn')} defaultValue={value('subjectEn', stored?.en?.subject)} maxLength={150} />
          <TextArea name="bodyEn" label={t('content.body-en')} error={say('bodyEn')} defaultValue={value('bodyEn', stored?.en?.body)} rows={5} />
        </div>
      </Disclosure>
    </>
  );
}

const rightFirst = ({ options, right }: { options: readonly string[]; right: number }) => [options[right] ?? '', ...options.filter((_, at) => at !== right)];

/** Only channels that this installation can send through are offered, and those that were chosen before. */
function Channels({ campaign, offered }: { campaign: Written; offered: readonly Channel[] }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  const formats = useFormats();
  const chosen = campaign.media.map(({ medium }) => medium);
  const sms = value('sms', smsOf(campaign));
  const size = smsSize(sms);
  return (
    <>
      <RadioGroup multiple name="channels[]" legend={t('content.channels')} value={campaign.media.length > 0 ? chosen : ['EMAIL']} options={personalMedia.filter((medium) => offered.includes(medium) || chosen.includes(medium)).map((medium) => ({ value: medium, label: t(`medium.${medium}`) }))} columns />
      <TextArea name="sms" label={t('content.sms')} hint={sms ? t('content.sms-size', { units: formats.number(size.units), alphabet: size.encoding, segments: size.segments }) : undefined} error={say('sms')} defaultValue={sms} rows={2} maxLength={1_000} />
    </>
  );
}

function MessagePreview({ campaign, stored }: { campaign: Written; stored: MessageContent }) {
  const t = useText(composerMessages);
  return (
    <Card title={t('content.preview')} id="preview">
      <article className="notice-preview">
        {campaign.is_drill === 1 ? <Tag tone="warn">{t('drill.mark')}</Tag> : null}
        <h3>{stored.vi.subject}</h3>
        {stored.vi.body.split(/\n{2,}/).map((part, at) => <p key={at} className="pre-line">{part}</p>)}
      </article>
    </Card>
  );
}
