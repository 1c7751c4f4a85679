import { answerBelowLesson, askBelowLesson } from '../../app/learning/commands/write-post.server.ts';
import { showPost } from '../../app/learning/commands/moderate-post.server.ts';
import { getPublishedLesson } from '../../app/learning/queries/lesson-page.server.ts';
import { getThread, listThreads, type Thread } from '../../app/learning/queries/lesson-posts.server.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import type { Ports } from '../../app/people/index.server.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { enrolled, makeCourse } from './courses.ts';
import { makePerson, makeUnit } from './people.ts';

const all = (role: Grant['role']): Grant => ({ role, scope: 'ALL', unitId: null });

/** A released course whose learners ask below its first lesson, and an editor who reads along; at 23/11/2026 08:00. */
export async function talkWorld() {
  const db = await freshDb();
  const clock = testClock();
  const ports: Ports = { db, clock, timeZone: 'Asia/Ho_Chi_Minh' };
  const course = await makeCourse(db);
  const unitId = await makeUnit(db, { name: 'Văn phòng phường Hoa Lư' });
  const where = { course: course.slug, lesson: course.lessons[0]?.slug ?? '' };
  const lesson = () => getPublishedLesson(db, where.course, where.lesson);
  const world = {
    db, clock, ports, course, where, unitId,
    editor: await makePerson(db, { fullName: 'Lê Hoài Ân', grants: [all('CONTENT_EDITOR')] }),
    admin: await makePerson(db, { grants: [all('SYSTEM_ADMIN')] }),
    lesson,
    /** Somebody who is enrolled in the course. */
    async learner(fullName = 'Nguyễn Thị Thuỳ Dương'): Promise<Actor> {
      const person = await makePerson(db, { fullName, unitId });
      await enrolled(db, person.id, course);
      return person;
    },
    /** Asks, and with `shown` lets it through. @returns the question's id */
    async ask(by: Actor, body = 'Mật khẩu bao nhiêu ký tự là đủ?', shown = true): Promise<string> {
      const asked = await askBelowLesson(ports, by, where, body);
      if (!asked.ok) throw new Error(JSON.stringify(asked.faults));
      return world.newest(by, shown);
    },
    async answer(by: Actor, question: string, body = 'Từ mười hai ký tự, dễ nhớ là được.', shown = true): Promise<string> {
      const answered = await answerBelowLesson(ports, by, { ...where, question }, body);
      if (!answered.ok) throw new Error(JSON.stringify(answered.faults));
      return world.newest(by, shown);
    },
    async newest(by: Actor, shown: boolean): Promise<string> {
      const { id } = await db.selectFrom('lesson_post').select('id').where('author_id', '=', by.id).orderBy('id', 'desc').executeTakeFirstOrThrow();
      clock.pass({ minutes: 1 });
      if (shown) await showPost(ports, world.editor, id);
      return id;
    },
    threads: async (reader: { id: string }): Promise<Thread[]> => listThreads(db, reader.id, await lesson()),
    thread: async (reader: { id: string }, id: string): Promise<Thread> => getThread(db, reader.id, await lesson(), id),
    notices: async (person: { id: string }): Promise<string[]> => (await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select('m.source_id').where('r.user_id', '=', person.id).orderBy('m.id').execute()).map((row) => row.source_id),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
  return world;
}
export type TalkWorld = Awaited<ReturnType<typeof talkWorld>>;
