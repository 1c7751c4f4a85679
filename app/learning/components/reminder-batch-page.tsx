import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, PageHead, Pagination, Table } from '../../ui/index.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { ReminderBatchPage } from '../queries/reminder-history.server.ts';
import { BatchChannels } from './reminder-history-page.tsx';
import { ReminderCrumbs, UnitOf, useStepName } from './reminder-parts.tsx';

type Recipient = ReminderBatchPage['people'][number];

/** One batch: its numbers, and who got it. */
export function ReminderBatchView({ shown: { batch, people, page, pages } }: { shown: ReminderBatchPage }) {
  const t = useText(reminderMessages);
  const formats = useFormats();
  const name = useStepName();
  const title = `${batch.title}: ${name(batch.step)}`;
  const lead = [t('batch.lead', { at: formats.moment(batch.sendAt), count: formats.number(batch.audience) }), batch.by ? t('batch.by', { person: batch.by }) : ''].join(' ').trim();
  return (
    <div className="stack-l">
      <PageHead title={title} lead={lead} breadcrumb={<ReminderCrumbs between={{ label: t('tab.history'), href: '/admin/reminders/history' }} here={title} />} />
      <Card title={t('preview.channels')} id="channels"><BatchChannels batch={batch} /></Card>
      <Card title={t('batch.people')} id="people">
        <Table
          caption={t('batch.people')}
          hideCaption
          rows={people}
          rowKey={(person) => person.id}
          columns={[
            { key: 'name', head: t('preview.name'), rowHeader: true, cell: (person) => person.fullName },
            { key: 'unit', head: t('filter.unit'), cell: (person) => <UnitOf person={person} /> },
            { key: 'read', head: t('history.read'), cell: (person) => (person.readAt ? formats.moment(person.readAt) : t('batch.not-read')) },
            { key: 'ways', head: t('preview.how'), cell: (person) => <Fates person={person} /> },
          ]}
        />
        <Pagination label={t('pages')} page={page} pages={pages} href={(one) => `/admin/reminders/history/${batch.id}?page=${one}#people`} previous={t('previous')} next={t('next')} pageLabel={(one) => t('page', { page: one })} />
      </Card>
    </div>
  );
}

/** Details of deliveries that have words; those of providers are for the channels' desk. */
const said = { NO_ADDRESS: 'why.NO_ADDRESS', SUPPRESSED_ADDRESS: 'why.SUPPRESSED_ADDRESS', OPTED_OUT: 'why.OPTED_OUT', DISABLED_ACCOUNT: 'why.DISABLED_ACCOUNT', QUIET_HOURS: 'why.QUIET_HOURS', CAP: 'why.CAP', COMPLETED: 'detail.COMPLETED', NOT_ENROLLED: 'detail.NOT_ENROLLED' } as const;

function Fates({ person }: { person: Recipient }) {
  const t = useText(reminderMessages);
  return (
    <ul className="ways">
      <li>{t('channel.IN_APP')}</li>
      {person.deliveries.map(({ channel, state, detail }) => {
        const why = detail !== null && Object.hasOwn(said, detail) ? t(said[detail as keyof typeof said]) : null;
        return <li key={channel}>{t(`channel.${channel}`)}: {t(`state.${state}`)}{why ? <span className="muted"> ({why})</span> : null}</li>;
      })}
    </ul>
  );
}
