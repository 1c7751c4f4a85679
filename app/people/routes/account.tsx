import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Meta, Notice, PageHead, Select, TextInput } from '../../ui/index.ts';
import { changeOwnPhone } from '../commands/change-own-phone.server.ts';
import { Faults, useFaults } from '../components/faults.tsx';
import { ownPhoneForm } from '../forms/person.ts';
import { accountMessages } from '../messages/account.ts';
import { portsOf } from '../ports.ts';
import { readOwnAccount } from '../queries/own-account.server.ts';
import { page, submit } from '../route.server.ts';

const query = z.object({ done: z.literal('phone').optional().catch(undefined) });

export const loader = page({ guard: 'signed-in', query }, async ({ actor, query, context }) => ({ done: query.done, ...(await readOwnAccount(context.db, actor)) }));

/** Her own work phone; an empty field takes it back. */
export const action = submit({ guard: 'signed-in', form: ownPhoneForm }, async ({ actor, form, context }) => {
  await changeOwnPhone(portsOf(context), actor, form.phone);
  return seeOther('/account?done=phone');
});

export const meta = titled((locale) => accountMessages.in(locale)('account.title'));

export default function AccountPage() {
  const { done, phone } = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  return (
    <>
      <PageHead title={t('account.title')} lead={t('account.lead')} />
      <div className="stack">
        <Faults />
        {done ? <Notice tone="ok" focused>{t(phone ? 'phone.saved' : 'phone.removed')}</Notice> : null}
        <div className="split">
          <div className="stack">
            <Profile />
            <Phone />
          </div>
          <div className="stack">
            <Security />
            <Display />
          </div>
        </div>
      </div>
    </>
  );
}

function Profile() {
  const account = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  const none = t('account.none');
  return (
    <Card id="profile" title={t('account.profile')}>
      <Meta
        items={[
          { term: t('account.full-name'), detail: account.fullName },
          { term: t('account.unit'), detail: account.unitName ?? t('account.no-unit') },
          { term: t('account.position'), detail: account.position ?? none },
          { term: t('account.staff-no'), detail: account.staffNo ?? none },
          { term: t('account.email'), detail: account.email ?? none },
          { term: t('account.category'), detail: account.category ? t(`category.${account.category}`) : none },
          { term: t('account.roles'), detail: account.roles.map((role) => t(`role.${role}`)).join(', ') || t('account.roles-none') },
        ]}
      />
    </Card>
  );
}

function Phone() {
  const { phone } = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  const { say, value } = useFaults();
  return (
    <Card id="own-phone" title={t('account.phone')} lead={t('phone.lead')}>
      <p>{t('phone.wants')} <a href="/account/notices">{t('account.notices')}</a>.</p>
      <form method="post" className="stack">
        <TextInput name="phone" type="tel" label={t('account.phone')} optionalText={t('phone.optional')} hint={t('phone.example')} error={say('phone')} defaultValue={value('phone', phone)} width="middle" maxLength={40} autoComplete="tel" />
        <div><Button icon="save">{t('phone.save')}</Button></div>
      </form>
      {phone ? (
        <form method="post">
          <input type="hidden" name="phone" value="" />
          <Button variant="ghost">{t('phone.remove')}</Button>
        </form>
      ) : null}
    </Card>
  );
}

function Security() {
  const { passwordChangedAt } = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  const formats = useFormats();
  return (
    <Card id="security" title={t('account.security')} lead={passwordChangedAt ? t('account.security-lead', { day: formats.day(passwordChangedAt) }) : undefined}>
      <div className="row">
        <LinkButton href="/account/password" variant="ghost" icon="key-round">{t('password.title')}</LinkButton>
        <LinkButton href="/account/sessions" variant="ghost" icon="history">{t('sessions.title')}</LinkButton>
        <LinkButton href="/account/notices" variant="ghost" icon="bell">{t('account.notices')}</LinkButton>
      </div>
    </Card>
  );
}

function Display() {
  const { locale, theme } = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  return (
    <Card id="display" title={t('account.display')}>
      <form method="post" action="/preferences" className="stack">
        <input type="hidden" name="back" value="/account" />
        <Select name="locale" label={t('account.language')} defaultValue={locale} options={(['vi', 'en'] as const).map((value) => ({ value, label: t(`locale.${value}`) }))} />
        <Select name="theme" label={t('account.theme')} defaultValue={theme} options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))} />
        <div><Button icon="save">{t('account.save')}</Button></div>
      </form>
    </Card>
  );
}
