import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { withdrawForTeam } from '../commands/withdraw-entry.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { deskEntryParams, withdrawalForm } from '../forms/screening.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { canOrganiseContests } from '../policy.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { getDeskEntry } from '../queries/screening.server.ts';

export const loader = page({ guard: canOrganiseContests, params: deskEntryParams }, async ({ actor, params, context: { db } }) => {
  const { id, title } = await getDeskContest(db, actor, params.contest);
  const entry = await getDeskEntry(db, id, params.entry);
  return { contest: { id, title }, entry: { id: entry.id, number: entry.number } };
});

export const action = submit({ guard: canOrganiseContests, params: deskEntryParams, form: withdrawalForm }, async ({ actor, params, form, context }) => {
  const outcome = await withdrawForTeam({ ...portsOf(context), secret: context.secret }, actor, params.contest, { entryId: params.entry, reason: form.reason });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/entries/${params.entry}`);
});

export const meta = titled((locale) => messages.in(locale)('withdrawal.title'));

export default function DeskEntryWithdrawalPage() {
  const { contest, entry } = useLoaderData() as unknown as Awaited<ReturnType<typeof loader>>;
  const t = useText(messages);
  const { say, value } = useFaults();
  const back = `/contest-desk/${contest.id}/entries/${entry.id}`;
  return (
    <>
      <PageHead title={t('withdrawal.title')} eyebrow={entry.number} lead={t('withdrawal.lead')} breadcrumb={<DeskCrumbs contest={contest} between={[{ label: t('title'), href: `/contest-desk/${contest.id}/entries` }, { label: entry.number, href: back }]} here={t('withdrawal.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('withdrawal.reason')} hint={t('withdrawal.reason-hint')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
            <div className="row"><Button variant="danger">{t('withdrawal.do')}</Button><LinkButton variant="ghost" href={back}>{t('withdrawal.back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
