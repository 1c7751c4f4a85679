import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, RadioGroup, TextArea } from '../../ui/index.ts';
import { giveBackDuels } from '../commands/decide-duel.server.ts';
import { OwnCrumbs } from '../components/judging-parts.tsx';
import { duelParams, duelTieForm } from '../forms/final.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { judgesMessages } from '../messages/judges.ts';
import { getOwnDuel, type OwnDuel } from '../queries/own-duels.server.ts';

export const loader = page({ guard: 'signed-in', params: duelParams }, async ({ actor, params, context }) => {
  const { id, labels } = await getOwnDuel(context.db, actor.id, params.duel);
  return { id, labels };
});

export const action = submit({ guard: 'signed-in', params: duelParams, form: duelTieForm }, async ({ actor, params, form, context }) => {
  const outcome = await giveBackDuels(portsOf(context), actor, params.duel, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther('/judging?done=tied');
});

export const meta = titled((locale) => messages.in(locale)('duel.tie'));

export default function OwnDuelTiePage() {
  const { id, labels } = useLoaderData() as Pick<OwnDuel, 'id' | 'labels'>;
  const t = useText(messages);
  const cancel = useText(judgesMessages)('judge.cancel');
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('duel.tie')} eyebrow={t('duel.title', labels)} lead={t('duel.tie-lead')} breadcrumb={<OwnCrumbs between={{ label: t('duel.title', labels), href: `/judging/duels/${id}` }} here={t('duel.tie')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <RadioGroup name="side" legend={t('duel.tie-which')} error={say('side')} value={value('side')} options={(['a', 'b'] as const).map((side) => ({ value: side, label: t('duel.entry', { label: labels[side] }) }))} required />
            <TextArea name="reason" label={t('duel.tie-reason')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
            <div className="row"><Button variant="danger">{t('duel.tie-send')}</Button><LinkButton variant="ghost" href={`/judging/duels/${id}`}>{cancel}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
