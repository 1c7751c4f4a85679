import { useActionData, useLoaderData } from '@remix-run/react';
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import { refuseForm, type FormFaults } from '../../platform/http/forms.server.ts';
import { signInLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PasswordInput, TextInput } from '../../ui/index.ts';
import { signIn } from '../commands/sign-in.server.ts';
import { peopleMessages } from '../messages.ts';
import { page, submit } from '../route.server.ts';
import { safeNext } from '../rules/session-rules.ts';
import { deviceOf, sessionCookieHeader } from '../session.server.ts';
import { refusalOf } from '../rules/sign-in-refusal.ts';

export const loader = page({ guard: 'public', query: z.object({ next: z.string().optional() }) }, ({ actor, query }) => {
  if (actor) throw redirect(safeNext(query.next));
  return { next: safeNext(query.next) };
});

const form = z.object({ identifier: z.string().trim().min(1).max(200), password: z.string().min(1).max(500), next: z.string().optional() });

export const action = submit({ guard: 'public', form, secretFields: ['password'] }, async ({ form, context, request }) => {
  await context.spendPoint(signInLimit, context.address);
  const device = deviceOf(request, context.address);
  const result = await signIn({ db: context.db, clock: context.clock, timeZone: context.env.TZ_DISPLAY }, form, device);
  if (!result.ok) return data(refuseForm({ form: refusalOf(result) }, form, ['password']), { status: 422 });
  return seeOther(safeNext(form.next), { 'Set-Cookie': sessionCookieHeader(result.token, context.env.baseUrl.startsWith('https:')) });
});

export const meta = titled((locale) => peopleMessages.in(locale)('sign-in.title'));
export const handle = { layout: 'page', script: true };

export default function SignInPage() {
  const { next } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as FormFaults | undefined;
  const t = useText(peopleMessages);
  const locale = useLocale();
  const say = (field: string) => refused?.faults[field]?.[locale];
  return (
    <div className="narrow">
      <Card>
        <h1>{t('sign-in.title')}</h1>
        <p className="muted">{t('sign-in.lead')}</p>
        {next.startsWith('/held/') ? <Notice tone="info">{t('sign-in.kept')}</Notice> : next === '/' ? null : <Notice tone="info">{t('sign-in.required')}</Notice>}
        {say('form') ? <Notice tone="danger" focused>{say('form')}</Notice> : null}
        <form method="post" className="stack">
          <input type="hidden" name="next" value={next} />
          <TextInput name="identifier" label={t('sign-in.identifier')} error={say('identifier')} defaultValue={refused?.values.identifier} autoComplete="username" autoCapitalize="none" spellCheck={false} required />
          <PasswordInput name="password" label={t('sign-in.password')} error={say('password')} showLabel={t('sign-in.show')} autoComplete="current-password" required />
          <Button wide>{t('sign-in.submit')}</Button>
          <p className="muted small">{t('sign-in.forgotten')}</p>
        </form>
      </Card>
    </div>
  );
}
