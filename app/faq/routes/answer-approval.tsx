import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, PageHead } from '../../ui/index.ts';
import { approveAnswer } from '../commands/appraise-answer.server.ts';
import { AnswerChanges } from '../components/answer-changes.tsx';
import { AnswerShown } from '../components/answer-shown.tsx';
import { AppraisalForms } from '../components/appraisal-forms.tsx';
import { namesOf, topicTitle } from '../components/desk-list.tsx';
import { DeskCrumbs, DoneNotice } from '../components/desk-parts.tsx';
import { answerParams, appraiseForm } from '../forms/answer-form.ts';
import { doneQuery } from '../forms/desk-query.ts';
import { deskMessages } from '../messages/desk.ts';
import { canAppraiseAnswers } from '../policy.ts';
import { getEntry, getVersion, listTopics, nextToAppraise } from '../queries/desk-entry.server.ts';
import { answerDiff } from '../rules/answer-diff.ts';

export const loader = page({ guard: canAppraiseAnswers, params: answerParams, query: doneQuery }, async ({ actor, params, query, context, request }) => {
  const moment = momentOf(portsOf(context));
  const entry = await getEntry(context.db, params.id, moment);
  if (entry.newest.state !== 'SUBMITTED' && !followsForm(request)) throw seeOther(`/answers/${params.id}`);
  const version = await getVersion(context.db, params.id, entry.newest.number);
  const before = version.number > 1 ? await getVersion(context.db, params.id, entry.current?.number ?? version.number - 1) : null;
  const planned = entry.shown === 'WITHDRAWN' && (entry.newest.plannedPublishAt ?? '') <= moment.at ? null : entry.newest.plannedPublishAt;
  return { id: params.id, version, before: before?.number ?? null, changes: before ? answerDiff(before.typed, version.typed) : [], planned: planned ? { at: planned, isPast: planned <= moment.at } : null, topics: await listTopics(context.db), done: query.done === 'approved-next' && (await lastDeed(context.db, { actorId: actor.id }))?.action === 'answer.approve' ? ('approved-next' as const) : null };
});

export const action = submit({ guard: canAppraiseAnswers, params: answerParams, form: appraiseForm }, async ({ actor, params, form, context }) => {
  const outcome = await approveAnswer(portsOf(context), actor, { entryId: params.id, ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, { note: form.note });
  if (outcome.publishAt) return seeOther(`/answers/${params.id}?done=planned`);
  const next = await nextToAppraise(context.db, actor.id, params.id);
  return seeOther(next && form.onward === 'next' ? `/answers/${next}/approval?done=approved-next` : `/answers/${params.id}?done=approved`);
});

export const meta = titled((locale) => deskMessages.in(locale)('entry.appraise'));
export const handle = { layout: 'wide' };

export default function ApprovalPage() {
  const { id, version, before, changes, planned, topics, done } = useLoaderData<typeof loader>();
  const t = useText(deskMessages);
  const locale = useLocale();
  const title = t('appraise.title', { number: version.number });
  return (
    <div className="stack-l">
      <PageHead title={title} eyebrow={version.fields.question} lead={t('appraise.lead')} breadcrumb={<DeskCrumbs entry={{ id, question: version.fields.question }} here={title} />} />
      <DoneNotice done={done} />
      <Faults />
      <div className="split">
        <div className="stack">
          {before === null ? null : <Card title={t('diff.title', { number: before })} id="changes"><AnswerChanges changes={changes} names={namesOf(topics, locale)} /></Card>}
          <AnswerShown answer={version.fields} topic={topicTitle(topics, version.fields.topic, locale)} transferName={version.transferName} />
        </div>
        <AppraisalForms id={id} hash={version.hash ?? ''} planned={planned} />
      </div>
    </div>
  );
}
