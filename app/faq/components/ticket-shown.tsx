import { largeFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Meta, Notice, type MetaItem } from '../../ui/index.ts';
import { ticketPageMessages } from '../messages/ticket-pages.ts';
import { ticketReplyMessages } from '../messages/ticket-replies.ts';
import { ticketMessages } from '../messages/tickets.ts';
import type { TicketPage } from '../queries/tickets.server.ts';
import type { TicketDeed } from '../rules/ticket.ts';
import { BodyReach } from './body-reach.tsx';
import { Due, TicketStateTag, useAidName } from './ticket-parts.tsx';

/** What a ticket is about: words, answer, and what the reader must know first. */
export function TicketAbout({ ticket }: { ticket: TicketPage }) {
  const t = useText(ticketPageMessages);
  const w = useText(ticketMessages);
  const r = useText(ticketReplyMessages);
  const formats = useFormats();
  return (
    <>
      {ticket.kind === 'LEGAL_HELP' || ticket.kind === 'LEGAL_AID' ? <Notice live={false}>{w('disclaimer')}</Notice> : null}
      {ticket.found ? <Notice tone="ok" live={false}>{t('ticket.found', { question: ticket.found })}</Notice> : null}
      {ticket.limitationOn && ticket.state !== 'CLOSED' ? <Notice tone="warn" live={false}>{t('ticket.limitation-soon', { day: formats.day(ticket.limitationOn) })}</Notice> : null}
      {ticket.erasedAt ? <Notice live={false}>{t('ticket.erased', { at: formats.moment(ticket.erasedAt) })}</Notice> : (
        <Card title={t('ticket.about')} id="about"><p className="pre-line">{ticket.summary}</p></Card>
      )}
      {ticket.answer ? <Card title={t('ticket.answer')} id="answer">{ticket.used ? <p className="muted">{r('used', { question: ticket.used.question })}</p> : null}<p className="pre-line">{ticket.answer}</p></Card> : null}
    </>
  );
}

/** The facts of a ticket; the citizen masked, with the way to more. */
export function TicketFacts({ ticket }: { ticket: TicketPage }) {
  const t = useText(ticketPageMessages);
  const w = useText(ticketMessages);
  const formats = useFormats();
  const nameOf = useAidName();
  const fact = (term: string, detail: MetaItem['detail']): MetaItem => ({ term, detail });
  const items = [
    fact(t('col.state'), <TicketStateTag state={ticket.state} />),
    fact(t('col.due'), <Due {...ticket} />),
    fact(t('col.kind'), <>{w(`kind.${ticket.kind}`)}<br /><span className="muted">{w(`about.${ticket.kind}`)}</span></>),
    fact(t('col.body'), <BodyReach name={<a href={`/tickets/bodies/${ticket.bodyKey}`}>{ticket.body}</a>} phone={ticket.bodyPhone} address={ticket.bodyAddress} hours={ticket.bodyHours} />),
    fact(t('col.officer'), ticket.officer ?? t('unknown')),
    fact(t('col.citizen'), ticket.citizen ?? t('unknown')),
    fact(t('ticket.contact'), ticket.contact ?? t('unknown')),
    fact(t('ticket.channel'), w(`channel.${ticket.replyChannel}`)),
    ...(ticket.unitName ? [fact(t('ticket.unit'), largeFirst(ticket.unitName))] : []),
    ...(ticket.aidGroup ? [fact(t('ticket.aid'), nameOf(ticket.aidGroup))] : []),
    ...(ticket.limitationOn ? [fact(t('ticket.limitation'), formats.day(ticket.limitationOn))] : []),
    fact(t('ticket.party'), t(ticket.hasParty ? 'ticket.party-yes' : 'ticket.party-no')),
    ...(ticket.callHref ? [fact(t('ticket.call'), <a href={ticket.callHref}>{t('ticket.call-link')}</a>)] : []),
    fact(t('ticket.received'), t('ticket.received-by', { at: formats.moment(ticket.receivedAt), person: ticket.receivedBy })),
  ];
  return (
    <Card title={t('ticket.facts')} id="facts" footer={ticket.mayReveal ? <LinkButton variant="ghost" icon="eye" href={`/tickets/${ticket.id}/citizen`}>{t('ticket.reveal')}</LinkButton> : null}>
      <Meta items={items} />
    </Card>
  );
}

/** What can be done now; each step on a page of its own. */
export function TicketSteps({ ticket }: { ticket: TicketPage }) {
  const t = useText(ticketPageMessages);
  // What brings the ticket on stands first; once it is somebody's, to wait or to give it to somebody else does not.
  const late: readonly TicketDeed[] = ticket.officer ? ['wait', 'close', 'assign'] : ['wait', 'close'];
  const deeds = ticket.deeds.toSorted((a, b) => late.indexOf(a) - late.indexOf(b));
  const mayReply = ticket.state === 'ANSWERED' && ticket.deeds.length > 0;
  const reply = mayReply ? <LinkButton href={`/tickets/${ticket.id}/reply`}>{t('step.reply')}</LinkButton> : null;
  const slip = ticket.sentAt && ticket.mayReveal ? <LinkButton variant="ghost" icon="printer" href={`/tickets/${ticket.id}/slip`}>{t('ticket.slip')}</LinkButton> : null;
  return (
    <Card title={t('ticket.next')} id="next">
      {ticket.deeds.length === 0 ? <p className="muted">{t('ticket.no-next')}</p> : null}
      <div className="row">
        {reply}
        {deeds.map((deed, at) => <LinkButton key={deed} variant={at === 0 && !mayReply && deed !== 'close' ? 'primary' : 'ghost'} href={`/tickets/${ticket.id}/steps/${deed}`}>{t(deed === 'assign' && ticket.officer ? 'step.reassign' : `step.${deed}`)}</LinkButton>)}
        {slip}
      </div>
    </Card>
  );
}

/** Everything that happened, oldest first. */
export function Timeline({ ticket }: { ticket: TicketPage }) {
  const t = useText(ticketPageMessages);
  const w = useText(ticketMessages);
  const formats = useFormats();
  return (
    <Card title={t('ticket.timeline')} id="timeline">
      <ol className="stack">
        {ticket.events.map((event) => (
          <li key={event.id}>
            <strong>{w(`deed.${event.deed as 'ASSIGN'}`)}</strong><br />
            <span className="muted">{t('ticket.received-by', { at: formats.moment(event.at), person: event.by ?? t('ticket.system') })}</span>
            {event.note && event.deed !== 'ESCALATE' ? <p className="pre-line">{event.note}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
