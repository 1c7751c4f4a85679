import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { useLocale } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { PageHead } from '../../ui/index.ts';
import { AnswerList, HelpCrumbs, HelpSearch } from '../components/help-parts.tsx';
import { topicParams } from '../forms/help.ts';
import { helpMessages as messages } from '../messages/help.ts';
import { findTopic } from '../queries/help-page.server.ts';

export const loader = page({ guard: 'public', params: topicParams }, async ({ actor, params, context }) => {
  const found = await findTopic(context.db, params.key, actor !== null, momentOf(portsOf(context)));
  if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return found;
});

export const meta = titled((locale) => messages.in(locale)('title'));

export const handle = { script: true };

export default function HelpTopicPage() {
  const { topic, answers } = useLoaderData() as NonNullable<Awaited<ReturnType<typeof findTopic>>>;
  const title = useLocale() === 'vi' ? topic.title : topic.titleEn;
  return (
    <div className="stack-l">
      <PageHead title={title} breadcrumb={<HelpCrumbs here={title} />} />
      <HelpSearch question="" />
      <AnswerList answers={answers} level={2} />
    </div>
  );
}
