import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCourse, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { listPrerequisites } from '../queries/prerequisites.server.ts';
import { enrolOneself } from './enrol.server.ts';
import { enrolMany } from './enrol-many.server.ts';
import { unlockEnrolment } from './lock-enrolments.server.ts';

const now = '2026-11-23T01:00:00.000Z';
let db: Db;
let first: MadeCourse;
let next: MadeCourse;
let person: Actor;
beforeEach(async () => {
  db = await freshDb();
  first = await makeCourse(db, { slug: 'khoa-dau', title: 'Khoá đầu' });
  next = await makeCourse(db, { slug: 'khoa-sau', title: 'Khoá sau', prerequisites: ['khoa-dau'] });
  person = await makePerson(db);
});
afterEach(() => db.destroy());

const enrolments = async (of = person) => db.selectFrom('enrollment').select(['course_id as courseId', 'locked_at as lockedAt']).where('user_id', '=', of.id).where('cancelled_at', 'is', null).execute();
const oneself = (course = next, of = person) => enrolOneself(db, { userId: of.id, courseId: course.courseId, now });
const isMet = async (of = person) => (await listPrerequisites(db, of.id, next.courseId)).map((one) => one.isMet);
const complete = (course = first, of = person) => happened(db, of.id, course, now, facts.courseDone(course));
const exempt = (kind: string, courseId: string | null, of = person) =>
  db.insertInto('exemption').values({ id: newId(), user_id: of.id, course_id: courseId, kind, reason: 'Có giấy tờ', valid_from: '2025-01-01', valid_to: '2025-12-31', ...(kind === 'RECOGNISED' ? { number: '1', issuer: 'Học viện', issued_on: '2025-01-01' } : {}), created_by: of.id, created_at: now }).execute();

describe('what comes first', () => {
  it('is told in the order of the file, with the titles that learners see', async () => {
    await makeCourse(db, { slug: 'khoa-giua', title: 'Khoá giữa' });
    await makeCourse(db, { of: next, prerequisites: ['khoa-giua', 'khoa-dau'] });
    await complete();
    expect((await listPrerequisites(db, person.id, next.courseId)).map(({ slug, title, isMet: met }) => [slug, title, met])).toEqual([['khoa-giua', 'Khoá giữa', false], ['khoa-dau', 'Khoá đầu', true]]);
    expect(await listPrerequisites(db, person.id, first.courseId)).toEqual([]);
  });

  it('is met by completion, and stays so while the course is taken again', async () => {
    expect(await isMet()).toEqual([false]);
    await happened(db, person.id, first, now, facts.completed(first));
    expect(await isMet()).toEqual([false]);
    await complete();
    expect(await isMet()).toEqual([true]);
    await db.updateTable('course_progress').set({ completed_at: null, round: 2 }).where('user_id', '=', person.id).execute();
    expect(await isMet()).toEqual([true]);
    expect(await isMet(await makePerson(db))).toEqual([false]);
  });

  it.each<[string, 'own' | 'all' | 'other', boolean]>([
    ['RECOGNISED', 'own', true], ['EQUAL_TRAINING', 'own', true], ['EQUAL_TRAINING', 'all', true],
    ['RECOGNISED', 'other', false], ['LONG_LEAVE', 'own', false], ['LONG_LEAVE', 'all', false], ['OTHER_REASON', 'own', false],
  ])('%s of the %s course: %s', async (kind, which, met) => {
    await exempt(kind, { own: first.courseId, all: null, other: next.courseId }[which]);
    expect(await isMet()).toEqual([met]);
    await db.updateTable('exemption').set({ ended_at: now, ended_by: person.id, end_reason: 'Nhầm người' }).execute();
    expect(await isMet()).toEqual([false]);
  });

  it.each(['not released', 'retired', 'unknown'])('a course that is %s holds nobody up', async (state) => {
    if (state === 'not released') await db.updateTable('course_version').set({ released_at: null }).where('id', '=', first.versionId).execute();
    if (state === 'retired') await db.updateTable('course').set({ retired_at: now }).where('id', '=', first.courseId).execute();
    if (state === 'unknown') await makeCourse(db, { of: next, prerequisites: ['khong-co'] });
    expect(await oneself()).toBe(true);
  });

  it('is what the released version says, not the one that waits', async () => {
    await db.updateTable('course_version').set({ released_at: null }).where('id', '=', next.versionId).execute();
    await makeCourse(db, { of: next });
    expect(await listPrerequisites(db, person.id, next.courseId)).toEqual([]);
  });
});

describe('enrolling', () => {
  it('oneself waits for the course before, and is open then', async () => {
    expect([await oneself(), await enrolments()]).toEqual([false, []]);
    expect(await db.selectFrom('progress_event').select('id').execute()).toEqual([]);
    await complete();
    expect([await oneself(), await oneself(), await enrolments()]).toEqual([true, true, [{ courseId: next.courseId, lockedAt: null }]]);
  });

  it('by somebody else is never refused, and locked for whom it must be', async () => {
    const done = await makePerson(db);
    await complete(first, done);
    await enrolled(db, person.id, next, { now });
    await db.transaction().execute((tx) => enrolMany(tx, { people: [{ userId: done.id, courseId: next.courseId }, { userId: done.id, courseId: first.courseId }], isMandatory: true, reason: 'Quy tắc', dueOn: null, enrolledBy: null, now }));
    const late = await makePerson(db);
    await db.transaction().execute((tx) => enrolMany(tx, { people: [{ userId: late.id, courseId: next.courseId }, { userId: late.id, courseId: first.courseId }], isMandatory: true, reason: 'Quy tắc', dueOn: null, enrolledBy: null, now }));
    expect(await enrolments()).toEqual([{ courseId: next.courseId, lockedAt: now }]);
    expect((await enrolments(done)).map(({ lockedAt }) => lockedAt)).toEqual([null, null]);
    expect(new Map((await enrolments(late)).map(({ courseId, lockedAt }) => [courseId, lockedAt]))).toEqual(new Map([[next.courseId, now], [first.courseId, null]]));
  });

  it('of before the course asked for another stays open', async () => {
    const free = await makeCourse(db, { slug: 'khoa-cu' });
    await enrolled(db, person.id, free, { now });
    await makeCourse(db, { of: free, prerequisites: ['khoa-dau'] });
    expect(await enrolments()).toEqual([{ courseId: free.courseId, lockedAt: null }]);
  });

  it('that is locked opens once, when what comes first is done, and stays open', async () => {
    await enrolled(db, person.id, next, { now });
    expect([await unlockEnrolment(db, person.id, next.courseId), await enrolments()]).toEqual([false, [{ courseId: next.courseId, lockedAt: now }]]);
    await complete();
    expect([await unlockEnrolment(db, person.id, next.courseId), await enrolments()]).toEqual([true, [{ courseId: next.courseId, lockedAt: null }]]);
  });

  it('opens for everybody when the course asks for nothing any more', async () => {
    await enrolled(db, person.id, next, { now });
    await makeCourse(db, { of: next });
    expect(await unlockEnrolment(db, person.id, next.courseId)).toBe(true);
  });
});
