import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Meta, PageHead, TextInput } from '../../ui/index.ts';
import { requestNewAddress } from '../commands/change-address.server.ts';
import { ContestCrumbs } from '../components/public-parts.tsx';
import { newAddressForm } from '../forms/outside.ts';
import { outsideMessages } from '../messages/outside.ts';
import { addressMessages as messages } from '../messages/outside-address.ts';
import { isFromOutside } from '../policy.ts';
import { readProfile } from '../queries/profile.server.ts';
import { codeLimit, newAddressLimit } from '../sign-in-code.server.ts';

export const loader = page({ guard: isFromOutside }, async ({ actor, context }) => ({ email: (await readProfile(context.db, actor, momentOf(portsOf(context)).at)).email ?? '–' }));

export const action = submit({ guard: isFromOutside, form: newAddressForm, limit: 20_000 }, async ({ actor, form, context }) => {
  await context.spendPoint(newAddressLimit, actor.id);
  await context.spendPoint(codeLimit, context.address);
  const outcome = await requestNewAddress({ ...portsOf(context), secret: context.secret }, actor, { email: form.email, locale: context.reader.locale, address: context.address });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  context.wakeJobs();
  return seeOther(`/contests/profile/address/${outcome.id}`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function OutsideAddressPage() {
  const { email } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const outside = useText(outsideMessages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<ContestCrumbs between={{ label: outside('profile.title'), href: '/contests/profile' }} here={t('title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <Meta items={[{ term: t('now'), detail: email }]} />
          <form method="post" noValidate className="stack">
            <TextInput name="email" type="email" label={t('new')} hint={outside('email-hint')} error={say('email')} defaultValue={value('email')} autoComplete="email" autoCapitalize="none" spellCheck={false} required />
            <div className="row"><Button icon="mail">{outside('send')}</Button><LinkButton variant="ghost" href="/contests/profile">{t('back')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
