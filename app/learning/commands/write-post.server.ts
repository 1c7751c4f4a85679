import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { talkMessages as messages } from '../messages/talk.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';
import { getThread } from '../queries/lesson-posts.server.ts';
import { talkPolicy } from '../rules/talk-policy.ts';

type Author = Pick<Actor, 'id'>;
interface Lesson {
  course: string;
  lesson: string;
}

/**
 * Asks below a lesson. Only its author sees the question until an editor lets it through; sent twice by an impatient finger it is asked once.
 * @throws AppError as `getEnrolledLesson` says
 */
export async function askBelowLesson(ports: Ports, actor: Author, where: Lesson, body: string): Promise<Outcome> {
  return write(ports, actor, where, { body, parentId: null });
}

/**
 * Answers a question that one sees; it waits for an editor as questions do.
 * @throws AppError not-found for a question that one does not see
 */
export async function answerBelowLesson(ports: Ports, actor: Author, where: Lesson & { question: string }, body: string): Promise<Outcome> {
  return write(ports, actor, where, { body, parentId: where.question });
}

async function write(ports: Ports, actor: Author, where: Lesson, { body, parentId }: { body: string; parentId: string | null }): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const lesson = await getEnrolledLesson(tx, actor.id, where.course, where.lesson);
    if (parentId !== null) {
      const thread = await getThread(tx, actor.id, lesson, parentId);
      if (thread.state !== 'SHOWN' && !thread.isOwn) return refuse('form', messages.both('fault.gone'));
    }
    const since = instantOf(`${today}T00:00`, ports.timeZone);
    const mine = await writtenToday(tx, actor.id, { since, isAnswer: parentId !== null });
    if (mine.some((post) => post.body === body && post.lesson_id === lesson.lessonId && post.parent_id === parentId)) return { ok: true };
    const most = await mostOn(tx, today, parentId !== null);
    if (mine.length >= most) return refuse('body', messages.both('fault.day', { count: mine.length }));
    await tx.insertInto('lesson_post').values({ id: newId(), parent_id: parentId, lesson_id: lesson.lessonId, lesson_version_id: lesson.lessonVersionId, author_id: actor.id, by_editor: 0, body, written_at: at }).execute();
    return { ok: true };
  });
}

/** What somebody wrote today, also what she has withdrawn: else withdrawing would make room for more. */
function writtenToday(tx: Tx, userId: string, { since, isAnswer }: { since: Instant; isAnswer: boolean }) {
  return tx.selectFrom('lesson_post').select(['body', 'lesson_id', 'parent_id']).where('author_id', '=', userId).where('by_editor', '=', 0).where('written_at', '>=', since).where('parent_id', isAnswer ? 'is not' : 'is', null).execute();
}

async function mostOn(tx: Tx, today: Day, isAnswer: boolean): Promise<number> {
  const { questionsADay, answersADay } = await readSetting(tx, talkPolicy, today);
  return isAnswer ? answersADay : questionsADay;
}
