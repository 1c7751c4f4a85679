import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { learnersPerPage, unitView, type UnitQuestion, type UnitView } from './unit-page.server.ts';

const today = '2026-11-23';
const at = '2026-11-20T01:00:00.000Z';
type Full = Extract<UnitView, { kind: 'course' }>;

async function world() {
  const db = await freshDb();
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  const [hoaLu, tamDiep] = [await makeUnit(db, { name: 'Hoa Lư', parentId: province }), await makeUnit(db, { name: 'Tam Điệp', parentId: province })];
  const office = await makeUnit(db, { name: 'Văn phòng', parentId: hoaLu });
  const leader = (unitId: string) => makePerson(db, { unitId, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }] });
  const view = (actor: Actor, question: Partial<UnitQuestion> = {}) => unitView(db, actor, { page: 1, ...question }, { today, timeZone: 'Asia/Ho_Chi_Minh' });
  const full = async (actor: Actor, question: Partial<UnitQuestion> = {}) => (await view(actor, question)) as Full;
  return { db, units: { province, hoaLu, tamDiep, office }, leader, view, full };
}
const notFound = { kind: 'not-found' };

describe('the scope of unitView', () => {
  it('opens a leader’s own unit when she names none, and everything below it', async () => {
    const { units, leader, view } = await world();
    const actor = await leader(units.hoaLu);
    expect((await view(actor)).unit).toMatchObject({ id: units.hoaLu, name: 'Hoa Lư' });
    expect((await view(actor, { unit: units.office })).unit).toMatchObject({ id: units.office, parentId: units.hoaLu });
  });

  it('does not tell a unit outside the subtree from one that does not exist', async () => {
    const { units, leader, view } = await world();
    const actor = await leader(units.hoaLu);
    for (const unit of [units.tamDiep, units.province, '01930000-0000-7000-8000-000000000000']) await expect(view(actor, { unit })).rejects.toMatchObject(notFound);
  });

  it('offers no way up above the top of the scope', async () => {
    const { units, leader, view } = await world();
    expect((await view(await leader(units.hoaLu))).unit.parentId).toBeNull();
  });

  it('shows the whole province to whoever covers it', async () => {
    const { db, units, view } = await world();
    for (const role of ['TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const) {
      const actor = await makePerson(db, { unitId: units.tamDiep, grants: [{ role, scope: 'ALL', unitId: null }] });
      expect((await view(actor)).unit.id).toBe(units.province);
      expect((await view(actor, { unit: units.office })).unit.id).toBe(units.office);
    }
  });

  it('opens nothing for other roles, for nobody, and for a scope of oneself', async () => {
    const { db, units, view } = await world();
    const grants: Grant[][] = [[], [{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }], [{ role: 'UNIT_LEADER', scope: 'SELF', unitId: null }], [{ role: 'LEARNER', scope: 'SELF', unitId: null }]];
    for (const given of grants) {
      const actor = await makePerson(db, { unitId: units.hoaLu, grants: given });
      await expect(view(actor)).rejects.toMatchObject(notFound);
      await expect(view(actor, { unit: units.hoaLu })).rejects.toMatchObject(notFound);
    }
  });

  it('does not let an editor’s wide grant widen a leader’s narrow one', async () => {
    const { db, units, view } = await world();
    const actor = await makePerson(db, { unitId: units.hoaLu, grants: [{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.hoaLu }] });
    await expect(view(actor, { unit: units.tamDiep })).rejects.toMatchObject(notFound);
  });

  it('covers two subtrees for a leader of two units', async () => {
    const { db, units, view } = await world();
    const grants = [units.office, units.tamDiep].map((unitId): Grant => ({ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }));
    const actor = await makePerson(db, { unitId: units.office, grants });
    expect((await view(actor)).unit.id).toBe(units.office);
    expect((await view(actor, { unit: units.tamDiep })).unit.id).toBe(units.tamDiep);
    await expect(view(actor, { unit: units.hoaLu })).rejects.toMatchObject(notFound);
  });
});

describe('unitView', () => {
  it('says that no course was given yet', async () => {
    const { db, units, leader, view } = await world();
    await makeCourse(db);
    expect(await view(await leader(units.hoaLu))).toMatchObject({ kind: 'none', unit: { id: units.hoaLu } });
  });

  it('counts only people of the scope, and its parts add up to the total', async () => {
    const { db, units, leader, full } = await world();
    const course = await makeCourse(db);
    const actor = await leader(units.hoaLu);
    const learner = async (unitId: string, done = false) => {
      const person = await makePerson(db, { unitId });
      await enrolled(db, person.id, course, { dueOn: '2026-12-31' });
      if (done) await happened(db, person.id, course, at, facts.courseDone(course));
    };
    await learner(units.hoaLu, true);
    await learner(units.office);
    await learner(units.office, true);
    await learner(units.tamDiep);
    const view = await full(actor);
    expect(view.total).toMatchObject({ total: 3, done: 2 });
    expect(view.own.total + view.children.reduce((sum, child) => sum + child.counts.total, 0)).toBe(view.total.total);
    expect(view.children.map(({ id, counts }) => [id, counts.total, counts.done])).toEqual([[units.office, 2, 1]]);
    expect(view.learners.total).toBe(3);
    expect(view.trend.points.at(-1)?.done).toBe(2);
  });

  it('does not count a disabled person in the line of the weeks, as in the total', async () => {
    const { db, units, leader, full } = await world();
    const [course, actor, gone, here] = [await makeCourse(db), await leader(units.hoaLu), await makePerson(db, { unitId: units.office }), await makePerson(db, { unitId: units.office })];
    for (const { id } of [gone, here]) await enrolled(db, id, course);
    await happened(db, gone.id, course, at, facts.courseDone(course));
    await db.updateTable('user_account').set({ disabled_at: at }).where('id', '=', gone.id).execute();
    const view = await full(actor);
    expect([view.total.total, view.total.done, view.trend.points.at(-1)?.done]).toEqual([1, 0, 0]);
  });

  it('puts the sub-unit that needs help most first and leaves out those without people', async () => {
    const { db, units, full } = await world();
    const course = await makeCourse(db);
    const actor = await makePerson(db, { grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
    await makeUnit(db, { name: 'Trống', parentId: units.province });
    for (const [unitId, done] of [[units.hoaLu, true], [units.tamDiep, false]] as const) {
      const person = await makePerson(db, { unitId });
      await enrolled(db, person.id, course);
      if (done) await happened(db, person.id, course, at, facts.courseDone(course));
    }
    expect((await full(actor, { unit: units.province })).children.map(({ id }) => id)).toEqual([units.tamDiep, units.hoaLu]);
  });

  it('begins with the course that is due first, and opens another by its name', async () => {
    const { db, units, leader, full, view } = await world();
    const actor = await leader(units.hoaLu);
    for (const [slug, dueOn] of [['xa', '2027-03-01'], ['gan', '2026-12-01'], ['khong-han', null]] as const) await enrolled(db, actor.id, await makeCourse(db, { slug }), { dueOn });
    await makeCourse(db, { slug: 'khong-ai' });
    expect((await full(actor)).course).toMatchObject({ slug: 'gan', dueOn: '2026-12-01' });
    expect((await full(actor)).courses.map(({ slug }) => slug)).toEqual(['gan', 'xa', 'khong-han']);
    expect((await full(actor, { course: 'khong-han' })).trend.ahead).toBeNull();
    for (const course of ['khong-ai', 'khong-co']) await expect(view(actor, { course })).rejects.toMatchObject(notFound);
  });

  it('goes by the days of its own people: elsewhere the same course may have been due long ago', async () => {
    const { db, units, leader, full } = await world();
    const [course, early, actor] = [await makeCourse(db, { slug: 'chung' }), await makeCourse(db, { slug: 'som' }), await leader(units.hoaLu)];
    const person = async (unitId: string, dueOn: string | null, of = course) => {
      const { id } = await makePerson(db, { unitId });
      await enrolled(db, id, of, { dueOn });
      return id;
    };
    await person(units.tamDiep, '2026-03-31');
    await person(units.tamDiep, '2026-02-01', early);
    await person(units.hoaLu, null, early);
    await person(units.hoaLu, '2026-12-15');
    const last = await person(units.office, '2027-03-31');
    await person(units.hoaLu, null);
    const own = await full(actor);
    expect([own.course.slug, own.courses.map(({ slug }) => slug), own.due, own.trend.dueOn, own.trend.missing]).toEqual(['chung', ['chung', 'som'], { first: '2026-12-15', last: '2027-03-31' }, '2027-03-31', null]);
    expect((await full(actor, { course: 'som' })).due).toBeNull();
    await happened(db, last, course, at, facts.courseDone(course));
    expect((await full(actor)).due).toEqual({ first: '2026-12-15', last: '2026-12-15' });
    const other = await leader(units.tamDiep);
    const there = await full(other, { course: 'chung' });
    expect([there.due, there.trend.missing]).toEqual([{ first: '2026-03-31', last: '2026-03-31' }, 1]);
  });

  it('lists people as Vietnamese lists do, by state and page', async () => {
    const { db, units, leader, full } = await world();
    const [course, actor] = [await makeCourse(db), await leader(units.hoaLu)];
    const names = ['Trần Văn Đạt', 'Nguyễn Thị An', 'Lê Văn Dũng', 'Phạm Thị Ánh'];
    for (const fullName of names) {
      const person = await makePerson(db, { unitId: units.office, fullName });
      await enrolled(db, person.id, course);
      if (fullName.startsWith('Lê')) await happened(db, person.id, course, at, facts.courseDone(course));
    }
    const listed = async (question: Partial<UnitQuestion>) => (await full(actor, question)).learners.rows.map((row) => row.fullName);
    expect(await listed({})).toEqual(['Nguyễn Thị An', 'Phạm Thị Ánh', 'Lê Văn Dũng', 'Trần Văn Đạt']);
    expect(await listed({ state: 'done' })).toEqual(['Lê Văn Dũng']);
    expect(await listed({ state: 'late' })).toEqual([]);
  });

  it('cuts long lists into pages and shows the last one for a page too far', async () => {
    const { db, units, leader, full } = await world();
    const [course, actor] = [await makeCourse(db), await leader(units.hoaLu)];
    for (let n = 0; n < learnersPerPage + 3; n += 1) await enrolled(db, (await makePerson(db, { unitId: units.hoaLu, fullName: `Người ${String(n).padStart(3, '0')}` })).id, course);
    const { learners: first } = await full(actor);
    expect([first.rows.length, first.page, first.pages, first.total]).toEqual([learnersPerPage, 1, 2, learnersPerPage + 3]);
    const { learners: last } = await full(actor, { page: 99 });
    expect([last.page, last.rows.map((row) => row.fullName)]).toEqual([2, ['Người 050', 'Người 051', 'Người 052']]);
  });
});
