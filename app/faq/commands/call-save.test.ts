import { describe, expect, it } from 'vitest';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { callDesk } from '../../../tests/world/call-desk.ts';
import type { Role } from '../../people/actor.ts';
import type { CallSnapshot } from '../rules/call.ts';
import { openNumber } from '../caller-seal.server.ts';
import { eraseCalls } from './call-erase.server.ts';

const later = '2026-11-24T02:00:00.000Z';
const count = async (w: Awaited<ReturnType<typeof callDesk>>, table: 'call_record' | 'callback_task' | 'call_handover' | 'call_answer' | 'audit_event') => (await w.db.selectFrom(table).selectAll().execute()).length;

describe('who saves a call', () => {
  it.each<Role>(['LEARNER', 'CONTENT_EDITOR', 'LEGAL_OFFICER', 'AUDITOR', 'SYSTEM_ADMIN'])('%s does not', async (role) => {
    await using w = await callDesk();
    await expect(w.save({}, { ...w.stranger, grants: [{ role, scope: 'ALL', unitId: null }] })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await count(w, 'call_record')).toBe(0);
  });

  it('agents and supervisors do, each her own: another’s key changes nothing', async () => {
    await using w = await callDesk();
    const id = await w.taken();
    for (const who of [w.other, w.supervisor]) expect(sentences(await w.save({ revision: 9, note: 'Của tôi' }, who))).toEqual({ form: 'Cuộc gọi này do người khác ghi.' });
    expect(await w.record(id)).toMatchObject({ agent_id: w.agent.id, note: null, revision: 1 });
  });
});

describe('a call', () => {
  it('is kept with its number sealed and nowhere in clear', async () => {
    await using w = await callDesk();
    const id = await w.taken({ note: 'Gọi từ chợ' });
    const kept = await w.record(id);
    expect(kept).toMatchObject({ number_mask: '09xx xxx 678', caller_name: 'Bà Tư', commune: 'Hoa Lư', question: 'Mất máy', note: 'Gọi từ chợ', parked_at: null, wrapped_at: null, erase_after: '2027-05-22' });
    expect(openNumber('test-secret', kept.number_sealed)).toBe('+84912345678');
    expect(JSON.stringify([kept, await w.audits()])).not.toContain('912345678');
    expect(await w.audits()).toEqual([{ action: 'call.open', actor_id: w.agent.id, object_id: id, details: { source: 'ONLINE', reads: 0 } }]);
  });

  it('without a number, name, commune and words is a call all the same', async () => {
    await using w = await callDesk();
    expect(await w.record(await w.taken({ number: '', name: '', commune: '', question: '', note: '' }))).toMatchObject({ number_sealed: null, number_mask: null, number_hash: null, caller_name: null, commune: null, question: null, note: null });
  });

  it('is parked when it comes while another is in hand, and stays in hand itself', async () => {
    await using w = await callDesk();
    const first = await w.taken();
    expect(await w.save({ clientKey: 'key-00000002' })).toMatchObject({ was: 'PARKED' });
    expect(await w.save({ clientKey: 'key-00000002', revision: 2 })).toMatchObject({ was: 'PARKED' });
    expect(await w.save({ revision: 2 })).toMatchObject({ was: 'SAVED' });
    expect((await w.record(first)).parked_at).toBeNull();
    expect(await w.save({ clientKey: 'key-00000003' }, w.other)).toMatchObject({ was: 'SAVED' });
  });

  it('that was ended is not opened again by what was sent before', async () => {
    await using w = await callDesk();
    const id = await w.taken({ revision: 3, wrap: 'ANSWERED' });
    expect(await w.save({ revision: 9, question: 'Nữa', wrap: null })).toMatchObject({ ok: true, was: 'ALREADY' });
    expect(await w.record(id)).toMatchObject({ wrap_code: 'ANSWERED', question: 'Mất máy', revision: 3 });
    expect((await w.audits()).length).toBe(1);
  });

  it('may be ended otherwise afterwards, and what had followed from the first ending goes', async () => {
    await using w = await callDesk();
    const id = await w.taken({ wrap: 'CALL_BACK', callbackAt: later });
    expect(await count(w, 'callback_task')).toBe(1);
    await w.taken({ revision: 2, wrap: 'TRANSFERRED', handTo: w.other.id });
    expect([await count(w, 'callback_task'), await count(w, 'call_handover')]).toEqual([0, 1]);
    await w.taken({ revision: 3, wrap: 'ANSWERED' });
    expect([await count(w, 'call_handover'), (await w.record(id)).wrap_code]).toEqual([0, 'ANSWERED']);
  });

  it('keeps the end that was told first', async () => {
    await using w = await callDesk();
    const id = await w.taken({ endedAt: '2026-11-23T01:05:00.000Z' });
    await w.taken({ revision: 2, endedAt: '2026-11-23T01:09:00.000Z', wrap: 'ANSWERED' });
    expect((await w.record(id)).ended_at).toBe('2026-11-23T01:05:00.000Z');
  });

  it('keeps the newest number, whatever comes later without one', async () => {
    await using w = await callDesk();
    const id = await w.taken();
    await w.taken({ revision: 5, number: '+84987654321' });
    await w.taken({ revision: 3, number: '+84911111111' });
    await w.taken({ revision: 6, number: '' });
    expect(openNumber('test-secret', (await w.record(id)).number_sealed)).toBe('+84987654321');
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<CallSnapshot>, Record<string, string>]>([
    ['a call of another month', { startedAt: '2026-10-24T00:59:59.999Z' }, { form: 'Thời điểm cuộc gọi không hợp lý. Kiểm tra đồng hồ của máy.' }],
    ['a call of the day after tomorrow', { startedAt: '2026-11-24T01:00:00.001Z' }, { form: 'Thời điểm cuộc gọi không hợp lý. Kiểm tra đồng hồ của máy.' }],
    ['nothing found without words', { wrap: 'NOT_FOUND', question: '' }, { question: 'Ghi lại lời người gọi trước khi đánh dấu không tìm thấy.' }],
    ['a call-back without a number', { wrap: 'CALL_BACK', number: '', callbackAt: later }, { number: 'Hẹn gọi lại thì cần có số người gọi.' }],
    ['a call-back without a moment', { wrap: 'CALL_BACK' }, { callbackAt: 'Chọn thời điểm gọi lại chưa qua.' }],
    ['a call-back in the first minute of the day on which the number is erased', { wrap: 'CALL_BACK', callbackAt: '2027-05-21T17:00:00.000Z' }, { callbackAt: 'Số người gọi được xoá vào ngày 22/05/2027. Hẹn gọi lại trước ngày đó.' }],
    ['a call-back in ten years', { wrap: 'CALL_BACK', callbackAt: '2036-11-23T01:00:00.000Z' }, { callbackAt: 'Số người gọi được xoá vào ngày 22/05/2027. Hẹn gọi lại trước ngày đó.' }],
    ['a call-back at this very moment', { wrap: 'CALL_BACK', callbackAt: '2026-11-23T01:00:00.000Z' }, { callbackAt: 'Chọn thời điểm gọi lại chưa qua.' }],
    ['a hand-over to nobody', { wrap: 'TRANSFERRED', handTo: 'khong-co' }, { handTo: 'Người nhận không trực tổng đài.' }],
  ])('%s, and nothing is kept', async (_what, changes, expected) => {
    await using w = await callDesk();
    expect(sentences(await w.save(changes))).toEqual(expected);
    expect([await count(w, 'call_record'), await count(w, 'audit_event')]).toEqual([0, 0]);
  });

  it.each<[string, Partial<CallSnapshot>]>([
    ['a call of thirty days ago', { startedAt: '2026-10-24T01:00:00.000Z' }],
    ['a call of a clock that is a day ahead', { startedAt: '2026-11-24T01:00:00.000Z' }],
    ['a call-back in the last minute in which the number is there', { wrap: 'CALL_BACK', callbackAt: '2027-05-21T16:59:00.000Z' }],
    ['a promise without a connection, too late for the number', { wrap: 'CALL_BACK', source: 'OFFLINE', callbackAt: '2028-01-01T01:00:00.000Z' }],
    ['a call-back in a millisecond', { wrap: 'CALL_BACK', callbackAt: '2026-11-23T01:00:00.001Z' }],
    ['a promise that was over when the line came back', { wrap: 'CALL_BACK', source: 'OFFLINE', callbackAt: '2026-11-22T01:00:00.000Z' }],
    ['a hand-over to any supervisor', { wrap: 'TRANSFERRED', handTo: null }],
  ])('%s is not', async (_what, changes) => {
    await using w = await callDesk();
    expect(await w.save(changes)).toMatchObject({ ok: true });
  });

  it('a hand-over to oneself, to somebody without telephones, to somebody who has left', async () => {
    await using w = await callDesk();
    const hand = async (handTo: string) => sentences(await w.save({ wrap: 'TRANSFERRED', handTo }))['handTo'];
    expect([await hand(w.agent.id), await hand(w.stranger.id)]).toEqual(['Người nhận không trực tổng đài.', 'Người nhận không trực tổng đài.']);
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-01T00:00:00.000Z' }).where('id', '=', w.other.id).execute();
    expect(await hand(w.other.id)).toBe('Người nhận không trực tổng đài.');
    await w.db.updateTable('role_assignment').set({ revoked_at: '2026-11-01T00:00:00.000Z' }).where('user_id', '=', w.supervisor.id).execute();
    expect(await hand(w.supervisor.id)).toBe('Người nhận không trực tổng đài.');
  });
});

describe('what was read out', () => {
  const read = (versionId: string, at = '2026-11-23T01:01:00.000Z') => ({ versionId, at });

  it('is every version that has been shown, also when it is withdrawn by now', async () => {
    await using w = await callDesk();
    const gone = await makeAnswer(w.db, { withdrawAt: '2026-02-01T00:00:00.000Z' });
    await w.taken({ reads: [read(w.answer.versionId), read(gone.versionId), read(w.answer.versionId), read(w.answer.versionId, '2026-11-23T01:02:00.000Z')] });
    expect(await count(w, 'call_answer')).toBe(3);
    expect((await w.audits())[0]?.details).toMatchObject({ reads: 3 });
  });

  it('is nothing that is a draft, planned, taken off the plan, or unknown', async () => {
    await using w = await callDesk();
    const draft = await makeAnswer(w.db, { state: 'APPROVED' });
    const planned = await makeAnswer(w.db, { publishAt: '2026-11-23T01:00:00.001Z' });
    const cancelled = await makeAnswer(w.db);
    await w.db.updateTable('faq_publication').set({ cancelled_at: '2026-01-04T00:00:00.000Z' }).where('version_id', '=', cancelled.versionId).execute();
    await w.taken({ reads: [draft.versionId, planned.versionId, cancelled.versionId, 'x'].map((id) => read(id)) });
    expect(await count(w, 'call_answer')).toBe(0);
    w.clock.set('2026-11-23T01:00:00.001Z');
    await w.taken({ revision: 2, reads: [read(planned.versionId)] });
    expect(await count(w, 'call_answer')).toBe(1);
  });

  it('is added also by what came too late to change anything else', async () => {
    await using w = await callDesk();
    const id = await w.taken({ revision: 5, wrap: 'ANSWERED' });
    expect(await w.save({ revision: 2, note: 'Cũ', reads: [read(w.answer.versionId)] })).toMatchObject({ was: 'SAVED' });
    expect([(await w.record(id)).note, await count(w, 'call_answer')]).toEqual([null, 1]);
    expect((await w.audits()).at(-1)).toMatchObject({ action: 'call.save', details: { reads: 1 } });
  });
});

describe('a call whose time is over', () => {
  it('takes nothing any more', async () => {
    await using w = await callDesk();
    await w.taken({ wrap: 'ANSWERED' });
    w.clock.pass({ days: 180 });
    expect(await eraseCalls(w.ports)).toBe(1);
    expect(sentences(await w.save({ revision: 9, startedAt: w.clock.now().toISOString() }))).toEqual({ form: 'Cuộc gọi này đã hết hạn lưu.' });
  });
});
