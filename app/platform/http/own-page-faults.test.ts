import { redirect, type AppLoadContext } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { textOf } from '../../../tests/support/page.tsx';
import { createLog } from '../log.ts';
import { AppError, statusOf, type ErrorKind } from '../errors.ts';
import { createRouteBuilder, type Guard } from './route.server.ts';

interface Person { mayRead: boolean }
const say = { vi: 'Không <được>', en: 'Not <possible>' };

/** Loaders that render their pages by themselves, with the real renderer. */
async function world(actor: Person | null = { mayRead: true }) {
  const db = await freshDb();
  const logged: string[] = [];
  const log = Object.assign(createLog('silent', 'test'), { error: (_fields: unknown, text: string) => void logged.push(text) });
  const builder = createRouteBuilder<Person>({ actorOf: async () => actor, challenge: async () => redirect('/sign-in'), detour: () => null });
  const context = (changes: Partial<AppLoadContext> = {}) => requestContext(db, testClock(), { log, ...changes });
  interface Answer { status?: number; location?: string | null; page?: string; thrown?: unknown; returned?: unknown }
  const ask = async (options: { guard?: Guard<Person>; params?: z.ZodType<{ id: string }>; own?: boolean; changes?: Partial<AppLoadContext> }, load: () => unknown): Promise<Answer> => {
    const loader = builder.page({ guard: options.guard ?? 'public', rendersItself: options.own ?? true, ...(options.params ? { params: options.params } : {}) }, load);
    const describeAnswer = async (answer: Response) => ({ status: answer.status, location: answer.headers.get('location'), page: textOf(answer) || (await answer.text()) });
    try {
      const returned = (await loader({ request: new Request('http://x/a'), params: { id: 'x y' }, context: context(options.changes) })) as unknown;
      return returned instanceof Response ? await describeAnswer(returned) : { returned };
    } catch (thrown) {
      return thrown instanceof Response ? await describeAnswer(thrown) : { thrown };
    }
  };
  return { ask, logged, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('a loader that renders its own page', () => {
  it.each(Object.entries(statusOf) as [ErrorKind, number][])('refuses %s with a whole page of status %i', async (kind, status) => {
    await using w = await world();
    const answer = await w.ask({}, () => { throw new AppError(kind, say); });
    expect(answer.status).toBe(status);
    expect(answer.page).toMatch(/^<!doctype html>/i);
    expect(answer.page).toContain('Không &lt;được&gt;');
    expect(w.logged).toEqual([]);
  });

  it('speaks the reader’s language when it refuses', async () => {
    await using w = await world();
    const answer = await w.ask({ changes: { reader: { locale: 'en', theme: 'system' } } }, () => { throw new AppError('conflict', say); });
    expect(answer.page).toContain('Not &lt;possible&gt;');
    expect(answer.page).toContain('lang="en"');
  });

  it('says that something went wrong without telling what, and notes it once', async () => {
    await using w = await world();
    const answer = await w.ask({}, () => { throw new TypeError('column secret_column is missing'); });
    expect(answer.status).toBe(500);
    expect(answer.page).toContain('Đã có lỗi ngoài dự kiến');
    expect(answer.page).not.toContain('secret_column');
    expect(w.logged).toEqual(['unexpected error']);
  });

  it('says that the database is busy when it is', async () => {
    await using w = await world();
    const answer = await w.ask({}, () => { throw Object.assign(new Error('database is locked'), { errcode: 5 }); });
    expect(answer.status).toBe(503);
    expect(answer.page).toContain('bận');
  });

  it('draws the refusals of guard and address too', async () => {
    await using w = await world({ mayRead: false });
    const never = () => { throw new Error('was loaded'); };
    expect(await w.ask({ guard: (person) => person.mayRead }, never)).toMatchObject({ status: 403, page: expect.stringContaining('không có quyền') });
    expect((await w.ask({ params: z.object({ id: z.uuid() }) }, never)).status).toBe(404);
    expect(w.logged).toEqual([]);
  });

  it('lets answers through: what it returns, and where it sends people', async () => {
    await using w = await world(null);
    const response = new Response('page');
    expect(await w.ask({}, () => response)).toMatchObject({ status: 200, page: 'page' });
    expect(await w.ask({}, () => { throw redirect('/b'); })).toMatchObject({ status: 302, location: '/b', page: '' });
    expect(await w.ask({ guard: 'signed-in' }, () => 1)).toMatchObject({ status: 302, location: '/sign-in' });
  });

  it('is the only one that does: other loaders hand their faults to Remix', async () => {
    await using w = await world();
    expect(await w.ask({ own: false }, () => { throw new AppError('conflict', say); })).toMatchObject({ thrown: { data: { kind: 'conflict', say }, init: { status: 409 } } });
    expect(await w.ask({ own: false }, () => { throw new TypeError('broken'); })).toMatchObject({ thrown: { message: 'broken' } });
  });
});
