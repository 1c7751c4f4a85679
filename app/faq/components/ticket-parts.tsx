import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Tag, type Tone } from '../../ui/index.ts';
import { ticketMessages } from '../messages/tickets.ts';
import { certainAidGroups, type AidGroup, type TicketState } from '../rules/ticket.ts';

const tones: Readonly<Record<TicketState, Tone>> = { RECEIVED: 'warn', ASSIGNED: 'brand', SENT: 'brand', WAITING: 'warn', ANSWERED: 'brand', TOLD: 'ok', CLOSED: 'neutral' };

export function TicketStateTag({ state }: { state: TicketState }) {
  const t = useText(ticketMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** When a ticket is due; overdue by word and icon. */
export function Due({ dueAt, isLate }: { dueAt: string; isLate: boolean }) {
  const t = useText(ticketMessages);
  const formats = useFormats();
  return <>{formats.moment(dueAt)}{isLate ? <> <Tag tone="danger">{t('late')}</Tag></> : null}</>;
}

export function TicketCrumbs({ ticket, here }: { ticket?: { id: string; code: string }; here?: string }) {
  const t = useText(ticketMessages);
  const own = ticket ? [{ label: ticket.code, ...(here ? { href: `/tickets/${ticket.id}` } : {}) }] : [];
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('tickets.title'), href: '/tickets' }, ...own, ...(here ? [{ label: here }] : [])]} />;
}

/** The name of a legal aid group; one that is not certain says that an officer appraises it. */
export function useAidName(): (group: AidGroup) => string {
  const t = useText(ticketMessages);
  return (group) => (certainAidGroups.has(group) ? t(`aid.${group}`) : t('aid.unsure', { group: t(`aid.${group}`) }));
}
