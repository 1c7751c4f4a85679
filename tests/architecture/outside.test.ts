import { describe, expect, it } from 'vitest';
import { isOpenToOutside } from '../../app/people/rules/outside.ts';
import { guardOf } from '../../app/platform/http/route.server.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { call, type Answer } from '../world/calls.ts';
import { makeOutsider } from '../world/contests.ts';
import { makeSession } from '../world/people.ts';
import { loadRoutes } from './routes.ts';

type Handler = Parameters<typeof call>[0];

/** People from outside have accounts like everybody else, so every page of the product is tried with one of theirs. */
describe('somebody from outside', async () => {
  const routes = (await loadRoutes()).filter(({ url }) => url !== '(root)').map((route) => ({ ...route, path: route.url.replace(/:\w+/g, 'x').replace('*', 'khong-co') }));
  const closed = routes.filter(({ path }) => !isOpenToOutside(path));

  async function world() {
    const db = await freshDb();
    const clock = testClock();
    const outsider = await makeOutsider(db);
    // Even with every role in the tables: the kind of the account decides.
    for (const role of ['SYSTEM_ADMIN', 'AUDITOR', 'CONTEST_ORGANISER', 'TRAINING_ADMIN']) await db.insertInto('role_assignment').values({ id: role, user_id: outsider.id, role, scope: 'ALL', unit_id: null, granted_by: null, granted_at: '2026-11-01T00:00:00.000Z' }).execute();
    const token = await makeSession(db, outsider, clock.now().toISOString());
    return { db, clock, token, [Symbol.asyncDispose]: () => db.destroy() };
  }

  it('meets far more closed pages than open ones', () => {
    expect(closed.length).toBeGreaterThan(100);
    expect(routes.filter(({ path }) => isOpenToOutside(path)).map(({ path }) => path.split('/')[1]).every((area) => ['contests', 'inbox', 'held', 'preferences', 'sign-out'].includes(area ?? ''))).toBe(true);
  });

  it('opens and changes nothing that needs an account beyond the contest', async () => {
    await using w = await world();
    const opened: string[] = [];
    for (const { path, module } of closed) {
      for (const name of ['loader', 'action'] as const) {
        if (!module[name] || guardOf(module[name]) === 'public') continue;
        const answer = await call(module[name] as Handler, { ...w, path, params: { id: 'x' }, ...(name === 'action' ? { form: {} } : {}) });
        const isTurnedAway = answer.status === 403 || (path === '/' && answer.status === 303 && answer.location === '/contests');
        if (!isTurnedAway) opened.push(`${name} ${path}: ${answer.status}`);
      }
    }
    expect(opened).toEqual([]);
  });

  it('sees on pages for everybody what a stranger sees', async () => {
    await using w = await world();
    const told: string[] = [];
    const { token, ...stranger } = w;
    for (const { path, module } of closed) {
      if (guardOf(module['loader']) !== 'public') continue;
      const ask = (who: { token?: string }) => call(module['loader'] as Handler, { ...stranger, ...who, path, params: { id: 'x', slug: 'x', key: 'x', token: 'x', code: 'x', channel: 'x' } }).catch((error: Error): Answer => ({ status: 500, location: null, cookie: null, body: error.message, text: null }));
      if (JSON.stringify(await ask({ token })) !== JSON.stringify(await ask({}))) told.push(path);
    }
    expect(told).toEqual([]);
  });
});
