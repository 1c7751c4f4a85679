import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { publicLookupLimit, signInLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { Button, Card, EmptyState, LinkButton, TextInput } from '../../ui/index.ts';
import { activateAccount, createFirstAdmin } from '../commands/use-activation-link.server.ts';
import { Faults, useFaults } from '../components/faults.tsx';
import { NewPasswordFields } from '../components/new-password-fields.tsx';
import { newPassword, secretFields } from '../forms/passwords.ts';
import { fullName } from '../forms/person.ts';
import { accountMessages } from '../messages/account.ts';
import { readActivationLink, type ActivationLink, type LinkState } from '../queries/activation.server.ts';
import { page, submit } from '../route.server.ts';
import { passwordPolicy, type PasswordPolicy } from '../rules/password-rules.ts';
import { deviceOf, sessionCookieHeader } from '../session.server.ts';

interface Shown {
  state: LinkState | 'foreign';
  purpose: ActivationLink['purpose'];
  fullName: string | null;
  signedInAs: string;
  policy: PasswordPolicy;
}

const params = z.object({ token: z.string().max(100) });

export const loader = page({ guard: 'public', params }, async ({ actor, params, context }) => {
  await context.spendPoint(publicLookupLimit, context.address);
  const now = context.clock.now();
  const link = await readActivationLink(context.db, params.token, now.toISOString());
  const policy = await readSetting(context.db, passwordPolicy, dayIn(context.env.TZ_DISPLAY, now));
  const state = link.state === 'open' && actor && actor.id !== link.userId ? 'foreign' : link.state;
  const shown: Shown = { state, purpose: link.purpose, fullName: state === 'open' ? link.fullName : null, signedInAs: actor?.fullName ?? '', policy };
  return data(shown, { status: state === 'open' ? 200 : state === 'foreign' ? 409 : 410, headers: { 'Cache-Control': 'no-store' } });
});

const email = z.email({ error: inBoth(accountMessages.both('activate.email-wrong')) }).max(200).transform((text) => text.toLowerCase());
const form = z.union([z.object({ fullName, email: z.string().trim().pipe(email), ...newPassword }), z.object({ fullName: z.undefined().optional(), ...newPassword })]);

export const action = submit({ guard: 'public', params, form, secretFields }, async ({ actor, params, form, context, request }) => {
  await context.spendPoint(signInLimit, context.address);
  const ports = { db: context.db, clock: context.clock, timeZone: context.env.TZ_DISPLAY };
  const device = deviceOf(request, context.address);
  const outcome = form.fullName === undefined ? await activateAccount(ports, params.token, form, device, actor?.id ?? null) : await createFirstAdmin(ports, params.token, form, device);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form, secretFields), { status: 422 });
  return seeOther(form.fullName === undefined ? '/' : '/admin', { 'Set-Cookie': sessionCookieHeader(outcome.token, context.env.baseUrl.startsWith('https:')) });
});

export const meta = titled((locale) => accountMessages.in(locale)('activate.title'));
export const handle = { script: true };

export default function ActivatePage() {
  const { state, purpose } = useLoaderData() as Shown;
  if (state !== 'open') return <GoneLink />;
  return <div className="narrow"><Card>{purpose === 'FIRST_ADMIN' ? <FirstAdminForm /> : <PasswordForm />}</Card></div>;
}

function PasswordForm() {
  const { policy, fullName: name, purpose } = useLoaderData() as Shown;
  const t = useText(accountMessages);
  return (
    <>
      <h1>{t(purpose === 'RESET' ? 'activate.reset-title' : 'activate.title')}</h1>
      <p className="muted">{t('activate.for', { name: name ?? '' })}</p>
      <Faults />
      <form method="post" className="stack">
        <NewPasswordFields policy={policy} />
        <Button wide>{t('activate.submit')}</Button>
      </form>
    </>
  );
}

function FirstAdminForm() {
  const { policy } = useLoaderData() as Shown;
  const t = useText(accountMessages);
  const { say, value } = useFaults();
  return (
    <>
      <h1>{t('activate.first-title')}</h1>
      <p className="muted">{t('activate.first-lead')}</p>
      <Faults />
      <form method="post" className="stack">
        <TextInput name="fullName" label={t('account.full-name')} error={say('fullName')} defaultValue={value('fullName')} autoComplete="name" required />
        <TextInput name="email" type="email" label={t('account.email')} error={say('email')} defaultValue={value('email')} autoComplete="username" required />
        <NewPasswordFields policy={policy} />
        <Button wide>{t('activate.create')}</Button>
      </form>
    </>
  );
}

function GoneLink() {
  const { state, purpose, signedInAs } = useLoaderData() as Shown;
  const t = useText(accountMessages);
  const why = state === 'foreign' ? t('activate.foreign', { name: signedInAs }) : purpose === 'FIRST_ADMIN' ? t('activate.first-expired') : t(`activate.${state === 'open' ? 'unknown' : state}`);
  const signOut = (
    <form method="post" action="/sign-out">
      <Button>{t('activate.sign-out')}</Button>
    </form>
  );
  return <EmptyState level={1} icon="link" title={t('activate.gone-title')} action={state === 'foreign' ? signOut : <LinkButton href="/sign-in">{t('activate.to-sign-in')}</LinkButton>}>{why}</EmptyState>;
}
