import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, PageHead } from '../../ui/index.ts';
import { AdoptionTable } from '../components/adoption-parts.tsx';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { canSeeAdoptions } from '../policy.ts';
import { listAdoptions, type Adoption } from '../queries/adoptions.server.ts';

export const loader = page({ guard: canSeeAdoptions }, async ({ actor, context }) => ({ adoptions: await listAdoptions(context.db, actor, momentOf(portsOf(context)).today) }));

export const meta = titled((locale) => messages.in(locale)('list.title'));
export const handle = { layout: 'wide' };

export default function AdoptionsPage() {
  const { adoptions } = useLoaderData() as unknown as { adoptions: Adoption[] };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('list.title')} lead={t('list.lead')} />
      {adoptions.length > 0 ? <AdoptionTable adoptions={adoptions} /> : <EmptyState icon="flag" title={t('list.none')}>{t('list.none-text')}</EmptyState>}
    </div>
  );
}
