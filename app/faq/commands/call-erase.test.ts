import { describe, expect, it } from 'vitest';
import { callDesk } from '../../../tests/world/call-desk.ts';
import { ask } from '../../../tests/world/gaps.ts';
import { findCallInHand, listParked } from '../queries/call-desk.server.ts';
import { eraseCalls } from './call-erase.server.ts';
import { workCall } from './call-work.server.ts';
import { deskForm } from '../forms/call.ts';

describe('forgetting calls', () => {
  it('comes with the first moment of its day in Vietnam, not an evening before', async () => {
    await using w = await callDesk();
    const id = await w.taken({ wrap: 'ANSWERED' });
    expect((await w.record(id)).erase_after).toBe('2027-05-22');
    w.clock.set('2027-05-21T16:59:59.999Z');
    expect(await eraseCalls(w.ports)).toBe(0);
    w.clock.set('2027-05-21T17:00:00.000Z');
    expect(await eraseCalls(w.ports)).toBe(1);
  });

  it('leaves nothing of the caller in any table of calls', async () => {
    await using w = await callDesk();
    const id = await w.taken({ name: 'Trần Thị Lành', note: 'Ở gần chợ Rồng', question: 'Hỏi cho con', wrap: 'TRANSFERRED', handTo: w.other.id, reads: [{ versionId: w.answer.versionId, at: '2026-11-23T01:01:00.000Z' }] });
    w.clock.pass({ days: 180 });
    await eraseCalls(w.ports);
    const tables = await Promise.all((['call_record', 'call_handover', 'callback_task', 'audit_event'] as const).map((table) => w.db.selectFrom(table).selectAll().execute()));
    expect(JSON.stringify(tables)).not.toMatch(/Lành|chợ Rồng|cho con|09xx/);
    expect(await w.record(id)).toMatchObject({ wrap_code: 'TRANSFERRED', commune: 'Hoa Lư', channel: 'PHONE', started_at: '2026-11-23T01:00:00.000Z', erased_at: w.clock.now().toISOString() });
    expect((await w.db.selectFrom('call_answer').selectAll().execute()).length).toBe(1);
  });

  it('takes the words of a question without an answer off the searches, those of other calls and of readers stay', async () => {
    await using w = await callDesk();
    await w.taken({ question: 'Con tôi ở chợ Rồng bị mất máy', wrap: 'NOT_FOUND' });
    w.clock.pass({ days: 1 });
    const young = await w.taken({ clientKey: 'key-00000002', startedAt: w.clock.now().toISOString(), question: 'Câu hôm sau', wrap: 'NOT_FOUND' });
    await ask(w.db, 'người dân tự tìm', { at: w.clock.now().toISOString() });
    w.clock.pass({ days: 179 });
    expect(await eraseCalls(w.ports)).toBe(1);
    const left = await w.db.selectFrom('faq_search').select(['id', 'question']).orderBy('question').execute();
    expect(left.map(({ question }) => question)).toEqual(['Câu hôm sau', 'người dân tự tìm']);
    expect(left[0]?.id).toBe(young);
  });

  it('ends what nobody ended, so that its agent can take other calls', async () => {
    await using w = await callDesk();
    const inHand = await w.taken();
    const parked = await w.taken({ clientKey: 'key-00000002' });
    w.clock.pass({ days: 180 });
    expect(await eraseCalls(w.ports)).toBe(2);
    for (const id of [inHand, parked]) expect(await w.record(id)).toMatchObject({ wrap_code: 'DROPPED', wrapped_at: w.clock.now().toISOString(), parked_at: null, question: null });
    expect([await findCallInHand(w.db, w.agent.id, '2026-11-23'), await listParked(w.db, w.agent.id)]).toEqual([undefined, []]);
    expect(await workCall(w.ports, w.agent, deskForm.parse({ deed: 'start', question: 'Mới' }))).toMatchObject({ ok: true });
  });

  it('takes up hundreds in one night, and writes one audit row for all', async () => {
    await using w = await callDesk();
    const row = { agent_id: w.agent.id, channel: 'PHONE', source: 'ONLINE', started_at: '2026-01-01T00:00:00.000Z', erase_after: '2026-06-30', revision: 1, question: 'Hỏi', wrap_code: 'ANSWERED', wrapped_at: '2026-01-01T00:01:00.000Z' } as const;
    for (let from = 0; from < 1_001; from += 91) await w.db.insertInto('call_record').values(Array.from({ length: 91 }, (_, at) => ({ ...row, id: `c-${from + at}`, client_key: `c-${from + at}` }))).execute();
    expect(await eraseCalls(w.ports)).toBe(1_001);
    expect(await w.db.selectFrom('call_record').select('id').where('question', 'is not', null).execute()).toEqual([]);
    expect((await w.audits()).map(({ action, actor_id, details }) => [action, actor_id, details])).toEqual([['call.erase', null, { count: 1_001 }]]);
  });

  it('forgets what telephony told after seven days, to the millisecond', async () => {
    await using w = await callDesk();
    await w.db.insertInto('call_event').values({ id: 'e', telephony_id: 'c', kind: 'RINGING', at: 'x', received_at: w.clock.now().toISOString() }).execute();
    const left = async () => (await eraseCalls(w.ports), (await w.db.selectFrom('call_event').select('id').execute()).length);
    w.clock.pass({ days: 7 });
    expect(await left()).toBe(1);
    w.clock.set('2026-11-30T01:00:00.001Z');
    expect(await left()).toBe(0);
  });

  it('without anything to do writes nothing', async () => {
    await using w = await callDesk();
    await w.taken({ wrap: 'ANSWERED' });
    expect([await eraseCalls(w.ports), (await w.audits()).map(({ action }) => action)]).toEqual([0, ['call.open']]);
  });
});
