import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { aTicket, makeBody, makeTicket } from '../../../tests/world/tickets.ts';
import type { Role } from '../../people/actor.ts';
import * as crime from './crime-report.tsx';
import * as fresh from './ticket-new.tsx';
import * as citizen from './ticket-citizen.tsx';
import * as slip from './ticket-slip.ts';
import * as step from './ticket-step.tsx';
import * as shown from './ticket.tsx';
import * as list from './tickets.tsx';

type Route = Parameters<typeof call>[0];

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const person = async (role?: Role, fullName?: string) => {
    const actor = await makePerson(db, { ...(fullName ? { fullName } : {}), grants: role ? [{ role, scope: 'ALL', unitId: null }] : [] });
    return { actor, token: await makeSession(db, actor, clock.now().toISOString()) };
  };
  const [agent, officer, stranger] = [await person('CALL_AGENT', 'Quách Thị Lụa'), await person('LEGAL_OFFICER', 'Mạc Thị Hồi'), await person()];
  await makeBody(db);
  const ask = (route: unknown, token: string, more: { path?: string; params?: Record<string, string>; form?: Record<string, string> } = {}) => call(route as Route, { db, clock, path: '/tickets', token, ...more });
  const send = async (changes: Record<string, string>) => {
    const { status, location, body } = await ask(fresh.action, agent.token, { form: { ...asForm(), ...changes } });
    return { status, location, faults: Object.entries((body as { faults?: Record<string, { vi: string }> } | null)?.faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`).join('\n'), values: (body as { values?: Record<string, string> } | null)?.values };
  };
  return { db, clock, agent, officer, stranger, ask, send, [Symbol.asyncDispose]: () => db.destroy() };
}
const asForm = () => Object.fromEntries(Object.entries(aTicket()).map(([key, value]) => [key, value ?? '']));

describe('a new ticket', () => {
  it('is written and leads to its page', async () => {
    await using w = await world();
    const { status, location } = await w.send({});
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/tickets\/[\da-f-]{36}$/)]);
  });

  it.each([
    ['an identity number', { summary: 'Tôi là 037190001234' }, /^summary: Có dãy số giống số căn cước/],
    ['a card', { summary: 'thẻ 4111 1111 1111 1111' }, /^summary: Có dãy số giống số thẻ/],
    ['a one-time code', { summary: 'OTP 883 112' }, /^summary: Có vẻ là mã OTP/],
    ['an identity number as a name', { name: '037190001234' }, /^name: Có dãy số/],
    ['no words', { summary: ' \u200b\n ' }, /^summary: /],
    ['too many words', { summary: 'á'.repeat(3_001) }, /^summary: /],
    ['a crime report as a ticket', { kind: 'CRIME_REPORT' }, /^kind: /],
    ['a body that is none', { bodyKey: "x' or 1=1 --" }, /^bodyKey: Chưa có cơ quan này/],
    ['a unit that is none', { unitId: 'khong-co' }, /^unitId: /],
    ['a telephone that is none', { contact: 'gọi cho tôi' }, /^contact: Thông tin liên hệ/],
    ['an SMS to a landline', { replyChannel: 'SMS', contact: '02293871234' }, /^contact: /],
    ['a mail address with a line break', { replyChannel: 'EMAIL', contact: 'a@b' }, /^contact: /],
    ['an id that is none', { once: '1' }, /^once: /],
    ['a day that is none', { limitationOn: '2026-02-30' }, /^limitationOn: /],
  ])('refuses %s with a sentence, and keeps what was typed', async (_what, changes, expected) => {
    await using w = await world();
    const { status, faults, values } = await w.send(changes);
    expect([status, faults]).toEqual([422, expect.stringMatching(expected)]);
    expect(values?.['bodyKey']).toBe((changes as { bodyKey?: string }).bodyKey ?? 'ubnd-xa');
    expect(await w.db.selectFrom('ticket').select('id').execute()).toEqual([]);
  });

  it('masks telephones in its words, and takes markup as words', async () => {
    await using w = await world();
    await w.send({ summary: '<script>alert(1)</script> gọi 0912 345 678' });
    expect(await w.db.selectFrom('ticket').select('summary').executeTakeFirstOrThrow()).toEqual({ summary: '<script>alert(1)</script> gọi •••••••678' });
  });

  it('asks first what it is; a crime report leads away from tickets, whatever stands in the address', async () => {
    await using w = await world();
    const at = (query: string) => w.ask(fresh.loader, w.agent.token, { path: `/tickets/new?${query}` });
    expect((await at('kind=CRIME_REPORT&call=abc')).location).toBe('/tickets/crime-report?call=abc');
    expect((await at('kind=constructor&call=../../x')).body).toMatchObject({ choices: expect.anything() });
    expect((await at('kind=constructor&call=../../x')).body).not.toHaveProperty('kind', 'constructor');
    const routed = await w.ask(crime.action, w.agent.token, { path: '/tickets/crime-report', form: { way: 'VNEID', callId: '', summary: 'Kể lại toàn bộ vụ việc', name: 'Nguyễn Văn A' } });
    expect(routed.location).toBe('/tickets/crime-report?routed=1');
    expect(JSON.stringify([await w.db.selectFrom('crime_routing').selectAll().execute(), await w.db.selectFrom('audit_event').selectAll().execute()])).not.toMatch(/vụ việc|Nguyễn Văn A/);
    expect((await w.ask(crime.action, w.agent.token, { form: { way: 'TICKET', callId: '' } })).status).toBe(422);
  });
});

describe('who sees what', () => {
  it('strangers see nothing, agents what they wrote, and nobody a citizen without a reason', async () => {
    await using w = await world();
    const other = await makeTicket(w.db, w.clock, w.officer.actor);
    const own = await makeTicket(w.db, w.clock, w.agent.actor);
    for (const route of [list.loader, fresh.loader, crime.loader]) expect((await w.ask(route, w.stranger.token)).status).toBe(403);
    const see = async (route: unknown, token: string, id: string, more = {}) => (await w.ask(route, token, { params: { id, deed: 'assign' }, ...more })).status;
    expect([await see(shown.loader, w.agent.token, own), await see(shown.loader, w.agent.token, other), await see(shown.loader, w.stranger.token, own), await see(shown.loader, w.officer.token, own)]).toEqual([200, 404, 403, 200]);
    for (const route of [step.loader, citizen.loader, slip.loader]) expect(await see(route, w.agent.token, own)).toBe(403);
    expect((await w.ask(list.loader, w.agent.token)).body).toMatchObject({ count: 1, rows: [{ id: own, citizen: 'Nguyễn D•••' }] });
    expect(JSON.stringify((await w.ask(shown.loader, w.officer.token, { params: { id: own } })).body)).not.toMatch(/Thuỳ|0912345678/);
    expect((await w.ask(citizen.action, w.officer.token, { params: { id: own }, form: { reason: 'Gọi lại theo hẹn' } })).status).toBe(409);
    expect((await w.ask(step.action, w.officer.token, { params: { id: own, deed: 'assign' }, form: { revision: '0' } })).status).toBe(303);
    expect((await w.ask(citizen.action, w.officer.token, { params: { id: own }, form: { reason: ' ' } })).status).toBe(422);
    expect((await w.ask(citizen.action, w.officer.token, { params: { id: own }, form: { reason: 'Gọi lại theo hẹn' } })).body).toMatchObject({ citizen: { contact: '0912345678' } });
  });

  it('the list takes any address', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.officer.actor);
    for (const [query, count] of [['view=<b>&kind=x&page=-1', 1], ['code=pt-2026-000001', 1], ['code=%25', 0], ["code=';--", 0], ['kind=COMPLAINT', 0], ['mine=on', 0], ['view=late', 0], ['view=closed', 0], ['page=9999', 1]] as const) {
      expect([query, ((await w.ask(list.loader, w.officer.token, { path: `/tickets?${query}` })).body as { count: number }).count]).toEqual([query, count]);
    }
    w.clock.pass({ days: 8 });
    const token = await makeSession(w.db, { ...w.officer.actor, sessionId: 'later' }, w.clock.now().toISOString());
    expect((await w.ask(list.loader, token, { path: '/tickets?view=late' })).body).toMatchObject({ count: 1, rows: [{ id, isLate: true }] });
  });

  it('a step that is none, a stale page and an empty reason are refused', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.officer.actor);
    const act = async (deed: string, form: Record<string, string>) => (await w.ask(step.action, w.officer.token, { params: { id, deed }, form })).status;
    expect([await act('constructor', { revision: '0' }), await act('assign', { revision: '7' }), await act('assign', { revision: 'x' }), await act('assign', { revision: '0' }), await act('close', { revision: '1', note: '' }), await act('answer', { revision: '1', note: 'OTP là 123456' })]).toEqual([404, 409, 422, 303, 422, 422]);
  });

  it('the slip is a PDF in Vietnamese once the ticket has been sent', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.officer.actor, { summary: 'Thử độ dài '.repeat(200).trim() });
    await w.ask(step.action, w.officer.token, { params: { id, deed: 'assign' }, form: { revision: '0' } });
    expect((await w.ask(slip.loader, w.officer.token, { params: { id } })).status).toBe(409);
    await w.ask(step.action, w.officer.token, { params: { id, deed: 'send' }, form: { revision: '1', bodyKey: '' } });
    const { status, text } = await w.ask(slip.loader, w.officer.token, { params: { id } });
    expect([status, text?.slice(0, 8), text?.includes('/Lang (vi-VN)')]).toEqual([200, '%PDF-1.7', true]);
  });
});
