import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { workCall } from '../commands/call-work.server.ts';
import { CallFields, CallPane, WaitingCalls } from '../components/desk-call.tsx';
import { CommuneList } from '../components/commune-list.tsx';
import { DeskAnswerCard } from '../components/desk-answer.tsx';
import { DeskFoot } from '../components/desk-foot.tsx';
import { DeskSearch } from '../components/desk-search.tsx';
import { deskPublicKey } from '../desk-signature.server.ts';
import { deskForm, deskQuery } from '../forms/call.ts';
import { deskTexts, openCallOf } from '../components/desk-island.ts';
import { callMessages as messages } from '../messages/call.ts';
import { periodMessages } from '../messages/period.ts';
import { canSuperviseCalls, canTakeCalls } from '../policy.ts';
import { readDesk, type DeskPage } from '../queries/desk-page.server.ts';

export const loader = page({ guard: canTakeCalls, query: deskQuery }, async ({ actor, query, context }) => ({ ...(await readDesk(portsOf(context), actor, query)), done: query.done ?? null, open: query.open, owner: actor.id, isSupervisor: canSuperviseCalls(actor), publicKey: deskPublicKey(context.secret), now: context.clock.now().toISOString() }));

export const action = submit({ guard: canTakeCalls, query: deskQuery, form: deskForm }, async ({ actor, query, form, context }) => {
  const worked = await workCall({ ...portsOf(context), secret: context.secret }, actor, form);
  if (!worked.ok) return data(refuseForm(worked.faults, form), { status: worked.faults['form'] ? 409 : 422 });
  const kept = worked.done === 'wrapped' || worked.done === 'parked' ? {} : { ...(form.meant || form.q ? { q: form.meant || form.q } : {}), ...(form.open || query.open ? { open: form.open || query.open } : {}) };
  return seeOther(`/desk?${new URLSearchParams({ ...kept, ...(worked.done ? { done: worked.done } : {}) })}`);
});

export const meta = titled((locale) => messages.in(locale)('desk.title'));
export const handle = { layout: 'wide', script: true };

export default function Desk() {
  const { q, hits, former, read, meant, call, answer, isGone, parked, handed, colleagues, bodies, communes, ticket, shift, extension, done, open, owner, publicKey, isSupervisor, now } = useLoaderData() as DeskPage & { now: string; done: 'wrapped' | 'parked' | 'saved' | null; open: string; owner: string; publicKey: string; isSupervisor: boolean };
  const t = useText(messages);
  return (
    <div className="stack" data-island="desk" data-owner={owner} data-public-key={publicKey} data-open={open} data-now={now} data-call={JSON.stringify(openCallOf(call))} data-has-number={call?.mask ? '1' : ''} data-texts={JSON.stringify(deskTexts(t, useText(periodMessages)))}>
      <PageHead title={t('desk.title')} actions={<><output className="tag" id="desk-line" /><LinkButton variant="ghost" href="/desk/callbacks">{t('shift.to-callbacks')}</LinkButton>{isSupervisor ? <LinkButton variant="ghost" href="/desk/calls">{t('shift.to-calls')}</LinkButton> : null}</>} />
      <p className="notice notice-danger" id="desk-gone" role="alert" hidden />
      <output className="notice notice-info" id="desk-ringing" hidden />
      <output className="notice notice-warn" id="desk-age" hidden />
      <div className="notice notice-warn" id="desk-refused" role="alert" hidden />
      <Faults />
      {done ? <Notice tone="ok">{t(`done.${done}`)}{done === 'wrapped' && ticket ? <> <a href={`/tickets/${ticket.id}`}>{t('done.ticket', { code: ticket.code })}</a></> : null}</Notice> : null}
      <form id="desk-find" method="get" action="/desk" hidden />
      <form id="desk-call" method="post" action={open ? `/desk?${new URLSearchParams({ q, open })}` : '/desk'} hidden />
      <div className="desk">
        <section aria-label={t('desk.search')}><DeskSearch q={q} hits={hits} former={former} read={read} meant={meant} open={open} hasCall={call !== null} /></section>
        <section aria-label={t('desk.answer')} id="desk-answer"><h2 className="sr-only">{t('desk.answer')}</h2>{isGone ? <Notice tone="danger">{t('desk.gone')}</Notice> : null}{answer ? <DeskAnswerCard answer={answer} hasCall={call !== null} /> : <p className="muted">{t('desk.no-answer')}</p>}</section>
        <section aria-label={t('call.title')}>
          <h2>{t('call.title')}</h2>
          <div id="desk-pane"><CallPane call={call} colleagues={colleagues} bodies={bodies} /></div>
          <template id="desk-fields"><CallFields call={null} colleagues={colleagues} bodies={bodies} /></template>
          <CommuneList communes={communes} />
          <WaitingCalls title={t('call.parked')} calls={parked} verb={t('call.take-up')} />
          <WaitingCalls title={t('call.handed')} calls={handed} verb={t('call.take')} />
        </section>
      </div>
      <DeskFoot shift={shift} extension={extension} />
    </div>
  );
}
