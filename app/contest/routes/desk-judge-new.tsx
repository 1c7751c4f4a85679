import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, Meta, PageHead } from '../../ui/index.ts';
import { inviteOfficial } from '../commands/invite-judge.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { InviteButtons, MaxField, TieTable } from '../components/judge-list.tsx';
import { contestParams, officialForm, officialQuery } from '../forms/judging.ts';
import { judgesMessages as messages } from '../messages/judges.ts';
import { canOrganiseContests } from '../policy.ts';
import { candidateTies, type CandidateTie } from '../queries/found-ties.server.ts';
import { getOfficial } from '../queries/judges.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: officialQuery }, async ({ actor, params, query, context }) => {
  const contest = await getDeskContest(context.db, actor, params.contest);
  const person = await getOfficial(context.db, query.user);
  return { contest, person: { id: person.userId, fullName: person.fullName, email: person.email }, ties: await candidateTies(context.db, contest, person) };
});

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: officialForm }, async ({ actor, params, form, context }) => {
  const outcome = await inviteOfficial(portsOf(context), actor, params.contest, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, { maxReviews: String(form.maxReviews) }), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/judges?done=invited`);
});

export const meta = titled((locale) => messages.in(locale)('judge.invite'));

interface Loaded {
  contest: JudgingContest;
  person: { id: string; fullName: string; email: string | null };
  ties: CandidateTie[];
}

export default function DeskJudgeNewPage() {
  const { contest, person, ties } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const base = `/contest-desk/${contest.id}`;
  return (
    <>
      <PageHead title={`${t('judge.invite')}: ${person.fullName}`} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('judges.title'), href: `${base}/judges` }} here={t('judge.invite')} />} />
      <div className="stack-l">
        <Faults />
        <TieTable ties={ties} />
        <Card>
          <Meta items={[{ term: t('judge.email'), detail: person.email ?? '–' }]} />
          <form method="post" action={`${base}/judges/new?user=${person.id}`} noValidate className="stack">
            <input type="hidden" name="userId" value={person.id} />
            <MaxField label={t('judge.max')} />
            <InviteButtons base={base} />
          </form>
        </Card>
      </div>
    </>
  );
}
