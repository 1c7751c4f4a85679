import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, RadioGroup, TextArea } from '../../ui/index.ts';
import { decideDuel } from '../commands/decide-duel.server.ts';
import { BlindReading } from '../components/blind-reading.tsx';
import { OwnCrumbs } from '../components/judging-parts.tsx';
import { duelForm, duelParams } from '../forms/final.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { readOwnDuel, type OpenDuel } from '../queries/own-duels.server.ts';

export const loader = page({ guard: 'signed-in', params: duelParams }, ({ actor, params, context }) => readOwnDuel(context.db, actor.id, params.duel));

export const action = submit({ guard: 'signed-in', params: duelParams, form: duelForm }, async ({ actor, params, form, context }) => {
  const outcome = await decideDuel(portsOf(context), actor, params.duel, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(outcome.next ? `/judging/duels/${outcome.next}` : '/judging?done=compared');
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function OwnDuelPage() {
  const { duel, contestTitle, entries, progress, readers } = useLoaderData() as unknown as OpenDuel;
  const t = useText(messages);
  const title = t('duel.title', duel.labels);
  const base = `/judging/duels/${duel.id}`;
  return (
    <div className="stack-l">
      <PageHead title={title} eyebrow={contestTitle} lead={t('duel.progress', { decided: progress.decided, count: progress.count })} breadcrumb={<OwnCrumbs here={title} />} actions={duel.decidedAt ? undefined : <LinkButton variant="ghost" href={`${base}/tie`}>{t('duel.tie')}</LinkButton>} />
      <Faults />
      <div className="split split-halves">
        {(['a', 'b'] as const).map((side) => <BlindReading key={side} id={`entry-${side}`} eyebrow={t('duel.entry', { label: duel.labels[side] })} entry={entries[side]} base={`${base}/${side}`} />)}
      </div>
      {duel.decidedAt ? <Decided duel={duel} next={progress.next} /> : <Choice duel={duel} readers={readers} />}
    </div>
  );
}

function Choice({ duel: { labels }, readers }: Pick<OpenDuel, 'duel' | 'readers'>) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const options = [{ value: 'A', label: t('duel.entry', { label: labels.a }) }, { value: 'B', label: t('duel.entry', { label: labels.b }) }, { value: 'DRAW', label: t('duel.draw') }];
  return (
    <Card>
      <form method="post" noValidate className="stack">
        <RadioGroup name="winner" legend={t('duel.choice')} error={say('winner')} value={value('winner')} options={options} required />
        <TextArea name="reason" label={t('duel.reason')} hint={t(`duel.reason-hint.${readers}`)} optionalText={t('duel.optional')} error={say('reason')} defaultValue={value('reason')} rows={2} />
        <p className="field-hint">{t('duel.lock-hint')}</p>
        <div className="row"><Button icon="lock">{t('duel.lock')}</Button></div>
      </form>
    </Card>
  );
}

function Decided({ duel: { labels, winner, reason, decidedAt }, next }: Pick<OpenDuel, 'duel'> & { next: string | null }) {
  const t = useText(messages);
  const formats = useFormats();
  const chosen = winner === 'A' ? t('duel.entry', { label: labels.a }) : winner === 'B' ? t('duel.entry', { label: labels.b }) : t('duel.draw');
  return (
    <Card title={chosen} id="choice">
      <Notice live={false}>{t('duel.decided', { at: formats.second(decidedAt ?? '') })}</Notice>
      {reason ? <p className="pre-line">{reason}</p> : null}
      {next ? <div className="row"><LinkButton href={`/judging/duels/${next}`}>{t('own.next')}</LinkButton></div> : null}
    </Card>
  );
}
