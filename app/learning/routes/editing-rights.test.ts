import type { LoaderFunctionArgs } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { courseOnDisk, lessonText } from '../../../tests/content/course-on-disk.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call, type Answer } from '../../../tests/world/calls.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Grant, Role } from '../../people/actor.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { publishCourse } from '../commands/publish-course.server.ts';
import { releaseCourseVersion } from '../commands/release-course-version.server.ts';
import * as coursePage from './editing-course.tsx';
import * as coursesPage from './editing-courses.tsx';
import * as reviewPage from './editing-review.tsx';
import * as reviewsPage from './editing-reviews.tsx';
import * as previewState from './editing-preview-state.ts';
import * as previewPage from './editing-preview.tsx';
import * as questionPage from './editing-question.tsx';
import * as questionsPage from './editing-questions.tsx';
import * as reinstatementPage from './editing-reinstatement.tsx';
import * as releasePage from './editing-release.tsx';
import * as suspensionPage from './editing-suspension.tsx';
import * as versionsRoute from './editing-versions.ts';

const course = 'de-an-06';
const lesson = 'ba-nen-tang';
const now = '2026-11-23T01:00:00.000Z';
type Route = (args: LoaderFunctionArgs) => Promise<unknown>;

/** Every way into the editing pages: what it needs, and what each of the two who may come in is answered. */
const doors: readonly [name: string, route: unknown, params: Record<string, string>, isWrite: boolean, editor: number, administrator: number][] = [
  ['the overview', coursesPage.loader, {}, false, 200, 200],
  ['a course', coursePage.loader, { course }, false, 200, 200],
  ['the address of versions', versionsRoute.loader, { course }, false, 303, 303],
  ['storing the files', versionsRoute.action, { course: 'khong-co' }, true, 303, 303],
  ['the check before a release', releasePage.loader, { course, version: newId() }, false, 404, 403],
  ['releasing', releasePage.action, { course, version: newId() }, true, 404, 403],
  ['the questions of a course', questionsPage.loader, { course }, false, 404, 404],
  ['a question', questionPage.loader, { course, question: 'm1-q01' }, false, 404, 404],
  ['the check before a suspension', suspensionPage.loader, { course, question: 'm1-q01' }, false, 404, 403],
  ['suspending', suspensionPage.action, { course, question: 'm1-q01' }, true, 422, 403],
  ['the page before a question comes back', reinstatementPage.loader, { course, question: 'm1-q01' }, false, 404, 403],
  ['reinstating', reinstatementPage.action, { course, question: 'm1-q01' }, true, 422, 403],
  ['a preview', previewPage.loader, { course, lesson }, false, 200, 200],
  ['the review calendar', reviewsPage.loader, {}, false, 200, 200],
  ['a lesson before its review', reviewPage.loader, { course, lesson }, false, 404, 404],
  ['recording a review', reviewPage.action, { course, lesson }, true, 422, 403],
  ['the state of a preview', previewState.loader, { course, lesson }, false, 204, 204],
];

async function knock(db: Db, door: (typeof doors)[number], grants: Grant[] | null): Promise<Answer> {
  const [, route, params, isWrite] = door;
  const person = grants && (await makePerson(db, { grants }));
  const token = person ? { token: await makeSession(db, person, now) } : {};
  return call(route as Route, { db, clock: testClock(), path: '/admin/courses', params, ...token, ...(isWrite ? { form: {} } : {}) });
}
const everywhere = (role: Role): Grant[] => [{ role, scope: 'ALL', unitId: null }];

describe.each(doors)('%s', (...door) => {
  const [, , , , editor, administrator] = door;

  test.each(['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR'] as const)('is closed to %s', async (role) => {
    await using db = await freshDb();
    expect(await knock(db, door, everywhere(role))).toMatchObject({ status: 403, body: { kind: 'forbidden' } });
  });

  test('is closed to somebody without any role, and sends strangers to sign in', async () => {
    await using db = await freshDb();
    expect((await knock(db, door, [])).status).toBe(403);
    const stranger = await knock(db, door, null);
    expect([302, 303]).toContain(stranger.status);
    expect(stranger.location).toMatch(/^\/sign-in/);
  });

  test('opens to a content editor, and as far as it goes to a system administrator', async () => {
    await using db = await freshDb();
    expect((await knock(db, door, everywhere('CONTENT_EDITOR'))).status).toBe(editor);
    expect((await knock(db, door, everywhere('SYSTEM_ADMIN'))).status).toBe(administrator);
  });

  test('opens to somebody who is an editor among other things', async () => {
    await using db = await freshDb();
    const unitId = await makeUnit(db);
    expect((await knock(db, door, [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }, ...everywhere('SYSTEM_ADMIN'), ...everywhere('CONTENT_EDITOR')])).status).toBe(editor);
  });

  test('leaves nothing behind when it is closed', async () => {
    await using db = await freshDb();
    await knock(db, door, everywhere('AUDITOR'));
    for (const table of ['course', 'course_version', 'audit_event', 'domain_event', 'job', 'lesson_review'] as const) expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });
});

describe('addresses of other forms', () => {
  test.each(['..', '../x', 'De-An-06', 'a b', 'a%2fb', '-', 'x'.repeat(200), '__proto__'])('the course %s is not found', async (slug) => {
    await using db = await freshDb();
    for (const [name, route, params, isWrite] of doors) {
      if (!('course' in params) || name === 'storing the files') continue;
      expect((await knock(db, [name, route, { ...params, course: slug }, isWrite, 0, 0], everywhere('CONTENT_EDITOR'))).status, name).toBe(404);
    }
  });
});

describe('what a release leaves behind', () => {
  const at = (minute: number) => `2026-11-23T01:${String(minute).padStart(2, '0')}:00.000Z`;
  const audits = (db: Db) => db.selectFrom('audit_event').select(['at', 'actor_name', 'action', 'object_id']).orderBy('seq').execute();

  test('is one audit row for each that changed something, in their order', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const editor = await makePerson(db, { fullName: 'Lê Thị Ánh', grants: everywhere('CONTENT_EDITOR') });
    const first = await publishCourse(db, await disk.compile(), at(0));
    disk.put('m1-dau/02-bai-hai.mdx', lessonText);
    const second = await publishCourse(db, await disk.compile(), at(1));
    const outcomes = [];
    for (const [versionId, minute] of [[first.versionId, 2], [first.versionId, 3], [second.versionId, 4], [first.versionId, 5]] as const) outcomes.push(await releaseCourseVersion(db, editor, versionId, at(minute)));
    expect(outcomes).toEqual([true, false, true, true]);
    const released = [first.versionId, second.versionId, first.versionId];
    expect((await audits(db)).filter(({ action }) => action === 'course.release')).toEqual(released.map((object_id, n) => ({ at: at([2, 4, 5][n] ?? 0), actor_name: 'Lê Thị Ánh', action: 'course.release', object_id })));
    expect(await findAuditBreak(db)).toBeNull();
  });

  test('is nothing at all when somebody may not, or when there is no such version', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const { versionId } = await publishCourse(db, await disk.compile(), at(0));
    const before = await audits(db);
    for (const role of ['LEARNER', 'SYSTEM_ADMIN', 'TRAINING_ADMIN', 'AUDITOR', 'UNIT_LEADER'] as const) await expect(releaseCourseVersion(db, await makePerson(db, { grants: everywhere(role) }), versionId, at(1))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(releaseCourseVersion(db, null, newId(), at(1))).rejects.toMatchObject({ kind: 'not-found' });
    expect(await audits(db)).toEqual(before);
    expect(await db.selectFrom('course_version').select(['released_at', 'superseded_at']).execute()).toEqual([{ released_at: null, superseded_at: null }]);
  });

  test('says that the installation itself did it when nobody did', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const { versionId } = await publishCourse(db, await disk.compile(), at(0));
    await releaseCourseVersion(db, null, versionId, at(1));
    expect((await audits(db)).map(({ actor_name, action }) => [actor_name, action])).toEqual([['Hệ thống', 'course.publish'], ['Hệ thống', 'course.release']]);
  });
});
