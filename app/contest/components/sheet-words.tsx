import { useText } from '../../platform/i18n/react.tsx';
import { Card, Table, Tag } from '../../ui/index.ts';
import { judgeNoteMessages } from '../messages/judge-notes.ts';
import { judgingMessages } from '../messages/judging.ts';
import type { PairWords } from '../queries/pair-words.server.ts';
import type { EntrySheets, SheetWords } from '../queries/sheet-words.server.ts';
import { usePoints } from './results-parts.tsx';

const steps = ['1', '2', '3', '4', '5'] as const;

/** Everything that the judges of an entry wrote, one card a sheet. */
export function SheetCards({ criteria, sheets }: Pick<EntrySheets, 'criteria' | 'sheets'>) {
  return <>{sheets.map((sheet, at) => <SheetCard key={at} number={at + 1} criteria={criteria} sheet={sheet} />)}</>;
}

function SheetCard({ number, criteria, sheet }: { number: number; criteria: EntrySheets['criteria']; sheet: SheetWords }) {
  const [t, j] = [useText(judgeNoteMessages), useText(judgingMessages)];
  const points = usePoints();
  const step = steps[(sheet.confidence ?? 0) - 1];
  const scores = sheet.abstained ? [] : criteria.map(({ title, maxScore }, at) => ({ term: title, detail: t('sheet.score', { points: points(sheet.points[at] ?? 0), max: maxScore, reason: sheet.reasons[at] ?? '' }) }));
  const words = [{ term: t('sheet.comment'), detail: sheet.comment }, { term: t('sheet.confidence'), detail: step ? j(`confidence.${step}`) : '' }, { term: t('sheet.note'), detail: sheet.note }].filter(({ detail }) => detail !== '');
  return (
    <Card title={t('sheet', { number })} id={`sheet-${number}`} lead={sheet.abstained ? t('sheet.abstained', { reason: sheet.abstainedReason }) : undefined}>
      <dl className="facts">{[...scores, ...words].map(({ term, detail }) => <div key={term}><dt>{term}</dt><dd className="pre-line">{detail}</dd></div>)}</dl>
    </Card>
  );
}

const pairTones = { THIS: 'ok', OTHER: 'neutral', DRAW: 'neutral' } as const;

/** The final's choices in the pairs of an entry, with why. */
export function PairCard({ pairs }: { pairs: readonly PairWords[] }) {
  const t = useText(judgeNoteMessages);
  const rows = pairs.map((pair, at) => ({ ...pair, key: String(at) }));
  return (
    <Card title={t('pairs.title')} id="pairs" lead={t('pairs.lead')}>
      <Table caption={t('pairs.title')} hideCaption rows={rows} rowKey={({ key }) => key} columns={[
        { key: 'other', head: t('pairs.other'), rowHeader: true, cell: ({ other }) => other },
        { key: 'chosen', head: t('pairs.chosen'), cell: ({ chosen }) => <Tag tone={pairTones[chosen]}>{t(`pairs.${chosen}`)}</Tag> },
        { key: 'reason', head: t('pairs.reason'), cell: ({ reason }) => <span className="pre-line">{reason || '–'}</span> },
      ]} />
    </Card>
  );
}
