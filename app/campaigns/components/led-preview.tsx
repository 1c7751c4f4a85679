import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Disclosure, Notice, Tag } from '../../ui/index.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { drillLine } from '../rules/drill.ts';
import { baseline, fitPage, lineHeight, readingSeconds, usualBoard, type Board, type FittedPage } from '../rules/led.ts';

export interface LedWords {
  pages: readonly string[];
  seconds: number;
}
/** The boards of the province by size; those without a size cannot be checked. */
export interface BoardFacts {
  boards: (Board & { count: number })[];
  unsized: number;
  smallest: number;
}

/** The pages on every size of board that there is, first the commonest; what does not fit is said in words. */
export function LedPreview({ words, facts, isDrill }: { words: LedWords; facts: BoardFacts; isDrill: boolean }) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const pages = isDrill ? words.pages.map((page) => drillLine(page)) : words.pages;
  const boards = facts.boards.length > 0 ? facts.boards : [{ ...usualBoard, count: 0 }];
  const quick = pages.filter((page) => readingSeconds(page) > words.seconds);
  return (
    <div className="stack">
      <p>{t('led.total', { pages: formats.number(pages.length), seconds: formats.number(words.seconds), total: formats.number(pages.length * words.seconds) })}</p>
      {quick.map((page) => <Notice key={page} tone="warn" live={false} title={page}>{t('led.quick', { seconds: formats.number(words.seconds), need: formats.number(readingSeconds(page)) })}</Notice>)}
      {boards.map((board, at) => <BoardPages key={`${board.width}x${board.height}`} board={board} fitted={pages.map((page) => fitPage(page, board, facts.smallest))} seconds={words.seconds} open={at === 0} />)}
      {facts.unsized > 0 ? <p className="muted small">{t('led.unsized', { count: formats.number(facts.unsized) })}</p> : null}
    </div>
  );
}

function BoardPages({ board, fitted, seconds, open }: { board: Board & { count: number }; fitted: readonly FittedPage[]; seconds: number; open: boolean }) {
  const t = useText(broadcastMessages);
  const formats = useFormats();
  const over = fitted.filter(({ overflow }) => overflow).length;
  const size = { width: String(board.width), height: String(board.height) };
  const summary = (
    <>
      <strong>{t('led.board', size)}</strong> · {board.count > 0 ? t('led.count', { count: formats.number(board.count) }) : t('led.usual')}{' '}
      {over > 0 ? <Tag tone="danger">{t('led.overflows', { count: formats.number(over) })}</Tag> : <Tag tone="ok">{t('led.fits', { size: Math.min(...fitted.map((page) => page.size)) })}</Tag>}
    </>
  );
  return (
    <Disclosure summary={summary} open={open || over > 0} id={`board-${board.width}-${board.height}`} boxed>
      <div className="stack" data-island="led" data-seconds={seconds} data-play={t('led.play')} data-stop={t('led.stop')}>
        {fitted.map((page, at) => (
          <figure key={at} className="led-page">
            <BoardDrawing board={board} page={page} />
            <figcaption className="muted small">{t('led.page', { page: at + 1, of: fitted.length })}</figcaption>
            {page.overflow ? <p className="field-error">{page.overflow.word ? t('led.word', { ...size, word: page.overflow.word }) : t('led.overflow', { ...size, letters: formats.number(page.overflow.letters), room: formats.number(page.overflow.room), size: page.size })}</p> : null}
          </figure>
        ))}
      </div>
    </Disclosure>
  );
}

/** A board as large as its pixels, with the letters as large as they will be. */
export function BoardDrawing({ board: { width, height }, page }: { board: Board; page: FittedPage }) {
  const line = page.size * lineHeight;
  const top = (height - page.lines.length * line) / 2;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in SVG has no tag that says what it shows
    <svg className={page.overflow ? 'board board-over' : 'board'} viewBox={`-3 -3 ${width + 6} ${height + 6}`} role="img" aria-label={page.text}>
      <rect className="board-frame" x="-3" y="-3" width={width + 6} height={height + 6} rx="3" />
      <rect className="board-ground" width={width} height={height} />
      {page.lines.map((text, at) => <text key={at} x={width / 2} y={top + line * at + page.size * baseline} fontSize={page.size} textAnchor="middle">{text}</text>)}
    </svg>
  );
}
