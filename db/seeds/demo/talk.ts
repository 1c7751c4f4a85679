import { acceptAnswer, answerAsEditor, answerBelowLesson, askBelowLesson, giveFeedback, hidePost, reportPost, showPost } from '../../../app/learning/index.server.ts';
import type { Db } from '../../client.ts';
import { actorOf } from './answers.ts';
import { deliver } from './classes.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';
import { feedbackComments, talkWords, type TalkWords } from './rules/talk-words.ts';
import { atLocal, plusDays } from './rules/working-time.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const minuteMs = 60_000;
/** From when on people ask; what waits was asked on the last working day. */
const firstDay = '2026-04-06';
const storyDays = 225;
const feedbackAtMost = 60;

/** Questions below the lessons over the year, by people who were in the course then, and what some of those who completed it said. @returns how many questions */
export async function seedTalk(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  const learners = await learnersByCourse(db, people);
  let asked = 0;
  for (const [at, words] of talkWords.entries()) if (await ask(db, people, words, { at, nowMs, learners: learners.get(words.course) ?? [] })) asked += 1;
  await deliver(db, nowMs);
  await tellFeedback(db, nowMs);
  return asked;
}

const portsAt = (db: Db, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });

async function learnersByCourse(db: Db, people: readonly DemoPerson[]): Promise<Map<string, string[]>> {
  const usual = new Set(people.filter((person) => !person.leftOn && !person.cast).map(({ id }) => id));
  const rows = await db.selectFrom('enrollment as e').innerJoin('course as c', 'c.id', 'e.course_id').select(['c.slug', 'e.user_id']).where('e.cancelled_at', 'is', null).where('e.enrolled_at', '<', new Date(atLocal(firstDay, 0)).toISOString()).orderBy('e.user_id').execute();
  const found = new Map<string, string[]>();
  for (const { slug, user_id: id } of rows) if (usual.has(id)) found.set(slug, [...(found.get(slug) ?? []), id]);
  return found;
}

/** One question with its answers, each at its moment. @returns false when the lesson is not there or nobody could have asked */
async function ask(db: Db, people: readonly DemoPerson[], words: TalkWords, { at, nowMs, learners }: { at: number; nowMs: number; learners: readonly string[] }): Promise<boolean> {
  const random = randomFor(`talk:${at}`);
  const [asker, helper, other] = [0, 1, 2].map(() => ({ id: learners.length > 0 ? random.pick(learners) : '' }));
  const lesson = await db.selectFrom('lesson as l').innerJoin('course as c', 'c.id', 'l.course_id').select('l.id').where('c.slug', '=', words.course).where('l.slug', '=', words.lesson).executeTakeFirst();
  if (!lesson || !asker?.id || !helper || !other || asker.id === helper.id) return false;
  const waits = words.fate === 'WAITS';
  const askedMs = waits ? nowMs - (60 + at * 7) * minuteMs : atLocal(plusDays(firstDay, Math.floor((at * storyDays) / talkWords.length)), 480 + random.int(0, 500));
  if (askedMs + 600 * minuteMs > nowMs && !waits) return false;
  const editor = actorOf(people, 'CONTENT_EDITOR');
  const where = { course: words.course, lesson: words.lesson };
  const after = (minutes: number) => portsAt(db, askedMs + minutes * minuteMs);
  const asked = await askBelowLesson(after(0), asker, where, words.question);
  if (!asked.ok) return false;
  const question = await newest(db, asker.id, lesson.id);
  if (waits) return true;
  if (words.fate === 'HIDDEN') await hidePost(after(90), editor, question, 'Quảng cáo, không liên quan đến bài học');
  else await showPost(after(90), editor, question);
  for (const [step, answer] of words.answers.entries()) {
    const minutes = 120 + step * 180;
    if (answer.by) await answerAsEditor(after(minutes), editor, question, answer.words);
    else if ((await answerBelowLesson(after(minutes), helper, { ...where, question }, answer.words)).ok) await showPost(after(minutes + 60), editor, await newest(db, helper.id, lesson.id));
  }
  await judge(db, words, { asker, other, question, last: portsAt(db, Math.min(nowMs - minuteMs, askedMs + 1_500 * minuteMs)) });
  return true;
}

/** Whoever asked says which answer was right; what was reported waits for an editor. */
async function judge(db: Db, words: TalkWords, { asker, other, question, last }: { asker: { id: string }; other: { id: string }; question: string; last: ReturnType<typeof portsAt> }): Promise<void> {
  const answers = await db.selectFrom('lesson_post').select('id').where('parent_id', '=', question).orderBy('by_editor', 'desc').orderBy('id').execute();
  if (answers[0] && words.answers.length > 1) await acceptAnswer(last, { ...asker, fullName: '', grants: [] }, answers[0].id);
  if (words.fate === 'REPORTED' && other.id !== asker.id) await reportPost(last, other, question, 'Nêu nơi ở của một người cụ thể, nên bỏ phần đó');
}

async function newest(db: Db, authorId: string, lessonId: string): Promise<string> {
  return (await db.selectFrom('lesson_post').select('id').where('author_id', '=', authorId).where('lesson_id', '=', lessonId).orderBy('id', 'desc').executeTakeFirstOrThrow()).id;
}

/** Some dozens of those who completed each course say what they think, a day or two later. */
async function tellFeedback(db: Db, nowMs: number): Promise<void> {
  const rows = await db.selectFrom('course_progress as p').innerJoin('course as c', 'c.id', 'p.course_id').select(['c.slug', 'p.user_id', 'p.completed_at']).where('p.completed_at', 'is not', null).where('p.completed_at', '<', new Date(nowMs - 3 * 86_400_000).toISOString()).orderBy('c.slug').orderBy('p.user_id').execute();
  const told = new Map<string, number>();
  for (const { slug, user_id: id, completed_at: done } of rows) {
    const random = randomFor(`feedback:${slug}:${id}`);
    const count = told.get(slug) ?? 0;
    if (count >= feedbackAtMost || !random.chance(0.2)) continue;
    told.set(slug, count + 1);
    const rating = (low: number) => random.weighted([low, 3, 4, 5], (one) => (one === 4 ? 4 : one === 5 ? 3 : one === 3 ? 2 : 1));
    await giveFeedback(portsAt(db, Date.parse(done ?? '') + random.int(60, 2_800) * minuteMs), { id }, slug, { useful: rating(2), clear: rating(2), length: rating(1), comment: random.chance(0.3) ? random.pick(feedbackComments) : '' });
  }
}
