import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Disclosure, LinkButton, Notice, Table, Tag } from '../../ui/index.ts';
import { deskMessages } from '../messages/desk.ts';
import type { DeskEntry, PublicationLine, VersionLine } from '../queries/desk-entry.server.ts';
import { StateTags } from './desk-parts.tsx';

export interface Rights {
  write: boolean;
  appraise: boolean;
  publish: boolean;
}

/** What the entry shows now, what comes next, and what somebody has to look at. */
export function EntryNotices({ entry, now, overdue }: { entry: DeskEntry; now: string; overdue: string | null }) {
  const t = useText(deskMessages);
  const formats = useFormats();
  const { current, newest } = entry;
  const next = entry.publications.filter(({ cancelledAt, publishAt }) => cancelledAt === null && publishAt > now).at(-1);
  const last = entry.publications.find(({ cancelledAt, withdrawAt }) => cancelledAt === null && withdrawAt !== null && withdrawAt <= now);
  return (
    <div className="stack">
      <Notice tone={current ? 'ok' : 'info'} live={false} title={t('entry.now')}>{nowText(entry, t, formats, next)}</Notice>
      {current && next ? <Notice live={false}>{t('entry.next', { number: next.number, from: formats.second(next.publishAt) })}</Notice> : null}
      {entry.shown === 'WITHDRAWN' && last?.withdrawReason ? <Notice tone="warn" live={false}>{t('entry.withdrawn', { to: formats.second(last.withdrawAt ?? ''), reason: last.withdrawReason })}</Notice> : null}
      {newest.plannedPublishAt && newest.state !== 'OUT' ? <Notice live={false}>{t('entry.planned-moment', { number: newest.number, at: formats.second(newest.plannedPublishAt) })}</Notice> : null}
      {newest.state === 'RETURNED' && newest.returned ? <Notice tone="warn" live={false}>{t('entry.returned', { at: formats.second(newest.returned.at), reason: newest.returned.reason })}</Notice> : null}
      {newest.state === 'SUBMITTED' && newest.submitted ? <Notice live={false}>{t('entry.waiting', { name: newest.submitted.name, at: formats.second(newest.submitted.at) })}</Notice> : null}
      {newest.confidence === 'C' && newest.state !== 'OUT' ? <Notice tone="warn" live={false}>{t('entry.unsure')}</Notice> : null}
      {entry.lapsed.length > 0 ? <Notice tone="danger" live={false}>{t('entry.lapsed', { names: entry.lapsed.join('; ') })}</Notice> : null}
      {overdue ? <Notice tone="warn" live={false}>{t('entry.overdue', { day: formats.day(overdue) })}</Notice> : null}
    </div>
  );
}

type Say = ReturnType<typeof useText<typeof deskMessages.catalogue>>;

function nowText({ shown, current, retiredAt }: DeskEntry, t: Say, formats: ReturnType<typeof useFormats>, next: PublicationLine | undefined): string {
  if (shown === 'RETIRED') return t('entry.retired', { at: formats.second(retiredAt ?? '') });
  if (current) return current.withdrawAt ? t('entry.shown-until', { number: current.number, from: formats.second(current.publishAt), to: formats.second(current.withdrawAt) }) : t('entry.shown', { number: current.number, from: formats.second(current.publishAt) });
  return next ? t('entry.planned', { number: next.number, from: formats.second(next.publishAt) }) : t('entry.none');
}

/** What this person can do with the entry now; one thing is the next step and stands first, and what is seldom done is folded. */
export function EntryActions({ entry, rights, isAuthor, isOverdue = false }: { entry: DeskEntry; rights: Rights; isAuthor: boolean; isOverdue?: boolean }) {
  const t = useText(deskMessages);
  const to = (path: string) => `/answers/${entry.id}/${path}`;
  const { newest } = entry;
  const isRetired = entry.shown === 'RETIRED';
  const isDraft = newest.state === 'DRAFT' || newest.state === 'RETURNED';
  const isApproved = newest.state === 'APPROVED';
  const canPublish = mayPublish(entry, rights);
  return (
    <div className="stack">
      {rights.appraise && isAuthor && newest.state === 'SUBMITTED' ? <Notice tone="warn" live={false}>{t('entry.own')}</Notice> : null}
      <div className="row">
        {rights.appraise && !isAuthor && newest.state === 'SUBMITTED' && !isRetired ? <LinkButton href={to('approval')}>{t('entry.appraise')}</LinkButton> : null}
        {canPublish && !isRetired && isApproved ? <LinkButton href={to('schedule')}>{t('entry.publish')}</LinkButton> : null}
        {rights.write && isDraft && !isRetired ? <LinkButton href={to('edit')} icon="pencil">{t('entry.edit')}</LinkButton> : null}
        {rights.write && isDraft && !isRetired && newest.confidence !== 'C' ? <Deed to={to('submission')} label={t('entry.hand-in')} fields={{ revision: String(newest.revision) }} /> : null}
        {rights.publish && newest.state === 'SUBMITTED' && isAuthor ? <Deed to={to('return')} label={t('entry.take-back')} fields={{ reason: t('entry.take-back-reason') }} /> : null}
        {rights.write && entry.current && newest.state === 'OUT' && entry.lapsed.length === 0 ? <Deed to={to('renewal')} label={t('entry.renew')} fields={{}} variant={isOverdue ? 'primary' : 'ghost'} /> : null}
        {rights.write && !isDraft && !isRetired ? <Deed to={to('versions')} label={t('entry.open')} fields={{}} /> : null}
        {canPublish && !isRetired && !isApproved && !entry.current ? <LinkButton variant="ghost" href={to('schedule')}>{t('entry.schedule')}</LinkButton> : null}
        {rights.publish && isRetired ? <Deed to={to('restoration')} label={t('entry.restore')} fields={{}} /> : null}
        {rights.publish && entry.current ? <LinkButton variant="ghost" href={to('withdrawal')}>{t('entry.withdraw')}</LinkButton> : null}
        {entry.current ? <LinkButton variant="quiet" href={`/help/${entry.slug}`} icon="external-link">{t('entry.public')}</LinkButton> : null}
      </div>
      <OtherDeeds entry={entry} rights={rights} />
    </div>
  );
}

const mayPublish = (entry: DeskEntry, rights: Rights) => rights.publish && entry.versions.some(({ approval }) => approval !== null);

/** What is seldom done: as long as nothing is shown, the schedule is no such thing. */
function OtherDeeds({ entry, rights }: { entry: DeskEntry; rights: Rights }) {
  const t = useText(deskMessages);
  const to = (path: string) => `/answers/${entry.id}/${path}`;
  const { newest, current } = entry;
  const isRetired = entry.shown === 'RETIRED';
  const isOpen = newest.state === 'DRAFT' || newest.state === 'RETURNED';
  return (
    <Disclosure summary={t('entry.other')}>
      <div className="row">
        {current && !isRetired && newest.state !== 'APPROVED' && mayPublish(entry, rights) ? <LinkButton variant="ghost" href={to('schedule')}>{t('entry.schedule')}</LinkButton> : null}
        <LinkButton variant="ghost" href={to('mouths')}>{t('entry.mouths')}</LinkButton>
        {rights.write && isOpen && newest.number > 1 ? <Deed to={to('discarding')} label={t('entry.discard')} fields={{ revision: String(newest.revision) }} /> : null}
        {rights.publish && !isRetired ? <LinkButton variant="ghost" href={to('retirement')}>{t('entry.retire')}</LinkButton> : null}
      </div>
    </Disclosure>
  );
}

/** A deed that needs no more words: one button that sends a form. */
export function Deed({ to, label, fields, variant = 'ghost' }: { to: string; label: string; fields: Record<string, string>; variant?: 'ghost' | 'primary' }) {
  return (
    <form method="post" action={to}>
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <Button variant={variant}>{label}</Button>
    </form>
  );
}

/** Every version with who wrote it and who appraised it. */
export function VersionsTable({ entry }: { entry: DeskEntry }) {
  const t = useText(deskMessages);
  const formats = useFormats();
  const hand = (version: VersionLine) => version.authors.map(({ name }) => name).join(', ') || t('entry.loaded');
  return (
    <Table
      caption={t('entry.versions')}
      rows={entry.versions}
      rowKey={(version) => version.id}
      columns={[
        { key: 'number', head: t('col.version'), rowHeader: true, cell: (version) => <><a href={`/answers/${entry.id}/versions/${version.number}`}>{t('version', { number: version.number })}</a>{version.isSample ? <> <Tag>{t('sample')}</Tag></> : null}</> },
        { key: 'state', head: t('col.state'), cell: (version) => (version.id === entry.current?.versionId ? <StateTags shown="SHOWN" work="OUT" /> : version.state === 'OUT' ? <Tag>{t('work.OUT')}</Tag> : <StateTags shown="NEVER" work={version.state} />) },
        { key: 'as-of', head: t('col.as-of'), cell: (version) => formats.day(version.asOf) },
        { key: 'written', head: t('col.written'), cell: (version) => <>{hand(version)}<div className="muted small">{formats.moment(version.changedAt)}</div></> },
        { key: 'appraised', head: t('col.appraised'), cell: (version) => (version.approval ? <>{version.approval.name}<div className="muted small">{formats.moment(version.approval.at)}{version.approval.note ? ` · ${version.approval.note}` : ''}</div></> : t('unknown')) },
      ]}
    />
  );
}

/** When which version was, is and will be shown. */
export function PublicationsTable({ entry, now, canPublish }: { entry: DeskEntry; now: string; canPublish: boolean }) {
  const t = useText(deskMessages);
  const formats = useFormats();
  if (entry.publications.length === 0) return <p className="muted">{t('entry.no-publications')}</p>;
  const to = (publication: PublicationLine, deed: string) => `/answers/${entry.id}/publications/${publication.id}/${deed}`;
  const end = ({ withdrawAt, replacedAt }: PublicationLine) => (replacedAt ? <>{formats.second(replacedAt)}<div className="muted small">{t('entry.replaced')}</div></> : withdrawAt ? formats.second(withdrawAt) : t('entry.open-end'));
  const deed = (publication: PublicationLine) => {
    if (!canPublish || publication.cancelledAt) return null;
    if (publication.publishAt > now) return <Deed to={to(publication, 'cancellation')} label={t('entry.cancel')} fields={{}} />;
    return publication.withdrawAt !== null && publication.withdrawAt > now ? <Deed to={to(publication, 'keeping')} label={t('entry.keep')} fields={{}} /> : null;
  };
  const last = entry.publications.some((publication) => publication.cancelledAt !== null || deed(publication) !== null) ? [{ key: 'deed', head: t('col.deed'), cell: (publication: PublicationLine) => (publication.cancelledAt ? <Tag>{t('entry.cancelled')}</Tag> : deed(publication)) }] : [];
  return (
    <Table
      caption={t('entry.publications')}
      rows={entry.publications}
      rowKey={(publication) => publication.id}
      columns={[
        { key: 'version', head: t('col.version'), rowHeader: true, cell: (publication) => t('version', { number: publication.number }) },
        { key: 'from', head: t('col.from'), cell: (publication) => formats.second(publication.publishAt) },
        { key: 'to', head: t('col.to'), cell: (publication) => <>{end(publication)}{publication.withdrawReason ? <div className="muted small">{publication.withdrawReason}</div> : null}</> },
        { key: 'by', head: t('col.by'), cell: (publication) => publication.by ?? t('unknown') },
        ...last,
      ]}
    />
  );
}
