import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { addWord, endWord } from '../commands/change-words.server.ts';
import { WordsPage, type WordsView } from '../components/words-page.tsx';
import { wordForm, wordsQuery } from '../forms/words.ts';
import { wordMessages as messages } from '../messages/words.ts';
import { canWriteAnswers } from '../policy.ts';
import { listWords, wordsAPage } from '../queries/words.server.ts';
import { wordLettersMost } from '../rules/word-row.ts';

export const loader = page({ guard: canWriteAnswers, query: wordsQuery }, async ({ query, context }): Promise<WordsView> => {
  const q = normaliseLine((query.q ?? '').slice(0, 1_000)).slice(0, wordLettersMost);
  const words = await listWords(context.db, q);
  const [pages, count] = [Math.max(1, Math.ceil(words.length / wordsAPage)), words.length];
  const page = Math.min(query.page, pages);
  return { q, count, page, pages, words: words.slice((page - 1) * wordsAPage, page * wordsAPage), added: words.find(({ id }) => id === query.added) ?? null, isEnded: query.ended !== undefined };
});

export const action = submit({ guard: canWriteAnswers, form: wordForm }, async ({ actor, form, context }) => {
  const outcome = form.deed === 'add' ? await addWord(portsOf(context), actor, form) : await endWord(portsOf(context), actor, form.id);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: outcome.faults['form'] ? 409 : 422 });
  return seeOther('id' in outcome ? `/answers/words?added=${String(outcome.id)}` : '/answers/words?ended=1');
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Words() {
  return <WordsPage view={useLoaderData() as WordsView} />;
}
