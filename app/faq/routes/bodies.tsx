import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, PageHead } from '../../ui/index.ts';
import { BodiesTable } from '../components/body-parts.tsx';
import { TicketCrumbs } from '../components/ticket-parts.tsx';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { canKeepBodies, canReceiveTickets } from '../policy.ts';
import { listBodies } from '../queries/bodies.server.ts';

export const loader = page({ guard: canReceiveTickets }, async ({ actor, context }) => {
  const ports = portsOf(context);
  return { bodies: await listBodies(context.db, { at: momentOf(ports).at, timeZone: ports.timeZone }), canKeep: canKeepBodies(actor) };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function BodiesPage() {
  const { bodies, canKeep } = useLoaderData<typeof loader>();
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<TicketCrumbs here={t('title')} />} actions={canKeep ? <LinkButton icon="plus" href="/tickets/bodies/new">{t('add')}</LinkButton> : undefined} />
      {bodies.length === 0 ? <EmptyState icon="inbox" title={t('none')} /> : <BodiesTable bodies={bodies} />}
    </div>
  );
}
