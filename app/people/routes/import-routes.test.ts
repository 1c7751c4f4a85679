import { describe, expect, it } from 'vitest';
import { xlsxOf } from '../../../tests/support/spreadsheet.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { batchOf, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import type { RequestContext } from '../../platform/http/context.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { sessionCookie } from '../session.server.ts';
import * as batchRoute from './import-batch.tsx';
import * as cancellationRoute from './import-cancellation.ts';
import * as errorsRoute from './import-errors.ts';
import * as listRoute from './import.tsx';
import * as mappingRoute from './import-mapping.tsx';
import * as progressRoute from './import-progress.ts';
import * as runRoute from './import-run.ts';
import * as sampleRoute from './import-sample.ts';

type Handler = (args: never) => Promise<unknown>;

/** A signed-in browser for one world. */
async function browser(world: ImportWorld, actor: Actor = world.admin) {
  const token = newToken();
  const far = '2027-01-01T00:00:00.000Z';
  await world.db.insertInto('session').values({ id: newId(), token_hash: sha256(token), user_id: actor.id, created_at: far, last_seen_at: world.clock.now().toISOString(), expires_at: far, idle_minutes: 60, user_agent: '', address: '' }).execute();
  let wakes = 0;
  const context = () => ({ db: world.db, clock: world.clock, env: { TZ_DISPLAY: 'Asia/Ho_Chi_Minh', baseUrl: 'http://localhost' }, log: silentLog, reader: { locale: 'vi', theme: 'system' }, wakeJobs: () => { wakes += 1; } }) as unknown as RequestContext;
  const call = async (handler: unknown, id: string | undefined, init: RequestInit = {}, query = '') => {
    const request = new Request(`http://localhost/admin/import${id ? `/${id}` : ''}${query}`, { ...init, headers: { ...(init.headers as Record<string, string>), cookie: `${sessionCookie}=${token}` } });
    try {
      return (await (handler as Handler)({ request, params: id ? { id } : {}, context: context() } as never)) as Response & { data?: Record<string, unknown>; init?: { status: number } };
    } catch (thrown) {
      return thrown as Response & { data?: Record<string, unknown>; init?: { status: number } };
    }
  };
  return {
    wakes: () => wakes,
    get: (handler: unknown, id?: string, query?: string) => call(handler, id, {}, query),
    post: (handler: unknown, id?: string, body: BodyInit = new URLSearchParams()) => call(handler, id, { method: 'POST', body }),
    upload: (name: string, bytes: Buffer) => {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(bytes)], name));
      return call(listRoute.action, undefined, { method: 'POST', body: form });
    },
  };
}
const idIn = (response: Response) => /import\/([\w-]{36})/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
const good = xlsxOf([['Mã số cán bộ', 'Họ và tên', 'Đơn vị'], ['CB01', 'Trần Văn Ưng', 'Sở Tư pháp'], ['CB02', '=1+1', 'Sở Tư pháp'], ['CB03', 'Lê Ánh', '@SUM(A1)']]);

describe('the pages of importing', () => {
  it('goes from the file to the check, the run and the result', async () => {
    await using world = await importWorld();
    const user = await browser(world);
    const uploaded = await user.upload('Danh sách.xlsx', good);
    expect(uploaded.status).toBe(303);
    const id = idIn(uploaded);
    expect(await user.get(batchRoute.loader, id, '?outcome=ERROR')).toMatchObject({ filter: 'ERROR', total: 2, pages: 1, isOwn: true, rows: [{ rowNo: 3, staffNo: 'CB02' }, { rowNo: 4 }], batch: { fileName: 'Danh sách.xlsx', state: 'CHECKED' } });
    expect((await user.post(runRoute.action, id)).headers.get('location')).toBe(`/admin/import/${id}`);
    expect(user.wakes()).toBe(1);
    expect(await (await user.get(progressRoute.loader, id)).json()).toEqual({ state: 'QUEUED', done: 0, total: 3 });
    await world.apply(id);
    expect(await (await user.get(progressRoute.loader, id)).json()).toEqual({ state: 'DONE', done: 3, total: 3 });
    expect(await user.get(listRoute.loader)).toMatchObject({ batches: [{ id, state: 'DONE', creator: 'Phạm Quản Trị' }] });
  });

  it('hands out the rows with errors in a form that can be imported again', async () => {
    await using world = await importWorld();
    const user = await browser(world);
    const id = idIn(await user.upload('a.xlsx', good));
    const response = await user.get(errorsRoute.loader, id);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text.startsWith('\ufeffDòng;Lỗi;Mã số cán bộ;Họ và tên;Đơn vị\r\n')).toBe(true);
    expect(text).toContain("CB02;'=1+1;Sở Tư pháp");
    expect(text).toContain("CB03;Lê Ánh;'@SUM(A1)");
    const again = idIn(await user.upload('loi.csv', Buffer.from(text.replace("'=1+1", 'Mai Lan').replace("'@SUM(A1)", 'STP').replace('STP', 'Sở Tư pháp'))));
    expect(await world.outcomes(again)).toEqual(['CREATE', 'CREATE']);
  });

  it('offers a sample that the import itself understands', async () => {
    await using world = await importWorld();
    const user = await browser(world);
    const sample = Buffer.from(await (await user.get(sampleRoute.loader)).arrayBuffer());
    expect(await world.outcomes(idIn(await user.upload('mau.csv', sample)))).toEqual(['CREATE', 'CREATE', 'SAME']);
  });

  it('says in the form what is wrong with a file', async () => {
    await using world = await importWorld();
    const user = await browser(world);
    expect(await user.upload('a.xlsx', Buffer.from('<html></html>'))).toMatchObject({ init: { status: 422 }, data: { faults: { file: { vi: expect.stringContaining('HTML') } } } });
    expect(await user.upload('', Buffer.alloc(0))).toMatchObject({ init: { status: 422 }, data: { faults: { file: { en: 'Please choose a file.' } } } });
    expect(await user.post(listRoute.action)).toMatchObject({ init: { status: 422 } });
    expect(await user.upload('a.csv', Buffer.alloc(10_100_000, 65))).toMatchObject({ init: { status: 413 } });
    expect(await world.db.selectFrom('import_batch').selectAll().execute()).toEqual([]);
  });

  it('lets the columns be chosen when they were not recognised', async () => {
    await using world = await importWorld();
    const user = await browser(world);
    const uploaded = await user.upload('a.csv', Buffer.from('Cột một,Cột hai,Cột ba\nCB01,Mai Lan,Sở Tư pháp\n'));
    expect(uploaded.headers.get('location')).toMatch(/\/mapping$/);
    const id = idIn(uploaded);
    expect((await user.get(batchRoute.loader, id)).headers.get('location')).toBe(`/admin/import/${id}/mapping`);
    expect(await user.get(mappingRoute.loader, id)).toMatchObject({ columns: [{ letter: 'A', heading: 'Cột một' }, { letter: 'B' }, { letter: 'C' }], samples: [{ rowNo: 2, cells: ['CB01', 'Mai Lan', 'Sở Tư pháp'] }] });
    const refused = await user.post(mappingRoute.action, id, new URLSearchParams({ staffNo: '0', email: '0', unitName: '99' }));
    expect(refused).toMatchObject({ init: { status: 422 }, data: { faults: { fullName: { en: 'Please choose a column for this.' }, email: { vi: 'Cột này đã được chọn cho “Mã số cán bộ”.' } } } });
    expect((await user.post(mappingRoute.action, id, new URLSearchParams({ staffNo: '0', fullName: '1', unitName: '2', email: '' }))).status).toBe(303);
    expect(await world.outcomes(id)).toEqual(['CREATE']);
    expect(await batchOf(world, id)).toMatchObject({ mapping: { columns: { staffNo: 0, fullName: 1, unitName: 2 } } });
  });

  it('cancels, and then offers no way back into it', async () => {
    await using world = await importWorld();
    const user = await browser(world);
    const id = idIn(await user.upload('a.xlsx', good));
    expect((await user.post(cancellationRoute.action, id)).status).toBe(303);
    expect(await batchOf(world, id)).toMatchObject({ state: 'CANCELLED' });
    expect((await user.get(mappingRoute.loader, id)).headers.get('location')).toBe(`/admin/import/${id}`);
    expect(await user.post(mappingRoute.action, id, new URLSearchParams({ staffNo: '0', fullName: '1' }))).toMatchObject({ init: { status: 409 } });
    expect(await user.post(runRoute.action, id)).toMatchObject({ init: { status: 409 } });
    expect((await user.get(runRoute.loader, id)).headers.get('location')).toBe(`/admin/import/${id}`);
    expect((await user.get(cancellationRoute.loader, id)).headers.get('location')).toBe(`/admin/import/${id}`);
  });

  it('opens to people with the right only, and hides imports of others', async () => {
    await using world = await importWorld();
    const id = idIn(await (await browser(world)).upload('a.xlsx', good));
    const learner = await browser(world, await makePerson(world.db, { unitId: world.units.stp }));
    const colleague = await browser(world, await makePerson(world.db, { unitId: world.units.stp, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: world.units.stp }] }));
    for (const handler of [listRoute.loader, sampleRoute.loader]) expect(await learner.get(handler)).toMatchObject({ init: { status: 403 } });
    for (const handler of [batchRoute.loader, mappingRoute.loader, errorsRoute.loader, progressRoute.loader]) {
      expect(await learner.get(handler, id)).toMatchObject({ init: { status: 403 } });
      expect(await colleague.get(handler, id)).toMatchObject({ init: { status: 404 } });
    }
    expect(await colleague.get(listRoute.loader)).toEqual({ batches: [] });
    expect(await colleague.get(batchRoute.loader, 'no-id')).toMatchObject({ init: { status: 404 } });
  });

  it('tells a file that never arrived in full', async () => {
    await using world = await importWorld();
    const user = await browser(world);
    const id = idIn(await user.upload('a.xlsx', good));
    await world.db.updateTable('import_batch').set({ state: 'UPLOADED', total_rows: 0 }).execute();
    expect(await user.get(batchRoute.loader, id)).toMatchObject({ batch: { state: 'UPLOADED', totalRows: 0 } });
    expect(await user.post(mappingRoute.action, id, new URLSearchParams({ staffNo: '0', fullName: '1' }))).toMatchObject({ init: { status: 409 } });
  });
});
