import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, EmptyState, Pagination } from '../../ui/index.ts';
import { remindersHref } from '../forms/reminders.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { DigestDay, DigestHistory, EscalationHistory, ToldDay } from '../queries/leader-history.server.ts';
import { BatchChannels, HistoryFilter } from './reminder-history-page.tsx';
import { ReminderPage } from './reminder-parts.tsx';

/** What was sent to leaders, of one of the two kinds. */
export type LeaderHistory = { kind: 'escalation'; history: EscalationHistory } | { kind: 'digest'; history: DigestHistory };

/** What was sent to leaders, as the ledger has it. */
export function LeaderHistoryPage({ of, unit, course }: { of: LeaderHistory; unit: string | undefined; course: string | undefined }) {
  const t = useText(reminderMessages);
  const { kind, history } = of;
  return (
    <ReminderPage tab="history" lead={t('history.lead')} unit={unit}>
      <HistoryFilter kind={kind} history={history} unit={unit} course={course} />
      {of.kind === 'escalation' ? <EscalationCards history={of.history} unit={unit} /> : <DigestCards history={of.history} />}
      <Pagination label={t('pages')} page={history.page} pages={history.pages} href={(page) => remindersHref('/history', { kind, unit, course, page })} previous={t('previous')} next={t('next')} pageLabel={(page) => t('page', { page })} />
    </ReminderPage>
  );
}

function EscalationCards({ history, unit }: { history: EscalationHistory; unit: string | undefined }) {
  const t = useText(escalationMessages);
  if (history.count === 0) return <EmptyState icon="inbox" title={t('history.none')}>{t('history.none-escalation')}</EmptyState>;
  return <>{history.days.map((day) => <Told key={`${day.day} ${day.slug}`} day={day} unit={unit} />)}</>;
}

function Told({ day, unit }: { day: ToldDay; unit: string | undefined }) {
  const t = useText(escalationMessages);
  const formats = useFormats();
  const facts = [t('history.people', { count: formats.number(day.people) }), t('history.notices', { count: formats.number(day.notices) }), day.unled > 0 ? t('history.unled', { count: formats.number(day.unled) }) : ''];
  return (
    <Card id={`told-${day.day}-${day.slug}`} title={<a href={remindersHref('/escalations', { day: day.day, course: day.slug, unit })}>{`${day.title}: ${t('kind.escalation')}`}</a>} eyebrow={formats.day(day.day)} lead={facts.filter(Boolean).join(' · ')}>
      {day.channels.length > 0 ? <BatchChannels batch={day} /> : null}
    </Card>
  );
}

function DigestCards({ history }: { history: DigestHistory }) {
  const t = useText(escalationMessages);
  if (history.count === 0) return <EmptyState icon="inbox" title={t('history.none')}>{t('history.none-digest')}</EmptyState>;
  return <>{history.days.map((day) => <Digest key={`${day.week} ${day.day}`} day={day} />)}</>;
}

function Digest({ day }: { day: DigestDay }) {
  const t = useText(escalationMessages);
  const formats = useFormats();
  const facts = [t('history.digests', { count: formats.number(day.digests) }), t('history.silent', { count: formats.number(day.silent) })];
  return (
    <Card id={`digest-${day.week}-${day.day}`} title={`${t('kind.digest')}: ${t('history.week', { day: formats.day(day.week) })}`} eyebrow={formats.day(day.day)} lead={facts.join(' · ')}>
      {day.channels.length > 0 ? <BatchChannels batch={day} /> : null}
    </Card>
  );
}
