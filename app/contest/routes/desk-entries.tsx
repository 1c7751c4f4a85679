import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, PageHead } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { ListLinks } from '../components/list-links.tsx';
import { EntryFilter, EntryTable } from '../components/screening-parts.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { contestParams } from '../forms/judging.ts';
import { entriesQuery, type EntriesQuery } from '../forms/screening.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { canOrganiseContests } from '../policy.ts';
import { getDeskContest, listTracks, type JudgingContest, type Track } from '../queries/judging-contest.server.ts';
import { pageOfEntries, type ScreenedRow } from '../queries/screening.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: entriesQuery }, async ({ actor, params, query, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  const { page: shown, ...found } = await pageOfEntries(context.db, contest.id, query, momentOf(portsOf(context)).today);
  return { contest, query: { ...query, page: shown }, ...found, tracks: await listTracks(context.db, contest.id) };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

interface Loaded {
  contest: JudgingContest;
  query: EntriesQuery;
  rows: ScreenedRow[];
  count: number;
  pages: number;
  tracks: Track[];
}

export default function DeskEntriesPage() {
  const { contest, query, rows, count, pages, tracks } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const base = `/contest-desk/${contest.id}`;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('title')} />} actions={<LinkButton variant="ghost" href={`${base}/similar`}>{t('similar.title')}</LinkButton>} />
      <ReadOnlyNotice contest={contest} />
      <EntryFilter query={query} tracks={tracks} />
      <EntryTable base={base} query={query} rows={rows} count={count} pages={pages} />
      {count > 0 ? <ListLinks contestId={contest.id} list="entries" /> : null}
    </div>
  );
}
