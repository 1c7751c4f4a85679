import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localOf } from '../../platform/local-time.ts';
import { Button, Card, EmptyState, LinkButton, Notice, PageHead, Select, Tag, TextInput } from '../../ui/index.ts';
import { finishCallback } from '../commands/callback-done.server.ts';
import { CallsCrumbs } from '../components/calls-crumbs.tsx';
import { callbackForm, callbackOutcomes } from '../forms/calls.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { canSuperviseCalls, canTakeCalls } from '../policy.ts';
import { listCallbacks, type CallbackRow } from '../queries/calls.server.ts';
import { isErasedBefore } from '../rules/call.ts';
import { isOfficeTime } from '../rules/office-hours.ts';

export const loader = page({ guard: canTakeCalls }, async ({ actor, context }) => {
  const { at } = momentOf(portsOf(context));
  const tasks = await listCallbacks(context.db, canSuperviseCalls(actor) ? null : actor.id);
  return { tasks: tasks.map((task) => ({ ...task, isLate: task.dueAt < at, isErasedBefore: task.erasedAt === null && isErasedBefore(dayIn(context.env.TZ_DISPLAY, new Date(task.dueAt)), task.eraseAfter), isInside: isOfficeTime(localOf(task.dueAt, context.env.TZ_DISPLAY)) })) };
});

export const action = submit({ guard: canTakeCalls, form: callbackForm }, async ({ actor, form, context }) => {
  const done = await finishCallback(portsOf(context), actor, form);
  if (!done.ok) return refusedForm(done.faults, form);
  return seeOther('/desk/callbacks');
});

export const meta = titled((locale) => messages.in(locale)('callbacks.title'));

export default function CallbacksPage() {
  const { tasks } = useLoaderData() as { tasks: (CallbackRow & { isLate: boolean; isErasedBefore: boolean; isInside: boolean })[] };
  const t = useText(messages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('callbacks.title')} lead={t('callbacks.lead', { count: tasks.length })} breadcrumb={<CallsCrumbs here={t('callbacks.title')} />} />
      <Faults />
      {tasks.length === 0 ? <EmptyState icon="phone" title={t('callbacks.none')}>{t('callbacks.none-text')}</EmptyState> : tasks.map((task) => (
        <Card key={task.id}>
          <h2>{t('callbacks.due', { at: formats.moment(task.dueAt) })}</h2>
          <p className="row">{task.isLate ? <Tag tone="danger">{t('callbacks.late')}</Tag> : null}{task.isInside ? null : <Tag tone="warn">{t('callbacks.outside')}</Tag>}<span>{task.mask ?? t('call.erased')}</span><span className="muted">{t('col.agent')}: {task.agent}</span></p>
          {task.question ? <p>{task.question}</p> : null}
          {task.erasedAt ? <Notice tone="warn" live={false}>{t('callbacks.erased')}</Notice> : task.isErasedBefore ? <Notice tone="warn" live={false}>{t('callbacks.erased-before', { day: formats.day(task.eraseAfter) })}</Notice> : null}
          <form method="post" className="inline-form">
            <input type="hidden" name="task" value={task.id} />
            <Select id={`outcome-${task.id}`} name="outcome" label={t('callbacks.outcome')} options={callbackOutcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))} />
            <TextInput id={`note-${task.id}`} name="note" label={t('callbacks.note')} maxLength={500} />
            <Button>{t('callbacks.done')}</Button>
            {task.mask ? <LinkButton variant="ghost" href={`/desk/calls/${task.callId}/number`}>{t('reveal.title')}</LinkButton> : null}
          </form>
        </Card>
      ))}
    </div>
  );
}
