import { useActionData } from '@remix-run/react';
import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, LinkButton, Notice, PageHead, Tag, TextArea, type Tone } from '../../ui/index.ts';
import type { ReplyPreview } from '../commands/reply-ticket.server.ts';
import { ticketReplyMessages } from '../messages/ticket-replies.ts';
import { ticketMessages } from '../messages/tickets.ts';
import type { TicketPage } from '../queries/tickets.server.ts';
import type { TicketReply } from '../queries/ticket-replies.server.ts';
import { mostSmsParts, type ReplyStand, type ReplyWay } from '../rules/reply.ts';
import { TicketCrumbs } from './ticket-parts.tsx';

export interface ReplyLoaded {
  ticket: TicketPage;
  way: ReplyWay;
  once: string;
}

/** The way back to the citizen: words, a look at what will be sent, and what is left where nothing can be sent. */
export function ReplyPage({ ticket, way, once }: ReplyLoaded) {
  const t = useText(ticketReplyMessages);
  const w = useText(ticketMessages);
  const shown = useActionData() as { ok: boolean; preview?: ReplyPreview; form?: { once: string; text: string } } | undefined;
  const channel = w(`channel.${ticket.replyChannel}`).toLocaleLowerCase('vi');
  const canSend = way === 'SEND' && ticket.state === 'ANSWERED';
  return (
    <>
      <PageHead title={t('title')} lead={t(`lead.${way}`, { channel, contact: ticket.contact ?? '•••' })} breadcrumb={<TicketCrumbs ticket={ticket} here={t('title')} />} />
      <div className="stack-l">
        <Faults />
        {ticket.used && !ticket.used.isShown ? <Notice tone="warn" live={false}>{t('gone', { question: ticket.used.question })}</Notice> : null}
        {canSend && shown?.preview && shown.form ? <Preview ticket={ticket} preview={shown.preview} form={shown.form} /> : null}
        {canSend ? <ReplyForm ticket={ticket} once={once} text={shown?.form?.text} /> : null}
        {canSend || !ticket.answer ? null : <Card title={t('say.title')} id="say"><p className="pre-line">{ticket.answer}</p></Card>}
        <OtherWays ticket={ticket} way={way} />
      </div>
    </>
  );
}

function ReplyForm({ ticket, once, text }: { ticket: TicketPage; once: string; text: string | undefined }) {
  const t = useText(ticketReplyMessages);
  const { say, value } = useFaults();
  const hint = ticket.replyChannel === 'SMS' ? t('text-hint.SMS', { most: mostSmsParts }) : t('text-hint.EMAIL');
  return (
    <Card title={text === undefined ? undefined : t('change')} id="words">
      <form method="post" action={`/tickets/${ticket.id}/reply`} className="stack" noValidate>
        <input type="hidden" name="once" value={value('once', once)} />
        <input type="hidden" name="revision" value={ticket.revision} />
        <TextArea name="text" label={t('text')} hint={hint} error={say('text')} defaultValue={value('text', text ?? ticket.answer ?? '')} maxLength={5_000} rows={10} required />
        <div className="row"><Button variant={text === undefined ? 'primary' : 'ghost'} icon="eye">{t('preview')}</Button></div>
      </form>
    </Card>
  );
}

/** What will be sent, letter for letter, and the one button that sends it. */
function Preview({ ticket, preview, form }: { ticket: TicketPage; preview: ReplyPreview; form: { once: string; text: string } }) {
  const t = useText(ticketReplyMessages);
  const formats = useFormats();
  return (
    <Card title={t('preview.title')} id="preview">
      <p className="muted">{t('preview.to', { contact: ticket.contact ?? '•••' })}{preview.sms ? ` · ${t('preview.sms', { parts: formats.number(preview.sms.segments), letters: formats.number([...preview.text].length) })}` : null}</p>
      {preview.sms ? null : <p><strong>{t('preview.subject', { subject: preview.subject })}</strong></p>}
      <blockquote className="pre-line" lang="vi">{preview.text}</blockquote>
      <form method="post" action={`/tickets/${ticket.id}/reply/sending`} className="row">
        <input type="hidden" name="once" value={form.once} />
        <input type="hidden" name="revision" value={ticket.revision} />
        <input type="hidden" name="text" value={form.text} />
        <Button icon="check">{t('send')}</Button>
      </form>
    </Card>
  );
}

/** What can be done beside sending: call, print, and say that it was done. Where nothing can be sent, calling comes first. */
function OtherWays({ ticket, way }: { ticket: TicketPage; way: ReplyWay }) {
  const t = useText(ticketReplyMessages);
  const canTell = ticket.deeds.includes('tell');
  return (
    <div className="row">
      {ticket.mayReveal && way !== 'PRINT' ? <LinkButton variant={way === 'SEND' ? 'ghost' : 'primary'} icon="eye" href={`/tickets/${ticket.id}/citizen`}>{t('call')}</LinkButton> : null}
      {ticket.mayReveal && ticket.answer ? <LinkButton variant={way === 'PRINT' ? 'primary' : 'ghost'} icon="printer" href={`/tickets/${ticket.id}/reply/slip`}>{t('print')}</LinkButton> : null}
      {canTell ? <LinkButton variant="ghost" icon="check" href={`/tickets/${ticket.id}/steps/tell`}>{t('told')}</LinkButton> : null}
      <LinkButton variant="ghost" href={`/tickets/${ticket.id}`}>{t('back')}</LinkButton>
    </div>
  );
}

const tones: Readonly<Record<ReplyStand, Tone>> = { UNDER_WAY: 'brand', REACHED: 'ok', FAILED: 'danger' };

/** The answers that were sent, and what became of each. */
export function Replies({ ticket }: { ticket: TicketPage }) {
  const t = useText(ticketReplyMessages);
  const w = useText(ticketMessages);
  const formats = useFormats();
  if (ticket.replies.length === 0) return null;
  const isLost = ticket.state === 'ANSWERED' && ticket.replies[0]?.stand === 'FAILED';
  const words = (reply: TicketReply) => (reply.text === null ? null : <Disclosure summary={t('reply.words')}><p className="pre-line">{reply.text}</p></Disclosure>);
  return (
    <Card title={t('replies')} id="replies">
      {isLost ? <Notice tone="warn" live={false}>{t('failed')}</Notice> : null}
      <ul className="stack">
        {ticket.replies.map((reply) => <li key={reply.id}><Tag tone={tones[reply.stand]}>{t(`stand.${reply.stand}`)}</Tag> <span className="muted">{t('reply.by', { channel: w(`channel.${reply.channel}`), at: formats.moment(reply.at), person: reply.by })}</span>{words(reply)}</li>)}
      </ul>
    </Card>
  );
}
