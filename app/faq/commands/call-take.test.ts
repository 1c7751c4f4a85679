import { describe, expect, it } from 'vitest';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { callDesk } from '../../../tests/world/call-desk.ts';
import { findCallInHand, listHanded, listParked } from '../queries/call-desk.server.ts';
import { takeHandover, takeUpCall } from './call-take.server.ts';

async function world() {
  const w = await callDesk();
  /** A call that the first agent has handed over, to somebody or to any supervisor. @returns the hand-over */
  const handed = async (handTo: string | null, clientKey = 'key-handed-1') => {
    const callId = await w.taken({ clientKey, wrap: 'TRANSFERRED', handTo, note: 'Gọi hai lần' });
    return { callId, ...(await w.db.selectFrom('call_handover').select('id').where('call_id', '=', callId).executeTakeFirstOrThrow()) };
  };
  /** A call in hand and one set aside. @returns the one that was set aside */
  const parked = async () => (await w.taken(), w.taken({ clientKey: 'key-00000002', question: 'Để chờ' }));
  return { ...w, handed, parked };
}

describe('a parked call', () => {
  it('is taken up by its agent alone, when she has no other', async () => {
    await using w = await world();
    const id = await w.parked();
    expect(sentences(await takeUpCall(w.ports, w.agent, id))).toEqual({ form: 'Đang có cuộc gọi mở. Kết thúc hoặc để chờ trước khi mở cuộc gọi khác.' });
    await w.taken({ revision: 2, wrap: 'ANSWERED' });
    for (const who of [w.other, w.supervisor]) expect(await takeUpCall(w.ports, who, id)).toBeNull();
    expect(await takeUpCall(w.ports, w.agent, id)).toEqual({ ok: true });
    expect([(await findCallInHand(w.db, w.agent.id, '2026-11-23'))?.question, await listParked(w.db, w.agent.id)]).toEqual(['Để chờ', []]);
    expect((await w.audits()).at(-1)).toMatchObject({ action: 'call.take-up', actor_id: w.agent.id, object_id: id });
  });

  it('is taken up once', async () => {
    await using w = await world();
    const id = await w.parked();
    await w.taken({ revision: 2, wrap: 'ANSWERED' });
    const taken = await Promise.all([takeUpCall(w.ports, w.agent, id), takeUpCall(w.ports, w.agent, id)]);
    expect(taken.filter((outcome) => outcome?.ok)).toHaveLength(1);
    expect((await w.audits()).filter(({ action }) => action === 'call.take-up')).toHaveLength(1);
  });

  it('that is none is none: in hand, ended, unknown', async () => {
    await using w = await world();
    const inHand = await w.taken();
    expect([await takeUpCall(w.ports, w.agent, inHand), await takeUpCall(w.ports, w.agent, 'x')]).toEqual([null, null]);
    await w.taken({ revision: 2, wrap: 'ANSWERED' });
    expect(await takeUpCall(w.ports, w.agent, inHand)).toBeNull();
  });
});

describe('a hand-over', () => {
  it('begins a call of one’s own with the caller and the words of the first, forgotten on the same day', async () => {
    await using w = await world();
    const { id, callId } = await w.handed(w.other.id);
    w.clock.pass({ days: 3 });
    expect(await takeHandover(w.ports, w.other, id)).toEqual({ ok: true });
    const [first, second] = [await w.record(callId), await w.db.selectFrom('call_record').selectAll().where('handover_id', '=', id).executeTakeFirstOrThrow()];
    for (const column of ['number_sealed', 'number_mask', 'number_hash', 'caller_name', 'commune', 'question', 'channel', 'erase_after'] as const) expect(second[column], column).toBe(first[column]);
    expect(second).toMatchObject({ agent_id: w.other.id, note: 'Mất máy\nGọi hai lần', wrap_code: null, parked_at: null, started_at: '2026-11-26T01:00:00.000Z' });
    expect((await w.audits()).at(-1)).toMatchObject({ action: 'call.take-handover', actor_id: w.other.id, details: { from: callId } });
    expect(await findCallInHand(w.db, w.other.id, '2026-11-23')).toMatchObject({ before: 1 });
  });

  it('to somebody is for her alone, not even for a supervisor', async () => {
    await using w = await world();
    const { id } = await w.handed(w.other.id);
    for (const who of [w.agent, w.supervisor, w.stranger]) expect(sentences(await takeHandover(w.ports, who, id))).toEqual({ form: 'Không còn cuộc gọi này.' });
    expect([(await listHanded(w.db, w.other.id, false)).length, await listHanded(w.db, w.supervisor.id, true)]).toEqual([1, []]);
  });

  it('to nobody in particular is for supervisors, and the first of them has it', async () => {
    await using w = await world();
    const { id } = await w.handed(null);
    const second = await w.person('Lò Thị Mận', 'CALL_SUPERVISOR');
    for (const who of [w.other, w.agent]) expect(await takeHandover(w.ports, who, id)).toMatchObject({ ok: false });
    const taken = await Promise.all([takeHandover(w.ports, w.supervisor, id), takeHandover(w.ports, second, id)]);
    expect(taken.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(taken.find(({ ok }) => !ok))).toEqual({ form: 'Cuộc gọi này đã có người nhận.' });
    expect((await w.db.selectFrom('call_record').select('id').where('handover_id', '=', id).execute()).length).toBe(1);
    expect(await listHanded(w.db, w.supervisor.id, true)).toEqual([]);
  });

  it('waits while its receiver has another call', async () => {
    await using w = await world();
    const { id } = await w.handed(w.other.id);
    await w.taken({ clientKey: 'key-other-01' }, w.other);
    expect(sentences(await takeHandover(w.ports, w.other, id))['form']).toContain('Đang có cuộc gọi mở');
    expect((await listHanded(w.db, w.other.id, false)).length).toBe(1);
    await w.taken({ clientKey: 'key-other-01', revision: 2, wrap: 'ANSWERED' }, w.other);
    expect(await takeHandover(w.ports, w.other, id)).toEqual({ ok: true });
  });

  it('of nothing is gone', async () => {
    await using w = await world();
    expect(sentences(await takeHandover(w.ports, w.supervisor, 'x'))).toEqual({ form: 'Không còn cuộc gọi này.' });
  });

  it('that was taken is not changed by what the first agent sends later', async () => {
    await using w = await world();
    const { id } = await w.handed(w.other.id);
    await takeHandover(w.ports, w.other, id);
    await w.taken({ clientKey: 'key-handed-1', revision: 2, wrap: 'TRANSFERRED', handTo: w.supervisor.id, note: 'Khác' });
    expect(await w.db.selectFrom('call_handover').select(['to_agent', 'context']).execute()).toEqual([{ to_agent: w.other.id, context: 'Mất máy\nGọi hai lần' }]);
    await w.taken({ clientKey: 'key-handed-1', revision: 3, wrap: 'ANSWERED' });
    expect((await w.db.selectFrom('call_handover').selectAll().execute()).length).toBe(1);
  });
});
