import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { AppError } from '../../platform/errors.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, TextArea } from '../../ui/index.ts';
import { raiseAppeal } from '../commands/appeal.server.ts';
import { EntryCrumbs } from '../components/entrant-parts.tsx';
import { appealForm, entryParams } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { readFeedback } from '../queries/feedback.server.ts';
import { getOwnEntry, type OwnEntry } from '../queries/own-entry.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, async ({ actor, params, context }) => {
  const entry = await getOwnEntry(context.db, actor, params.id);
  const { at, today } = momentOf(portsOf(context));
  const feedback = await readFeedback(context.db, entry, today);
  if (!feedback) throw new AppError('conflict', messages.both('fault.not-yet'));
  return { entry, until: feedback.appealUntil, isOpen: !feedback.appeal && at < feedback.appealUntil, isSent: feedback.appeal !== null };
});

export const action = submit({ guard: 'signed-in', params: entryParams, form: appealForm }, async ({ actor, params, form, context }) => {
  const outcome = await raiseAppeal(portsOf(context), actor, { entry: params.id, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(`/contests/entries/${params.id}/result#appeal`);
});

export const meta = titled((locale) => messages.in(locale)('appeal.title'));

export default function EntryAppeal() {
  const { entry, until, isOpen, isSent } = useLoaderData() as unknown as { entry: OwnEntry; until: string; isOpen: boolean; isSent: boolean };
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const at = formats.second(until);
  return (
    <div className="stack-l">
      <PageHead title={t('appeal.title')} eyebrow={entry.number} lead={t('appeal.lead', { until: at })} breadcrumb={<EntryCrumbs entry={entry} here={t('appeal.title')} />} />
      <div className="form">
        <Faults />
        {isOpen || value('words') ? (
          <Card>
            <form method="post" noValidate className="stack">
              <TextArea name="words" label={t('appeal.words')} hint={t('appeal.hint')} error={say('words')} defaultValue={value('words')} rows={8} required />
              <div className="row"><Button icon="send">{t('appeal.button')}</Button></div>
            </form>
          </Card>
        ) : <Notice live={false} action={<a href={`/contests/entries/${entry.id}/result`}>{t('result.title')}</a>}>{isSent ? t('fault.appealed') : t('appeal.over', { until: at })}</Notice>}
      </div>
    </div>
  );
}
