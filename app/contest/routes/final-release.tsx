import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, Select, TextArea } from '../../ui/index.ts';
import { releaseDuels } from '../commands/decide-duel.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { duelReleaseForm } from '../forms/final.ts';
import { contestParams } from '../forms/results.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { judgesMessages } from '../messages/judges.ts';
import { canOrganiseContests } from '../policy.ts';
import { readFinalDesk } from '../queries/final.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams }, async ({ actor, params, context }) => {
  const { desk, loads } = await readFinalDesk(context.db, actor, params.contest);
  return { contest: { id: desk.contest.id, title: desk.contest.title }, judges: loads.filter(({ decided, count, overtaken }) => decided < count || overtaken > 0).map(({ judge, name }) => ({ value: judge, label: name })) };
});

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: duelReleaseForm }, async ({ actor, params, form, context }) => {
  const outcome = await releaseDuels(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/final`);
});

export const meta = titled((locale) => messages.in(locale)('release'));

export default function FinalReleasePage() {
  const { contest, judges } = useLoaderData() as { contest: { id: string; title: string }; judges: { value: string; label: string }[] };
  const t = useText(messages);
  const cancel = useText(judgesMessages)('judge.cancel');
  const { say, value } = useFaults();
  const back = `/contest-desk/${contest.id}/final`;
  return (
    <>
      <PageHead title={t('release')} lead={t('release.lead')} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('title'), href: back }} here={t('release')} />} />
      <div className="form">
        <Faults />
        {judges.length === 0 ? <Notice live={false} action={<a href={back}>{t('title')}</a>}>{t('release.none')}</Notice> : (
          <Card>
            <form method="post" noValidate className="stack">
              <Select name="judge" label={t('release.judge')} error={say('judge')} defaultValue={value('judge')} options={judges} />
              <TextArea name="reason" label={t('release.reason')} error={say('reason')} defaultValue={value('reason')} rows={2} required />
              <div className="row"><Button variant="danger">{t('release.send')}</Button><LinkButton variant="ghost" href={back}>{cancel}</LinkButton></div>
            </form>
          </Card>
        )}
      </div>
    </>
  );
}
