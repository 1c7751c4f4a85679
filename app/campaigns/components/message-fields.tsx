import { linkGap, type Channel, type MessageContent } from '../../messaging/index.ts';
import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Checkbox, Disclosure, LinkButton, Notice, RadioGroup, TextArea, TextInput } from '../../ui/index.ts';
import { parametersTyped } from '../forms/campaign.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import { personalMedia, type PersonalMedium } from '../rules/media.ts';
import type { MessageTexts } from '../rules/stored-texts.ts';
import { LiveForm } from './live-form.tsx';
import { MediumRemoval } from './medium-removal.tsx';
import { MessagePreview, type MessageShown } from './message-preview.tsx';

interface Props {
  campaign: { id: string; revision: number };
  offered: readonly Channel[];
  /** How long a link is in a text. */
  linkLength: number;
  stored: MessageTexts | null;
  shown: MessageShown | null;
}

/** The words for people and the channels that carry them, beside what each of them shows. */
export function MessageFields({ campaign, offered, linkLength, stored, shown }: Props) {
  const c = useText(campaignMessages);
  return (
    <LiveForm
      page={`/campaigns/${campaign.id}/content/message`}
      revision={campaign.revision}
      fields={
        <>
          <Words stored={stored?.content ?? null} />
          <Channels stored={stored} offered={offered} linkLength={linkLength} />
          <div className="row"><Button>{c('save')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/schedule`} iconAfter="arrow-right">{c('step.next', { step: c('step.schedule') })}</LinkButton></div>
        </>
      }
      after={stored ? <MediumRemoval id={campaign.id} medium="MESSAGE" revision={campaign.revision} /> : null}
      preview={shown ? <MessagePreview shown={shown} /> : null}
    />
  );
}

function Words({ stored }: { stored: MessageContent | null }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="subject" label={t('content.subject')} error={say('subject')} defaultValue={value('subject', stored?.vi.subject)} maxLength={150} required />
      <TextArea name="body" label={t('content.body')} hint={t('content.body-hint')} error={say('body')} defaultValue={value('body', stored?.vi.body)} rows={8} required />
      <English stored={stored} />
      <TextInput name="link" label={t('content.link')} hint={t('content.link-hint')} error={say('link')} defaultValue={value('link', stored?.link)} placeholder="/courses/an-toan-thong-tin" width="middle" />
      <TextInput name="question" label={t('content.question')} error={say('question')} defaultValue={value('question', stored?.question?.text)} maxLength={300} />
      <TextArea name="options" label={t('content.options')} error={say('options')} defaultValue={value('options', stored?.question ? rightFirst(stored.question).join('\n') : '')} rows={3} />
    </>
  );
}

function English({ stored }: { stored: MessageContent | null }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  const isOpen = Boolean(stored?.en ?? say('subjectEn') ?? say('bodyEn'));
  return (
    <Disclosure summary={t('content.english')} open={isOpen} boxed>
      <div className="stack">
        <p className="muted small">{t('content.english-hint')}</p>
        <TextInput name="subjectEn" label={t('content.subject-en')} error={say('subjectEn')} defaultValue={value('subjectEn', stored?.en?.subject)} maxLength={150} />
        <TextArea name="bodyEn" label={t('content.body-en')} error={say('bodyEn')} defaultValue={value('bodyEn', stored?.en?.body)} rows={5} />
      </div>
    </Disclosure>
  );
}

export const rightFirst = ({ options, right }: { options: readonly string[]; right: number }) => [options[right] ?? '', ...options.filter((_, at) => at !== right)];

/** Only channels that this installation can send through are offered, and those that were chosen before. */
function Channels({ stored, offered, linkLength }: Pick<Props, 'stored' | 'offered' | 'linkLength'>) {
  const t = useText(composerMessages);
  const w = useText(wayMessages);
  const { say, value } = useFaults();
  const typed = value('channels', stored ? stored.channels.join('\n') : 'EMAIL').split('\n');
  const idle = personalMedia.filter((medium) => !offered.includes(medium));
  const unused = idle.filter((medium) => !typed.includes(medium));
  const choices = personalMedia.filter((medium) => offered.includes(medium) || typed.includes(medium));
  const names = (media: readonly PersonalMedium[]) => media.map((medium) => t(`medium.${medium}`)).join(', ');
  return (
    <>
      <RadioGroup multiple name="channels[]" id="channels" legend={t('content.channels')} error={say('channels')} value={typed} options={choices.map((medium) => ({ value: medium, label: t(`medium.${medium}`) }))} columns />
      {unused.length > 0 ? <p className="field-hint">{w('channels.idle', { channels: names(unused) })}</p> : null}
      {idle.length > unused.length ? <Notice tone="warn" live={false}>{w('channels.idle-chosen', { channels: names(idle.filter((medium) => typed.includes(medium))) })}</Notice> : null}
      {choices.includes('SMS') ? (
        <>
          <TextArea name="sms" label={t('content.sms')} hint={`${t('content.sms-hint')} ${t('content.sms-link', { gap: linkGap, length: linkLength })}`} error={say('sms')} defaultValue={value('sms', stored?.sms)} rows={3} maxLength={900} />
          <Checkbox name="smsPlain" label={t('content.sms-plain')} />
        </>
      ) : null}
      {choices.includes('ZALO') ? (
        <>
          <TextInput name="zaloTemplate" label={t('content.zalo-template')} error={say('zaloTemplate')} defaultValue={value('zaloTemplate', stored?.zalo?.templateId)} maxLength={60} width="middle" />
          <TextArea name="zaloParameters" label={t('content.zalo-parameters')} hint={t('content.zalo-hint')} error={say('zaloParameters')} defaultValue={value('zaloParameters', parametersTyped(stored?.zalo?.parameters))} rows={3} />
        </>
      ) : null}
    </>
  );
}
