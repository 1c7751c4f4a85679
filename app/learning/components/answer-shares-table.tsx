import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Table, Tag, type Column } from '../../ui/index.ts';
import { questionMessages } from '../messages/questions.ts';
import type { QuestionWording } from '../queries/editing-question.server.ts';
import { sameWordsFrom, type AnswerShare, type AnswerShares } from '../rules/answer-shares.ts';
import type { QuestionBody } from '../rules/question.ts';

type Line = Pick<AnswerShare, 'text' | 'isRight' | 'mistake' | 'count'> & { all: number; high: number | null; low: number | null };
type Group = 'all' | 'high' | 'low';

/** How often each option was chosen: by all, by those who did best and by those who did worst. Shares of a few people say nothing, so those are counted. */
export function AnswerSharesTable({ wording: { item, body, shares, groups } }: { wording: QuestionWording }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  if (shares.answers === 0) return <p className="muted">{t('shares.none')}</p>;
  const isFew = item.verdict === 'few';
  const isParts = body.type === 'ordering' || body.type === 'matching';
  const column = (group: Group): Column<Line> => ({ key: group, head: t(`shares.${group}`), numeric: true, cell: (line) => formats.percent(line[group] ?? 0) });
  const columns: Column<Line>[] = [
    { key: 'option', head: t('shares.option'), rowHeader: true, cell: (line) => <Option line={line} body={body} all={isFew ? null : shares.answers} /> },
    { key: 'key', head: t('shares.key'), cell: ({ isRight }) => (isRight && !isParts ? <Tag tone="ok">{t('shares.right')}</Tag> : null) },
    isFew ? { key: 'people', head: t('shares.people'), numeric: true, cell: (line) => formats.number(line.count) } : column('all'),
    ...(groups && !isFew ? [column('high'), column('low')] : []),
  ];
  const caption = t(isParts ? 'shares.caption-right' : 'shares.caption');
  return (
    <>
      <Table caption={caption} columns={isParts ? columns.filter(({ key }) => key !== 'key') : columns} rows={linesOf(shares, groups, t('shares.empty'))} rowKey={({ text }) => text} />
      {groups && !isFew ? <p className="muted small">{t('shares.groups')}</p> : null}
      {body.type === 'short_answer' ? <p className="muted small">{t('shares.words', { n: sameWordsFrom })}</p> : null}
    </>
  );
}

function linesOf(shares: AnswerShares, groups: QuestionWording['groups'], empty: string): Line[] {
  const shareIn = (of: AnswerShares | undefined, text: string) => (of ? (of.lines.find((line) => line.text === text)?.count ?? 0) / of.answers : null);
  const emptyIn = (of: AnswerShares | undefined) => (of ? of.empty / of.answers : null);
  const lines = shares.lines.map(({ text, isRight, mistake, count }) => ({ text, isRight, mistake, count, all: count / shares.answers, high: shareIn(groups?.high, text), low: shareIn(groups?.low, text) }));
  return [...lines, { text: empty, isRight: false, mistake: null, count: shares.empty, all: shares.empty / shares.answers, high: emptyIn(groups?.high), low: emptyIn(groups?.low) }];
}

function Option({ line: { text, mistake }, body, all }: { line: Line; body: QuestionBody; all: number | null }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  const right = body.type === 'matching' ? body.pairs.find(({ left }) => left === text)?.right : undefined;
  const shown = body.type === 'true_false' && (text === 'true' || text === 'false') ? t(`shares.${text}`) : right ? t('shares.belongs', { left: text, right }) : text;
  return (
    <>
      {shown}
      {mistake ? <div className="muted small">{all === null ? t('shares.mistake-people', { text: mistake.text, n: formats.number(mistake.count) }) : t('shares.mistake', { text: mistake.text, share: formats.percent(mistake.count / all) })}</div> : null}
    </>
  );
}
