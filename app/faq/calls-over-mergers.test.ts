import { describe, expect, it } from 'vitest';
import { aCall, callDesk } from '../../tests/world/call-desk.ts';
import { makeFormerUnit, makeUnit } from '../../tests/world/people.ts';
import { makeBody } from '../../tests/world/tickets.ts';
import { newId } from '../platform/ids.ts';
import { takeHandover } from './commands/call-take.server.ts';
import { readFigures } from './queries/figures.server.ts';
import { periodOf } from './rules/figures.ts';

type World = Awaited<ReturnType<typeof callDesk>>;
/** On 01/12/2026 the commune goes into another. */
async function merge(w: World, from: string, to: string): Promise<void> {
  await w.db.updateTable('org_unit').set({ valid_to: '2026-12-01' }).where('id', '=', from).execute();
  await w.db.updateTable('org_unit_version').set({ valid_to: '2026-12-01' }).where('unit_id', '=', from).execute();
  await w.db.insertInto('org_unit_change').values({ id: newId(), kind: 'MERGE', from_unit_id: from, to_unit_id: to, share: 'FULL', legal_basis: 'Nghị quyết', effective_on: '2026-12-01' }).execute();
}
async function world() {
  const w = await callDesk();
  await makeBody(w.db);
  const [from, to] = [await makeUnit(w.db, { name: 'UBND xã Ninh Vân' }), await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' })];
  await merge(w, from, to);
  w.clock.set('2026-11-30T16:59:00.000Z');
  return { ...w, from, to, [Symbol.asyncDispose]: () => w.db.destroy() };
}
const begun = { startedAt: '2026-11-30T16:59:00.000Z', commune: 'xã Ninh Vân', clientKey: 'key-merger-1' };

describe('a call that lasts over the midnight of a merger', () => {
  it.each(['ONLINE', 'OFFLINE'] as const)('is wrapped up, %s, and goes to a body with the words of the caller', async (source) => {
    await using w = await world();
    const id = await w.taken({ ...begun, source });
    expect((await w.record(id)).unit_id).toBe(w.from);
    w.clock.set('2026-11-30T17:05:00.000Z');
    expect(await w.save({ ...begun, source, revision: 2, wrap: 'TRANSFERRED', handBody: 'ubnd-xa' })).toMatchObject({ ok: true });
    const ticket = await w.db.selectFrom('ticket').select(['unit_id', 'summary', 'call_id']).executeTakeFirstOrThrow();
    expect(ticket).toEqual({ unit_id: w.to, summary: expect.stringContaining('xã Ninh Vân'), call_id: id });
  });

  it('that divides a commune between two leaves the ticket without one: nobody guesses', async () => {
    await using w = await world();
    const other = await makeUnit(w.db, { name: 'UBND phường Đông Hoa Lư' });
    await merge(w, w.from, other);
    await w.taken(begun);
    w.clock.set('2026-11-30T17:05:00.000Z');
    expect(await w.save({ ...begun, revision: 2, wrap: 'TRANSFERRED', handBody: 'ubnd-xa' })).toMatchObject({ ok: true });
    expect(await w.db.selectFrom('ticket').select(['unit_id', 'summary']).executeTakeFirstOrThrow()).toEqual({ unit_id: null, summary: expect.stringContaining('xã Ninh Vân') });
  });

  it('names the commune of its own day: before midnight the old one, after it the one that took it over', async () => {
    await using w = await world();
    const before = await w.taken(begun);
    w.clock.set('2026-11-30T17:00:00.000Z');
    const after = await w.taken({ ...begun, clientKey: 'key-merger-2', startedAt: '2026-11-30T17:00:00.000Z' });
    expect([(await w.record(before)).unit_id, (await w.record(after)).unit_id]).toEqual([w.from, w.to]);
    await w.save({ ...begun, revision: 2, commune: 'Ninh Vân cũ' });
    expect((await w.record(before)).unit_id).toBe(w.to);
  });

  it('keeps its commune when it is handed to a colleague, also when she ends it later', async () => {
    await using w = await world();
    await w.taken({ ...begun, wrap: 'TRANSFERRED', handTo: w.other.id });
    w.clock.set('2026-11-30T17:05:00.000Z');
    const { id } = await w.db.selectFrom('call_handover').select('id').executeTakeFirstOrThrow();
    await takeHandover(w.ports, w.other, id);
    const row = await w.db.selectFrom('call_record').select(['client_key', 'revision', 'unit_id', 'started_at']).where('agent_id', '=', w.other.id).executeTakeFirstOrThrow();
    expect(row.unit_id).toBe(w.from);
    expect(await w.save({ ...begun, clientKey: row.client_key, startedAt: row.started_at, number: '', revision: row.revision + 1, wrap: 'TRANSFERRED', handBody: 'ubnd-xa' }, w.other)).toMatchObject({ ok: true });
    expect(await w.db.selectFrom('ticket').select('received_by').execute()).toEqual([{ received_by: w.other.id }]);
  });
});

describe('the commune of a call', () => {
  it('stands in the figures by its name of the day, also while another one is planned', async () => {
    await using w = await world();
    const unitId = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-12-01' }).where('unit_id', '=', unitId).execute();
    await w.db.insertInto('org_unit_version').values({ id: newId(), unit_id: unitId, name: 'UBND phường Gia Viễn', short_name: 'Gia Viễn', name_fold: 'ubnd phuong gia vien', parent_id: null, valid_from: '2026-12-01', valid_to: null }).execute();
    for (const [at, commune] of ['xã Gia Viễn', 'gia vien', 'UBND xã Gia Viễn', 'XÃ GIA VIỄN', 'Gia Viễn', 'xa gia vien', 'Gia viễn', 'xã gia viễn', 'gia viễn', 'GIA VIEN'].entries()) await w.taken({ ...begun, clientKey: `key-figure-${at}`, commune, wrap: 'ANSWERED' });
    const names = async (today: string) => (await readFigures(w.db, periodOf({ from: '2026-11-01', to: '2026-12-31' }, today), { at: w.clock.now().toISOString(), today, timeZone: w.ports.timeZone, locale: 'vi' })).communes.shown;
    expect([await names('2026-11-30'), await names('2026-12-01')]).toEqual([[{ name: 'xã Gia Viễn', count: 10 }], [{ name: 'phường Gia Viễn', count: 10 }]]);
  });

  it.each([
    ['xã Ninh Vân', true], ['ninh van', true], ['UBND xã Ninh Vân', true], ['NINH VÂN', true],
    ['phường Ninh Vân', false], ['Ninh', false], ['%', false], ["' or 1=1 --", false], ['ở quê', false], ['🙂', false], ['', false],
  ])('%j is known: %s; the words stand as they were written', async (commune, isKnown) => {
    await using w = await world();
    const { unit_id, ...row } = await w.record(await w.taken({ ...begun, commune }));
    expect([unit_id, row.commune]).toEqual([isKnown ? w.from : null, commune || null]);
  });

  it('goes when the words go, and is none where one old name stands for two', async () => {
    await using w = await world();
    await makeFormerUnit(w.db, { name: 'UBND xã Xích Thổ', into: [w.from, w.to], share: 'PART' });
    const id = await w.taken(begun);
    for (const [at, [commune, unit]] of ([['', null], ['xã Ninh Vân', w.from], ['xã Xích Thổ', null]] as const).entries()) {
      await w.save({ ...begun, revision: at + 2, commune });
      expect([commune, (await w.record(id)).unit_id]).toEqual([commune, unit]);
    }
  });

  it('is one row in the end, however the saves of one call arrive', async () => {
    await using w = await world();
    await Promise.all(['xã Ninh Vân', 'phường Nam Hoa Lư', '', 'ở quê'].map((commune, at) => w.save({ ...begun, commune, revision: [3, 4, 1, 2][at] ?? 0 })));
    expect(await w.db.selectFrom('call_record').select(['commune', 'unit_id', 'revision']).where('client_key', '=', aCall(begun).clientKey).execute()).toEqual([{ commune: 'phường Nam Hoa Lư', unit_id: w.to, revision: 4 }]);
  });
});
