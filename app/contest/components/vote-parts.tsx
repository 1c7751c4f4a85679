import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice, Table } from '../../ui/index.ts';
import { voteMessages as messages } from '../messages/vote.ts';
import type { VoteDesk, VotePage } from '../queries/vote.server.ts';
import type { VoterKind } from '../rules/vote.ts';

/** How many votes each entry has, once the vote is over. */
export function VoteCounts({ counts, closesAt }: { counts: NonNullable<VotePage['counts']>; closesAt: string }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={t('counts')} id="counts" lead={`${t('over', { at: formats.second(closesAt) })}. ${t('counts.take', { count: formats.number(counts.reduce((sum, { votes }) => sum + votes, 0)) })}`}>
      <Table caption={t('counts')} hideCaption rows={counts} rowKey={({ entryId }) => entryId} columns={[
        { key: 'rank', head: t('counts.rank'), numeric: true, cell: ({ rank }) => rank },
        { key: 'entry', head: t('counts.entry'), rowHeader: true, cell: ({ number, shown }) => (shown ? `${number} – ${shown.title}` : <>{number} <span className="muted">{t('entry.hidden')}</span></>) },
        { key: 'votes', head: t('counts.votes'), numeric: true, cell: ({ votes }) => formats.number(votes) },
      ]} />
    </Card>
  );
}

const kinds: readonly VoterKind[] = ['OFFICIAL', 'OUTSIDE', 'NEW'];

/** What was seen of a vote beside the choices, the unusual first. */
export function VoteReportCard({ report }: { report: NonNullable<VoteDesk['report']> }) {
  const t = useText(messages);
  const formats = useFormats();
  const days = [...Map.groupBy(report.turnout, ({ day }) => day)].map(([day, rows]) => ({ day, of: (kind: VoterKind) => rows.find((row) => row.kind === kind)?.votes ?? 0 }));
  const facts: [string, readonly number[]][] = [
    [t('report.voters'), [report.voters, report.counted]],
    [t('report.addresses'), [report.addresses.count, report.addresses.busiest]],
    [t('report.refused'), [report.refused.TWICE ?? 0, report.refused.CLOSED ?? 0, report.refused.UNVERIFIED ?? 0]],
  ];
  return (
    <Card title={t('report')} id="report" lead={t('report.lead')}>
      {report.anomalies.length === 0 ? <Notice tone="ok" live={false}>{t('report.fine')}</Notice> : <Notice tone="warn" live={false}><ul className="bullets">{report.anomalies.map((one) => <li key={one}>{t(`anomaly.${one}`)}</li>)}</ul></Notice>}
      <dl className="facts facts-numbers">{facts.map(([term, values]) => <div key={term}><dt>{term}</dt><dd>{values.map((value) => formats.number(value)).join(' / ')}</dd></div>)}</dl>
      <Table caption={t('report.day')} hideCaption rows={days} rowKey={({ day }) => day} columns={[
        { key: 'day', head: t('report.day'), rowHeader: true, cell: ({ day }) => formats.day(day) },
        ...kinds.map((kind) => ({ key: kind, head: t(`report.${kind}`), numeric: true, cell: (row: (typeof days)[number]) => formats.number(row.of(kind)) })),
      ]} />
    </Card>
  );
}
