import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { signInLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { changeAddress } from '../commands/change-address.server.ts';
import { CodeCard } from '../components/outside-parts.tsx';
import { codeForm, codeParams } from '../forms/outside.ts';
import { addressMessages as messages } from '../messages/outside-address.ts';
import { isFromOutside } from '../policy.ts';
import { codeMinutes, mostTries } from '../sign-in-code.server.ts';

/** Says the same for every id, also for one that never was: only a code tells. */
export const loader = page({ guard: isFromOutside, params: codeParams }, () => ({ minutes: codeMinutes, tries: mostTries }));

export const action = submit({ guard: isFromOutside, params: codeParams, form: codeForm, secretFields: ['code'], limit: 20_000 }, async ({ actor, params, form, context }) => {
  await context.spendPoint(signInLimit, context.address);
  const outcome = await changeAddress({ ...portsOf(context), secret: context.secret }, actor, { id: params.id, code: form.code, locale: context.reader.locale });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form, ['code']), { status: 422 });
  context.wakeJobs();
  return seeOther('/contests/profile?done=moved');
});

export const meta = titled((locale) => messages.in(locale)('code.title'));

export default function OutsideAddressCodePage() {
  const limits = useLoaderData<typeof loader>();
  const t = useText(messages);
  return <CodeCard title={t('code.title')} submit={t('code.submit')} again="/contests/profile/address" {...limits} />;
}
