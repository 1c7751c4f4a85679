import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { openBodyFor } from '../ticket-rows.server.ts';
import { countByTopic } from './answer-search.server.ts';
import { listAnswers, shownVersions, type CurrentAnswer, type Moment } from './current-answers.server.ts';

export interface HelpTopic {
  key: string;
  title: string;
  titleEn: string;
  count: number;
}

/** Topics with how many answers this reader finds in each; those without one are left out. */
export async function listHelpTopics(db: Db, isStaff: boolean, moment: Moment): Promise<HelpTopic[]> {
  const counts = await countByTopic(db, isStaff, moment);
  const topics = await db.selectFrom('faq_topic').select(['key', 'title', 'title_en as titleEn']).orderBy('position').execute();
  return topics.flatMap((topic) => (counts.has(topic.key) ? [{ ...topic, count: counts.get(topic.key) ?? 0 }] : []));
}

/** Bodies that can be called at a moment. */
export async function listNumbers(db: Db, at: Instant) {
  const bodies = await db.selectFrom('competent_body').select(['name', 'phone', 'hours']).where('phone', 'is not', null).where((where) => where.or([where('closed_at', 'is', null), where('closed_at', '>', at)])).execute();
  return bodies.toSorted((a, b) => compareTexts(a.name, b.name));
}

/** A topic with its answers; undefined when this reader finds none in it. */
export async function findTopic(db: Db, key: string, isStaff: boolean, moment: Moment): Promise<{ topic: HelpTopic; answers: Pick<CurrentAnswer, 'slug' | 'question' | 'short' | 'audience'>[] } | undefined> {
  const topic = (await listHelpTopics(db, isStaff, moment)).find((one) => one.key === key);
  if (!topic) return undefined;
  const answers = (await listAnswers(db, isStaff, moment)).filter((answer) => answer.topic === key).toSorted((a, b) => compareTexts(a.question, b.question));
  return { topic, answers: answers.map(({ slug, question, short, audience }) => ({ slug, question, short, audience })) };
}

/** What stands beside an answer: its topic, whom to ask further, and related answers that this reader may see. */
export async function besideAnswer(db: Db, answer: CurrentAnswer, isStaff: boolean, moment: Moment) {
  const topic = await db.selectFrom('faq_topic').select(['key', 'title', 'title_en as titleEn']).where('key', '=', answer.topic).executeTakeFirstOrThrow();
  // Whoever follows a body that was closed is the one to ask now; nobody is sent to a closed door.
  const bodyKey = answer.transferTo === null ? null : await openBodyFor(db, answer.transferTo, moment.at);
  const body = (await db.selectFrom('competent_body').select(['name', 'phone', 'address', 'hours']).where('key', '=', bodyKey).executeTakeFirst()) ?? null;
  const related = answer.related.length === 0 ? [] : await shownVersions(db, moment.at, isStaff).select(['e.slug', 'v.question']).where('e.slug', 'in', answer.related).execute();
  return { topic, body, related: related.toSorted((a, b) => compareTexts(a.question, b.question)) };
}
