import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Role } from '../../people/actor.ts';
import { readEnv } from '../../platform/env.ts';
import { guardOf } from '../../platform/http/route.server.ts';
import { textOf, type Markup } from '../../platform/http/slots.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import * as coursePage from './editing-course.tsx';
import * as coursesPage from './editing-courses.tsx';
import * as reviewPage from './editing-review.tsx';
import * as reviewsPage from './editing-reviews.tsx';
import * as previewState from './editing-preview-state.ts';
import * as previewPage from './editing-preview.tsx';
import * as releasePage from './editing-release.tsx';
import * as versionsRoute from './editing-versions.ts';

/** These routes work on the real `content/` of the product. */
const course = 'de-an-06';
const lesson = 'ba-nen-tang';

type RouteFunction = (args: LoaderFunctionArgs) => unknown;

/** Somebody signed in with a role, who calls routes as a browser would. */
async function visitor(db: Db, role: Role | null, nodeEnv = 'production') {
  const clock = testClock();
  const person = await makePerson(db, { grants: role ? [{ role, scope: 'ALL', unitId: null }] : [] });
  const token = newToken();
  const now = clock.now().toISOString();
  await db.insertInto('session').values({ id: newId(), token_hash: sha256(token), user_id: person.id, created_at: now, last_seen_at: now, expires_at: '2026-11-24T01:00:00.000Z', idle_minutes: 30, revoked_at: null, user_agent: '', address: '' }).execute();
  const slots = new Map<string, Markup>();
  const context = requestContext(db, clock, { env: readEnv({ NODE_ENV: nodeEnv }), slots });
  const call = async (route: unknown, path: string, params: Record<string, string> = {}, init: RequestInit = {}) => {
    const headers = { cookie: `hoc06_session=${token}`, ...(init.headers as Record<string, string> | undefined) };
    return (route as RouteFunction)({ request: new Request(`http://localhost${path}`, { ...init, headers }), params, context } as LoaderFunctionArgs);
  };
  const post = (route: unknown, path: string, params: Record<string, string>) => call(route, path, params, { method: 'POST', body: new URLSearchParams() }) as Promise<Response>;
  return { person, slots, call, post };
}

describe('who may come in', () => {
  const loaders = [
    ['courses', coursesPage.loader, {}],
    ['course', coursePage.loader, { course }],
    ['versions', versionsRoute.loader, { course }],
    ['release', releasePage.loader, { course, version: newId() }],
    ['preview', previewPage.loader, { course, lesson }],
    ['preview state', previewState.loader, { course, lesson }],
    ['reviews', reviewsPage.loader, {}],
    ['review', reviewPage.loader, { course, lesson }],
  ] as const;

  test.each(loaders)('%s asks the policy', (_name, loader) => {
    expect(guardOf(loader)).toBe('policy');
  });

  test.each(loaders)('%s refuses learners and training administrators', async (_name, loader, params) => {
    await using db = await freshDb();
    for (const role of [null, 'TRAINING_ADMIN', 'UNIT_LEADER', 'AUDITOR'] as const) {
      const { call } = await visitor(db, role);
      await expect(call(loader, '/admin/courses', params)).rejects.toMatchObject({ init: { status: 403 } });
    }
  });

  test('a system administrator looks but does not release', async () => {
    await using db = await freshDb();
    const { call, post } = await visitor(db, 'SYSTEM_ADMIN');
    expect(await call(coursePage.loader, `/admin/courses/${course}`, { course })).toMatchObject({ mayRelease: false });
    await expect(post(releasePage.action, '/x', { course, version: newId() })).rejects.toMatchObject({ init: { status: 403 } });
  });
});

describe('from files to learners', () => {
  test('an editor stores the files, looks at the changes and releases', async () => {
    await using db = await freshDb();
    const { person, call, post } = await visitor(db, 'CONTENT_EDITOR');
    expect(await call(coursePage.loader, `/admin/courses/${course}`, { course })).toMatchObject({ mayRelease: true, outcome: null, course: { disk: 'differs', versions: [], waiting: null } });

    const stored = await post(versionsRoute.action, `/admin/courses/${course}/versions`, { course });
    expect([stored.status, stored.headers.get('location')]).toEqual([303, `/admin/courses/${course}?outcome=stored`]);
    const again = await post(versionsRoute.action, `/admin/courses/${course}/versions`, { course });
    expect(again.headers.get('location')).toBe(`/admin/courses/${course}?outcome=same`);

    const page = (await call(coursePage.loader, `/admin/courses/${course}?outcome=stored`, { course })) as Awaited<ReturnType<typeof coursePage.loader>>;
    expect(page).toMatchObject({ outcome: 'stored', course: { disk: 'stored', versions: [{ state: 'waiting', isDisk: true }] } });
    const version = page.course.waiting?.versionId ?? '';
    expect(await call(releasePage.loader, '/x', { course, version })).toMatchObject({ isFirst: true, isCurrent: false });

    const released = await post(releasePage.action, '/x', { course, version });
    expect([released.status, released.headers.get('location')]).toEqual([303, `/admin/courses/${course}?outcome=released`]);
    expect(await db.selectFrom('course_version').select(['released_by']).where('released_at', 'is not', null).execute()).toEqual([{ released_by: person.id }]);
    expect(await call(coursesPage.loader, '/admin/courses')).toMatchObject({ problems: [], courses: expect.arrayContaining([expect.objectContaining({ slug: course, overdue: 0 })]) });
    const { entries } = (await call(reviewsPage.loader, '/admin/reviews?kind=lesson')) as { entries: { kind: string }[] };
    expect(entries.filter(({ kind }) => kind === 'lesson')).toHaveLength(globSync(`content/courses/${course}/*/*.mdx`).length);
  });

  test('an unknown course is not found', async () => {
    await using db = await freshDb();
    const { call, post } = await visitor(db, 'CONTENT_EDITOR');
    await expect(call(coursePage.loader, '/x', { course: 'khong-co' })).rejects.toMatchObject({ init: { status: 404 } });
    await expect(call(coursePage.loader, '/x', { course: '../etc' })).rejects.toMatchObject({ init: { status: 404 } });
    await expect(call(releasePage.loader, '/x', { course, version: 'x' })).rejects.toMatchObject({ init: { status: 404 } });
    expect((await post(versionsRoute.action, '/x', { course: 'khong-co' })).headers.get('location')).toBe('/admin/courses/khong-co?outcome=refused');
  });

  test('a strange outcome in the address is ignored', async () => {
    await using db = await freshDb();
    const { call } = await visitor(db, 'CONTENT_EDITOR');
    expect(await call(coursePage.loader, `/admin/courses/${course}?outcome=<script>`, { course })).toMatchObject({ outcome: null });
  });
});

describe('previews', () => {
  test('hand the prose over through the slot, not as data', async () => {
    await using db = await freshDb();
    const { call, slots } = await visitor(db, 'CONTENT_EDITOR');
    const view = (await call(previewPage.loader, `/admin/courses/${course}/preview/${lesson}`, { course, lesson })) as Awaited<ReturnType<typeof previewPage.loader>>;
    expect(view).toMatchObject({ slug: lesson, live: false, problems: [], siblings: { length: 5 } });
    expect(JSON.stringify(view)).not.toContain('<p>');
    const prose = textOf(slots.get('prose') ?? '');
    expect(prose).toContain('<p>');
    expect(prose).toContain('class="check"');
  });

  test('show practice solved, so that every explanation can be read, and hand nothing in', async () => {
    await using db = await freshDb();
    const { call, slots } = await visitor(db, 'CONTENT_EDITOR');
    const own = { course: 'an-toan-thong-tin', lesson: 'duong-dan-va-tep-apk' };
    await call(previewPage.loader, `/admin/courses/${own.course}/preview/${own.lesson}`, own);
    const prose = textOf(slots.get('prose') ?? '');
    expect(prose).toContain('Tìm được 4 trên 4 dấu hiệu, báo nhầm 0. Điểm: 4/4.');
    expect(prose.match(/class="drill-why (right|plain)"/g)).toHaveLength(7);
    expect(await db.selectFrom('progress_event').select('id').execute()).toEqual([]);
  });

  test('are live only on a development server', async () => {
    await using db = await freshDb();
    const { call } = await visitor(db, 'CONTENT_EDITOR', 'development');
    expect(await call(previewPage.loader, '/x', { course, lesson })).toMatchObject({ live: true });
  });

  test('the open page learns that the file is still the same, or not', async () => {
    await using db = await freshDb();
    const { call } = await visitor(db, 'CONTENT_EDITOR');
    const { etag } = (await call(previewPage.loader, '/x', { course, lesson })) as { etag: string };
    const ask = async (known: string, slug = lesson) => ((await call(previewState.loader, '/x', { course, lesson: slug }, { headers: { 'if-none-match': known } })) as Response).status;
    expect(await ask(etag)).toBe(304);
    expect(await ask('"anders"')).toBe(204);
    expect(await ask(etag, 'khong-co'), 'gone for a moment while a program saves').toBe(304);
  });
});
