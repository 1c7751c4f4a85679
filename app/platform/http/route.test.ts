import { redirect, type AppLoadContext } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { AppError } from '../errors.ts';
import { readEnv } from '../env.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { createRouteBuilder, guardOf, seeOther, wantsJson } from './route.server.ts';

interface Person { name: string; mayRead: boolean; mustMove?: boolean }
const say = { vi: 'Không được', en: 'Not possible' };

async function world() {
  const db = await freshDb();
  const context = { db, clock: testClock(), env: readEnv({}), log: silentLog, secret: 's', slots: new Map(), reader: { locale: 'vi', theme: 'system' } } as unknown as AppLoadContext;
  const builder = (actor: Person | null) =>
    createRouteBuilder<Person>({
      actorOf: async () => actor,
      challenge: async () => redirect('/sign-in'),
      detour: (_request, person) => (person.mustMove ? redirect('/account/password') : null),
    });
  const args = (options: { path?: string; params?: Record<string, string>; headers?: Record<string, string>; body?: string } = {}) => ({
    request: new Request(`http://x${options.path ?? '/a'}`, { method: options.body === undefined ? 'GET' : 'POST', headers: { ...(options.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }), ...options.headers }, ...(options.body === undefined ? {} : { body: options.body }) }),
    params: options.params ?? {},
    context,
  });
  return { context, builder, args, [Symbol.asyncDispose]: () => db.destroy() };
}
const thrownBy = async (work: () => unknown): Promise<{ status: number; data?: unknown; location?: string | null; headers?: Headers }> => {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, location: thrown.headers.get('location'), headers: thrown.headers, data: thrown.headers.get('content-type')?.includes('json') ? await thrown.json() : undefined };
    const { data, init } = thrown as { data: unknown; init: ResponseInit };
    if (!init) throw thrown;
    return { status: init.status ?? 0, data, headers: new Headers(init.headers) };
  }
  throw new Error('nothing was thrown');
};
const An: Person = { name: 'An', mayRead: true };

describe('a page', () => {
  it('lets in whom its guard admits', async () => {
    await using w = await world();
    const load = ({ actor }: { actor: Person | null }) => actor?.name ?? 'nobody';
    expect(await w.builder(null).page({ guard: 'public' }, load)(w.args())).toBe('nobody');
    expect(await w.builder(An).page({ guard: 'public' }, load)(w.args())).toBe('An');
    expect(await w.builder(An).page({ guard: 'signed-in' }, load)(w.args())).toBe('An');
    expect(await w.builder(An).page({ guard: (person) => person.mayRead }, load)(w.args())).toBe('An');
  });

  it('whose reading is written down is not read by whoever asks for its head only', async () => {
    await using w = await world();
    let read = 0;
    const head = () => ({ ...w.args(), request: new Request('http://x/a', { method: 'HEAD' }) });
    const recorded = w.builder(An).page({ guard: 'signed-in', isRecorded: true }, () => (read += 1));
    const refused = await thrownBy(() => recorded(head()));
    expect([refused.status, refused.headers?.get('allow'), read]).toEqual([405, 'GET', 0]);
    expect([await recorded(w.args()), await w.builder(An).page({ guard: 'signed-in' }, () => (read += 1))(head())]).toEqual([1, 2]);
    expect(await thrownBy(() => w.builder(null).page({ guard: 'signed-in', isRecorded: true }, () => 0)(head()))).toMatchObject({ status: 302 });
  });

  it('sends strangers to sign in, refuses the others, and takes detours first', async () => {
    await using w = await world();
    const never = () => { throw new Error('was loaded'); };
    for (const guard of ['signed-in', () => true] as const) expect(await thrownBy(() => w.builder(null).page({ guard }, never)(w.args()))).toMatchObject({ status: 302, location: '/sign-in' });
    const refused = await thrownBy(() => w.builder({ ...An, mayRead: false }).page({ guard: (person) => person.mayRead }, never)(w.args()));
    expect(refused).toMatchObject({ status: 403, data: { kind: 'forbidden', say: { vi: expect.stringContaining('không có quyền') } } });
    expect(await thrownBy(() => w.builder({ ...An, mustMove: true }).page({ guard: () => false }, never)(w.args()))).toMatchObject({ status: 302, location: '/account/password' });
  });

  it('parses its address: a wrong part is not found, a wrong query is refused', async () => {
    await using w = await world();
    const load = w.builder(An).page({ guard: 'public', params: z.object({ id: z.uuid() }), query: z.object({ n: z.coerce.number().default(1) }) }, ({ params, query }) => ({ params, query }));
    const id = '0198a0de-6f6c-7000-8000-000000000000';
    expect(await load(w.args({ path: '/a?n=3&n=4', params: { id } }))).toEqual({ params: { id }, query: { n: 4 } });
    expect(await load(w.args({ params: { id } }))).toEqual({ params: { id }, query: { n: 1 } });
    expect((await thrownBy(() => load(w.args({ params: { id: "1' or 1" } })))).status).toBe(404);
    expect((await thrownBy(() => load(w.args({ path: '/a?n=x', params: { id } })))).status).toBe(422);
  });

  it('asks who somebody is before it looks at the address', async () => {
    await using w = await world();
    const load = w.builder(null).page({ guard: 'signed-in', params: z.object({ id: z.uuid() }) }, () => null);
    expect((await thrownBy(() => load(w.args({ params: { id: 'x' } })))).status).toBe(302);
  });

  it('turns refusals into answers: a page for people, JSON for scripts', async () => {
    await using w = await world();
    const load = w.builder(An).page({ guard: 'public' }, () => { throw new AppError('limit', say, { retryAfterSeconds: 9 }); });
    const page = await thrownBy(() => load(w.args()));
    expect(page).toMatchObject({ status: 429, data: { kind: 'limit', say } });
    expect(page.headers?.get('retry-after')).toBe('9');
    const json = await thrownBy(() => load(w.args({ headers: { accept: 'application/json' } })));
    expect(json).toMatchObject({ status: 429, data: { kind: 'limit', say } });
    expect(json.headers?.get('retry-after')).toBe('9');
  });

  it('translates a locked database, and lets real faults through', async () => {
    await using w = await world();
    const locked = w.builder(An).page({ guard: 'public' }, () => { throw Object.assign(new Error('database is locked'), { errcode: 261 }); });
    expect(await thrownBy(() => locked(w.args()))).toMatchObject({ status: 503, data: { kind: 'unavailable' } });
    const broken = w.builder(An).page({ guard: 'public' }, () => { throw new TypeError('x is undefined'); });
    await expect(broken(w.args())).rejects.toThrow('x is undefined');
    expect(await thrownBy(() => w.builder(An).page({ guard: 'public' }, () => { throw seeOther('/b'); })(w.args()))).toMatchObject({ status: 303, location: '/b' });
  });
});

describe('a submission', () => {
  const form = z.object({ name: z.string().min(1), secret: z.string().min(3) });

  it('hands over the parsed form', async () => {
    await using w = await world();
    const act = w.builder(An).submit({ guard: 'signed-in', form }, ({ form: { name }, actor }) => `${actor.name} says ${name}`);
    expect(await act(w.args({ body: 'name=hello&secret=abc' }))).toBe('An says hello');
  });

  it('comes back with its faults when it does not fit, without its secrets', async () => {
    await using w = await world();
    const act = w.builder(An).submit({ guard: 'signed-in', form, secretFields: ['secret'] }, () => { throw new Error('was acted on'); });
    expect(await act(w.args({ body: 'name=&secret=a&more=b' }))).toMatchObject({ data: { ok: false, faults: { name: { vi: expect.any(String), en: expect.any(String) }, secret: {} }, values: { name: '', more: 'b' } }, init: { status: 422 } });
  });

  it('is not read before the guard has spoken, nor beyond its limit', async () => {
    await using w = await world();
    const args = w.args({ body: 'name=hello&secret=abc' });
    expect((await thrownBy(() => w.builder({ ...An, mayRead: false }).submit({ guard: (person) => person.mayRead, form }, () => null)(args))).status).toBe(403);
    expect(args.request.bodyUsed).toBe(false);
    expect((await thrownBy(() => w.builder(An).submit({ guard: 'public', form, limit: 10 }, () => null)(w.args({ body: 'name=hello&secret=abc' })))).status).toBe(413);
  });
});

it('functions of the builder show their guard, others show none', async () => {
  await using w = await world();
  const { page, submit } = w.builder(An);
  expect([guardOf(page({ guard: 'public' }, () => 1)), guardOf(submit({ guard: 'signed-in', form: z.object({}) }, () => 1)), guardOf(page({ guard: () => true }, () => 1)), guardOf(() => 1), guardOf(undefined)]).toEqual(['public', 'signed-in', 'policy', undefined, undefined]);
  expect([wantsJson(new Request('http://x', { headers: { accept: 'application/json, text/plain' } })), wantsJson(new Request('http://x', { headers: { accept: 'text/html' } }))]).toEqual([true, false]);
  expect(seeOther('/a', { 'Set-Cookie': 'b=c' }).headers.get('set-cookie')).toBe('b=c');
  // Addresses bring what no header knows; the way on is still one.
  const strange = ['/a/ă\u0301', '/a/\u0000', '/a/\uD800', '/a/\r\nSet-Cookie: x=1', '/a b'].map((to) => seeOther(to).headers.get('location'));
  expect(strange).toEqual(['/a/%C4%83%CC%81', '/a/%00', '/a/%EF%BF%BD', '/a/%0D%0ASet-Cookie:%20x=1', '/a%20b']);
  expect(seeOther('/a?q=%C4%83&b=c#d').headers.get('location')).toBe('/a?q=%C4%83&b=c#d');
});

it.each([
  ['🏆', '%F0%9F%8F%86'], ['\u0000', '%00'], ['\ud800', '%EF%BF%BD'], ['a b', 'a%20b'], ['đ', '%C4%91'], ['a\r\nSet-Cookie: x=y', 'a%0D%0ASet-Cookie:%20x=y'], ['%2F?a=b&c=%20#d', '%2F?a=b&c=%20#d'],
])('leads on with %j in an address, whatever it holds', (part, encoded) => {
  expect(seeOther(`/contests/${part}`).headers.get('location')).toBe(`/contests/${encoded}`);
});
