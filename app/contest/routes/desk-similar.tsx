import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, PageHead, Table } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { contestParams } from '../forms/judging.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { canOrganiseContests } from '../policy.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { listSimilar, type SimilarRow } from '../queries/similar-entries.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams }, async ({ actor, params, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  return { contest, pairs: await listSimilar(context.db, contest.id) };
});

export const meta = titled((locale) => messages.in(locale)('similar.title'));

export default function DeskSimilarPage() {
  const { contest, pairs } = useLoaderData() as unknown as { contest: JudgingContest; pairs: SimilarRow[] };
  const t = useText(messages);
  const formats = useFormats();
  const base = `/contest-desk/${contest.id}/entries`;
  return (
    <div className="stack-l">
      <PageHead title={t('similar.title')} lead={t('similar.lead')} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('title'), href: base }} here={t('similar.title')} />} />
      {pairs.length === 0 ? <EmptyState icon="check-check" title={t('similar.none')} /> : (
        <Table caption={t('similar.title')} hideCaption rows={pairs} rowKey={(pair) => pair.one.id + pair.other.id} columns={[
          { key: 'pair', head: t('similar.pair'), rowHeader: true, cell: ({ one, other }) => `${one.number} ${one.title} · ${other.number} ${other.title}` },
          { key: 'much', head: t('similar.much'), numeric: true, cell: ({ share }) => formats.percent(share) },
          { key: 'look', head: t('similar.look'), hideHead: true, cell: ({ one, other }) => <a href={`${base}/${one.id}?beside=${other.id}`}>{t('similar.look')}</a> },
        ]} />
      )}
    </div>
  );
}
