import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { AppError } from '../../platform/errors.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { Button, Card, LinkButton, PageHead, Select, TextArea } from '../../ui/index.ts';
import { releaseReview } from '../commands/confirm-assignment.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { releaseForm, releaseParams } from '../forms/judging.ts';
import { assignmentMessages as messages } from '../messages/assignment.ts';
import { canOrganiseContests } from '../policy.ts';
import { findRound, listReplacements, listReviews, type Replacement, type ReviewRow } from '../queries/assignment.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { demandUntied } from '../queries/organiser-ties.server.ts';

export const loader = page({ guard: canOrganiseContests, params: releaseParams }, async ({ actor, params, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  await demandUntied(context.db, contest, actor);
  const round = await findRound(context.db, contest.id);
  const review = round ? (await listReviews(context.db, round.id)).find(({ id }) => id === params.assignment) : undefined;
  if (!round || !review) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { contest, review, judges: await listReplacements(context.db, contest.id, round.id, review.entryId) };
});

export const action = submit({ guard: canOrganiseContests, params: releaseParams, form: releaseForm }, async ({ actor, params, form, context }) => {
  const outcome = await releaseReview(portsOf(context), actor, params.contest, { assignmentId: params.assignment, reason: form.reason, to: form.to || null });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/assignment?done=${outcome.isReplaced ? 'replaced' : 'released'}`);
});

export const meta = titled((locale) => messages.in(locale)('release-title'));

interface Loaded {
  contest: JudgingContest;
  review: ReviewRow;
  judges: Replacement[];
}

export default function DeskReviewReleasePage() {
  const { contest, review, judges } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const { say, value } = useFaults();
  const back = `/contest-desk/${contest.id}/assignment`;
  return (
    <>
      <PageHead title={t('release-title')} lead={t('release-lead', { judge: review.judgeName, number: review.number })} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('title'), href: back }} here={t('release-title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('release-reason')} error={say('reason')} defaultValue={value('reason')} rows={2} required />
            <Select name="to" label={t('release-to')} error={say('to')} defaultValue={value('to')} emptyLabel={t('release-nobody')} options={judges.map((judge) => ({ value: judge.id, label: t('release-choice', { name: judge.fullName, reviews: judge.reviews, most: judge.maxReviews }) }))} />
            <div className="row"><Button variant="danger">{t('release-do')}</Button><LinkButton variant="ghost" href={back}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
