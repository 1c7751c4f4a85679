import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { refuseForm } from '../../platform/http/forms.server.ts';
import type { RateLimit } from '../../platform/http/rate-limit.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { Button, Card, Notice, PageHead, PasswordInput } from '../../ui/index.ts';
import { changePassword } from '../commands/change-password.server.ts';
import { AccountCrumbs } from '../components/account-crumbs.tsx';
import { Faults, useFaults } from '../components/faults.tsx';
import { NewPasswordFields } from '../components/new-password-fields.tsx';
import { newPassword, secret, secretFields } from '../forms/passwords.ts';
import { accountMessages } from '../messages/account.ts';
import { page, submit } from '../route.server.ts';
import { passwordPolicy } from '../rules/password-rules.ts';
import { safeNext } from '../rules/session-rules.ts';
import { sessionCookieHeader } from '../session.server.ts';

/** A stolen session must not be a way to try passwords. */
const tries: RateLimit = { name: 'password-change', points: 10, seconds: 900 };
const query = z.object({ next: z.string().optional(), saved: z.string().optional() });

export const loader = page({ guard: 'signed-in', query }, async ({ actor, query, context }) => ({
  forced: actor.mustChangePassword,
  saved: query.saved === '1',
  next: query.next ? safeNext(query.next) : actor.mustChangePassword ? '/' : '',
  policy: await readSetting(context.db, passwordPolicy, dayIn(context.env.TZ_DISPLAY, context.clock.now())),
}));

const form = z.object({ current: secret, ...newPassword, next: z.string().optional() });

export const action = submit({ guard: 'signed-in', form, secretFields }, async ({ actor, form, context }) => {
  await context.spendPoint(tries, actor.id);
  const outcome = await changePassword({ db: context.db, clock: context.clock, timeZone: context.env.TZ_DISPLAY }, actor, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form, secretFields), { status: 422 });
  const next = form.next || (actor.mustChangePassword ? '/' : '/account/password?saved=1');
  return seeOther(safeNext(next), { 'Set-Cookie': sessionCookieHeader(outcome.token, context.env.baseUrl.startsWith('https:')) });
});

export const meta = titled((locale) => accountMessages.in(locale)('password.title'));
export const handle = { script: true };

export default function PasswordPage() {
  const { forced, saved, next, policy } = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  const { say, list } = useFaults();
  const done = saved && list.length === 0;
  return (
    <>
      <PageHead title={t('password.title')} breadcrumb={forced ? undefined : <AccountCrumbs here={t('password.title')} />} />
      <div className="form">
        {forced ? <Notice tone="warn">{t('password.forced')}</Notice> : null}
        {done ? <Notice tone="ok">{t('password.saved')}</Notice> : null}
        <Faults />
        <Card>
          <form method="post" className="stack">
            <input type="hidden" name="next" value={next} />
            <PasswordInput name="current" label={t('password.current')} error={say('current')} showLabel={t('password.show')} autoComplete="current-password" required />
            <NewPasswordFields policy={policy} />
            <p className="muted">{t('password.others')}</p>
            <Button wide>{t('password.save')}</Button>
          </form>
        </Card>
      </div>
    </>
  );
}
