import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deviceOf, page, portsOf, safeNext, sessionCookieHeader, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { signInLimit } from '../../platform/http/rate-limit.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, TextInput } from '../../ui/index.ts';
import { signInByCode } from '../commands/sign-in-by-code.server.ts';
import { codeForm, codeParams, nextQuery } from '../forms/outside.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { codeMinutes, mostTries } from '../sign-in-code.server.ts';

/** Says the same for every id, also for one that never was: only a code tells. */
export const loader = page({ guard: 'public', params: codeParams, query: nextQuery }, ({ query }) => ({ next: query.next ? safeNext(query.next) : undefined, minutes: codeMinutes, tries: mostTries }));

export const action = submit({ guard: 'public', params: codeParams, form: codeForm, secretFields: ['code'], limit: 20_000 }, async ({ params, form, context, request }) => {
  await context.spendPoint(signInLimit, context.address);
  const outcome = await signInByCode({ ...portsOf(context), secret: context.secret }, { id: params.id, code: form.code }, deviceOf(request, context.address));
  if (!outcome.ok) return data(refuseForm(outcome.faults, form, ['code']), { status: 422 });
  const next = safeNext(form.next ?? '/contests');
  return seeOther(outcome.hasProfile ? next : `/contests/profile?done=new&next=${encodeURIComponent(next)}`, { 'Set-Cookie': sessionCookieHeader(outcome.token, context.env.baseUrl.startsWith('https:')) });
});

export const meta = titled((locale) => messages.in(locale)('code.title'));

export default function OutsideCodePage() {
  const { next, minutes, tries } = useLoaderData() as { next: string | undefined; minutes: number; tries: number };
  const t = useText(messages);
  const { say } = useFaults();
  return (
    <div className="narrow stack">
      <Card>
        <h1>{t('code.title')}</h1>
        <p className="muted">{t('code.lead', { minutes, tries })}</p>
        <Faults />
        <form method="post" noValidate className="stack">
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <TextInput name="code" label={t('code.label')} error={say('code')} inputMode="numeric" autoComplete="one-time-code" maxLength={20} required />
          <Button wide>{t('code.submit')}</Button>
        </form>
        <p className="muted">{t('code.none')}</p>
        <LinkButton variant="ghost" href={`/contests/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`}>{t('code.again')}</LinkButton>
      </Card>
    </div>
  );
}
