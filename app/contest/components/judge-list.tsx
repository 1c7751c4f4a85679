import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, LinkButton, Notice, Table, TextInput } from '../../ui/index.ts';
import { judgesMessages } from '../messages/judges.ts';
import type { ConflictRow, JudgeRow, PersonFound } from '../queries/judges.server.ts';
import { JudgeTag, TieReason } from './judging-parts.tsx';

/** Everybody who was invited, with ties and work done. */
export function JudgeTable({ base, judges }: { base: string; judges: readonly JudgeRow[] }) {
  const t = useText(judgesMessages);
  if (judges.length === 0) return <EmptyState icon="users" title={t('judges.none')}>{t('judges.none-text')}</EmptyState>;
  return (
    <Table caption={t('judges.title')} hideCaption rows={judges} rowKey={(judge) => judge.id} columns={[
      { key: 'name', head: t('judge.name'), rowHeader: true, cell: (judge) => <a href={`${base}/judges/${judge.id}`}>{judge.fullName}</a> },
      { key: 'unit', head: t('judge.unit'), cell: (judge) => judge.employer ?? judge.unitName ?? (judge.isFromOutside ? t('judge.outside') : '–') },
      { key: 'state', head: t('judge.state'), cell: (judge) => <><JudgeTag state={judge.state} />{judge.hasDeclared ? <div className="small muted">{t('judge.declared')}</div> : null}</> },
      { key: 'conflicts', head: t('judge.conflicts'), numeric: true, cell: (judge) => judge.conflicts },
      { key: 'load', head: t('judge.load'), cell: (judge) => <>{t('judge.load-of', { locked: judge.locked, reviews: judge.reviews })}<div className="small muted">{t('judge.load-most', { most: judge.maxReviews })}</div></> },
    ]} />
  );
}

/** Finds an official by name or address; whoever is in the jury already is said to be. */
export function OfficialSearch({ base, q, found }: { base: string; q: string; found: readonly PersonFound[] }) {
  const t = useText(judgesMessages);
  return (
    <Card tight>
      <form method="get" className="inline-form">
        <TextInput name="q" label={t('judges.search')} defaultValue={q} maxLength={100} />
        <Button variant="ghost" icon="search">{t('judges.find')}</Button>
      </form>
      {q !== '' && found.length === 0 ? <p className="muted">{t('judges.nobody')}</p> : null}
      {found.length > 0 ? (
        <Table caption={t('judges.found')} rows={found} rowKey={(person) => person.id} columns={[
          { key: 'name', head: t('judge.name'), rowHeader: true, cell: (person) => person.fullName },
          { key: 'unit', head: t('judge.unit'), cell: (person) => person.unitName ?? '–' },
          { key: 'email', head: t('judge.email'), cell: (person) => person.email ?? '–' },
          { key: 'deed', head: t('judge.invite'), hideHead: true, cell: (person) => (person.isInvited ? t('judge.already') : <a href={`${base}/judges/new?user=${person.id}`}>{t('judge.check')}</a>) },
        ]} />
      ) : null}
    </Card>
  );
}

export interface ShownTie {
  key: string;
  number: string;
  title: string;
  source: string;
  reason: string;
}
export const shownTies = (rows: readonly ConflictRow[]): ShownTie[] => rows.map((row) => ({ key: row.id, number: row.number, title: row.title, source: row.source, reason: row.reason }));

/** The entries that a judge must never read, and why. */
export function TieTable({ ties }: { ties: readonly ShownTie[] }) {
  const t = useText(judgesMessages);
  if (ties.length === 0) return <Notice live={false}>{t('ties.none')}</Notice>;
  const source = (of: string) => t(`source.${of as 'ORGANISATION'}`);
  return (
    <div className="stack">
      <Notice tone="warn" live={false}>{t('ties.some', { count: new Set(ties.map((tie) => tie.number)).size })}</Notice>
      <Table caption={t('ties.title')} rows={ties} rowKey={(tie) => tie.key} columns={[
        { key: 'entry', head: t('ties.entry'), rowHeader: true, cell: (tie) => `${tie.number} – ${tie.title}` },
        { key: 'reason', head: t('ties.reason'), cell: (tie) => <TieReason reason={tie.reason} /> },
        { key: 'source', head: t('ties.source'), cell: (tie) => source(tie.source) },
      ]} />
    </div>
  );
}

export function MaxField({ stored = 10, label }: { stored?: number; label: string }) {
  const { say, value } = useFaults();
  return <TextInput name="maxReviews" label={label} error={say('maxReviews')} defaultValue={value('maxReviews', String(stored))} width="short" inputMode="numeric" required />;
}

export function InviteButtons({ base, deed }: { base: string; deed?: 'invite' }) {
  const t = useText(judgesMessages);
  return <div className="row"><Button {...(deed ? { name: 'deed', value: deed } : {})}>{t('judge.invite')}</Button><LinkButton variant="ghost" href={`${base}/judges`}>{t('judge.cancel')}</LinkButton></div>;
}
