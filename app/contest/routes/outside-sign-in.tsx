import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, safeNext, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { signInLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, Notice } from '../../ui/index.ts';
import { requestCode } from '../commands/request-code.server.ts';
import { EmailForm, OfficialsCard } from '../components/outside-parts.tsx';
import { emailForm, nextQuery } from '../forms/outside.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { codeLimit, codeMinutes } from '../sign-in-code.server.ts';

export const loader = page({ guard: 'public', query: nextQuery }, ({ actor, query }) => {
  if (actor) throw redirect(safeNext(query.next ?? '/contests'));
  return { next: query.next ? safeNext(query.next) : undefined, minutes: codeMinutes };
});

export const action = submit({ guard: 'public', form: emailForm, limit: 20_000 }, async ({ form, context }) => {
  await context.spendPoint(signInLimit, context.address);
  await context.spendPoint(codeLimit, context.address);
  const { id } = await requestCode({ ...portsOf(context), secret: context.secret }, { email: form.email, locale: context.reader.locale, address: context.address });
  context.wakeJobs();
  return seeOther(`/contests/sign-in/${id}${form.next ? `?next=${encodeURIComponent(safeNext(form.next))}` : ''}`);
});

export const meta = titled((locale) => messages.in(locale)('sign-in.title'));

export default function OutsideSignInPage() {
  const { next, minutes } = useLoaderData() as { next: string | undefined; minutes: number };
  const t = useText(messages);
  return (
    <div className="narrow stack">
      <Card>
        <h1>{t('sign-in.title')}</h1>
        <p className="muted">{t('sign-in.lead', { minutes })}</p>
        {next ? <Notice live={false}>{t(next.startsWith('/held/') ? 'sign-in.kept' : 'sign-in.required')}</Notice> : null}
        <Faults />
        <EmailForm next={next} />
      </Card>
      <OfficialsCard next={next} />
    </div>
  );
}
