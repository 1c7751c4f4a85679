import { data } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, TextInput } from '../../ui/index.ts';
import { revealNumber } from '../commands/call-reveal.server.ts';
import { CallsCrumbs } from '../components/calls-crumbs.tsx';
import { callParams, revealForm } from '../forms/calls.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { canTakeCalls } from '../policy.ts';

export const loader = page({ guard: canTakeCalls, params: callParams }, () => ({}));

/** The number stands in the answer to the form only: no address leads to it, and nothing keeps it. */
export const action = submit({ guard: canTakeCalls, params: callParams, form: revealForm }, async ({ actor, params, form, context }) => {
  const shown = await revealNumber({ ...portsOf(context), secret: context.secret }, actor, { ...params, reason: form.reason });
  if (!shown.ok) return refusedForm(shown.faults, form);
  return data({ ok: true as const, number: shown.number }, { headers: { 'Cache-Control': 'no-store' } });
});

export const meta = titled((locale) => messages.in(locale)('reveal.title'));

export default function CallNumberPage() {
  const shown = useActionData() as { ok: boolean; number?: string } | undefined;
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('reveal.title')} lead={t('reveal.lead')} breadcrumb={<CallsCrumbs here={t('reveal.title')} />} />
      <div className="form">
        <Faults />
        {shown?.ok ? <Notice tone="ok" title={t('reveal.number', { number: shown.number ?? '' })} /> : (
          <Card>
            <form method="post" className="stack"><TextInput name="reason" label={t('reveal.reason')} hint={t('reveal.hint')} error={say('reason')} defaultValue={value('reason')} required minLength={5} maxLength={300} /><div><Button>{t('reveal.show')}</Button></div></form>
          </Card>
        )}
      </div>
    </div>
  );
}
