import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deviceOf, page, portsOf, safeNext, sessionCookieHeader, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { signInLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { signInByCode } from '../commands/sign-in-by-code.server.ts';
import { CodeCard } from '../components/outside-parts.tsx';
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
  const { next, ...limits } = useLoaderData() as { next: string | undefined; minutes: number; tries: number };
  const t = useText(messages);
  return <CodeCard title={t('code.title')} submit={t('code.submit')} again={`/contests/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`} next={next} {...limits} />;
}
