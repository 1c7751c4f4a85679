import { describe, expect, it } from 'vitest';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { callDesk } from '../../../tests/world/call-desk.ts';
import { deskForm } from '../forms/call.ts';
import { findCallInHand } from '../queries/call-desk.server.ts';
import { workCall } from './call-work.server.ts';

async function world() {
  const w = await callDesk();
  /** Presses a button of the form, a second after the last one. */
  const press = (deed: string, fields: Record<string, string> = {}, who = w.agent) => {
    w.clock.pass({ seconds: 1 });
    return workCall(w.ports, who, deskForm.parse({ deed, ...fields }));
  };
  const inHand = (who = w.agent) => findCallInHand(w.db, who.id, '2026-11-23');
  return { ...w, press, inHand };
}

describe('opening', () => {
  it('takes over what was searched as the caller’s words when no others were written', async () => {
    await using w = await world();
    expect(await w.press('start', { q: 'mất máy', number: '0912 345 678', channel: 'CHAT' })).toEqual({ ok: true, done: null });
    expect(await w.inHand()).toMatchObject({ question: 'mất máy', channel: 'CHAT', mask: '09xx xxx 678', startedAt: '2026-11-23T01:00:01.000Z' });
  });

  it('is refused while one is open, also for a button pressed twice', async () => {
    await using w = await world();
    await w.press('start', { question: 'Một' });
    expect(sentences(await w.press('start', { question: 'Hai' }))).toEqual({ form: 'Đang có cuộc gọi mở. Kết thúc hoặc để chờ trước khi mở cuộc gọi khác.' });
    expect((await w.inHand())?.question).toBe('Một');
    expect(await w.press('start', { question: 'Ba' }, w.other)).toMatchObject({ ok: true });
  });
});

describe('every button', () => {
  it.each(['save', 'read', 'wrap', 'not-found', 'park'])('%s without a call says that none is open', async (deed) => {
    await using w = await world();
    expect(sentences(await w.press(deed, { wrap: 'ANSWERED', question: 'x', version: w.answer.versionId }))).toEqual({ form: 'Chưa có cuộc gọi nào đang mở. Mở cuộc gọi trước.' });
  });

  it('saves what was typed, also when it is for something else', async () => {
    await using w = await world();
    await w.press('start');
    await w.press('read', { version: w.answer.versionId, question: 'Hỏi', note: 'Một', name: 'Bà Tư' });
    expect(await w.inHand()).toMatchObject({ question: 'Hỏi', note: 'Một', name: 'Bà Tư', reads: [{ versionId: w.answer.versionId, number: 1 }] });
    await w.press('park', { question: 'Hỏi', note: 'Hai' });
    expect(await w.inHand()).toBeUndefined();
    expect(await w.db.selectFrom('call_record').select('note').executeTakeFirstOrThrow()).toEqual({ note: 'Hai' });
  });

  it('works twice within one second: a later press is always a later revision', async () => {
    await using w = await world();
    await w.press('start');
    for (const note of ['Một', 'Hai', 'Ba']) await workCall(w.ports, w.agent, deskForm.parse({ deed: 'save', question: 'x', note }));
    expect((await w.inHand())?.note).toBe('Ba');
  });

  it('says where it leads: on with the search, saved, parked or ended', async () => {
    await using w = await world();
    await w.press('start');
    expect([await w.press('save', { question: 'x', q: 'đổi thẻ' }), await w.press('save', { question: 'x', open: 'muc-2' }), await w.press('save', { question: 'x' }), await w.press('park', { question: 'x' })]).toEqual([null, null, 'saved', 'parked'].map((done) => ({ ok: true, done })));
  });
});

describe('reading out', () => {
  it('needs a version that has been shown', async () => {
    await using w = await world();
    const planned = await makeAnswer(w.db, { publishAt: '2027-01-01T00:00:00.000Z' });
    const draft = await makeAnswer(w.db, { state: 'DRAFT' });
    await w.press('start');
    for (const version of ['', 'x', planned.versionId, draft.versionId]) expect(sentences(await w.press('read', { version, question: 'x' })), version).toEqual({ form: 'Chưa ghi được: câu trả lời này chưa từng được công bố.' });
    await w.db.updateTable('faq_publication').set({ withdraw_at: w.clock.now().toISOString() }).where('version_id', '=', w.answer.versionId).execute();
    expect(await w.press('read', { version: w.answer.versionId, question: 'x' })).toMatchObject({ ok: true });
  });
});

describe('ending', () => {
  it('asks how, and keeps what was written until somebody says', async () => {
    await using w = await world();
    await w.press('start');
    expect(sentences(await w.press('wrap', { question: 'x' }))).toEqual({ wrap: 'Chọn kết quả cuộc gọi.' });
    expect(await w.press('wrap', { question: 'x', wrap: 'ANSWERED' })).toEqual({ ok: true, done: 'wrapped' });
    expect(sentences(await w.press('wrap', { question: 'x', wrap: 'ANSWERED' }))).toHaveProperty('form');
  });

  it('with nothing found takes the words of the search when there are no others', async () => {
    await using w = await world();
    await w.press('start');
    expect(await w.press('not-found', { q: 'tách hộ khẩu' })).toEqual({ ok: true, done: 'wrapped' });
    expect(await w.db.selectFrom('call_record').select(['question', 'wrap_code']).executeTakeFirstOrThrow()).toEqual({ question: 'tách hộ khẩu', wrap_code: 'NOT_FOUND' });
  });

  it.each(['2026-02-30T09:00', '2027-02-29T09:00', '2026-11-31T09:00', '2026-12-01T24:00', '2026-12-01T09:60', '2026-12-01T09:00:00', '31/11/2026 09:00', '01/12/2026', '', '2026-11-23T08:00'])('with a call-back at %j asks again for the moment', async (callbackAt) => {
    await using w = await world();
    await w.press('start', { number: '0912345678' });
    expect(sentences(await w.press('wrap', { wrap: 'CALL_BACK', question: 'x', callbackAt }))).toEqual({ callbackAt: 'Chọn thời điểm gọi lại chưa qua.' });
    expect(await w.db.selectFrom('callback_task').selectAll().execute()).toEqual([]);
  });

  it('with a call-back on the leap day of 2028 keeps that day', async () => {
    await using w = await world();
    w.clock.set('2028-02-01T01:00:00.000Z');
    await w.press('start', { number: '0912345678' });
    await w.press('wrap', { wrap: 'CALL_BACK', question: 'x', callbackAt: '2028-02-29T08:30' });
    expect(await w.db.selectFrom('callback_task').select('due_at').execute()).toEqual([{ due_at: '2028-02-29T01:30:00.000Z' }]);
  });

  it('keeps the end that telephony told', async () => {
    await using w = await world();
    const id = await w.taken({ endedAt: '2026-11-23T01:03:00.000Z' });
    w.clock.pass({ minutes: 10 });
    await w.press('wrap', { wrap: 'ANSWERED', question: 'x' });
    expect((await w.record(id)).ended_at).toBe('2026-11-23T01:03:00.000Z');
  });
});

describe('the form', () => {
  it.each([['number', '12345'], ['number', '<script>'], ['channel', 'FAX'], ['wrap', 'FIXED'], ['deed', 'delete'], ['question', 'x'.repeat(2_001)], ['note', 'x'.repeat(4_001)], ['extension', '10a'], ['extension', '12345678901']])('refuses %s %j', (field, value) => {
    expect(deskForm.safeParse({ [field]: value }).success).toBe(false);
  });
  it('masks long numbers before anything is stored', () => {
    expect(deskForm.parse({ question: 'CCCD 037 190 001 234', note: 'mã 123456, phí 15.000' })).toMatchObject({ question: 'CCCD ***234', note: 'mã ***456, phí 15.000' });
  });
});
