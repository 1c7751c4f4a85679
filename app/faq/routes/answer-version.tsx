import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, PageHead } from '../../ui/index.ts';
import { AnswerChanges } from '../components/answer-changes.tsx';
import { AnswerShown } from '../components/answer-shown.tsx';
import { namesOf, topicTitle } from '../components/desk-list.tsx';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { versionParams } from '../forms/answer-form.ts';
import { compareQuery } from '../forms/desk-query.ts';
import { deskMessages } from '../messages/desk.ts';
import { canSeeAnswerDesk } from '../policy.ts';
import { getVersion, listTopics } from '../queries/desk-entry.server.ts';
import { answerDiff } from '../rules/answer-diff.ts';

export const loader = page({ guard: canSeeAnswerDesk, params: versionParams, query: compareQuery }, async ({ params, query, context }) => {
  const version = await getVersion(context.db, params.id, params.number);
  const against = query.with ?? params.number - 1;
  const other = against > 0 && against !== params.number ? await getVersion(context.db, params.id, against) : null;
  return { id: params.id, version, against: other?.number ?? null, changes: other ? answerDiff(other.typed, version.typed) : [], topics: await listTopics(context.db) };
});

export const meta = titled((locale) => deskMessages.in(locale)('entry.versions'));
export const handle = { layout: 'wide' };

export default function VersionPage() {
  const { id, version, against, changes, topics } = useLoaderData<typeof loader>();
  const t = useText(deskMessages);
  const locale = useLocale();
  const others = Array.from({ length: version.number - 1 }, (_, at) => version.number - 1 - at).filter((number) => number !== against).slice(0, 10);
  return (
    <div className="stack-l">
      <PageHead title={version.fields.question} eyebrow={t('version', { number: version.number })} breadcrumb={<DeskCrumbs entry={{ id, question: version.fields.question }} here={t('version', { number: version.number })} />} />
      <Card title={against === null ? t('diff.first') : t('diff.title', { number: against })} id="changes">
        {against === null ? null : <AnswerChanges changes={changes} names={namesOf(topics, locale)} />}
        {others.length > 0 ? <div className="row">{others.map((number) => <LinkButton key={number} variant="quiet" href={`/answers/${id}/versions/${version.number}?with=${number}`}>{t('entry.compare', { number })}</LinkButton>)}</div> : null}
      </Card>
      <AnswerShown answer={version.fields} topic={topicTitle(topics, version.fields.topic, locale)} transferName={version.transferName} />
    </div>
  );
}
