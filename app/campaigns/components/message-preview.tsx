import { smsSize, withoutMarks } from '../../messaging/index.ts';
import type { WebhookShown } from '../../messaging/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Disclosure, Notice, Tag } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';

/** A message as each of its channels shows it to the person who writes it. */
export interface MessageShown {
  reader: string;
  isDrill: boolean;
  notice: { subject: string; html: string };
  question: { text: string; options: string[] } | null;
  push: { title: string; body: string } | null;
  /** The subject as each language gets it, and where the frame with the mail takes it from: an address of stored words, or the form as it is typed. */
  mails: { locale: 'vi' | 'en'; subject: string; address: string; isLive: boolean }[];
  sms: { text: string; isPersonal: boolean; people: number } | null;
  zalo: { templateId: string; parameters: [name: string, value: string][] } | null;
  webhook: WebhookShown | null;
  vneid: { title: string; body: string } | null;
}

/** What a message looks like in the app, in a mail, on a locked screen and as a text. */
export function MessagePreview({ shown }: { shown: MessageShown }) {
  const t = useText(composerMessages);
  return (
    <>
      <p className="muted small">{t('preview.reader', { name: shown.reader })}</p>
      <Disclosure summary={t('preview.notice')} open boxed id="shown-notice">
        <article className="notice-preview">
          {shown.isDrill ? <p><Tag tone="danger" icon="triangle-alert">{t('drill.mark')}</Tag></p> : null}
          <h3>{shown.notice.subject}</h3>
          {/* Drawn from guarded Markdown: only listed elements, every word escaped. */}
          <div className="prose" dangerouslySetInnerHTML={{ __html: shown.notice.html }} />
          {shown.question ? <div><p><strong>{shown.question.text}</strong></p><ul className="bullets">{shown.question.options.map((option, at) => <li key={option}>{option}{at === 0 ? <span className="muted"> ({t('preview.right')})</span> : null}</li>)}</ul></div> : null}
        </article>
      </Disclosure>
      {shown.mails.map((mail) => <MailFrame key={mail.locale} mail={mail} />)}
      {shown.push ? <PushShown push={shown.push} /> : null}
      {shown.sms ? <SmsShown sms={shown.sms} /> : null}
      {shown.zalo ? <ZaloShown zalo={shown.zalo} /> : null}
      {shown.webhook ? <WebhookCall call={shown.webhook} /> : null}
      {shown.vneid ? <VneidWords words={shown.vneid} /> : null}
    </>
  );
}

function MailFrame({ mail }: { mail: MessageShown['mails'][number] }) {
  const t = useText(composerMessages);
  const title = t(mail.locale === 'vi' ? 'preview.mail-vi' : 'preview.mail-en');
  const source = mail.isLive ? { 'data-post': mail.address } : { src: mail.address };
  return (
    <Disclosure summary={title} open={mail.locale === 'vi'} boxed id={`shown-mail-${mail.locale}`}>
      <p className="mail-subject"><span className="muted">{t('content.subject')}: </span>{mail.subject}</p>
      {/* Of our origin, so that a script of the page can see how high the mail is; nothing in the frame runs. */}
      <iframe className="mail-frame" name={`mail-${mail.locale}`} title={title} sandbox="allow-same-origin" data-island="mail-frame" {...source} />
    </Disclosure>
  );
}

function PushShown({ push }: { push: NonNullable<MessageShown['push']> }) {
  const t = useText(composerMessages);
  return (
    <Disclosure summary={t('preview.push')} open boxed id="shown-push">
      <div className="push-notice">
        <p className="muted small">Học 06</p>
        <p className="push-title">{push.title}</p>
        <p>{push.body}</p>
      </div>
    </Disclosure>
  );
}

function SmsShown({ sms }: { sms: NonNullable<MessageShown['sms']> }) {
  const t = useText(composerMessages);
  const formats = useFormats();
  const line = (text: string) => {
    const { units, encoding, segments } = smsSize(text);
    return t('preview.sms-size', { units: formats.number(units), alphabet: t(`alphabet.${encoding}`), segments: formats.number(segments), people: formats.number(sms.people), total: formats.number(segments * sms.people) });
  };
  const plain = withoutMarks(sms.text);
  return (
    <Disclosure summary={t('medium.SMS')} open boxed id="shown-sms">
      <p className="sms-bubble pre-line">{sms.text}</p>
      <p>{line(sms.text)}</p>
      {plain === sms.text ? null : <p className="muted">{t('preview.sms-plain')} {line(plain)}</p>}
      {sms.isPersonal ? <p className="muted small">{t('preview.sms-personal')}</p> : null}
    </Disclosure>
  );
}

function ZaloShown({ zalo }: { zalo: NonNullable<MessageShown['zalo']> }) {
  const t = useText(composerMessages);
  return (
    <Disclosure summary={t('preview.zalo', { template: zalo.templateId })} open boxed id="shown-zalo">
      {zalo.parameters.length === 0 ? <p className="muted">{t('preview.zalo-none')}</p> : <dl className="facts">{zalo.parameters.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>}
    </Disclosure>
  );
}

/** The call to another system, to the letter: whoever approves it sees that nobody's name travels. */
function WebhookCall({ call }: { call: WebhookShown }) {
  const t = useText(composerMessages);
  const w = useText(wayMessages);
  return (
    <Disclosure summary={t('medium.WEBHOOK')} open boxed id="shown-webhook">
      <div className="stack">
        {call.origin ? <p>{w('webhook.to', { origin: call.origin })}</p> : <Notice tone="warn" live={false}>{w('webhook.nowhere')}</Notice>}
        <p className="muted small">{w('webhook.nameless')}</p>
        <figure className="wire"><figcaption>{w('webhook.headers')}</figcaption><pre>{call.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}</pre></figure>
        <figure className="wire"><figcaption>{w('webhook.body')}</figcaption><pre>{call.body}</pre></figure>
        <p className="muted small">{w('webhook.trial')}</p>
      </div>
    </Disclosure>
  );
}

function VneidWords({ words }: { words: { title: string; body: string } }) {
  const t = useText(composerMessages);
  const w = useText(wayMessages);
  return (
    <Disclosure summary={t('medium.VNEID')} open boxed id="shown-vneid">
      <article className="notice-preview">
        <h3>{words.title}</h3>
        <p className="pre-line">{words.body}</p>
      </article>
      <p className="muted small">{w('vneid.columns')}</p>
    </Disclosure>
  );
}
