import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Table } from '../../ui/index.ts';
import { inboxMessages } from '../messages/inbox.ts';
import type { MailReport } from '../queries/mail-reports.server.ts';

/** Reports about addresses that nothing proves, each to be believed or dismissed; nothing when there are none. */
export function MailReports({ reports, count }: { reports: readonly MailReport[]; count: number }) {
  const t = useText(inboxMessages);
  const formats = useFormats();
  if (count === 0) return null;
  return (
    <Card title={t('reports.title', { count: formats.number(count) })} lead={t('reports.lead')} id="mail-reports">
      <Table
        caption={t('reports.title', { count: formats.number(count) })}
        hideCaption
        rows={reports}
        rowKey={(row) => row.userId + row.kind}
        columns={[
          { key: 'person', head: t('reports.person'), rowHeader: true, cell: (row) => <>{row.fullName}<br /><span className="muted">{row.address}</span></> },
          { key: 'kind', head: t('reports.kind'), cell: (row) => t(`reports.${row.kind}`) },
          { key: 'detail', head: t('reports.detail'), cell: (row) => row.detail },
          { key: 'times', head: t('reports.times'), numeric: true, cell: (row) => formats.number(row.reports) },
          { key: 'last', head: t('reports.last'), cell: (row) => formats.moment(row.lastAt) },
          { key: 'deed', head: t('reports.deed'), hideHead: true, cell: (row) => <Decision report={row} /> },
        ]}
      />
    </Card>
  );
}

function Decision({ report }: { report: MailReport }) {
  const t = useText(inboxMessages);
  const about = <span className="sr-only">: {report.fullName}</span>;
  return (
    <form method="post" action="/admin/channels/report" className="row">
      <input type="hidden" name="userId" value={report.userId} />
      <input type="hidden" name="kind" value={report.kind} />
      <Button variant="ghost" name="decision" value="dismiss">{t('reports.dismiss')}{about}</Button>
      <Button variant="danger" name="decision" value="believe">{t('reports.believe')}{about}</Button>
    </form>
  );
}
