import { useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Notice, Table, Tag } from '../../ui/index.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { resultsMessages } from '../messages/results.ts';
import type { FinalDesk } from '../queries/final.server.ts';
import type { ReadyStanding } from '../queries/standing.server.ts';
import { usePoints } from './results-parts.tsx';
import { nameOf } from './standing-shown.tsx';

/** Finalists in their order with how sure it is. */
export function FinalRanking({ view, isDetermined }: { view: ReadyStanding; isDetermined: boolean }) {
  const [t, r] = [useText(messages), useText(resultsMessages)];
  const points = usePoints();
  const rows = view.standing.lines.flatMap((line) => (line.duels ? [{ ...line, duels: line.duels }] : []));
  return (
    <Card title={t('ranking')} id="ranking" lead={t('ranking.lead')}>
      {isDetermined ? null : <Notice tone="warn" live={false}>{t('ranking.open')}</Notice>}
      <Table caption={t('ranking')} hideCaption rows={rows} rowKey={({ entry }) => entry} columns={[
        { key: 'rank', head: r('standing.rank'), numeric: true, cell: ({ rank }) => rank },
        { key: 'entry', head: r('standing.entry'), rowHeader: true, cell: ({ entry }) => nameOf(view.entries[entry]) },
        { key: 'strength', head: t('ranking.strength'), numeric: true, cell: ({ duels }) => (duels.se === null ? points(duels.strength) : t('ranking.pm', { strength: points(duels.strength), se: points(duels.se) })) },
        { key: 'score', head: r('standing.score'), numeric: true, cell: ({ score }) => points(score) },
      ]} />
    </Card>
  );
}

/** Who has compared how many, and the way to take open pairs from somebody. */
export function FinalLoads({ loads, contestId }: { loads: FinalDesk['loads']; contestId: string }) {
  const t = useText(messages);
  return (
    <Card title={t('loads')} id="loads">
      <Table caption={t('loads')} hideCaption rows={loads} rowKey={({ judge }) => judge} columns={[
        { key: 'judge', head: t('loads.judge'), rowHeader: true, cell: ({ name, overtaken }) => <>{name}{overtaken > 0 ? <> <Tag tone="danger">{t('loads.overtaken', { count: overtaken })}</Tag></> : null}</> },
        { key: 'decided', head: t('loads.decided'), numeric: true, cell: ({ decided }) => decided },
        { key: 'count', head: t('loads.count'), numeric: true, cell: ({ count }) => count },
      ]} />
      {loads.some(({ decided, count, overtaken }) => decided < count || overtaken > 0) ? <div className="row"><LinkButton variant="ghost" href={`/contest-desk/${contestId}/final/release`}>{t('release')}</LinkButton></div> : null}
    </Card>
  );
}
