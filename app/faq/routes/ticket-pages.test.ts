import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { aTicket, makeBody, makeTicket } from '../../../tests/world/tickets.ts';
import { matters, ticketKinds } from '../rules/ticket.ts';
import { slipPaper } from '../slip-pdf.server.ts';
import { getTicket } from '../queries/tickets.server.ts';
import { eraseTickets } from '../commands/erase-tickets.server.ts';
import * as crime from './crime-report.tsx';
import * as citizen from './ticket-citizen.tsx';
import * as fresh from './ticket-new.tsx';
import * as slip from './ticket-slip.ts';
import * as step from './ticket-step.tsx';
import * as shown from './ticket.tsx';
import { momentOf } from '../../people/index.server.ts';

async function world() {
  const w = await ticketDesk();
  const see = (route: { loader: unknown }, { who = w.officer, params = {}, search = '' }: { who?: typeof w.officer; params?: Record<string, string>; search?: string } = {}) => w.ask(route.loader, `/tickets/x${search}`, { who, params });
  const send = (route: { action: unknown }, form: Record<string, string>, { who = w.officer, params = {} }: { who?: typeof w.officer; params?: Record<string, string> } = {}) => w.ask(route.action, '/tickets/x', { who, form, params });
  const typed = (changes: Record<string, string> = {}) => ({ ...Object.fromEntries(Object.entries(aTicket()).map(([key, value]) => [key, value ?? ''])), ...changes });
  const draw = (route: unknown, data: unknown, sent?: unknown) => (['vi', 'en'] as const).flatMap((locale) => pageFaults(renderRoute(route as typeof shown, { data, locale, ...(sent ? { sent } : {}) })).filter((fault) => !/type="radio"/.test(fault)));
  return { ...w, see, send, typed, draw };
}

describe('a new ticket', () => {
  it.each([...matters])('about %s has a page that reads well, or leads where it belongs', async (kind) => {
    await using w = await world();
    const { status, location, body } = await w.see(fresh, { who: w.agent, search: `?kind=${kind}` });
    if (kind === 'CRIME_REPORT') return expect([status, location]).toEqual([303, '/tickets/crime-report']);
    expect([status, w.draw(fresh, body)]).toEqual([200, []]);
    expect((body as { kind?: string }).kind).toBe(kind === 'INFORMATION' ? undefined : kind);
  });

  it('comes back whole when it is refused, with its id, so that it can be sent again', async () => {
    await using w = await world();
    await makeBody(w.db, 'cu', { name: 'Công an huyện cũ', closedAt: '2025-03-01T00:00:00.000Z', successorKey: 'ubnd-xa' });
    const form = w.typed({ bodyKey: 'cu', summary: 'Hỏi <b>giấy</b> khai sinh', name: 'Bà "Tư"' });
    const { status, body } = await w.send(fresh, form, { who: w.agent });
    expect([status, sentences(body)]).toEqual([422, { bodyKey: 'Công an huyện cũ không còn hoạt động. Chuyển đến: UBND cấp xã.' }]);
    expect((body as { values: object }).values).toMatchObject({ once: form['once'], summary: 'Hỏi <b>giấy</b> khai sinh', name: 'Bà "Tư"', contact: '0912345678' });
    const html = renderRoute(fresh, { data: (await w.see(fresh, { who: w.agent, search: '?kind=LEGAL_HELP' })).body, sent: body });
    expect([html.includes('<b>giấy</b>'), html.includes('Công an huyện cũ không còn hoạt động')]).toEqual([false, true]);
    expect((await w.send(fresh, { ...form, bodyKey: 'ubnd-xa' }, { who: w.agent })).location).toBe(`/tickets/${form['once']}`);
  });

  it('sent twice leads to the same page, and is one', async () => {
    await using w = await world();
    const form = w.typed();
    const sent = await Promise.all([w.send(fresh, form, { who: w.agent }), w.send(fresh, form, { who: w.agent })]);
    expect(sent.map(({ status, location }) => [status, location])).toEqual([[303, `/tickets/${form['once']}`], [303, `/tickets/${form['once']}`]]);
    expect((await w.db.selectFrom('ticket').select('id').execute()).length).toBe(1);
  });

  it.each(ticketKinds)('of kind %s has a page that reads well to whoever may see it', async (kind) => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent, { kind, aidGroup: kind === 'LEGAL_AID' ? 'HARDSHIP' : null, limitationOn: '2027-01-31', party: 'Bên kia' });
    for (const who of [w.agent, w.officer, w.supervisor]) {
      const { status, body } = await w.see(shown, { who, params: { id } });
      expect([status, w.draw(shown, body)]).toEqual([200, []]);
    }
  });
});

describe('a step', () => {
  it('that is refused keeps the note, with 409 for what changed and 422 for what was typed', async () => {
    await using w = await world();
    const id = await w.after('assign');
    const late = await w.send(step, { revision: '0', note: 'Đã gọi bà Tư' }, { params: { id, deed: 'wait' } });
    expect([late.status, sentences(late.body), (late.body as { values: object }).values]).toEqual([409, { form: 'Phiếu vừa được người khác cập nhật. Vui lòng xem lại phiếu rồi gửi lại; nội dung đã nhập còn ở dưới.' }, expect.objectContaining({ note: 'Đã gọi bà Tư' })]);
    const empty = await w.send(step, { revision: '1', note: ' ' }, { params: { id, deed: 'wait' } });
    expect([empty.status, sentences(empty.body)]).toEqual([422, { note: 'Vui lòng ghi nội dung cho bước này.' }]);
    const { body } = await w.see(step, { params: { id, deed: 'wait' } });
    expect(w.draw(step, body, late.body)).toEqual([]);
    expect(renderRoute(step, { data: body, sent: late.body })).toContain('Đã gọi bà Tư');
  });

  it('with a number of papers in its note is refused by name', async () => {
    await using w = await world();
    const id = await w.after('assign');
    expect(sentences((await w.send(step, { revision: '1', note: 'Đã đối chiếu 037190001234 0912345678' }, { params: { id, deed: 'answer' } })).body)).toEqual({ note: 'Có dãy số giống số căn cước hoặc CMND. Vui lòng bỏ số này; phiếu không lưu số giấy tờ.' });
    expect((await w.row(id)).answer).toBeNull();
  });
});

describe('a citizen', () => {
  it('is shown in the answer to a form with a reason, and by no address', async () => {
    await using w = await world();
    const id = await w.after('assign');
    for (const route of [shown, citizen]) expect(JSON.stringify((await w.see(route, { params: { id } })).body)).not.toMatch(/Thuỳ|0912345678/);
    const refused = await w.send(citizen, { reason: 'vì' }, { params: { id } });
    expect([refused.status, Object.keys(sentences(refused.body))]).toEqual([422, ['reason']]);
    const opened = await w.send(citizen, { reason: 'Gọi lại theo hẹn' }, { params: { id } });
    expect(opened.body).toEqual({ ok: true, citizen: { name: 'Nguyễn Thị Thuỳ Dương', contact: '0912345678' } });
    const { body } = await w.see(citizen, { params: { id } });
    expect([w.draw(citizen, body), w.draw(citizen, body, opened.body), renderRoute(citizen, { data: body, sent: opened.body }).includes('0912345678')]).toEqual([[], [], true]);
  });

  it('whose data are erased is shown nowhere, and the page still reads well', async () => {
    await using w = await world();
    const id = await w.after('assign', 'send', 'answer', 'tell', 'close');
    w.clock.pass({ days: 180 });
    await eraseTickets(w.ports);
    const { body, status } = await w.see(shown, { params: { id } });
    expect([status, w.draw(shown, body), (body as { ticket: { mayReveal: boolean } }).ticket.mayReveal]).toEqual([200, [], false]);
    expect([(await w.send(citizen, { reason: 'Tra lại hồ sơ' }, { params: { id } })).status, (await w.see(slip, { params: { id } })).status]).toEqual([409, 409]);
  });
});

describe('the slip', () => {
  it('says who sends what to whom, on the day of sending in Vietnam', async () => {
    await using w = await world();
    w.clock.set('2026-11-23T18:00:00.000Z');
    const id = await w.after('assign', 'send');
    const ticket = await getTicket(w.db, id, { actor: w.officer, secret: 'test-secret', ...momentOf(w.ports) });
    const paper = slipPaper({ ...ticket, bodyAddress: 'Số 1, phố Ví Dụ', bodyHours: 'Thứ Hai đến Thứ Sáu' }, { name: 'Nguyễn Thị Thuỳ Dương', contact: null }, w.officer, w.ports);
    expect(paper).toMatchObject({ code: 'PT-2026-000001', day: '24/11/2026', to: 'UBND cấp xã', signer: 'Mạc Thị Hồi', reach: [['Địa chỉ', 'Số 1, phố Ví Dụ'], ['Giờ làm việc', 'Thứ Hai đến Thứ Sáu']] });
    expect(Object.fromEntries(paper.lines)).toMatchObject({ 'Người yêu cầu': 'Nguyễn Thị Thuỳ Dương', 'Liên hệ': 'Không nêu tên', 'Nội dung': 'Hỏi thủ tục ghi lại ngày sinh trong giấy khai sinh.' });
    expect(slipPaper(ticket, { name: null, contact: null }, w.officer, w.ports).reach).toEqual([]);
  });

  it('of a ticket of three thousand letters is a PDF all the same', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent, { summary: 'Đường dài. '.repeat(270).trim(), name: '' });
    for (const deed of ['assign', 'send'] as const) await w.work(w.officer, id, deed);
    const { status, text } = await w.see(slip, { params: { id } });
    expect([status, text?.slice(0, 5)]).toEqual([200, '%PDF-']);
  });
});

describe('a crime report', () => {
  it('has a page with ways only, and no field for what happened', async () => {
    await using w = await world();
    for (const search of ['', '?call=cuoc-1', '?routed=1', '?call=../../x&routed=9']) {
      const { status, body } = await w.see(crime, { who: w.agent, search });
      const html = renderRoute(crime, { data: body });
      expect([search, status, w.draw(crime, body), /<textarea|type="text"/.test(html)]).toEqual([search, 200, [], false]);
    }
  });
});
