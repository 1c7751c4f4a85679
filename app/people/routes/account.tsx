import { useLoaderData } from '@remix-run/react';
import { page } from '../route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Meta, PageHead, Select } from '../../ui/index.ts';
import { accountMessages } from '../messages/account.ts';
import { readOwnAccount } from '../queries/own-account.server.ts';

export const loader = page({ guard: 'signed-in' }, ({ actor, context }) => readOwnAccount(context.db, actor));

export const meta = titled((locale) => accountMessages.in(locale)('account.title'));

export default function AccountPage() {
  const t = useText(accountMessages);
  return (
    <>
      <PageHead title={t('account.title')} lead={t('account.lead')} />
      <div className="split">
        <Profile />
        <div className="stack">
          <Security />
          <Display />
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
