import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Faults, useFaults } from '../../people/index.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { localOf } from '../../platform/local-time.ts';
import { Button, Card, Field, fieldAria, LinkButton, Notice, PageHead, TextArea, TextInput } from '../../ui/index.ts';
import { recordVneidReceipt } from '../commands/record-vneid-receipt.server.ts';
import { titledMail } from '../components/titled-mail.ts';
import { VneidCrumbs } from '../components/vneid-lists.tsx';
import { packageParams, receiptForm } from '../forms/vneid.ts';
import { textOfFile } from '../file-text.server.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';
import { canHandOver } from '../policy.ts';
import { getPackage, type PackagePage } from '../queries/vneid.server.ts';

export const loader = page({ guard: canHandOver, params: packageParams }, async ({ params, context }) => {
  const { at } = momentOf(portsOf(context));
  const one = await getPackage(context.db, params.package, at);
  return { one, localNow: localOf(at, context.env.TZ_DISPLAY), localHanded: localOf(one.handedAt ?? at, context.env.TZ_DISPLAY) };
});

export const action = submit({ guard: canHandOver, params: packageParams, form: receiptForm, limit: 4_000_000 }, async ({ actor, params, form, context }) => {
  const typed = { ...form, accepted: String(form.accepted), file: null };
  const file = await textOfFile(form.file);
  if (file === null) return data(refuseForm({ file: messages.both('fault.file') }, typed), { status: 422 });
  const outcome = await recordVneidReceipt(portsOf(context), actor, params.package, { ...form, file });
  if (!outcome.ok) return data(refuseForm(outcome.faults, typed), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/campaigns/vneid/${params.package}?done=received`);
});

export const meta = titledMail((locale) => messages.in(locale)('receipt'));

interface Loaded {
  one: PackagePage;
  localNow: string;
  localHanded: string;
}

export default function VneidReceiptPage() {
  const loaded = useLoaderData() as unknown as Loaded;
  const { one } = loaded;
  const t = useText(messages);
  const formats = useFormats();
  const isRefused = useFaults().list.length > 0;
  const back = <LinkButton variant="ghost" href={`/campaigns/vneid/${one.id}`}>{t('see-package', { number: one.number })}</LinkButton>;
  const isOpen = one.state === 'HANDED_OVER' || isRefused;
  return (
    <>
      <PageHead title={`${t('record-receipt')}: ${one.subject}`} lead={isOpen ? t('receipt-lead', { count: formats.number(one.count) }) : undefined} breadcrumb={<VneidCrumbs of={{ id: one.id, title: t('package', { number: one.number }) }} here={t('record-receipt')} />} />
      <div className="form">
        <Faults />
        {/* What was typed is not lost when somebody else was faster. */}
        {isOpen ? <ReceiptForm {...loaded} /> : <Notice tone="warn" live={false} action={back}>{one.state === 'RECEIVED' ? t('receipt-there') : t(`state.${one.state}`)}</Notice>}
      </div>
    </>
  );
}

function ReceiptForm({ one, localNow, localHanded }: Loaded) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card>
      <form method="post" encType="multipart/form-data" className="stack">
        <TextInput name="receivedAt" type="datetime-local" label={t('received-at')} error={say('receivedAt')} defaultValue={value('receivedAt', localNow)} min={localHanded} max={localNow} width="middle" required />
        <TextInput name="receivedBy" label={t('received-by')} error={say('receivedBy')} defaultValue={value('receivedBy')} maxLength={200} required />
        <TextInput name="accepted" label={t('accepted')} error={say('accepted')} defaultValue={value('accepted', String(one.count))} width="short" inputMode="numeric" required />
        <TextArea name="refused" label={t('refused-rows')} hint={t('refused-hint')} error={say('refused')} defaultValue={value('refused')} rows={4} />
        <Field id="file" label={t('refused-file')} hint={t('refused-file-hint')} error={say('file')}>
          <input type="file" id="file" name="file" accept=".csv,text/csv,text/plain" className="input" {...fieldAria('file', { hint: true, error: say('file') })} />
        </Field>
        <TextArea name="note" label={t('note')} error={say('note')} defaultValue={value('note')} rows={2} maxLength={1_000} />
        <div className="row"><Button>{t('record-receipt')}</Button><LinkButton variant="ghost" href={`/campaigns/vneid/${one.id}`}>{t('cancel')}</LinkButton></div>
      </form>
    </Card>
  );
}
