import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { page } from '../../people/index.server.ts';
import { PublicRules, type RulesPage } from '../components/public-rules.tsx';
import { publicRulesParams } from '../forms/calls.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { rulesPage } from '../rules-page.server.ts';

export const loader = page({ guard: 'public', params: publicRulesParams }, ({ params, context }) => rulesPage(context, params.slug, params.version));

export const meta = titled((locale) => messages.in(locale)('rules'));

export default function ContestRulesVersionPage() {
  return <PublicRules {...(useLoaderData() as RulesPage)} isNamed />;
}
