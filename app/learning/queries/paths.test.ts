import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeAttempt, makeCourse } from '../../../tests/world/courses.ts';
import { makePath } from '../../../tests/world/paths.ts';
import { makePerson, makeUnit, type PersonTraits } from '../../../tests/world/people.ts';
import { choosePath } from '../commands/choose-path.server.ts';
import { homeView } from './home.server.ts';
import { findChosenPath, getPathPage, listShownPaths } from './paths.server.ts';

const now = new Date('2026-11-25T05:00:00.000Z');
const moment = { now, today: '2026-11-25' };
const at = now.toISOString();

/** Two courses and two paths: one for everybody, one for leaders that goes the other way round. */
async function world(traits: PersonTraits = {}) {
  const db = await freshDb();
  const person = await makePerson(db, traits);
  const [x, y] = [await makeCourse(db, { slug: 'khoa-x' }), await makeCourse(db, { slug: 'khoa-y' })];
  await makePath(db, { key: 'lanh-dao', suits: { roles: ['UNIT_LEADER'], positions: ['Giám đốc'] }, steps: [{ course: 'khoa-y', module: 'm2', lessons: null }, { course: 'khoa-x', module: 'm1', lessons: ['thu-la'] }] });
  await makePath(db, { key: 'toan-the', steps: [{ course: 'khoa-x', module: 'm1', lessons: null }] });
  return { db, person, x, y, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('the paths', () => {
  it('stand in the order of their file, with the length that the courses give them now', async () => {
    await using w = await world();
    await happened(w.db, w.person.id, w.x, at, facts.completed(w.x, 1));
    expect(await listShownPaths(w.db, w.person, moment)).toEqual([
      { key: 'lanh-dao', title: 'Lộ trình lanh-dao', audience: 'Cán bộ', why: 'Để làm việc an toàn.', lessons: 2, done: 1, minutes: 14, minutesLeft: 6, isChosen: false, suggested: null },
      { key: 'toan-the', title: 'Lộ trình toan-the', audience: 'Cán bộ', why: 'Để làm việc an toàn.', lessons: 2, done: 1, minutes: 18, minutesLeft: 10, isChosen: false, suggested: 'everybody' },
    ]);
  });

  it('suggest by role, and by a position that is held today', async () => {
    await using w = await world({ grants: [{ role: 'UNIT_LEADER', scope: 'ALL', unitId: null }] });
    const suggested = async (person: typeof w.person) => (await listShownPaths(w.db, person, moment)).flatMap(({ key, suggested: because }) => (because ? [`${key} ${because}`] : []));
    expect(await suggested(w.person)).toEqual(['lanh-dao role']);
    const other = await makePerson(w.db);
    await w.db.updateTable('membership').set({ position_title: 'Phó Giám đốc Trung tâm' }).where('user_id', '=', other.id).execute();
    expect(await suggested(other)).toEqual(['lanh-dao position']);
    await w.db.updateTable('membership').set({ valid_to: '2026-11-25' }).where('user_id', '=', other.id).execute();
    expect(await suggested(other)).toEqual(['toan-the everybody']);
  });

  it('suggest by the unit, too, by the name that it has today', async () => {
    await using w = await world();
    await makePath(w.db, { key: 'mot-cua', suits: { roles: [], positions: ['hành chính công'] }, steps: [] });
    const unitId = await makeUnit(w.db, { name: 'Trung tâm Phục vụ hành chính công' });
    const person = await makePerson(w.db, { unitId });
    const suggested = async () => (await listShownPaths(w.db, person, moment)).find(({ suggested: because }) => because)?.key;
    expect(await suggested()).toBe('mot-cua');
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-25' }).where('unit_id', '=', unitId).execute();
    expect(await suggested()).toBe('toan-the');
  });

  it('lose a course that is retired, and do not break over it', async () => {
    await using w = await world();
    await w.db.updateTable('course').set({ retired_at: at }).where('slug', '=', 'khoa-y').execute();
    expect((await listShownPaths(w.db, w.person, moment))[0]).toMatchObject({ lessons: 1, minutes: 8 });
  });

  it('show one with its stages and where it goes on, for somebody who is enrolled', async () => {
    await using w = await world();
    expect(await getPathPage(w.db, w.person, 'lanh-dao', moment)).toMatchObject({ next: null, parts: [{ courseSlug: 'khoa-y', isEnrolled: false, lessons: [{ slug: 'dinh-danh' }] }, { courseSlug: 'khoa-x', isWhole: false }] });
    await enrolled(w.db, w.person.id, w.x);
    expect((await getPathPage(w.db, w.person, 'lanh-dao', moment)).next).toBe('/learn/khoa-x/thu-la');
    for (const lesson of [0, 1]) await happened(w.db, w.person.id, w.x, at, facts.completed(w.x, lesson));
    expect((await getPathPage(w.db, w.person, 'toan-the', moment)).next).toBe('/assessments/khoa-x/kiem-tra-m1');
    await expect(getPathPage(w.db, w.person, 'khong-co', moment)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a choice', () => {
  it('is one, can be changed and given up, and is nobody else’s', async () => {
    await using w = await world();
    const other = await makePerson(w.db);
    await choosePath(w.db, w.person.id, 'toan-the', at);
    await choosePath(w.db, w.person.id, 'lanh-dao', at);
    expect([(await findChosenPath(w.db, w.person.id))?.key, await findChosenPath(w.db, other.id)]).toEqual(['lanh-dao', undefined]);
    expect((await listShownPaths(w.db, w.person, moment)).map(({ isChosen }) => isChosen)).toEqual([true, false]);
    await choosePath(w.db, w.person.id, null, at);
    expect(await findChosenPath(w.db, w.person.id)).toBeUndefined();
  });

  it('of a path that there is not is refused and changes nothing', async () => {
    await using w = await world();
    await choosePath(w.db, w.person.id, 'toan-the', at);
    await expect(choosePath(w.db, w.person.id, 'khong-co', at)).rejects.toMatchObject({ kind: 'not-found' });
    expect((await findChosenPath(w.db, w.person.id))?.key).toBe('toan-the');
  });

  it('sleeps while the file does not name the path', async () => {
    await using w = await world();
    await choosePath(w.db, w.person.id, 'lanh-dao', at);
    await w.db.deleteFrom('learning_path').where('key', '=', 'lanh-dao').execute();
    expect(await findChosenPath(w.db, w.person.id)).toBeUndefined();
    expect((await homeView(w.db, w.person, now, 'Asia/Ho_Chi_Minh')).path).toBeNull();
  });
});

describe('the home page of somebody with a path', () => {
  async function follower(due: { x?: string; y?: string } = {}) {
    const w = await world();
    await enrolled(w.db, w.person.id, w.x, { dueOn: due.x ?? '2026-12-10' });
    await enrolled(w.db, w.person.id, w.y, { dueOn: due.y ?? '2026-12-20' });
    const first = async () => (await homeView(w.db, w.person, now, 'Asia/Ho_Chi_Minh')).first?.next?.href;
    return Object.assign(w, { first });
  }

  it('goes by due days and the order of the course before she chooses, along the path afterwards', async () => {
    await using w = await follower();
    expect(await w.first()).toBe('/learn/khoa-x/mat-khau-manh');
    await choosePath(w.db, w.person.id, 'lanh-dao', at);
    expect(await w.first()).toBe('/learn/khoa-y/dinh-danh');
    await happened(w.db, w.person.id, w.y, at, facts.completed(w.y, 2));
    expect(await w.first()).toBe('/learn/khoa-x/thu-la');
    await happened(w.db, w.person.id, w.x, at, facts.completed(w.x, 1));
    expect(await w.first(), 'the path is done, the courses are not').toBe('/learn/khoa-x/mat-khau-manh');
    expect((await homeView(w.db, w.person, now, 'Asia/Ho_Chi_Minh')).path).toMatchObject({ key: 'lanh-dao', lessons: 2, done: 2 });
  });

  it('keeps the order of the path within each course that waits', async () => {
    await using w = await follower();
    await choosePath(w.db, w.person.id, 'lanh-dao', at);
    expect((await homeView(w.db, w.person, now, 'Asia/Ho_Chi_Minh')).rest.map(({ slug, next }) => [slug, next?.href])).toEqual([['khoa-x', '/learn/khoa-x/thu-la']]);
  });

  it('never hides an overdue course, nor a test that is running', async () => {
    await using w = await follower({ x: '2026-11-20' });
    await choosePath(w.db, w.person.id, 'lanh-dao', at);
    expect(await w.first()).toBe('/learn/khoa-x/thu-la');
    const attempt = await makeAttempt(w.db, w.person.id, w.y, 0, { startedAt: '2026-11-25T04:55:00.000Z', dueAt: '2026-11-25T05:10:00.000Z' });
    expect(await w.first()).toBe(`/attempts/${attempt}`);
  });

  it('is not stopped by a course of the path that is finished', async () => {
    await using w = await follower();
    await choosePath(w.db, w.person.id, 'lanh-dao', at);
    await happened(w.db, w.person.id, w.y, at, facts.courseDone(w.y));
    expect(await w.first()).toBe('/learn/khoa-x/thu-la');
  });
});
