import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Faults } from '../../people/index.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { PageHead } from '../../ui/index.ts';
import { makePackage } from '../commands/make-vneid-package.server.ts';
import { titledMail } from '../components/titled-mail.ts';
import { PackageTable, VneidCrumbs, WaitingTable } from '../components/vneid-lists.tsx';
import { makeForm } from '../forms/vneid.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';
import { canHandOver } from '../policy.ts';
import { listPackages, listWaiting, packagesShown, type PackageRow, type WaitingMessage } from '../queries/vneid.server.ts';

export const loader = page({ guard: canHandOver }, async ({ context }) => {
  const { at } = momentOf(portsOf(context));
  const packages = await listPackages(context.db, at);
  return { waiting: await listWaiting(context.db, at), packages, isFull: packages.length >= packagesShown };
});

export const action = submit({ guard: canHandOver, form: makeForm }, async ({ actor, form, context }) => {
  const outcome = await makePackage({ ...portsOf(context), baseUrl: context.env.baseUrl }, actor, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  return seeOther(`/campaigns/vneid/${outcome.id}?done=made`);
});

export const meta = titledMail((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function VneidPackagesPage() {
  const { waiting, packages, isFull } = useLoaderData() as unknown as { waiting: WaitingMessage[]; packages: PackageRow[]; isFull: boolean };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<VneidCrumbs />} />
      <Faults />
      <WaitingTable rows={waiting} />
      <PackageTable rows={packages} isFull={isFull} />
    </div>
  );
}
