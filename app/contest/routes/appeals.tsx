import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, PageHead, Table, Tag } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { contestParams } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { resultsMessages } from '../messages/results.ts';
import { canSeeContestDesk } from '../policy.ts';
import { listAppeals, type Appeal } from '../queries/appeals.server.ts';
import { getContestHead, type ContestHead } from '../queries/contest-round.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, async ({ params, context }) => ({ contest: await getContestHead(context.db, params.contest), appeals: await listAppeals(context.db, params.contest) }));

export const meta = titled((locale) => messages.in(locale)('appeals.title'));

export default function AppealsPage() {
  const { contest, appeals } = useLoaderData() as unknown as { contest: ContestHead; appeals: Appeal[] };
  const t = useText(messages);
  const r = useText(resultsMessages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('appeals.title')} lead={t('appeals.lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('appeals.title')} />} />
      <ReadOnlyNotice contest={contest} />
      {appeals.length === 0 ? <EmptyState title={t('appeals.none')}>{t('appeals.none-text')}</EmptyState> : (
        <Table caption={t('appeals.title')} hideCaption rows={appeals} rowKey={({ id }) => id} columns={[
          { key: 'entry', head: r('standing.entry'), rowHeader: true, cell: ({ id, number }) => <a href={`/contest-desk/${contest.id}/appeals/${id}`}>{number}</a> },
          { key: 'by', head: t('appeals.from'), cell: ({ raisedBy, raisedAt }) => t('appeals.by', { person: raisedBy, at: formats.moment(raisedAt) }) },
          { key: 'state', head: t('appeals.answer'), cell: ({ answeredAt, outcome }) => (answeredAt ? <Tag tone={outcome === 'UPHELD' ? 'ok' : 'neutral'}>{outcome ? t(`outcome.${outcome}`) : t('appeals.closed')}</Tag> : <Tag tone="warn">{t('appeals.open')}</Tag>) },
        ]} />
      )}
    </div>
  );
}
