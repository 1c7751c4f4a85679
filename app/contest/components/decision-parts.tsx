import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Table, Tag } from '../../ui/index.ts';
import { decisionMessages as messages } from '../messages/decisions.ts';
import { judgeNoteMessages } from '../messages/judge-notes.ts';
import { resultsMessages } from '../messages/results.ts';
import type { Decision } from '../queries/decisions.server.ts';
import type { ReadyStanding } from '../queries/standing.server.ts';
import { usePoints } from './results-parts.tsx';
import { nameOf } from './standing-shown.tsx';

/** How many of each prize there are and how many have been decided. */
export function PrizeCounts({ prizes, decisions }: { prizes: ReadyStanding['prizes']; decisions: readonly Decision[] }) {
  const t = useText(messages);
  const given = (id: string) => decisions.filter(({ prize }) => prize === id).length;
  return (
    <Card title={t('decisions.prizes')} id="prizes">
      <dl className="facts facts-numbers">{prizes.map(({ id, title, count }) => <div key={id}><dt>{title}</dt><dd>{t('decisions.left', { left: count - given(id), count })}</dd></div>)}</dl>
    </Card>
  );
}

/** What was decided, in words; once results are public, what nobody decided on has no prize. */
export function Verdict({ decision, prizes, isFinal = false }: { decision: Decision | undefined; prizes: ReadyStanding['prizes']; isFinal?: boolean }) {
  const t = useText(messages);
  if (!decision) return <span className="muted">{t(isFinal ? 'decisions.without' : 'decisions.open')}</span>;
  const prize = prizes.find(({ id }) => id === decision.prize);
  return prize ? <Tag tone="gold">{prize.title}</Tag> : <Tag>{t('decisions.none')}</Tag>;
}

/** Entries by rank with what was decided about them, and the way to each decision. */
export function DecisionTable({ view, decisions, contestId, canDecide, canRead, isFinal = false }: { view: ReadyStanding; decisions: readonly Decision[]; contestId: string; canDecide: boolean; canRead: boolean; isFinal?: boolean }) {
  const t = useText(messages);
  const r = useText(resultsMessages);
  const n = useText(judgeNoteMessages);
  const points = usePoints();
  const of = (entry: string) => decisions.find((one) => one.entry === entry);
  return (
    <Table caption={t('decisions.table')} rows={view.standing.lines} rowKey={({ entry }) => entry} columns={[
      { key: 'rank', head: r('standing.rank'), numeric: true, cell: ({ rank }) => rank },
      { key: 'entry', head: r('standing.entry'), rowHeader: true, cell: ({ entry }) => nameOf(view.entries[entry]) },
      { key: 'score', head: r('standing.score'), numeric: true, cell: ({ score }) => points(score) },
      { key: 'prize', head: t('decisions.verdict'), cell: ({ entry }) => <Verdict decision={of(entry)} prizes={view.prizes} isFinal={isFinal} /> },
      { key: 'reason', head: t('decisions.reason'), cell: ({ entry }) => <Why decision={of(entry)} /> },
      ...(canRead ? [{ key: 'sheets', head: n('sheets.link'), cell: ({ entry }: { entry: string }) => <a href={`/contest-desk/${contestId}/decisions/${entry}/sheets`} aria-label={n('sheets.link-of', { number: view.entries[entry]?.number ?? '' })}>{n('sheets.see')}</a> }] : []),
      ...(canDecide ? [{ key: 'action', head: t('action'), cell: ({ entry }: { entry: string }) => <a href={`/contest-desk/${contestId}/decisions/${entry}`} aria-label={t('decisions.decide', { number: view.entries[entry]?.number ?? '' })}>{t(of(entry) ? 'decisions.change' : 'decisions.decide-short')}</a> }] : []),
    ]} />
  );
}

function Why({ decision }: { decision: Decision | undefined }) {
  const t = useText(messages);
  const formats = useFormats();
  if (!decision) return <>–</>;
  return <><span className="pre-line">{decision.reason || t('minutes.by-rank')}</span><br /><span className="muted small">{t('decisions.by', { person: decision.decider, at: formats.moment(decision.decidedAt) })}</span></>;
}
