import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Faults } from '../../people/index.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Notice, PageHead } from '../../ui/index.ts';
import { handOver } from '../commands/hand-over-package.server.ts';
import { titledMail } from '../components/titled-mail.ts';
import { PackageTag, VneidCrumbs } from '../components/vneid-lists.tsx';
import { NextStep, PackageFacts, PackageWords } from '../components/vneid-package.tsx';
import { handOverForm, packageParams, packageQuery } from '../forms/vneid.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';
import { canHandOver } from '../policy.ts';
import { getPackage, type PackagePage } from '../queries/vneid.server.ts';

export const loader = page({ guard: canHandOver, params: packageParams, query: packageQuery }, async ({ params, query, context }) => {
  const one = await getPackage(context.db, params.package, momentOf(portsOf(context)).at);
  // Only what is so: the address may be older than what was done since.
  const isSo = { made: one.handedAt === null, handed: one.handedAt !== null && one.receivedAt === null, received: one.receivedAt !== null };
  return { done: query.done && isSo[query.done] ? query.done : undefined, one };
});

export const action = submit({ guard: canHandOver, params: packageParams, form: handOverForm }, async ({ actor, params, context }) => {
  const outcome = await handOver(portsOf(context), actor, params.package);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  return seeOther(`/campaigns/vneid/${params.package}?done=handed`);
});

export const meta = titledMail((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function VneidPackage() {
  const { one, done } = useLoaderData() as unknown as { one: PackagePage; done?: 'made' | 'handed' | 'received' };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={one.subject} tags={<PackageTag state={one.state} />} breadcrumb={<VneidCrumbs of={{ id: one.id, title: t('package', { number: one.number }) }} />} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <Faults />
      <NextStep one={one} />
      <div className="split"><PackageFacts one={one} /><PackageWords one={one} /></div>
    </div>
  );
}
