import { useFaults } from '../../people/index.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, Notice, Stat, StatList, Table, Tag, type Tone } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignment.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import type { ReviewRow } from '../queries/assignment.server.ts';
import type { AssignmentShown } from '../queries/assignment-shown.server.ts';
import type { Late } from '../queries/late-entries.server.ts';
import { earlyWords, lateScreeningWords, screeningWords } from '../screening-words.ts';

/** The plan in numbers, what keeps it from being confirmed, and the two ways on. */
export function PlanPreview({ base, shown }: { base: string; shown: AssignmentShown }) {
  const t = useText(assignmentMessages);
  const locale = useLocale();
  const early = earlyWords(shown.end);
  const open = screeningWords(shown.screening);
  if (shown.reviews === 0) return <EmptyState icon="scale" title={t('nothing')}>{t('nothing-text')}</EmptyState>;
  return (
    <div className="stack-l">
      {early ? <Notice tone="warn" live={false}>{early[locale]}</Notice> : null}
      <StatList>
        <Stat label={t('entries')} value={shown.entries} />
        <Stat label={t('judges')} value={shown.judges} />
        <Stat label={t('reviews')} value={shown.reviews} note={shown.extra > 0 ? t('extra', { count: shown.extra }) : undefined} />
        <Stat label={t('load')} value={t('load-range', { least: Math.min(...shown.loads.map((load) => load.count)), most: Math.max(...shown.loads.map((load) => load.count)) })} />
      </StatList>
      {open ? <Notice tone="warn" live={false} action={<a href={`${base}/entries`}>{t('screening')}</a>}>{open[locale]}</Notice> : null}
      {shown.unscreened > 0 && !open ? <Notice tone="warn" live={false} action={<a href={`${base}/entries`}>{t('screening')}</a>}>{t('unscreened', { count: shown.unscreened })}</Notice> : null}
      {shown.groups > 1 ? <Notice tone="danger" live={false}>{t('unconnected', { count: shown.groups })}</Notice> : <Notice tone="ok" live={false}>{t('connected')}</Notice>}
      <ShortTable short={shown.short} />
      <ConfirmForm shown={shown} canConfirm={open === null && early === null} />
      <Table caption={t('loads-caption')} rows={shown.loads} rowKey={(load) => load.judgeId} columns={[
        { key: 'judge', head: t('judge'), rowHeader: true, cell: (load) => load.name },
        { key: 'count', head: t('count'), numeric: true, cell: (load) => load.count },
      ]} />
    </div>
  );
}

function ShortTable({ short }: Pick<AssignmentShown, 'short'>) {
  const t = useText(assignmentMessages);
  if (short.length === 0) return null;
  return (
    <div className="stack">
      <Notice tone="danger" live={false}>{t('short-title', { count: short.length })}</Notice>
      <Table caption={t('short-caption')} rows={short} rowKey={(one) => one.entryId} columns={[
        { key: 'entry', head: t('short-entry'), rowHeader: true, cell: (one) => `${one.number} – ${one.title}` },
        { key: 'missing', head: t('short-missing'), numeric: true, cell: (one) => one.missing },
        { key: 'free', head: t('short-free'), numeric: true, cell: (one) => one.free },
        { key: 'full', head: t('short-full'), cell: (one) => one.full.join(', ') || '–' },
      ]} />
    </div>
  );
}

function ConfirmForm({ shown, canConfirm }: { shown: AssignmentShown; canConfirm: boolean }) {
  const t = useText(assignmentMessages);
  return (
    <Card title={t('preview')} id="preview" lead={t('confirm-hint')}>
      <p className="small muted">{t('seed')}: {shown.seed}. {t('seed-hint')}</p>
      <div className="row">
        {canConfirm ? (
          <form method="post" noValidate>
            <input type="hidden" name="seed" value={shown.seed} />
            <input type="hidden" name="fingerprint" value={shown.fingerprint} />
            <Button>{t('confirm')}</Button>
          </form>
        ) : null}
        <form method="get">
          <Button variant="ghost">{t('again')}</Button>
        </form>
      </div>
    </Card>
  );
}

/** Entries that were given to nobody when the others were: what screening still owes them, and the way to give them out. */
export function LateEntries({ base, late: { numbers, screening } }: { base: string; late: Late }) {
  const t = useText(assignmentMessages);
  const locale = useLocale();
  const open = lateScreeningWords(screening);
  return (
    <>
      {open ? <Notice tone="warn" live={false} action={<a href={`${base}/entries`}>{t('screening')}</a>}>{open[locale]}</Notice> : null}
      {numbers.length > 0 ? <Notice tone="warn" live={false} action={<a href={`${base}/assignment/more`}>{t('late.give')}</a>}>{t('late', { count: numbers.length, numbers: numbers.join(', ') })}</Notice> : null}
    </>
  );
}

type ReviewState = 'OPEN' | 'DRAFT' | 'LOCKED' | 'ABSTAINED';
const tones: Readonly<Record<ReviewState, Tone>> = { OPEN: 'neutral', DRAFT: 'warn', LOCKED: 'ok', ABSTAINED: 'neutral' };
const stateOf = (row: ReviewRow): ReviewState => (row.lockedAt ? (row.isAbstained ? 'ABSTAINED' : 'LOCKED') : row.hasBegun ? 'DRAFT' : 'OPEN');

/** Who reads what and how far it is; never a score. */
export function ReviewTable({ base, rows, canChange }: { base: string; rows: readonly ReviewRow[]; canChange: boolean }) {
  const t = useText(assignmentMessages);
  return (
    <Table caption={t('title')} hideCaption rows={rows} rowKey={(row) => row.id} columns={[
      { key: 'entry', head: t('entry'), rowHeader: true, cell: (row) => `${row.number} – ${row.title}` },
      { key: 'label', head: t('label'), cell: (row) => row.label },
      { key: 'judge', head: t('judge'), cell: (row) => row.judgeName },
      { key: 'state', head: t('state'), cell: (row) => <><Tag tone={tones[stateOf(row)]}>{t(`sheet.${stateOf(row)}`)}</Tag>{row.isTied ? <> <Tag tone="danger">{t('tied')}</Tag></> : null}</> },
      ...(canChange ? [{ key: 'deed', head: t('deed'), hideHead: true, cell: (row: ReviewRow) => (stateOf(row) === 'LOCKED' && !row.isTied ? null : <a href={`${base}/assignment/${row.id}/release`}>{t('release')}</a>) }] : []),
    ]} />
  );
}

export function GivenOut({ base, rows, assignedAt, wanted, canChange }: { base: string; rows: readonly ReviewRow[]; assignedAt: string; wanted: number; canChange: boolean }) {
  const t = useText(assignmentMessages);
  const more = useText(extraReviewMessages)('title');
  const formats = useFormats();
  const short = [...Map.groupBy(rows, (row) => row.entryId).values()].filter((own) => own.filter((row) => !row.isAbstained).length < wanted).length;
  return (
    <>
      <p className="muted">{t('done-at', { at: formats.moment(assignedAt) })} · {t('progress', { locked: rows.filter((row) => row.lockedAt !== null).length, count: rows.length })}</p>
      {short > 0 ? <Notice tone="warn" live={false}>{t('short-now', { count: short, wanted })}</Notice> : null}
      {canChange ? <p><a href={`${base}/assignment/more`}>{more}</a></p> : null}
    </>
  );
}

/** What the last confirmation was refused for; it has no field of its own. */
export function Refusal() {
  const { say } = useFaults();
  const fault = say('form');
  return fault ? <Notice tone="danger" focused>{fault}</Notice> : null;
}
