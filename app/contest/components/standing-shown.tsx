import { useText } from '../../platform/i18n/react.tsx';
import { Card, Disclosure, EmptyState, Notice, Table, Tag } from '../../ui/index.ts';
import { resultsMessages } from '../messages/results.ts';
import type { DeskView, EntryName, ReadyStanding } from '../queries/standing.server.ts';
import type { Line, Standing } from '../rules/standing.ts';
import { usePoints } from './results-parts.tsx';

/** As many rows as a picture can hold; the table below has all. */
const mostBands = 60;

/** What there is to see of a standing: how many sheets are in, or the ranking itself. */
export function StandingShown({ view, judges }: { view: DeskView; judges: Record<string, string> }) {
  const t = useText(resultsMessages);
  if (view.state === 'NO_ROUND') return <EmptyState icon="scale" title={t('standing.none')}>{t('standing.none-text')}</EmptyState>;
  if (view.state === 'WAITING') return <EmptyState icon="lock" title={t(view.round.kind === 'FINAL' ? 'standing.running' : 'standing.waiting', { locked: view.round.locked, assigned: view.round.assigned })}>{t('standing.waiting-text')}</EmptyState>;
  if (view.state === 'DISCONNECTED') return <Groups groups={view.groups} />;
  if (view.state === 'SEALED') return <Sealed {...view} />;
  return (
    <>
      {view.isOpen ? null : <Notice live={false}>{t('standing.blind')}</Notice>}
      <Unscored numbers={view.unscored.map(({ number }) => number)} />
      <Bands view={view} />
      <Card title={t('method.title')} id="method"><p>{t(`method.${view.standing.method}`)}</p>{view.round.kind === 'FINAL' ? <p>{t('method.final')}</p> : null}<p className="muted">{t('method.tie')}</p></Card>
      {view.standing.judges.length > 0 ? <Leniency rows={view.standing.judges} names={judges} /> : null}
    </>
  );
}

function Sealed({ round, entries, unscored }: Extract<DeskView, { state: 'SEALED' }>) {
  const t = useText(resultsMessages);
  return (
    <>
      <EmptyState icon="lock" title={t('standing.sealed')}>{t('standing.sealed-text', { locked: round.locked, entries })}</EmptyState>
      <Unscored numbers={unscored} />
    </>
  );
}

function Unscored({ numbers }: { numbers: readonly string[] }) {
  const t = useText(resultsMessages);
  return numbers.length > 0 ? <Notice tone="warn" live={false}>{t('standing.unscored', { numbers: numbers.join(', ') })}</Notice> : null;
}

function Groups({ groups }: { groups: readonly (readonly string[])[] }) {
  const t = useText(resultsMessages);
  return (
    <Notice tone="warn" live={false} title={t('standing.disconnected')}>
      <p>{t('standing.disconnected-text', { count: groups.length })}</p>
      <ul className="bullets">{groups.map((group, at) => <li key={group.join()}>{t('standing.group', { number: at + 1 })}: {group.join(', ')}</li>)}</ul>
    </Notice>
  );
}

/** Every entry with its band and the border of the prizes; the numbers stand beside each, the whole table behind. */
function Bands({ view }: { view: ReadyStanding }) {
  const t = useText(resultsMessages);
  const points = usePoints();
  const { lines, cut } = view.standing;
  const places = view.prizes.filter(({ kind }) => kind !== 'SPECIAL').reduce((total, { count }) => total + count, 0);
  const crossing = lines.filter(({ crossesCut }) => crossesCut).length;
  const scale = scaleOf(lines);
  return (
    <Card title={t('standing.picture')} id="bands" lead={cut === null ? t('standing.take-no-cut', { count: lines.length, places }) : t('standing.take', { count: lines.length, places, crossing })}>
      <p className="muted small">{cut === null ? '' : `${t('standing.cut', { score: points(cut) })}. `}{t('standing.legend')}</p>
      <ol className="counted">
        {lines.slice(0, mostBands).map((line) => (
          <li key={line.entry}>
            <span className="counted-label">{line.rank}. {nameOf(view.entries[line.entry])}{line.crossesCut ? <> <Tag tone="warn" icon="scale">{t('standing.near')}</Tag></> : null}</span>
            <Band line={line} cut={cut} scale={scale} label={t('standing.spoken', { rank: line.rank, number: view.entries[line.entry]?.number ?? '', score: points(line.score), low: points(line.low), high: points(line.high) })} />
            <span className="counted-text">{points(line.score)}{line.se === null ? ` (${t('standing.unknown')})` : ` (${points(line.low)} – ${points(line.high)})`}</span>
          </li>
        ))}
      </ol>
      <Disclosure summary={t('standing.table')}><StandingTable standing={view.standing} entries={view.entries} /></Disclosure>
    </Card>
  );
}

interface Scale { from: number; width: number }

function scaleOf(lines: readonly Line[]): Scale {
  const from = Math.min(0, ...lines.map(({ low }) => low));
  return { from, width: Math.max(100, ...lines.map(({ high }) => high)) - from };
}

/** One band: the fill is where the true value lies in 19 of 20 cases, the stroke what was found, the broken line the border. */
function Band({ line, cut, scale, label }: { line: Line; cut: number | null; scale: Scale; label: string }) {
  const at = (value: number) => Math.round(((value - scale.from) / scale.width) * 10_000) / 100;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in SVG has no tag that says what it shows
    <svg className="interval" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label} focusable="false">
      <rect className="bar-ground" width="100" height="8" />
      <rect className="interval-fill" x={at(line.low)} width={Math.max(0.5, at(line.high) - at(line.low))} height="8" />
      <path className="interval-line" vectorEffect="non-scaling-stroke" d={`M${at(line.score)} 0V8`} />
      {cut === null ? null : <path className="interval-line" vectorEffect="non-scaling-stroke" strokeDasharray="2 2" d={`M${at(cut)} 0V8`} />}
    </svg>
  );
}

function StandingTable({ standing, entries }: { standing: Standing; entries: Record<string, EntryName> }) {
  const t = useText(resultsMessages);
  const points = usePoints();
  return (
    <Table caption={t('standing.table')} hideCaption rows={standing.lines} rowKey={({ entry }) => entry} columns={[
      { key: 'rank', head: t('standing.rank'), numeric: true, cell: ({ rank }) => rank },
      { key: 'entry', head: t('standing.entry'), rowHeader: true, cell: ({ entry }) => nameOf(entries[entry]) },
      { key: 'score', head: t('standing.score'), numeric: true, cell: ({ score }) => points(score) },
      { key: 'se', head: t('standing.se'), numeric: true, cell: ({ se }) => (se === null ? t('standing.unknown') : points(se)) },
      { key: 'band', head: t('standing.band'), numeric: true, cell: ({ se, low, high }) => (se === null ? '–' : `${points(low)} – ${points(high)}`) },
      { key: 'sheets', head: t('standing.sheets'), numeric: true, cell: ({ sheets }) => sheets },
      { key: 'note', head: t('standing.note'), cell: ({ crossesCut }) => (crossesCut ? t('standing.near') : '–') },
    ]} />
  );
}

function Leniency({ rows, names }: { rows: Standing['judges']; names: Record<string, string> }) {
  const t = useText(resultsMessages);
  const points = usePoints();
  const signed = (value: number) => `${value > 0 ? '+' : ''}${points(value)}`;
  return (
    <Card title={t('leniency.title')} id="leniency" lead={t('leniency.lead')}>
      <Table caption={t('leniency.title')} hideCaption rows={rows} rowKey={({ judge }) => judge} columns={[
        { key: 'judge', head: t('leniency.judge'), rowHeader: true, cell: ({ judge }) => names[judge] ?? '–' },
        { key: 'bias', head: t('leniency.bias'), numeric: true, cell: ({ bias }) => signed(bias) },
        { key: 'se', head: t('standing.se'), numeric: true, cell: ({ se }) => (se === null ? '–' : points(se)) },
        { key: 'sheets', head: t('standing.sheets'), numeric: true, cell: ({ sheets }) => sheets },
      ]} />
    </Card>
  );
}

/** An entry as far as it may be named. */
export function nameOf(entry: EntryName | undefined): string {
  if (!entry) return '–';
  return [entry.number, entry.title, entry.owner].filter(Boolean).join(' – ');
}
