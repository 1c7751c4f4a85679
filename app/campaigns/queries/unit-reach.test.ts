import { describe, expect, it } from 'vitest';
import { campaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { confirmSlots, planSlots } from '../commands/broadcast.server.ts';
import { correctBroadcast } from '../commands/correct-broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { unitReach } from './unit-reach.server.ts';

const span = { from: '2026-11-14T17:00:00.000Z', to: '2026-12-14T17:00:00.000Z' };

describe('what campaigns did in some units', () => {
  it('counts people once, those who opened it as reached, and only campaigns of the model and time', async () => {
    await using world = await campaignWorld();
    const { db, unit } = world;
    const elsewhere = await makeUnit(db, { name: 'UBND xã Gia Viễn' });
    await makePerson(db, { unitId: elsewhere });
    await world.write();
    await world.launch();
    const messages = await db.selectFrom('message').select('id').where('source_type', '=', 'CAMPAIGN').execute();
    const count = (unitIds: string[], more: Partial<{ model: 26 | 27; from: string; to: string }> = {}) => unitReach(db, { model: 27, unitIds, ...span, ...more });
    expect(await count([unit])).toEqual({ campaigns: 1, audience: 4, reached: 0, slots: 0, played: 0 });
    for (const { id } of messages) await db.insertInto('inbox_state').values({ message_id: id, user_id: world.reader.id, read_at: '2026-11-23T03:00:00.000Z' }).execute();
    expect(await count([unit])).toMatchObject({ audience: 4, reached: 1 });
    expect(await count([elsewhere])).toMatchObject({ campaigns: 1, audience: 1, reached: 0 });
    expect(await count([unit], { model: 26 })).toMatchObject({ campaigns: 0, audience: 0 });
    expect(await count([unit], { from: '2026-11-24T00:00:00.000Z' })).toMatchObject({ campaigns: 0 });
    expect(await count([unit], { to: '2026-11-23T01:00:00.000Z' })).toMatchObject({ campaigns: 0 });
  });

  it('counts a broadcast that was wrong once, not again with its correction', async () => {
    await using w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
    await w.write({ LED: { pages: ['GỌI 133'], seconds: 6 } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
    await w.launch();
    w.clock.set('2026-11-23T07:00:00.000Z');
    const confirm = async () => confirmSlots(w.ports, w.operator, w.id, (await w.db.selectFrom('broadcast_slot').select('id').execute()).map(({ id }) => id));
    expect(await confirm()).toEqual({ ok: true, count: 1 });
    expect(await correctBroadcast(w.ports, w.maker, { id: w.id, medium: 'LED', words: { pages: ['GỌI 113'], seconds: 6 }, at: '2026-11-23T16:00', reason: 'Sai' })).toMatchObject({ places: 1 });
    w.clock.set('2026-11-23T10:00:00.000Z');
    expect(await confirm()).toEqual({ ok: true, count: 1 });
    expect(await unitReach(w.db, { model: 27, unitIds: [w.unit], ...span })).toMatchObject({ slots: 1, played: 1 });
  });
});
