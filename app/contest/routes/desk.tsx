import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, PageHead, Table } from '../../ui/index.ts';
import { PhaseTag, useSecond } from '../components/call-parts.tsx';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { listCalls, type CallRow } from '../queries/calls.server.ts';

export const loader = page({ guard: canSeeContestDesk }, async ({ actor, context }) => ({
  canWrite: canOrganiseContests(actor),
  calls: await listCalls(context.db, { now: momentOf(portsOf(context)).at, isPublic: false }),
}));

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function ContestDeskPage() {
  const { canWrite, calls } = useLoaderData() as { canWrite: boolean; calls: CallRow[] };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} actions={canWrite ? <LinkButton icon="plus" href="/contest-desk/new">{t('new')}</LinkButton> : undefined} />
      {calls.length === 0 ? <EmptyState icon="trophy" title={t('none')}>{t('none-text')}</EmptyState> : <CallTable calls={calls} />}
    </div>
  );
}

function CallTable({ calls }: { calls: CallRow[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const second = useSecond();
  return (
    <Table caption={t('caption')} hideCaption rows={calls} rowKey={(row) => row.id} columns={[
      { key: 'title', head: t('col.title'), rowHeader: true, cell: (row) => <><a href={`/contest-desk/${row.id}`}>{row.title}</a><br /><span className="muted small">{row.code}</span></> },
      { key: 'phase', head: t('col.phase'), cell: (row) => <PhaseTag phase={row.phase} /> },
      { key: 'closes', head: t('col.closes'), cell: (row) => (row.closesAt ? second(row.closesAt) : '–') },
      { key: 'entries', head: t('col.entries'), numeric: true, cell: (row) => formats.number(row.entries) },
    ]} />
  );
}
