import { useText } from '../../platform/i18n/react.tsx';
import { Card, Notice, PageHead, Prose } from '../../ui/index.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import type { PublicCall } from '../queries/public-call.server.ts';
import { useSecond } from './call-parts.tsx';
import type { RulesChange } from '../rules-shown.server.ts';
import { ContestCrumbs, RulesFacts } from './public-parts.tsx';
import { RulesChanges } from './rules-changes.tsx';

export interface RulesPage {
  call: Pick<PublicCall, 'slug' | 'title' | 'rules'>;
  rules: PublicCall['rules'][number];
  html: string;
  change: RulesChange | null;
}

/** One version of a contest's rules, with what changed in it and the way to the others. */
export function PublicRules({ call, rules, html, change, isNamed = false }: RulesPage & { isNamed?: boolean }) {
  const t = useText(messages);
  const second = useSecond();
  const [newest] = call.rules;
  return (
    <div className="stack-l">
      <PageHead title={t('rules')} lead={t('rules.facts', { version: rules.version, at: second(rules.publishedAt) })} breadcrumb={<ContestCrumbs call={call} {...(isNamed ? { between: { label: t('rules'), href: `/contests/${call.slug}/rules` } } : {})} here={isNamed ? t('rules.version', { version: rules.version }) : t('rules')} />} />
      {newest && newest.version !== rules.version ? <Notice tone="warn" live={false} action={<a href={`/contests/${call.slug}/rules`}>{t('rules.read-newest')}</a>}>{t('rules.newest', { version: newest.version })}</Notice> : null}
      <Card><Prose html={html} /><RulesFacts rules={rules} /></Card>
      {change ? <RulesChanges change={change} /> : null}
      {call.rules.length > 1 ? <Card title={t('rules.versions')} id="versions"><ul className="bullets">{call.rules.map((one) => <li key={one.version}><a href={`/contests/${call.slug}/rules/${one.version}`}>{t('rules.facts', { version: one.version, at: second(one.publishedAt) })}</a></li>)}</ul></Card> : null}
    </div>
  );
}
