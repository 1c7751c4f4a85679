import type { RequestContext } from '../platform/http/context.ts';
import { momentOf, portsOf } from '../people/index.server.ts';
import type { RulesPage } from './components/public-rules.tsx';
import { readPublicCall } from './queries/public-call.server.ts';
import { findRulesBefore, getRules } from './queries/rules.server.ts';
import { rulesChange, rulesHtml } from './rules-shown.server.ts';

/** What the page of a published version shows; without a number of the newest. @throws AppError not-found */
export async function rulesPage(context: RequestContext, slug: string, version?: number): Promise<RulesPage> {
  const call = await readPublicCall(context.db, slug, momentOf(portsOf(context)));
  const rules = await getRules(context.db, call.id, { version, isPublic: true });
  const before = await findRulesBefore(context.db, call.id, { version: rules.version, isPublic: true });
  return {
    call: { slug: call.slug, title: call.title, rules: call.rules },
    rules: { version: rules.version, publishedAt: rules.publishedAt ?? '', contentHash: rules.contentHash },
    html: rulesHtml(rules.body, context.env.baseUrl),
    change: rulesChange(before, rules.body, context.env.baseUrl),
  };
}
