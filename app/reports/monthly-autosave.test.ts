import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage } from '../../tests/support/page.tsx';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { makeSession } from '../../tests/world/people.ts';
import { sessionCookie } from '../people/session.server.ts';
import { requestContext } from '../../tests/support/context.ts';
import * as headerPage from './routes/monthly-header.tsx';
import * as linePage from './routes/monthly-line.tsx';
import * as partPage from './routes/monthly-part.tsx';

let world: ReportWorld;
let token: string;
beforeAll(async () => {
  world = await reportWorld();
  token = await makeSession(world.db, world.focal, world.clock.now().toISOString(), { hours: 10_000, idleMinutes: 100_000 });
});
afterAll(() => world[Symbol.asyncDispose]());

/** What the script of a form that saves itself sends, and how the page answers it. */
async function save(page: { action: unknown }, params: Record<string, string>, form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { cookie: `${sessionCookie}=${token}`, accept: 'application/json' };
  const request = new Request('https://hoc06.vi-du.invalid/reports/monthly', { method: 'POST', headers, body: new URLSearchParams(form) });
  const action = page.action as (args: object) => Promise<Response>;
  const answer = await action({ request, params: { report: world.id, ...params }, context: requestContext(world.db, world.clock) }).catch((thrown: unknown) => thrown as Response);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const direction = (revision: number, text: string) => save(partPage, { part: 'direction' }, { revision: String(revision), text });
const traces = async () => (await world.db.selectFrom('audit_event').select('details').where('action', '=', 'monthly-report.write').orderBy('seq').execute()).map(({ details }) => JSON.parse(details) as { part?: string; model?: number });

describe('a part that saves itself', () => {
  it('goes on from revision to revision, and says nothing new when nothing is', async () => {
    expect(await direction(0, 'Đã giao')).toEqual({ status: 200, body: { ok: true, revision: 1 } });
    expect(await direction(1, 'Đã giao việc')).toEqual({ status: 200, body: { ok: true, revision: 2 } });
    // The same text again, also with the revision of before: a button that was pressed while it was on its way.
    expect([await direction(2, 'Đã giao việc'), await direction(1, 'Đã giao việc')]).toEqual(Array.from({ length: 2 }, () => ({ status: 200, body: { ok: true, revision: 2 } })));
    expect(await save(headerPage, {}, { revision: '0', place: 'Hoa Lư', signerTitle: 'CHỦ TỊCH' })).toMatchObject({ status: 200, body: { revision: 1 } });
    const line = (revision: string, comment: string) => save(linePage, { number: '28' }, { revision, status: '', comment });
    expect([await line('0', 'Chờ'), await line('1', 'Chờ máy'), await line('1', 'Chờ máy')].map(({ body }) => body['revision'])).toEqual([1, 2, 2]);
  });

  it('of two tabs overwrites nothing: the slower one is told, and its button shows both texts', async () => {
    expect(await direction(1, 'Từ thẻ thứ hai')).toMatchObject({ status: 409, body: { ok: false, conflict: true, values: { text: 'Từ thẻ thứ hai' } } });
    expect(await world.db.selectFrom('monthly_report_part').select(['body', 'revision']).where('part', '=', 'DIRECTION').executeTakeFirst()).toEqual({ body: 'Đã giao việc', revision: 2 });
  });

  it('leaves one row in the log for each sitting of a person, not one for each pause', async () => {
    expect(await traces()).toEqual([{ part: 'DIRECTION' }, { part: 'HEADER' }, { model: 28 }]);
    world.clock.pass({ minutes: 16 });
    await direction(2, 'Đã giao việc, đã họp');
    expect((await traces()).at(-1)).toEqual({ part: 'DIRECTION' });
    expect(await traces()).toHaveLength(4);
  });

  it('says what a field does not take, and why nothing is saved once the report was handed in', async () => {
    expect(await save(linePage, { number: '28' }, { revision: '2', quantity: 'nhiều' })).toMatchObject({ status: 422, body: { ok: false, faults: { quantity: { vi: expect.any(String) } } } });
    await world.fill();
    await world.walk('HAND_IN');
    expect(await direction(9, 'Muộn')).toMatchObject({ status: 409, body: { conflict: false, faults: { form: { vi: expect.stringContaining('đã được gửi duyệt') } } } });
  });
});

it('the forms carry what the script needs, and are whole without it', async () => {
  await using fresh = await reportWorld();
  for (const [page, params] of [[partPage, { part: 'next' }], [headerPage, {}], [linePage, { number: '28' }]] as const) {
    const { body } = await fresh.ask(page.loader, fresh.focal, { report: fresh.id, ...params });
    const markup = drawPage(page.default as never, { data: body });
    expect([markup.match(/data-island="autosave"/g)?.length, markup.includes('data-state'), markup.includes('Lưu nháp'), page.handle.script]).toEqual([1, true, true, true]);
  }
});
