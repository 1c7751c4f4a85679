import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { suggestionLimit } from '../../platform/http/limits.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { helpQuery, questionMost } from '../forms/help.ts';
import { suggestQuestions } from '../queries/answer-search.server.ts';
import { asFarAsTyped } from '../rules/search-question.ts';

const shown = 6;

/** Questions while one types. Kept by nobody, so that an answer that is withdrawn is gone from here in the same second; nor is it written down what was typed so far. */
export const loader = page({ guard: 'public', query: helpQuery }, async ({ actor, query, context }) => {
  await context.spendPoint(suggestionLimit, context.address);
  const question = normaliseLine((query.q ?? '').slice(0, 5_000)).slice(0, questionMost);
  const suggestions = question === '' ? [] : await suggestQuestions(context.db, asFarAsTyped(question), actor !== null, momentOf(portsOf(context)), shown);
  return Response.json({ suggestions }, { headers: { 'Cache-Control': 'private, no-store' } });
});
