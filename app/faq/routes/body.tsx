import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { editBody } from '../commands/keep-body.server.ts';
import { BodyCrumbs } from '../components/body-crumbs.tsx';
import { BodyFacts, BodyForm, BodyState, BodyTickets } from '../components/body-parts.tsx';
import { bodyForm, bodyParams, bodyQuery, typedBody } from '../forms/bodies.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { canKeepBodies, canReceiveTickets, canSuperviseCalls } from '../policy.ts';
import { getBody } from '../queries/bodies.server.ts';

const deeds = { created: 'body.create', edited: 'body.edit', closed: 'body.close', reopened: 'body.reopen', moved: 'ticket.move' } as const;

export const loader = page({ guard: canReceiveTickets, params: bodyParams, query: bodyQuery }, async ({ actor, params, query, context }) => {
  const ports = portsOf(context);
  const done = query.done && (await lastDeed(context.db, { actorId: actor.id }))?.action === deeds[query.done] ? query.done : null;
  return { body: await getBody(context.db, params.key, { at: momentOf(ports).at, timeZone: ports.timeZone }), canKeep: canKeepBodies(actor), canMove: canSuperviseCalls(actor), done };
});

export const action = submit({ guard: canKeepBodies, params: bodyParams, form: bodyForm }, async ({ actor, params, form, context }) => {
  const outcome = await editBody(portsOf(context), actor, params.key, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, typedBody(form)), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/tickets/bodies/${params.key}?done=edited`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function BodyPage() {
  const { body, canKeep, canMove, done } = useLoaderData<typeof loader>();
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={body.name} tags={<BodyState body={body} />} breadcrumb={<BodyCrumbs body={body} />} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Faults />
      <BodyTickets body={body} canMove={canMove} />
      <BodyFacts body={body} />
      {canKeep ? <Card title={t('edit')} id="edit"><BodyForm body={body} /></Card> : null}
      {canKeep ? (
        <div className="row">
          {body.isClosed ? null : <LinkButton variant="ghost" href={`/tickets/bodies/${body.key}/closing`}>{t(body.closedOn === null ? 'close' : 'close.change')}</LinkButton>}
          {body.closedOn === null ? null : <form method="post" action={`/tickets/bodies/${body.key}/reopening`}><input type="hidden" name="revision" value={body.revision} /><Button variant="ghost">{t('reopen')}</Button></form>}
        </div>
      ) : null}
    </div>
  );
}
