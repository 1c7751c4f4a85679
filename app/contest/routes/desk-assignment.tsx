import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { confirmAssignment } from '../commands/confirm-assignment.server.ts';
import { GivenOut, LateEntries, PlanPreview, Refusal, ReviewTable } from '../components/assignment-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { assignmentForm, assignmentQuery, contestParams } from '../forms/judging.ts';
import { assignmentMessages as messages } from '../messages/assignment.ts';
import { judgesMessages } from '../messages/judges.ts';
import { canOrganiseContests } from '../policy.ts';
import { showAssignment, type AssignmentShown } from '../queries/assignment-shown.server.ts';
import { findRound, listReviews, type ReviewRow, type Round } from '../queries/assignment.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { readLate, type Late } from '../queries/late-entries.server.ts';
import { demandUntied } from '../queries/organiser-ties.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: assignmentQuery }, async ({ actor, params, query, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  await demandUntied(context.db, contest, actor);
  const [round, now] = [await findRound(context.db, contest.id), momentOf(portsOf(context))];
  if (!round) return { contest, query, round: null, rows: [], late: null, shown: await showAssignment(context.db, contest, now, query.seed) };
  return { contest, query, round, rows: await listReviews(context.db, round.id), late: await readLate(context.db, contest.id, round, now.today), shown: null };
});

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: assignmentForm }, async ({ actor, params, form, context }) => {
  const outcome = await confirmAssignment(portsOf(context), actor, params.contest, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/assignment?done=confirmed`);
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

interface Loaded {
  contest: JudgingContest;
  query: { done?: 'confirmed' | 'released' | 'replaced' };
  round: Round | null;
  rows: ReviewRow[];
  shown: AssignmentShown | null;
  late: Late | null;
}

export default function DeskAssignmentPage() {
  const { contest, query, round, rows, shown, late } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const base = `/contest-desk/${contest.id}`;
  const canChange = round?.committedAt === null && contest.closedAt === null;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead', { count: contest.reviewsPerEntry })} breadcrumb={<DeskCrumbs contest={contest} here={t('title')} />} actions={<LinkButton variant="ghost" href={`${base}/judges`}>{useText(judgesMessages)('judges.title')}</LinkButton>} />
      <ReadOnlyNotice contest={contest} />
      <Refusal />
      {query.done ? <Notice tone="ok" focused>{t(query.done)}</Notice> : null}
      {late ? <LateEntries base={base} late={late} /> : null}
      {round ? <><GivenOut base={base} rows={rows} assignedAt={round.assignedAt} wanted={contest.reviewsPerEntry} canChange={canChange} /><ReviewTable base={base} rows={rows} canChange={canChange} /></> : null}
      {shown && !contest.closedAt ? <PlanPreview base={base} shown={shown} /> : null}
    </div>
  );
}
