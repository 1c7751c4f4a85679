import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, Pagination, RadioGroup, Select, Table, Tag, TextArea, TextInput, type Tone } from '../../ui/index.ts';
import type { EntriesQuery } from '../forms/screening.ts';
import { screeningMessages } from '../messages/screening.ts';
import type { Track } from '../queries/judging-contest.server.ts';
import type { LookRow, ScreenedRow } from '../queries/screening.server.ts';
import type { Passage } from '../rules/similar-entries.ts';
import { outcomes, screeningStates, type ScreeningState } from '../rules/screening-state.ts';

const tones: Readonly<Record<ScreeningState, Tone>> = { UNCHECKED: 'warn', ELIGIBLE: 'ok', INELIGIBLE: 'danger', UNCLEAR: 'warn', WAITING: 'neutral', REPLIED: 'warn' };

export function ScreeningTag({ state }: { state: ScreeningState }) {
  const t = useText(screeningMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** Narrows the list; everything stands in the address. */
export function EntryFilter({ query, tracks }: { query: EntriesQuery; tracks: readonly Track[] }) {
  const t = useText(screeningMessages);
  return (
    <Card tight>
      <form method="get" className="inline-form">
        <TextInput name="q" label={t('search')} defaultValue={query.q} maxLength={100} />
        <Select name="track" label={t('track')} defaultValue={query.track} emptyLabel={t('any')} options={tracks.map((track) => ({ value: track.id, label: track.title }))} />
        <Select name="state" label={t('state')} defaultValue={query.state ?? ''} emptyLabel={t('any')} options={screeningStates.map((state) => ({ value: state, label: t(`state.${state}`) }))} />
        <Button variant="ghost" icon="filter">{t('filter')}</Button>
      </form>
    </Card>
  );
}

export function EntryTable({ base, query, rows, count, pages }: { base: string; query: EntriesQuery; rows: readonly ScreenedRow[]; count: number; pages: number }) {
  const t = useText(screeningMessages);
  const formats = useFormats();
  if (rows.length === 0) return <EmptyState icon="inbox" title={t('none')}>{t('none-text')}</EmptyState>;
  const href = (page: number) => `${base}/entries?${new URLSearchParams({ q: query.q, track: query.track, state: query.state ?? '', page: String(page) })}`;
  return (
    <div className="stack">
      <Table caption={t('title')} hideCaption rows={rows} rowKey={(row) => row.id} columns={[
        { key: 'number', head: t('number'), cell: (row) => row.number },
        { key: 'entry', head: t('entry'), rowHeader: true, cell: (row) => <a href={`${base}/entries/${row.id}`}>{row.title}</a> },
        { key: 'owner', head: t('owner'), cell: (row) => row.owner },
        { key: 'track', head: t('track'), cell: (row) => row.track ?? '–' },
        { key: 'submitted', head: t('submitted'), cell: (row) => formats.second(row.submittedAt) },
        { key: 'state', head: t('state'), cell: (row) => <ScreeningTag state={row.state} /> },
      ]} />
      <Pagination label={t('pages')} page={query.page} pages={pages} href={href} previous={t('previous')} next={t('next')} pageLabel={(page) => t('page', { page })} summary={t('count', { count: formats.number(count) })} />
    </div>
  );
}

/** A new look: outcome, reason, and until when the entrant may reply. It says which version was read. */
export function LookForm({ version }: { version: number }) {
  const t = useText(screeningMessages);
  const { say, value } = useFaults();
  return (
    <Card title={t('look.title')} id="look">
      <form method="post" noValidate className="stack">
        <input type="hidden" name="version" value={version} />
        <RadioGroup name="outcome" legend={t('look.outcome')} error={say('outcome')} value={value('outcome')} options={outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))} required />
        <TextArea name="reason" label={t('look.reason')} hint={t('look.reason-hint')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
        <TextInput name="replyUntil" type="date" label={t('look.until')} hint={t('look.until-hint')} error={say('replyUntil')} defaultValue={value('replyUntil')} width="middle" />
        <div className="row"><Button>{t('look.save')}</Button></div>
      </form>
    </Card>
  );
}

type ShownLook = Omit<LookRow, 'by' | 'id'> & { by?: string };

/** What was found and replied, the newest first; to entrants without names. */
export function Looks({ looks, today }: { looks: readonly ShownLook[]; today: string }) {
  const t = useText(screeningMessages);
  const formats = useFormats();
  return (
    <ol className="stack">
      {looks.map((look) => (
        <li key={look.at + look.outcome}>
          <p><Tag tone={tones[look.outcome]}>{t(`outcome.${look.outcome}`)}</Tag> <span className="small muted">{look.by ? t('look.by', { by: look.by, at: formats.moment(look.at) }) : formats.moment(look.at)}</span></p>
          <p className="pre-line">{look.reason}</p>
          {look.isCurrent || look.version === null ? null : <p className="small muted">{t('look.earlier', { version: look.version })}</p>}
          {look.replyUntil && look.isCurrent ? <p className="small muted">{t(look.replyUntil < today ? 'look.reply-over' : 'look.may-reply', { day: formats.day(look.replyUntil) })}</p> : null}
          {look.reply && look.repliedAt ? <blockquote><p className="small muted">{t('look.reply', { at: formats.moment(look.repliedAt) })}</p><p className="pre-line">{look.reply}</p></blockquote> : null}
        </li>
      ))}
    </ol>
  );
}

/** A text with what another one has, too, marked. */
export function Passages({ passages }: { passages: readonly Passage[] }) {
  return <p className="pre-line">{passages.map(({ text, isCommon }, at) => (isCommon ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>))}</p>;
}
