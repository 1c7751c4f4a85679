import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { ListLinks } from '../components/list-links.tsx';
import { JudgeTable, OfficialSearch } from '../components/judge-list.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { contestParams, judgesQuery, type JudgesQuery } from '../forms/judging.ts';
import { judgesMessages as messages } from '../messages/judges.ts';
import { canOrganiseContests } from '../policy.ts';
import { findOfficials, listJudges, type JudgeRow, type PersonFound } from '../queries/judges.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: judgesQuery }, async ({ actor, params, query, context }) => {
  const { today } = momentOf(portsOf(context));
  const contest = await getDeskContest(context.db, actor, params.contest);
  return { contest, query, judges: await listJudges(context.db, contest.id, today), found: await findOfficials(context.db, contest.id, query.q, today) };
});

export const meta = titled((locale) => messages.in(locale)('judges.title'));
export const handle = { layout: 'wide' };

interface Loaded {
  contest: JudgingContest;
  query: JudgesQuery;
  judges: JudgeRow[];
  found: PersonFound[];
}

export default function DeskJudgesPage() {
  const { contest, query, judges, found } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const base = `/contest-desk/${contest.id}`;
  const tools = <><LinkButton href={`${base}/judges/expert`}>{t('judges.expert')}</LinkButton><LinkButton variant="ghost" href={`${base}/assignment`}>{t('judges.assignment')}</LinkButton></>;
  return (
    <div className="stack-l">
      <PageHead title={t('judges.title')} lead={t('judges.lead')} breadcrumb={<DeskCrumbs contest={contest} here={t('judges.title')} />} actions={tools} />
      <ReadOnlyNotice contest={contest} />
      {query.done ? <Notice tone="ok" focused>{t(`judges.${query.done}`)}</Notice> : null}
      <OfficialSearch base={base} q={query.q} found={found} />
      <JudgeTable base={base} judges={judges} />
      {judges.length > 0 ? <ListLinks contestId={contest.id} list="jury" /> : null}
    </div>
  );
}
