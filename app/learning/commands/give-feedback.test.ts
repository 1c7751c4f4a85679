import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { feedbackForm } from '../forms/lesson-posts.ts';
import { courseFeedback, getOwnFeedback } from '../queries/feedback.server.ts';
import { feedbackSums, mayChange } from '../rules/feedback.ts';
import { giveFeedback } from './give-feedback.server.ts';

const said = { useful: 5, clear: 4, length: 2, comment: 'Ví dụ gần với việc hằng ngày' };

async function feedbackWorld() {
  const db = await freshDb();
  const clock = testClock();
  const course = await makeCourse(db);
  const ports = { db, clock, timeZone: 'Asia/Ho_Chi_Minh' };
  return {
    db, clock, course, ports,
    async graduate() {
      const person = await makePerson(db);
      await enrolled(db, person.id, course);
      await happened(db, person.id, course, '2026-11-20T01:00:00.000Z', facts.courseDone(course));
      return person;
    },
    own: (person: { id: string }) => getOwnFeedback(db, person.id, course.slug, { at: clock.now().toISOString(), today: '2026-11-23' }),
    shown: () => courseFeedback(db, course.slug, '2026-11-23'),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

describe('feedback on a course', () => {
  it('is given once it is completed, and changed for seven days', async () => {
    await using w = await feedbackWorld();
    const [anna, busy] = [await w.graduate(), await makePerson(w.db)];
    await enrolled(w.db, busy.id, w.course);
    expect(await giveFeedback(w.ports, busy, w.course.slug, said)).toMatchObject({ ok: false, faults: { form: {} } });
    expect(await giveFeedback(w.ports, anna, w.course.slug, said)).toEqual({ ok: true });
    w.clock.pass({ days: 6 });
    expect(await giveFeedback(w.ports, anna, w.course.slug, { ...said, useful: 1 })).toEqual({ ok: true });
    expect((await w.own(anna)).given).toMatchObject({ useful: 1, comment: said.comment, givenAt: '2026-11-23T01:00:00.000Z' });
    w.clock.pass({ days: 1 });
    expect(await giveFeedback(w.ports, anna, w.course.slug, said)).toMatchObject({ ok: false });
    expect((await w.own(anna)).mayChange).toBe(false);
    expect(await w.db.selectFrom('course_feedback').select('user_id').execute()).toHaveLength(1);
  });

  it('belongs to a round: another round may say something else', async () => {
    await using w = await feedbackWorld();
    const anna = await w.graduate();
    await giveFeedback(w.ports, anna, w.course.slug, said);
    await w.db.updateTable('course_progress').set({ round: 2 }).where('user_id', '=', anna.id).execute();
    w.clock.pass({ days: 300 });
    expect(await giveFeedback(w.ports, anna, w.course.slug, { ...said, clear: 1 })).toEqual({ ok: true });
    expect(await w.db.selectFrom('course_feedback').select(['round', 'clear']).orderBy('round').execute()).toEqual([{ round: 1, clear: 4 }, { round: 2, clear: 1 }]);
  });

  it('shows nothing of nine people, not even how many, and all of ten without a name', async () => {
    await using w = await feedbackWorld();
    for (let count = 0; count < 9; count += 1) await giveFeedback(w.ports, await w.graduate(), w.course.slug, { ...said, comment: `Ý kiến ${count}` });
    expect(await w.shown()).toMatchObject({ sums: null, count: null, comments: [] });
    const tenth = await w.graduate();
    await giveFeedback(w.ports, tenth, w.course.slug, { useful: 1, clear: 1, length: 1, comment: '' });
    const shown = await w.shown();
    expect([shown.count, shown.sums?.useful.counts, shown.sums?.useful.average, shown.comments.toSorted()]).toEqual([10, [1, 0, 0, 0, 9], 4.6, Array.from({ length: 9 }, (_, at) => `Ý kiến ${at}`)]);
    expect(Object.keys(shown).toSorted()).toEqual(['comments', 'count', 'least', 'slug', 'sums', 'title']);
  });

  it('is not asked of courses that are not there', async () => {
    await using w = await feedbackWorld();
    await expect(courseFeedback(w.db, 'khong-co', '2026-11-23')).rejects.toThrow('not-found');
    await expect(getOwnFeedback(w.db, 'x', 'khong-co', { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' })).rejects.toThrow('not-found');
  });

  it('never shows sums of fewer people than the least, and its counts add up', () => {
    const row = fc.record({ useful: fc.integer({ min: 1, max: 5 }), clear: fc.integer({ min: 1, max: 5 }), length: fc.integer({ min: 1, max: 5 }) });
    fc.assert(fc.property(fc.array(row, { maxLength: 30 }), fc.integer({ min: 10, max: 20 }), (rows, least) => {
      const sums = feedbackSums(rows, least);
      expect(sums === null).toBe(rows.length < least);
      for (const sum of Object.values(sums ?? {})) expect(sum.counts.reduce((one, other) => one + other, 0)).toBe(rows.length);
    }));
  });

  it('is changed until its last moment', () => {
    expect([mayChange('2026-11-01T00:00:00.000Z', '2026-11-07T23:59:59.999Z', 7), mayChange('2026-11-01T00:00:00.000Z', '2026-11-08T00:00:00.000Z', 7)]).toEqual([true, false]);
  });

  it.each([{ useful: '6' }, { useful: '0' }, { useful: '-1' }, { useful: '1.5' }, { useful: '' }, { useful: "1' or '1" }, { comment: 'a'.repeat(2001) }])('is not taken as %j', (changes) => {
    expect(feedbackForm.safeParse({ useful: '3', clear: '3', length: '3', comment: '', ...changes }).success).toBe(false);
    expect(feedbackForm.safeParse({ useful: '3', clear: '3' }).success).toBe(false);
  });
});
