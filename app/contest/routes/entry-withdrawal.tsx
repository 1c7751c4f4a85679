import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, LinkButton, PageHead } from '../../ui/index.ts';
import { withdrawEntry } from '../commands/withdraw-entry.server.ts';
import { EntryCrumbs } from '../components/entry-parts.tsx';
import { isLate } from '../entry-refusals.ts';
import { emptyForm, entryParams } from '../forms/entries.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { entryHead } from '../queries/entry-page.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, ({ actor, params, context }) => entryHead(context.db, actor, params.id, momentOf(portsOf(context)).at));

export const action = submit({ guard: 'signed-in', params: entryParams, form: emptyForm }, async ({ actor, params, context }) => {
  const outcome = await withdrawEntry({ ...portsOf(context), secret: context.secret }, actor, params.id);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: isLate(outcome) ? 409 : 422 });
  context.wakeJobs();
  return seeOther(`/contests/entries/${params.id}/withdrawals/${outcome.receiptId}`);
});

export const meta = titled((locale) => messages.in(locale)('withdraw.title'));

export default function WithdrawalPage() {
  const entry = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  const back = `/contests/entries/${entry.id}`;
  return (
    <div className="stack-l">
      <PageHead title={t('withdraw.title')} eyebrow={entry.number} breadcrumb={<EntryCrumbs entry={entry} here={t('withdraw.title')} />} />
      <div className="form">
        <Faults />
        <p>{t(`withdraw.text.${entry.canWithdraw ?? 'NONE'}`, { close: entry.close ? formats.second(entry.close) : '–' })}</p>
        <div className="row">
          {(entry.canWithdraw === 'AGAIN' || entry.canWithdraw === 'FINAL') && entry.isLead ? <form method="post"><Button variant="danger">{t('withdraw.do')}</Button></form> : null}
          <LinkButton variant="ghost" href={back}>{t('withdraw.back')}</LinkButton>
        </div>
      </div>
    </div>
  );
}
