import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, PageHead, Table, Tag, type Tone } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { contestParams } from '../forms/judging.ts';
import { blindnessMessages as messages } from '../messages/blindness.ts';
import { canOrganiseContests } from '../policy.ts';
import { listBlindness, type BlindRow, type BlindState } from '../queries/blindness.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams }, async ({ actor, params, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  return { contest, rows: await listBlindness(context.db, contest.id) };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

const tones: Readonly<Record<BlindState, Tone>> = { READY: 'ok', COPY: 'warn', LOOK: 'warn', BROKEN: 'danger' };

export default function DeskBlindnessPage() {
  const { contest, rows } = useLoaderData() as unknown as { contest: JudgingContest; rows: BlindRow[] };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('title')} />} />
      {rows.length === 0 ? <EmptyState icon="inbox" title={t('none')} /> : (
        <Table caption={t('title')} hideCaption rows={rows} rowKey={(row) => row.id} columns={[
          { key: 'entry', head: t('entry'), rowHeader: true, cell: (row) => <a href={`/contest-desk/${contest.id}/blindness/${row.id}`}>{row.number} – {row.title}</a> },
          { key: 'words', head: t('words'), numeric: true, cell: (row) => row.masked },
          { key: 'files', head: t('files'), numeric: true, cell: (row) => row.files },
          { key: 'todo', head: t('todo'), numeric: true, cell: (row) => row.toLook },
          { key: 'state', head: t('state'), cell: (row) => <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag> },
        ]} />
      )}
    </div>
  );
}
