import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead, Tag } from '../../ui/index.ts';
import { AnswerShown } from '../components/answer-shown.tsx';
import { topicTitle } from '../components/desk-list.tsx';
import { DeskCrumbs, DoneNotice, StateTags } from '../components/desk-parts.tsx';
import { EntryActions, EntryNotices, PublicationsTable, VersionsTable, type Rights } from '../components/entry-parts.tsx';
import { answerParams } from '../forms/answer-form.ts';
import { doneQuery } from '../forms/desk-query.ts';
import { deskMessages } from '../messages/desk.ts';
import { canAppraiseAnswers, canPublishAnswers, canSeeAnswerDesk, canWriteAnswers } from '../policy.ts';
import { getEntry, getVersion, listTopics } from '../queries/desk-entry.server.ts';
import { answerDone } from '../rules/answer-done.ts';

export const loader = page({ guard: canSeeAnswerDesk, params: answerParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const moment = momentOf(portsOf(context));
  const entry = await getEntry(context.db, params.id, moment);
  const rights: Rights = { write: canWriteAnswers(actor), appraise: canAppraiseAnswers(actor), publish: canPublishAnswers(actor) };
  const version = await getVersion(context.db, params.id, entry.newest.number);
  const overdue = entry.current && (await getVersion(context.db, params.id, entry.current.number)).fields.reviewDue;
  return { entry, version, rights, isAuthor: entry.newest.authors.some(({ id }) => id === actor.id), topics: await listTopics(context.db), now: moment.at, overdue: overdue && overdue < moment.today ? overdue : null, done: query.done ? answerDone(query.done, await lastDeed(context.db, { objectType: 'answer', objectId: params.id })) : null };
});

export const meta = titled((locale) => deskMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function AnswerPage() {
  const { entry, version, rights, isAuthor, topics, now, overdue, done } = useLoaderData<typeof loader>();
  const t = useText(deskMessages);
  const formats = useFormats();
  const locale = useLocale();
  const { fields } = version;
  const tags = <><StateTags shown={entry.shown} work={entry.newest.state} isLapsed={entry.lapsed.length > 0} /><Tag>{t(`audience.${fields.audience}`)}</Tag>{entry.newest.isSample ? <Tag>{t('sample')}</Tag> : null}</>;
  return (
    <div className="stack-l">
      <PageHead title={fields.question} eyebrow={`${t('version', { number: version.number })} · ${t('as-of', { day: formats.day(fields.asOf) })} · ${t('code', { slug: entry.slug })}`} tags={tags} breadcrumb={<DeskCrumbs entry={{ id: entry.id, question: fields.question }} />} />
      <DoneNotice done={done} />
      <EntryActions entry={entry} rights={rights} isAuthor={isAuthor} isOverdue={overdue !== null} />
      <div className="split">
        <AnswerShown answer={fields} topic={topicTitle(topics, fields.topic, locale)} transferName={version.transferName} />
        <EntryNotices entry={entry} now={now} overdue={overdue} />
      </div>
      <VersionsTable entry={entry} />
      <PublicationsTable entry={entry} now={now} canPublish={rights.publish} />
    </div>
  );
}
