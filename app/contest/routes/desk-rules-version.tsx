import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { smallFirst } from '../../platform/i18n/first-letter.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, PageHead, Prose } from '../../ui/index.ts';
import { useSecond } from '../components/call-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { RulesChanges } from '../components/rules-changes.tsx';
import { rulesParams } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';
import { findRulesBefore, getRules, type RulesText } from '../queries/rules.server.ts';
import { rulesChange, rulesHtml, type RulesChange } from '../rules-shown.server.ts';

interface Loaded {
  call: Call;
  rules: RulesText;
  html: string;
  change: RulesChange | null;
}

export const loader = page({ guard: canSeeContestDesk, params: rulesParams }, async ({ params, context }): Promise<Loaded> => {
  const call = await getCall(context.db, params.id, momentOf(portsOf(context)).today);
  const rules = await getRules(context.db, call.id, { version: params.version, isPublic: false });
  const before = await findRulesBefore(context.db, call.id, { version: rules.version, isPublic: false });
  return { call, rules, html: rulesHtml(rules.body, context.env.baseUrl), change: rulesChange(before, rules.body, context.env.baseUrl) };
});

export const meta = titled((locale) => messages.in(locale)('step.rules'));

export default function DeskRulesVersionPage() {
  const { call, rules, html, change } = useLoaderData() as Loaded;
  const t = useText(messages);
  const second = useSecond();
  const title = t('rules.version', { version: rules.version });
  return (
    <div className="stack-l">
      <PageHead title={`${t('step.rules')}: ${smallFirst(title)}`} lead={rules.publishedAt ? t('rules.published', { at: second(rules.publishedAt) }) : t('rules.draft')} breadcrumb={<DeskCrumbs contest={call} between={{ label: t('step.rules'), href: `/contest-desk/${call.id}/rules` }} here={title} />} />
      <Card><Prose html={html} /></Card>
      {change ? <RulesChanges change={change} /> : null}
    </div>
  );
}
