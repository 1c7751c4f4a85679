import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { talkWorld } from '../../../tests/world/lesson-posts.ts';
import { showPost } from '../commands/moderate-post.server.ts';
import { reportPost } from '../commands/own-post.server.ts';
import type { Role } from '../../people/actor.ts';
import { listTrainingWork } from './waiting-work.server.ts';

const today = '2026-11-23';

/** A commune with an office below it, and a neighbour. */
async function world() {
  const db = await freshDb();
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  const commune = await makeUnit(db, { name: 'Hoa Lư', parentId: province });
  const office = await makeUnit(db, { name: 'Văn phòng', parentId: commune });
  const neighbour = await makeUnit(db, { name: 'Tam Điệp', parentId: province });
  const course = await makeCourse(db, { title: 'An toàn thông tin' });
  const late = async (unitId: string, dueOn = '2026-11-22') => {
    const person = await makePerson(db, { unitId });
    await enrolled(db, person.id, course, { dueOn });
    return person;
  };
  const staff = (role: Role, unitId: string | null) => makePerson(db, { unitId: unitId ?? province, grants: [{ role, scope: unitId ? 'SUBTREE' : 'ALL', unitId }] });
  return { db, commune, office, neighbour, course, late, staff, work: async (role: Role, unitId: string | null) => (await listTrainingWork(db, await staff(role, unitId), today)).map(({ kind, count, href, subject }) => ({ kind, count, href, subject })), [Symbol.asyncDispose]: () => db.destroy() };
}

describe('work that waits in training', () => {
  it('is people of one’s own units who are late, and nobody else’s', async () => {
    await using w = await world();
    await w.late(w.office);
    await w.late(w.commune);
    await w.late(w.neighbour);
    await w.late(w.office, today);
    const href = `/units?course=${w.course.slug}&state=late#people`;
    expect(await w.work('UNIT_LEADER', w.commune)).toEqual([{ kind: 'training.late', count: 2, href, subject: 'An toàn thông tin' }]);
    expect(await w.work('UNIT_LEADER', w.office)).toMatchObject([{ count: 1 }]);
    for (const role of ['TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const) expect(await w.work(role, null)).toEqual([]);
  });

  it('leaves out who is done, who left and whose enrolment ended', async () => {
    await using w = await world();
    const [done, gone, ended] = [await w.late(w.office), await w.late(w.office), await w.late(w.office)];
    await happened(w.db, done.id, w.course, '2026-11-20T01:00:00.000Z', facts.courseDone(w.course));
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-20T01:00:00.000Z' }).where('id', '=', gone.id).execute();
    await w.db.updateTable('enrollment').set({ cancelled_at: '2026-11-20T01:00:00.000Z' }).where('user_id', '=', ended.id).execute();
    expect(await w.work('UNIT_LEADER', w.commune)).toEqual([]);
  });

  it('is what waits below lessons for editors, as long as it waits, and nothing of it for anybody else', async () => {
    await using w = await talkWorld();
    const [asker, other] = [await w.learner(), await w.learner('Trần Văn Đạt')];
    const work = async (actor = w.editor) => (await listTrainingWork(w.db, actor, today)).map(({ kind, count, href }) => ({ kind, count, href }));
    expect(await work()).toEqual([]);
    const question = await w.ask(asker, 'Câu thứ nhất?', false);
    await w.ask(other, 'Câu thứ hai?', false);
    expect(await work()).toEqual([{ kind: 'lessons.question', count: 2, href: '/admin/lesson-questions' }]);
    await showPost(w.ports, w.editor, question);
    expect(await reportPost(w.ports, other, question, 'Có tên người dân')).toEqual({ ok: true });
    expect(await work()).toEqual([{ kind: 'lessons.question', count: 1, href: '/admin/lesson-questions' }, { kind: 'lessons.report', count: 1, href: '/admin/lesson-questions?tab=reported' }]);
    for (const actor of [w.admin, asker]) expect(await work(actor)).toEqual([]);
  });

  it('is a version to be released for editors, who answer for words; not for administrators', async () => {
    await using w = await world();
    expect(await w.work('CONTENT_EDITOR', null)).toEqual([]);
    const waiting = await makeCourse(w.db, { title: 'Đề án 06', released: false });
    expect(await w.work('CONTENT_EDITOR', null)).toEqual([{ kind: 'content.release', count: 1, href: `/admin/courses/${waiting.slug}`, subject: 'Đề án 06' }]);
    expect(await w.work('SYSTEM_ADMIN', null)).toEqual([]);
  });
});
