import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, Select, TextArea } from '../../ui/index.ts';
import { workTicket } from '../commands/work-ticket.server.ts';
import { AnswersToUse } from '../components/ticket-answers.tsx';
import { TicketCrumbs } from '../components/ticket-parts.tsx';
import { answerQuery } from '../forms/replies.ts';
import { deedForm, deedParams } from '../forms/tickets.ts';
import { ticketPageMessages as messages } from '../messages/ticket-pages.ts';
import { ticketReplyMessages } from '../messages/ticket-replies.ts';
import { canSuperviseCalls, canWorkTickets } from '../policy.ts';
import { deedChoices, getTicket, type TicketPage } from '../queries/tickets.server.ts';
import { answersForTicket, type AnswersForTicket } from '../queries/ticket-replies.server.ts';
import type { TicketDeed } from '../rules/ticket.ts';

export const loader = page({ guard: canWorkTickets, params: deedParams, query: answerQuery }, async ({ actor, params, query, context }) => {
  const moment = momentOf(portsOf(context));
  const { at } = moment;
  const ticket = await getTicket(context.db, params.id, { actor, secret: context.secret, ...moment });
  const found = params.deed === 'answer' ? await answersForTicket(context.db, ticket.summary, query, moment, context.env.baseUrl) : null;
  return { deed: params.deed, ticket, found, choices: await deedChoices(context.db, at), canAssign: canSuperviseCalls(actor) };
});

export const action = submit({ guard: canWorkTickets, params: deedParams, form: deedForm }, async ({ actor, params, form, context }) => {
  const outcome = await workTicket({ ...portsOf(context), secret: context.secret }, actor, { ...form, ...params });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 'form' in outcome.faults ? 409 : 422 });
  context.wakeJobs();
  return seeOther(`/tickets/${params.id}`);
});

export const meta = titled((locale) => messages.in(locale)('ticket.next'));

interface Loaded {
  deed: TicketDeed;
  ticket: TicketPage;
  choices: { officers: { id: string; name: string }[]; bodies: { key: string; name: string }[] };
  canAssign: boolean;
  /** Published answers to take, for an answer. */
  found: AnswersForTicket | null;
}

export default function TicketStepPage() {
  const { deed, ticket, choices, canAssign, found } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const said = useText(ticketReplyMessages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t(`step.${deed}`)} lead={t(`lead.${deed}`)} breadcrumb={<TicketCrumbs ticket={ticket} here={t(`step.${deed}`)} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" className="stack" noValidate>
            <input type="hidden" name="revision" value={ticket.revision} />
            {found ? <input type="hidden" name="version" value={value('version', found.used?.versionId)} /> : null}
            {found?.used ? <Notice live={false}>{said('used', { question: found.used.question })}</Notice> : null}
            {deed === 'assign' && canAssign ? <Select name="to" label={t('to')} error={say('to')} defaultValue={value('to')} emptyLabel={t('to.me')} options={choices.officers.map(({ id, name }) => ({ value: id, label: name }))} /> : null}
            {deed === 'send' ? <Select name="bodyKey" label={t('new.body')} error={say('bodyKey')} defaultValue={value('bodyKey', ticket.bodyKey)} options={choices.bodies.map(({ key, name }) => ({ value: key, label: name }))} /> : null}
            <TextArea name="note" label={t(`note.${deed}`)} error={say('note')} defaultValue={value('note', found?.used?.text)} maxLength={5_000} rows={found ? 10 : undefined} required={['wait', 'answer', 'tell', 'close'].includes(deed)} />
            <div className="row"><Button variant={deed === 'close' ? 'danger' : 'primary'}>{t(`step.${deed}`)}</Button><LinkButton variant="ghost" href={`/tickets/${ticket.id}`}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
        {found ? <AnswersToUse ticketId={ticket.id} found={found} /> : null}
      </div>
    </>
  );
}
