import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { makeAnswer } from '../../tests/world/answers.ts';
import { call as request, testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { openNumber, sealNumber } from './caller-seal.server.ts';
import { saveCall } from './commands/call-save.server.ts';
import { callSnapshot } from './forms/call.ts';
import { findCallInHand, listHanded, summariseShift } from './queries/call-desk.server.ts';
import * as desk from './routes/desk.tsx';
import { maskedNumber } from '../platform/text/phone.ts';
import { callerNumber } from './rules/call-number.ts';
import { maskDigits, type CallSnapshot } from './rules/call.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret: 'a secret for tests' };
  const agent = await makePerson(db, { grants: [{ role: 'CALL_AGENT', scope: 'ALL', unitId: null }] });
  const supervisor = await makePerson(db, { grants: [{ role: 'CALL_SUPERVISOR', scope: 'ALL', unitId: null }] });
  const answer = await makeAnswer(db);
  const token = await makeSession(db, agent, clock.now().toISOString());
  const send = async (form: Record<string, string>, path = '/desk') => {
    clock.pass({ seconds: 1 });
    const { status, location, body } = await request(desk.action as never, { db, clock, path, form, token });
    return { status, location, faults: Object.keys((body as { faults?: object } | null)?.faults ?? {}) };
  };
  const show = async (path = '/desk', as = token) => request(desk.loader as never, { db, clock, path, token: as });
  const records = () => db.selectFrom('call_record').selectAll().orderBy('started_at').execute();
  return { db, clock, ports, agent, supervisor, answer, token, send, show, records, [Symbol.asyncDispose]: () => db.destroy() };
}
const snapshot = (changes: Partial<CallSnapshot> = {}): CallSnapshot => ({
  clientKey: 'key-00000001', revision: 1, channel: 'PHONE', source: 'OFFLINE', startedAt: '2026-11-23T01:00:00.000Z', endedAt: null, number: '+84912345678', name: '', commune: '', question: 'Mất máy', note: '', reads: [], wrap: null, callbackAt: null, handTo: null, handBody: null, ...changes,
});

describe('numbers', () => {
  it.each([['0912 345 678', '+84912345678'], ['+84 (912) 345-678', '+84912345678'], ['0229 387 1234', '+842293871234'], ['', null], ['ẩn số', null], ['0912345678 or 1=1', null], ['113', null]])('%s is %s', (raw, expected) => {
    expect(callerNumber(raw)).toBe(expected);
  });
  it('are sealed so that none looks like the other, masked, and known again', () => {
    const [one, two] = [sealNumber('s', '+84912345678'), sealNumber('s', '+84912345678')];
    expect([maskedNumber('+84912345678'), one.number_mask, one.number_hash === two.number_hash, one.number_sealed === two.number_sealed]).toEqual(['09xx xxx 678', '09xx xxx 678', true, false]);
    expect([openNumber('s', one.number_sealed), openNumber('other', one.number_sealed), openNumber('s', 'AAAA')]).toEqual(['+84912345678', null, null]);
    expect(JSON.stringify(one)).not.toContain('912345');
  });
  it('of other kinds never stand in what was said, while money and days do', () => {
    expect(maskDigits('CCCD 037 085 001234, mã 482913, phí 1.500.000 đồng ngày 28/11/2026')).toBe('CCCD ***234, mã ***913, phí 1.500.000 đồng ngày 28/11/2026');
  });
});

describe('a call at the desk, without a script', () => {
  it('is opened, noted, answered and ended; it keeps the version that was read', async () => {
    await using w = await world();
    expect((await w.send({ deed: 'start', number: '0912 345 678', channel: 'PHONE' })).status).toBe(303);
    expect((await w.send({ deed: 'save', q: 'định danh', question: 'Làm ở đâu', note: '' })).location).toBe('/desk?q=%C4%91%E1%BB%8Bnh+danh');
    expect((await w.send({ deed: 'read', version: w.answer.versionId, question: 'Làm ở đâu' })).status).toBe(303);
    await w.db.updateTable('faq_publication').set({ withdraw_at: w.clock.now().toISOString() }).execute();
    expect((await w.send({ deed: 'wrap', question: 'Làm ở đâu', note: 'Xong' })).faults).toEqual(['wrap']);
    expect((await w.send({ deed: 'wrap', wrap: 'ANSWERED', question: 'Làm ở đâu', note: 'Xong' })).location).toBe('/desk?done=wrapped');
    const [record] = await w.records();
    expect(record).toMatchObject({ wrap_code: 'ANSWERED', number_mask: '09xx xxx 678', question: 'Làm ở đâu', note: 'Xong', agent_id: w.agent.id });
    expect((await w.db.selectFrom('call_answer').selectAll().execute()).map((row) => row.version_id)).toEqual([w.answer.versionId]);
    expect((await w.db.selectFrom('audit_event').select('action').where('object_type', '=', 'call_record').execute()).map((row) => row.action)).toEqual(['call.open', 'call.save', 'call.save', 'call.wrap-up']);
    expect(await summariseShift(w.db, w.agent.id, '2026-11-22T17:00:00.000Z')).toEqual({ calls: 1, answered: 1, gaps: 0, callbacks: 0 });
  });

  it('refuses a second one until the first is parked, and takes it up again', async () => {
    await using w = await world();
    await w.send({ deed: 'start', question: 'Một' });
    expect(await w.send({ deed: 'start', question: 'Hai' })).toMatchObject({ status: 409, faults: ['form'] });
    await w.send({ deed: 'park', question: 'Một' });
    await w.send({ deed: 'start', question: 'Hai' });
    const [first] = await w.records();
    expect((await w.send({ deed: 'take', take: first?.id ?? '' })).status).toBe(409);
    await w.send({ deed: 'wrap', wrap: 'DROPPED', question: 'Hai' });
    expect((await w.send({ deed: 'take', take: first?.id ?? '' })).status).toBe(303);
    expect((await findCallInHand(w.db, w.agent.id, '2026-11-23'))?.question).toBe('Một');
  });

  it('makes a gap of what was not found, with long numbers masked, and refuses one without words', async () => {
    await using w = await world();
    await w.send({ deed: 'start' });
    expect((await w.send({ deed: 'not-found' })).faults).toEqual(['question']);
    expect((await w.send({ deed: 'not-found', question: 'Thẻ 037085001234 bị khoá' })).location).toBe('/desk?done=wrapped');
    expect(await w.db.selectFrom('faq_search').select(['question', 'results', 'source']).execute()).toEqual([{ question: 'Thẻ ***234 bị khoá', results: 0, source: 'DESK' }]);
  });

  it('promises a call-back only with a number and a moment to come', async () => {
    await using w = await world();
    await w.send({ deed: 'start', question: 'x' });
    const wrap = (fields: Record<string, string>) => w.send({ deed: 'wrap', wrap: 'CALL_BACK', question: 'x', ...fields });
    expect((await wrap({ callbackAt: '2026-11-30T09:00' })).faults).toEqual(['number']);
    expect((await wrap({ number: '12345', callbackAt: '2026-11-30T09:00' })).faults).toEqual(['number']);
    for (const callbackAt of ['', 'mai', '2026-99-99T09:00', '2026-11-20T09:00']) expect((await wrap({ number: '0912345678', callbackAt })).faults, callbackAt).toEqual(['callbackAt']);
    expect((await wrap({ number: '0912345678', callbackAt: '2026-11-30T09:00' })).status).toBe(303);
    expect(await w.db.selectFrom('callback_task').select(['agent_id', 'due_at']).execute()).toEqual([{ agent_id: w.agent.id, due_at: '2026-11-30T02:00:00.000Z' }]);
  });

  it('is handed over with its words, and taken once', async () => {
    await using w = await world();
    await w.send({ deed: 'start', number: '0912345678' });
    expect((await w.send({ deed: 'wrap', wrap: 'TRANSFERRED', question: 'Khó', handTo: 'nobody' })).faults).toEqual(['handTo']);
    await w.send({ deed: 'wrap', wrap: 'TRANSFERRED', question: 'Khó', note: 'Đã gọi hai lần' });
    const [handed] = await listHanded(w.db, w.supervisor.id, true);
    expect([handed?.words, await listHanded(w.db, w.agent.id, false)]).toEqual(['Khó\nĐã gọi hai lần', []]);
    const token = await makeSession(w.db, w.supervisor, w.clock.now().toISOString());
    const take = async () => (await request(desk.action as never, { db: w.db, clock: w.clock, path: '/desk', form: { deed: 'take', take: handed?.id ?? '' }, token })).status;
    expect([await take(), await take()]).toEqual([303, 409]);
    expect(await findCallInHand(w.db, w.supervisor.id, '2026-11-23')).toMatchObject({ mask: '09xx xxx 678', before: 1, note: 'Khó\nĐã gọi hai lần' });
  });

  it('opens to those who take calls, shows no sealed number, and says when an answer is gone', async () => {
    await using w = await world();
    await w.send({ deed: 'start', number: '0912345678' });
    const shown = await w.show(`/desk?q=dinh+danh&open=${w.answer.slug}`);
    expect((shown.body as { hits: unknown[]; answer: { versionId: string } })).toMatchObject({ hits: [{ slug: w.answer.slug }], answer: { versionId: w.answer.versionId }, isGone: false });
    expect(JSON.stringify(shown.body)).not.toMatch(/912345678|umberSealed/);
    await w.db.updateTable('faq_publication').set({ withdraw_at: w.clock.now().toISOString() }).execute();
    expect((await w.show(`/desk?open=${w.answer.slug}`)).body).toMatchObject({ answer: null, isGone: true });
    const stranger = await makePerson(w.db);
    expect((await w.show('/desk', await makeSession(w.db, stranger, w.clock.now().toISOString()))).status).toBe(403);
  });

  it.each(['', 'a', 'ă'.repeat(5_000), '"; drop table call_record; --', '* OR NEAR(', '😀', '\u0301\u0301', '(((((', '%%%'])('answers a search for %j', async (q) => {
    await using w = await world();
    expect((await w.show(`/desk?${new URLSearchParams({ q })}`)).status).toBe(200);
  });
});

describe('calls that a browser sends later', () => {
  it('end the same in every order, doubled or not', async () => {
    await using w = await world();
    const read = (at: string) => ({ versionId: w.answer.versionId, at });
    const states = [
      snapshot({ revision: 1 }),
      snapshot({ revision: 2, number: '', note: 'Lần hai', reads: [read('2026-11-23T01:01:00.000Z')] }),
      snapshot({ revision: 3, number: '+84987654321', note: 'Lần ba', reads: [read('2026-11-23T01:01:00.000Z'), read('2026-11-23T01:02:00.000Z')] }),
      snapshot({ revision: 4, number: '', note: 'Xong', question: 'Khoá máy', wrap: 'NOT_FOUND', endedAt: '2026-11-23T01:03:00.000Z', reads: [read('2026-11-23T01:02:00.000Z')] }),
    ];
    let turn = 0;
    const orders = fc.tuple(fc.shuffledSubarray(states, { minLength: states.length }), fc.array(fc.constantFrom(...states), { maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(orders, async ([all, again]) => {
        turn += 1;
        const key = { clientKey: `property-${turn}` };
        for (const state of [...all, ...again]) expect(await saveCall(w.ports, w.agent, { ...state, ...key })).toMatchObject({ ok: true });
        const record = await w.db.selectFrom('call_record').selectAll().where('client_key', '=', key.clientKey).executeTakeFirstOrThrow();
        expect(record).toMatchObject({ revision: 4, number_mask: '09xx xxx 321', note: 'Xong', question: 'Khoá máy', wrap_code: 'NOT_FOUND', ended_at: '2026-11-23T01:03:00.000Z' });
        expect((await w.db.selectFrom('call_answer').select('read_at').where('call_id', '=', record.id).orderBy('read_at').execute()).map((row) => row.read_at)).toEqual(['2026-11-23T01:01:00.000Z', '2026-11-23T01:02:00.000Z']);
        expect(await w.db.selectFrom('faq_search').select('question').where('id', '=', record.id).execute()).toEqual([{ question: 'Khoá máy' }]);
      }),
      { numRuns: 25 },
    );
  });

  it('say what happened to them: saved, already there, parked, or refused with the reason', async () => {
    await using w = await world();
    const save = (changes: Partial<CallSnapshot>, who = w.agent) => saveCall(w.ports, who, snapshot(changes));
    expect(await save({})).toMatchObject({ ok: true, was: 'SAVED' });
    expect(await save({})).toMatchObject({ ok: true, was: 'ALREADY' });
    expect(await save({ clientKey: 'key-00000002' })).toMatchObject({ ok: true, was: 'PARKED' });
    expect(await save({ revision: 9 }, w.supervisor)).toMatchObject({ ok: false });
    expect(await save({ clientKey: 'key-00000003', startedAt: '1999-01-01T00:00:00.000Z' })).toMatchObject({ ok: false });
    expect((await w.records()).length).toBe(2);
  });

  it('cannot have read a version that nobody ever published', async () => {
    await using w = await world();
    const draft = await makeAnswer(w.db, { state: 'DRAFT' });
    await saveCall(w.ports, w.agent, snapshot({ reads: [{ versionId: draft.versionId, at: '2026-11-23T01:01:00.000Z' }, { versionId: 'x', at: '2026-11-23T01:01:00.000Z' }] }));
    expect(await w.db.selectFrom('call_answer').selectAll().execute()).toEqual([]);
  });

  it.each([{ number: '<script>' }, { wrap: 'FIXED' }, { revision: -1 }, { startedAt: 'gestern' }, { question: 'x'.repeat(2_001) }, { clientKey: '../x' }, { reads: [{ versionId: '', at: 'x' }] }, { channel: 'FAX' }])('are refused as %j', (changes) => {
    expect(callSnapshot.safeParse({ ...snapshot(), ...changes }).success).toBe(false);
  });
});
