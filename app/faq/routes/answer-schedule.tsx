import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localSecondOf } from '../../platform/local-time.ts';
import { PageHead } from '../../ui/index.ts';
import { publishAnswer } from '../commands/publish-answer.server.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { EntryNotices, PublicationsTable } from '../components/entry-parts.tsx';
import { PublishForm } from '../components/publish-forms.tsx';
import { answerParams, publishForm } from '../forms/answer-form.ts';
import { deskMessages } from '../messages/desk.ts';
import { canPublishAnswers } from '../policy.ts';
import { getEntry } from '../queries/desk-entry.server.ts';

export const loader = page({ guard: canPublishAnswers, params: answerParams }, async ({ params, context }) => {
  const ports = portsOf(context);
  const { at, today } = momentOf(ports);
  return { entry: await getEntry(context.db, params.id, { at, today }), now: at, localNow: localSecondOf(at, ports.timeZone) };
});

export const action = submit({ guard: canPublishAnswers, params: answerParams, form: publishForm }, async ({ actor, params, form, context }) => {
  const wish = { entryId: params.id, versionId: form.version, publishAt: form.when === 'now' ? null : form.publishAt, withdrawAt: form.withdrawAt };
  const outcome = await publishAnswer(portsOf(context), actor, wish);
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form, publishAt: form.publishAt ?? '', withdrawAt: form.withdrawAt ?? '' });
  return seeOther(`/answers/${params.id}?done=${form.when === 'now' ? 'published' : 'scheduled'}`);
});

export const meta = titled((locale) => deskMessages.in(locale)('publish.title'));
export const handle = { layout: 'wide' };

export default function SchedulePage() {
  const { entry, now, localNow } = useLoaderData<typeof loader>();
  const t = useText(deskMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('publish.title')} lead={t('publish.lead')} breadcrumb={<DeskCrumbs entry={entry.newest && { id: entry.id, question: entry.newest.question }} here={t('publish.title')} />} />
      <Faults />
      <div className="split">
        <PublishForm entry={entry} localNow={localNow} />
        <EntryNotices entry={entry} now={now} overdue={null} />
      </div>
      <PublicationsTable entry={entry} now={now} canPublish />
    </div>
  );
}
