import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, Table } from '../../ui/index.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { entryMessages } from '../messages/entries.ts';
import { feedbackMessages } from '../messages/feedback.ts';
import type { Feedback, SheetShown } from '../queries/feedback.server.ts';
import type { OwnEntry } from '../queries/own-entry.server.ts';
import { usePoints } from './results-parts.tsx';

/** The way back from a page of one's own entry. */
export function EntryCrumbs({ entry, here }: { entry: Pick<OwnEntry, 'id' | 'number' | 'contestTitle' | 'contestSlug'>; here: string }) {
  const t = useText(messages);
  const e = useText(entryMessages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: e('contests'), href: '/contests' }, { label: e('list.title'), href: '/contests/entries' }, { label: entry.number, href: `/contests/entries/${entry.id}` }, { label: here }]} />;
}

/** The sheets of one round: points by criterion, then the words. */
export function RoundFeedback({ round, criteria }: { round: Feedback['rounds'][number]; criteria: Feedback['criteria'] }) {
  const t = useText(messages);
  const points = usePoints();
  const cell = (sheet: SheetShown, at: number) => (sheet.abstained ? t('result.abstained') : points(sheet.points[at] ?? 0));
  const mean = (at: number) => {
    const values = round.sheets.flatMap(({ abstained, points: own }) => (abstained ? [] : (own[at] ?? [])));
    return values.length > 0 ? points(values.reduce((total, value) => total + value, 0) / values.length) : '–';
  };
  const rows = criteria.map((criterion, at) => ({ ...criterion, at }));
  return (
    <Card title={t('result.round', { round: t(`result.${round.kind}`) })} id={`round-${round.kind}`} lead={t('result.nameless')}>
      <Table caption={t('result.points')} hideCaption rows={rows} rowKey={({ at }) => String(at)} columns={[
        { key: 'criterion', head: t('result.criterion'), rowHeader: true, cell: ({ title }) => title },
        { key: 'mean', head: t('result.mean'), numeric: true, cell: ({ at }) => mean(at) },
        { key: 'max', head: t('result.max'), numeric: true, cell: ({ maxScore }) => maxScore },
        ...round.sheets.map((sheet, at) => ({ key: `sheet-${at}`, head: t('result.sheet', { number: at + 1 }), numeric: true, cell: (row: { at: number }) => cell(sheet, row.at) })),
      ]} />
      <h3>{t('result.comments')}</h3>
      <ol className="stack">{round.sheets.map((sheet, at) => <li key={at}><strong>{t('result.sheet', { number: at + 1 })}:</strong> <span className="pre-line">{sheet.comment || t('result.no-comment')}</span><Reasons sheet={sheet} criteria={criteria} /></li>)}</ol>
    </Card>
  );
}

/** Why judges of the final chose, where the contest gives that to its finalists. */
export function PairReasons({ pairs }: { pairs: NonNullable<Feedback['pairs']> }) {
  const t = useText(feedbackMessages);
  return (
    <Card title={t('pairs.title')} id="pairs" lead={pairs.length > 0 ? t('pairs.lead') : undefined}>
      {pairs.length === 0 ? <p className="muted">{t('pairs.none')}</p> : null}
      {[...Map.groupBy(pairs, ({ chosen }) => chosen)].map(([chosen, own]) => (
        <div key={chosen}>
          <h3>{t(`pairs.${chosen}`, { count: own.length })}</h3>
          <ul className="bullets spaced">{own.map(({ reason }, at) => <li key={at} className="pre-line">{reason}</li>)}</ul>
        </div>
      ))}
    </Card>
  );
}

function Reasons({ sheet: { reasons }, criteria }: { sheet: SheetShown; criteria: Feedback['criteria'] }) {
  const given = criteria.flatMap(({ title }, at) => (reasons[at] ? [{ term: title, detail: reasons[at] }] : []));
  return given.length > 0 ? <dl className="facts">{given.map(({ term, detail }) => <div key={term}><dt>{term}</dt><dd className="pre-line">{detail}</dd></div>)}</dl> : null;
}
