import { useLoaderData } from '@remix-run/react';
import { communeAbove, momentOf, page, portsOf, rememberedCommuneNames } from '../../people/index.server.ts';
import { formerNamesIn } from '../../people/index.ts';
import { asksHeadOnly } from '../../platform/http/head-only.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { Notice, PageHead } from '../../ui/index.ts';
import { noteAgain, noteSearch } from '../commands/note-search.server.ts';
import { HelpResults, HelpSearch, Numbers, TopicCards, type Results } from '../components/help-parts.tsx';
import { helpQuery, questionMost } from '../forms/help.ts';
import { helpMessages as messages } from '../messages/help.ts';
import { searchAnswers } from '../queries/answer-search.server.ts';
import { listHelpTopics, listNumbers, type HelpTopic } from '../queries/help-page.server.ts';

export const loader = page({ guard: 'public', query: helpQuery }, async ({ actor, query, context, request }) => {
  const [moment, isStaff] = [momentOf(portsOf(context)), actor !== null];
  const question = normaliseLine((query.q ?? '').slice(0, 5_000)).slice(0, questionMost);
  const shown = { topics: await listHelpTopics(context.db, isStaff, moment), numbers: await listNumbers(context.db, moment.at) };
  if (question === '') return { question, wasAsked: query.q !== undefined, isNoted: query.noted === '1', results: null, ...shown };
  await context.spendPoint(publicLookupLimit, context.address);
  const found = await searchAnswers(context.db, question, isStaff, moment);
  const isHead = asksHeadOnly(request);
  const search = isHead ? null : await noteSearch(context.db, { question, results: found.hits.length, isStaff, unitId: await communeAbove(context.db, actor?.unitId ?? null, moment.today), now: moment.at }, context.log);
  const former = formerNamesIn(await rememberedCommuneNames(context.db, moment.today), question);
  if (query.after && !isHead) await noteAgain(context.db, query.after, question, moment.at, context.log);
  return { question, wasAsked: true, isNoted: false, results: { ...found, search, former }, ...shown };
});

export const meta = titled((locale) => messages.in(locale)('title'));

export const handle = { script: true };

export default function HelpPage() {
  const { question, wasAsked, isNoted, results, topics, numbers } = useLoaderData() as { question: string; wasAsked: boolean; isNoted: boolean; results: Results | null; topics: HelpTopic[]; numbers: Awaited<ReturnType<typeof listNumbers>> };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} />
      {isNoted ? <Notice tone="ok" focused>{t('outcome.noted')}</Notice> : null}
      <HelpSearch question={question} after={results && results.hits.length > 0 ? results.search : null} />
      {results || wasAsked ? <HelpResults question={question} results={results} /> : null}
      <TopicCards topics={topics} />
      <Numbers numbers={numbers} />
    </div>
  );
}
