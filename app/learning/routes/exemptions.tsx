import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { ExemptionsPageView } from '../components/exemption-pages.tsx';
import { exemptionsQuery, type ExemptionsQuery } from '../forms/exemptions.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { canAssign } from '../policy.ts';
import { exemptionsPage, type ExemptionsPage } from '../queries/exemption-pages.server.ts';

export const loader = page({ guard: canSeeReminders, query: exemptionsQuery }, async ({ actor, query, context }) => {
  return { shown: await exemptionsPage(context.db, actor, { ...query, state: query.state }, momentOf(portsOf(context)).today), query, mayAdd: canAssign(actor) };
});

export const meta = titled((locale) => exemptionMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Exemptions() {
  return <ExemptionsPageView {...(useLoaderData() as unknown as { shown: ExemptionsPage; query: ExemptionsQuery; mayAdd: boolean })} />;
}
