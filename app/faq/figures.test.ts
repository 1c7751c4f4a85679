import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { makeAnswer } from '../../tests/world/answers.ts';
import { call as request, testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { makeTicket } from '../../tests/world/tickets.ts';
import { newId } from '../platform/ids.ts';
import type { Role } from '../people/actor.ts';
import { saveCall } from './commands/call-save.server.ts';
import { takeHandover } from './commands/call-take.server.ts';
import { workTicket } from './commands/work-ticket.server.ts';
import { figuresCsv } from './figures-csv.server.ts';
import { readFigures } from './queries/figures.server.ts';
import * as figuresPage from './routes/figures.tsx';
import * as sheet from './routes/figures-sheet.ts';
import type { CallSnapshot } from './rules/call.ts';
import { periodOf } from './rules/figures.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  const [agent, supervisor] = [await makePerson(db, { grants: [{ role: 'CALL_AGENT', scope: 'ALL', unitId: null }] }), await makePerson(db, { grants: [{ role: 'CALL_SUPERVISOR', scope: 'ALL', unitId: null }] })];
  const answer = await makeAnswer(db);
  const take = async (changes: Partial<CallSnapshot> = {}) => {
    const saved = await saveCall(ports, agent, { clientKey: newId(), revision: 1, channel: 'PHONE', source: 'OFFLINE', startedAt: '2026-11-23T00:30:00.000Z', endedAt: null, number: '', name: '', commune: '', question: 'Hỏi', note: '', reads: [], wrap: 'ANSWERED', callbackAt: null, handTo: null, handBody: null, ...changes });
    if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
    return saved.id;
  };
  const read = (from = '2026-11-01', to = '2026-11-30') => readFigures(db, periodOf({ from, to }, '2026-11-23'), { at: clock.now().toISOString(), today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi' });
  const open = async (loader: unknown, path: string, role?: Role) => {
    const person = await makePerson(db, { grants: role ? [{ role, scope: 'ALL', unitId: null }] : [] });
    return request(loader as never, { db, clock, path, token: await makeSession(db, person, clock.now().toISOString()) });
  };
  return { db, clock, ports, agent, supervisor, answer, take, read, open, [Symbol.asyncDispose]: () => db.destroy() };
}
const times = async (count: number, what: () => Promise<unknown>) => { for (let at = 0; at < count; at += 1) await what(); };

describe('the figures of the call centre', () => {
  it('count calls by the day of the province, to the second at midnight', async () => {
    await using w = await world();
    await w.take({ startedAt: '2026-11-20T16:59:59.999Z' });
    await w.take({ startedAt: '2026-11-20T17:00:00.000Z' });
    await w.take({ startedAt: '2026-11-21T16:59:59.999Z', wrap: null });
    const { slots, calls } = await w.read('2026-11-20', '2026-11-21');
    expect([slots.map(({ count }) => count), calls]).toEqual([[1, 2], 3]);
    expect((await w.read('2026-11-21', '2026-11-21')).calls).toBe(2);
  });

  it('call resolved what was answered and not asked again by the same caller within a week', async () => {
    await using w = await world();
    const [one, two] = ['+84912345678', '+84987654321'];
    await w.take({ number: one, startedAt: '2026-11-02T01:00:00.000Z' });
    await w.take({ number: one, startedAt: '2026-11-09T01:00:00.001Z' });
    await w.take({ number: two, startedAt: '2026-11-10T01:00:00.000Z' });
    await w.take({ number: two, startedAt: '2026-11-17T01:00:00.000Z', wrap: 'PARTLY' });
    await w.take({ wrap: 'NOT_FOUND' });
    for (const wrap of ['DROPPED', 'WRONG_NUMBER', 'CRIME_ROUTED'] as const) await w.take({ wrap });
    expect((await w.read()).firstContact).toEqual({ resolved: 2, of: 5 });
  });

  it('count a call that a colleague took over as one contact', async () => {
    await using w = await world();
    await w.take({ number: '+84912345678', wrap: 'TRANSFERRED' });
    const { id } = await w.db.selectFrom('call_handover').select('id').executeTakeFirstOrThrow();
    expect(await takeHandover(w.ports, w.supervisor, id)).toEqual({ ok: true });
    await w.db.updateTable('call_record').set({ wrap_code: 'ANSWERED', wrapped_at: w.clock.now().toISOString() }).where('handover_id', '=', id).execute();
    const figures = await w.read();
    expect([figures.calls, figures.firstContact]).toEqual([2, { resolved: 0, of: 1 }]);
  });

  it('take the median until the first answer, leaving out clocks that went back', async () => {
    await using w = await world();
    const reads = (...seconds: number[]) => ({ reads: seconds.map((second) => ({ versionId: w.answer.versionId, at: new Date(Date.parse('2026-11-23T00:30:00.000Z') + second * 1_000).toISOString() })) });
    for (const seconds of [[20, 300], [40], [90], [-5]]) await w.take(reads(...seconds));
    await w.take();
    expect((await w.read()).waits).toEqual({ pickUp: null, answer: 40, answered: 3 });
  });

  it('tell in how many tickets the answer was in time, and in how many working hours', async () => {
    await using w = await world();
    const officer = await makePerson(w.db, { fullName: 'Mạc Thị Hồi', grants: [{ role: 'LEGAL_OFFICER', scope: 'ALL', unitId: null }] });
    const answered = async () => {
      const id = await makeTicket(w.db, w.clock, w.agent);
      for (const [revision, deed] of (['assign', 'send'] as const).entries()) expect(await workTicket(w.ports, officer, { id, revision, deed, note: 'x', to: null, bodyKey: '' })).toEqual({ ok: true });
      return async () => workTicket(w.ports, officer, { id, revision: 2, deed: 'answer', note: 'Trả lời', to: null, bodyKey: '' });
    };
    const [quick, slow] = [await answered(), await answered()];
    await makeTicket(w.db, w.clock, w.agent);
    w.clock.pass({ minutes: 120 });
    await quick();
    expect((await w.read()).tickets).toEqual({ count: 3, inTime: 1, late: 0, hours: 2 });
    w.clock.set('2026-12-10T01:00:00.000Z');
    await slow();
    expect((await w.read()).tickets).toMatchObject({ count: 3, inTime: 1, late: 2 });
  });

  it('show no commune, topic or answer of fewer than ten calls, nor let it be subtracted', async () => {
    await using w = await world();
    const rare = await makeAnswer(w.db, { question: 'Câu hiếm' });
    const of = (versionId: string, commune: string) => () => w.take({ commune, reads: [{ versionId, at: '2026-11-23T00:31:00.000Z' }] });
    await times(12, of(w.answer.versionId, 'Phường Hoa Lư'));
    await times(10, of(w.answer.versionId, 'PHUONG HOA LU'));
    await times(11, of(w.answer.versionId, 'Xã Gia Vân'));
    await times(3, of(rare.versionId, 'Xã Nhỏ'));
    const { communes, questions, topics } = await w.read();
    expect([communes, topics.shown.map(({ count }) => count)]).toEqual([{ shown: [{ name: 'Phường Hoa Lư', count: 22 }], rest: 14 }, [36]]);
    expect(questions).toEqual([{ entryId: w.answer.entryId, question: 'Đăng ký tài khoản mức 2 ở đâu?', count: 33 }]);
    expect(JSON.stringify([communes, questions])).not.toMatch(/Nhỏ|hiếm|Gia Vân/);
  });
});

describe('the page and its table', () => {
  it.each([['CALL_SUPERVISOR', 200], ['CONTENT_EDITOR', 200], ['ANSWER_APPRAISER', 200], ['AUDITOR', 200], ['SYSTEM_ADMIN', 200], ['CALL_AGENT', 403], ['LEGAL_OFFICER', 403], [undefined, 403]] as const)('answer %s with %i', async (role, status) => {
    await using w = await world();
    expect([(await w.open(figuresPage.loader, '/answers/figures', role)).status, (await w.open(sheet.loader, '/answers/figures/sheet', role)).status]).toEqual([status, status]);
  });

  it.each(['from=&to=', 'from=2026-02-31', "from=';drop table call_record;--", 'from=9999-99-99&to=x', 'from=2026-11-30&to=2026-11-01', 'from=0001-01-01', 'to=9999-12-30', `from=${'9'.repeat(5_000)}`])('stand %s', async (query) => {
    await using w = await world();
    await w.take();
    expect((await w.open(figuresPage.loader, `/answers/figures?${query}`, 'AUDITOR')).status).toBe(200);
  });

  it('can be taken along as a table that Excel reads and that runs nothing', async () => {
    await using w = await world();
    const { versionId } = await makeAnswer(w.db, { question: '=HYPERLINK("https://vi-du.invalid")' });
    await times(10, () => w.take({ commune: '+SUM(1;2)', reads: [{ versionId, at: '2026-11-23T00:31:00.000Z' }] }));
    const lines = figuresCsv(await w.read(), 'vi').split('\r\n');
    expect(lines[0]).toBe('\uFEFFPhần;Nội dung;Số lượng');
    expect(lines).toEqual(expect.arrayContaining(['Cuộc gọi;Cuộc gọi;10', `Câu trả lời được đọc nhiều nhất (số cuộc gọi);"'=HYPERLINK(""https://vi-du.invalid"")";10`, "Số cuộc gọi theo xã, phường;\"'+SUM(1;2)\";10", 'Số cuộc gọi theo kết quả;Đã trả lời;10']));
  });
});
