import { noteSearch, searchAnswers, type AnswerHits } from '../faq/index.server.ts';
import { findLearning, type FoundLearning } from '../learning/index.server.ts';
import { communeAbove, momentOf, portsOf } from '../people/index.server.ts';
import type { Actor } from '../people/actor.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { normaliseLine } from '../platform/text/normalise.ts';

const questionMost = 300;
const answersShown = 6;

export interface Everything extends FoundLearning {
  question: string;
  answers: AnswerHits;
  /** Travels with the links to answers, so that it is known which one was opened. */
  search: string | null;
}

/** What all features find for a question of somebody who is signed in, as far as she may see it. */
export async function searchEverything(typed: string, actor: Actor, { context, isNoted }: { context: RequestContext; isNoted: boolean }): Promise<Everything> {
  const question = normaliseLine(typed.slice(0, 5_000)).slice(0, questionMost);
  const moment = momentOf(portsOf(context));
  const learning = await findLearning(context.db, actor.id, question);
  const answers = question === '' ? { hits: [], total: 0, read: null, meant: null } : await searchAnswers(context.db, question, true, moment, answersShown);
  // Who looked for a course and found it has not asked for an answer that is missing.
  const isNoGap = answers.total === 0 && learning.courses.length + learning.lessons.length > 0;
  const search = isNoGap || !isNoted ? null : await noteSearch(context.db, { question, results: answers.hits.length, isStaff: true, unitId: await communeAbove(context.db, actor.unitId, moment.today), now: moment.at }, context.log);
  return { ...learning, question, answers, search };
}
