import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, EmptyState, Notice, PageHead, Table, Tag, type Tone } from '../../ui/index.ts';
import { requestAllBlindCopies } from '../commands/make-blind-copies.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { contestParams } from '../forms/judging.ts';
import { plainForm } from '../forms/results.ts';
import { blindQuery } from '../forms/screening.ts';
import { blindnessMessages as messages } from '../messages/blindness.ts';
import { canOrganiseContests } from '../policy.ts';
import { listBlindness, type BlindRow, type BlindState } from '../queries/blindness.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: blindQuery }, async ({ actor, params, query, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  return { contest, isAsked: query.done === 'made', rows: await listBlindness(context.db, contest.id) };
});

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: plainForm }, async ({ actor, params, context }) => {
  const outcome = await requestAllBlindCopies(portsOf(context), actor, params.contest);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/blindness?done=made`);
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

const tones: Readonly<Record<BlindState, Tone>> = { READY: 'ok', COPY: 'warn', LOOK: 'warn', BROKEN: 'danger' };

export default function DeskBlindnessPage() {
  const { contest, rows, isAsked } = useLoaderData() as unknown as { contest: JudgingContest; rows: BlindRow[]; isAsked: boolean };
  const t = useText(messages);
  const missing = rows.reduce((sum, row) => sum + row.missing, 0);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('title')} />} />
      <ReadOnlyNotice contest={contest} />
      <Faults />
      {isAsked ? <Notice tone="ok" focused>{t('made-all')}</Notice> : null}
      {missing > 0 ? <form method="post" noValidate><Button>{t('make-all', { count: missing })}</Button></form> : null}
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
