import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { makeFormerUnit, makeUnit } from '../../../tests/world/people.ts';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { makeBody, makeTicket } from '../../../tests/world/tickets.ts';
import { listQuery } from '../forms/tickets.ts';
import * as page from '../routes/ticket.tsx';
import * as step from '../routes/ticket-step.tsx';
import * as list from '../routes/tickets.tsx';
import { conflictOf } from './conflict.server.ts';
import { deedChoices, getTicket, listTickets, newTicketChoices, ticketsAPage } from './tickets.server.ts';

async function world() {
  const w = await ticketDesk();
  const now = () => w.clock.now().toISOString();
  const found = async (query: Record<string, string> = {}, actor = w.officer) => (await listTickets(w.db, { actor, secret: 'test-secret', at: now(), today: now().slice(0, 10) }, listQuery.parse(query))).rows.map(({ code }) => code.slice(-1));
  const see = (id: string, actor = w.officer) => getTicket(w.db, id, { actor, secret: 'test-secret', at: now(), today: '2026-11-23' });
  return { ...w, found, see, now };
}

describe('the list of tickets', () => {
  it('is in the order of due times, closed ones in the order of their closing, the latest first', async () => {
    await using w = await world();
    const slow = await makeTicket(w.db, w.clock, w.agent);
    const fast = await makeTicket(w.db, w.clock, w.agent, { kind: 'LEGAL_AID' });
    expect(await w.found()).toEqual(['2', '1']);
    for (const id of [slow, fast]) {
      w.clock.pass({ minutes: 1 });
      await w.work(w.supervisor, id, 'close');
    }
    expect([await w.found(), await w.found({ view: 'closed' })]).toEqual([[], ['2', '1']]);
  });

  it('is that of one commune by its name of today or of old, and has what came before it was merged', async () => {
    await using w = await world();
    const [heir, other] = [await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' }), await makeUnit(w.db, { name: 'UBND xã Gia Sinh' })];
    const former = await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [heir], on: '2026-11-23' });
    for (const unitId of [heir, other, null]) await makeTicket(w.db, w.clock, w.agent, { unitId });
    const early = await makeTicket(w.db, w.clock, w.agent);
    await w.db.updateTable('ticket').set({ unit_id: former }).where('id', '=', early).execute();
    const of = async (commune: string) => (await w.found({ commune })).toSorted();
    expect([await of('Nam Hoa Lư'), await of('xa ninh van'), await of('Xã Ninh Vân (cũ), nay là phường Nam Hoa Lư'), await of('Gia Sinh'), await of('')]).toEqual([['1', '4'], ['1', '4'], ['1', '4'], ['2'], ['1', '2', '3', '4']]);
  });

  it('says that it knows no such commune, or which ones words may mean, instead of showing nothing', async () => {
    await using w = await world();
    for (const name of ['UBND phường Hoa Lư', 'UBND xã Hoa Lư']) await makeUnit(w.db, { name });
    await makeTicket(w.db, w.clock, w.agent);
    const list = async (commune: string) => listTickets(w.db, { actor: w.officer, secret: 'test-secret', at: w.now(), today: '2026-11-23' }, listQuery.parse({ commune }));
    expect([await list('Atlantis'), await list('hoa lu')].map(({ count, communeNow, communesLike }) => ({ count, communeNow, communesLike }))).toEqual([{ count: 1, communeNow: null, communesLike: [] }, { count: 1, communeNow: null, communesLike: ['Phường Hoa Lư', 'Xã Hoa Lư'] }]);
  });

  it('shows as late what is due from its very millisecond on, and not while somebody waits or has answered', async () => {
    await using w = await world();
    for (const deeds of [[], ['assign', 'wait'], ['assign', 'answer']] as const) await w.after(...deeds);
    w.clock.set('2026-11-26T00:59:59.999Z');
    expect(await w.found({ view: 'late' })).toEqual([]);
    w.clock.set('2026-11-26T01:00:00.000Z');
    expect([await w.found({ view: 'late' }), await w.found({ view: 'waiting' }), await w.found({ view: 'open' })]).toEqual([['1'], ['2'], ['1', '2', '3']]);
  });

  it('is narrowed by kind, by whose it is and by code in any case', async () => {
    await using w = await world();
    await makeTicket(w.db, w.clock, w.agent, { kind: 'COMPLAINT' });
    await w.after('assign');
    expect([await w.found({ kind: 'COMPLAINT' }), await w.found({ mine: 'on' }), await w.found({ mine: 'on' }, w.second), await w.found({ code: 'pt-2026-000002' }), await w.found({ code: '_' }), await w.found({ code: '%' })]).toEqual([['1'], ['2'], [], ['2'], [], []]);
  });

  it('shows an agent what she wrote down and nobody else’s', async () => {
    await using w = await world();
    const other = await w.person('Người Khác', 'CALL_AGENT');
    await makeTicket(w.db, w.clock, w.agent);
    await makeTicket(w.db, w.clock, other);
    expect([await w.found({}, w.agent), await w.found({}, other), await w.found({}, w.supervisor)]).toEqual([['1'], ['2'], ['1', '2']]);
  });

  it('goes on page by page', async () => {
    await using w = await world();
    const model = await w.row(await makeTicket(w.db, w.clock, w.agent));
    await w.db.insertInto('ticket').values(Array.from({ length: ticketsAPage }, (_, at) => ({ ...model, id: `t-${at}`, code: `PT-2025-${String(at).padStart(6, '0')}` }))).execute();
    const pages = await Promise.all(['1', '2', '3'].map((at) => w.found({ page: at })));
    expect(pages.map(({ length }) => length)).toEqual([ticketsAPage, 1, 0]);
  });

  it('masks citizens, and reads well in both languages', async () => {
    await using w = await world();
    await w.after('assign');
    const { body } = await w.ask(list.loader, '/tickets', { who: w.officer });
    expect(JSON.stringify(body)).not.toMatch(/Thuỳ|0912345678/);
    for (const locale of ['vi', 'en'] as const) expect(pageFaults(renderRoute(list, { data: body, locale }))).toEqual([]);
  });

  it('tells which tickets can be answered now, because the answer that was missing is shown since', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent);
    const { entryId } = await makeAnswer(w.db, { question: 'Đổi thẻ ở đâu?', publishAt: '2026-11-24T01:00:00.000Z' });
    await w.db.insertInto('gap').values({ id: 'g', question: 'đổi thẻ', resolution: 'DRAFT', entry_id: entryId, reason: '', decided_at: '2026-11-23T02:00:00.000Z', decided_by: w.officer.id }).execute();
    await w.db.updateTable('ticket').set({ gap_id: 'g' }).where('id', '=', id).execute();
    const found = async () => [await w.found({ view: 'answerable' }), (await w.see(id)).found];
    w.clock.set('2026-11-24T00:59:59.999Z');
    expect(await found()).toEqual([[], null]);
    w.clock.set('2026-11-24T01:00:00.000Z');
    expect(await found()).toEqual([['1'], 'Đổi thẻ ở đâu?']);
    for (const deed of ['assign', 'answer'] as const) await w.work(w.officer, id, deed);
    expect(await found()).toEqual([[], null]);
  });
});

describe('the page of a ticket', () => {
  it('shows its reader what she can do, and nothing that would be refused', async () => {
    await using w = await world();
    const id = await w.after('assign');
    const deeds = async (actor: typeof w.officer) => (await w.see(id, actor)).deeds;
    expect([await deeds(w.officer), await deeds(w.supervisor), await deeds(w.second), await deeds(w.agent)]).toEqual([['assign', 'send', 'wait', 'answer', 'close'], ['assign', 'send', 'wait', 'answer', 'close'], [], []]);
    const free = await makeTicket(w.db, w.clock, w.agent);
    expect((await w.see(free, w.second)).deeds).toEqual(['assign']);
    expect([(await w.see(free, w.second)).mayReveal, (await w.see(id)).mayReveal, (await w.see(id, w.agent)).mayReveal]).toEqual([false, true, false]);
  });

  it('is not found for whoever may not see it, as for one that never was', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.officer);
    const [hidden, absent] = [await w.ask(page.loader, '/tickets/x', { who: w.agent, params: { id } }), await w.ask(page.loader, '/tickets/x', { who: w.agent, params: { id: 'khong-co' } })];
    expect([hidden.status, hidden.body]).toEqual([404, absent.body]);
  });

  it('tells what happened in its order, with names and notes', async () => {
    await using w = await world();
    const id = await w.after('assign', 'wait');
    expect((await w.see(id)).events.map(({ deed, by, note }) => [deed, by, note])).toEqual([['RECEIVE', 'Quách Thị Lụa', ''], ['ASSIGN', 'Mạc Thị Hồi', 'Ghi chú'], ['WAIT', 'Mạc Thị Hồi', 'Ghi chú']]);
  });

  it('says whether there is another party, not who', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent, { party: 'Trần Văn Bên Kia' });
    const shown = await w.see(id);
    expect([shown.hasParty, JSON.stringify(shown).includes('Bên Kia')]).toEqual([true, false]);
  });

  it.each(['assign', 'send', 'wait', 'answer', 'close'] as const)('has a page for %s that reads well', async (deed) => {
    await using w = await world();
    const id = await w.after('assign');
    const { body, status } = await w.ask(step.loader, '/tickets/x', { who: w.officer, params: { id, deed } });
    expect(status).toBe(200);
    for (const locale of ['vi', 'en'] as const) expect(pageFaults(renderRoute(step, { data: body, locale }))).toEqual([]);
  });

  it.each(['', 'constructor', 'ASSIGN', 'delete'])('has no page for %j', async (deed) => {
    await using w = await world();
    const id = await w.after('assign');
    expect((await w.ask(step.loader, '/tickets/x', { who: w.officer, params: { id, deed } })).status).toBe(404);
  });
});

describe('choices', () => {
  it('are bodies in use and communes in force', async () => {
    await using w = await world();
    await makeBody(w.db, 'cu', { name: 'Cơ quan cũ', closedAt: '2026-01-01T00:00:00.000Z' });
    const heir = await makeUnit(w.db, { name: 'UBND phường Đông Hoa Lư' });
    await makeFormerUnit(w.db, { name: 'UBND xã Ninh An', into: [heir] });
    // One that merges next month is a commune until then.
    const leaving = await makeUnit(w.db, { name: 'UBND xã Sắp Nhập' });
    for (const table of ['org_unit', 'org_unit_version'] as const) await w.db.updateTable(table).set({ valid_to: '2026-12-01' }).where(table === 'org_unit' ? 'id' : 'unit_id', '=', leaving).execute();
    const choices = await newTicketChoices(w.db, { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' });
    expect([choices.bodies.map(({ key }) => key), choices.communes.filter((name) => name !== 'Sở Tư pháp'), choices.hours]).toEqual([['ubnd-xa'], ['Phường Đông Hoa Lư', 'Xã Sắp Nhập', 'Xã Ninh An (cũ), nay là phường Đông Hoa Lư'], '07:30–11:30, 13:30–17:00']);
    expect((await newTicketChoices(w.db, { at: '2026-12-01T01:00:00.000Z', today: '2026-12-01' })).communes).not.toContain('Xã Sắp Nhập');
  });

  it('of officers are those who may work and are still there, each once', async () => {
    await using w = await world();
    const both = await w.person('Kiêm Nhiệm', 'LEGAL_OFFICER', 'CALL_SUPERVISOR');
    await w.db.updateTable('user_account').set({ disabled_at: 'x' }).where('id', '=', w.second.id).execute();
    await w.db.updateTable('role_assignment').set({ revoked_at: 'x' }).where('user_id', '=', w.supervisor.id).execute();
    expect((await deedChoices(w.db, '2026-11-23T01:00:00.000Z')).officers.map(({ id }) => id).toSorted()).toEqual([w.officer.id, both.id].toSorted());
  });
});

describe('a conflict of interest', () => {
  const check = (w: Awaited<ReturnType<typeof world>>, id: string, officer = w.officer) => w.row(id).then((row) => conflictOf(w.db, 'test-secret', row, officer.id));

  it('is the officer’s own name or unit on either side, however typed', async () => {
    await using w = await world();
    for (const [changes, conflict] of [[{ name: 'mac thi hoi' }, 'own'], [{ party: 'MẠC THỊ HỒI' }, 'own'], [{ party: 'so tu phap' }, 'own'], [{ name: 'Mạc Thị Hồi Hương' }, null], [{ party: 'Sở Tư pháp tỉnh khác' }, null]] as const) {
      expect(await check(w, await makeTicket(w.db, w.clock, w.agent, changes)), JSON.stringify(changes)).toBe(conflict);
    }
  });

  it('is an open ticket of hers for the other side, not a closed one, not her own ticket', async () => {
    await using w = await world();
    const first = await makeTicket(w.db, w.clock, w.agent, { name: 'Lê Văn Tám', party: 'Phạm Bên Bị' });
    await w.work(w.officer, first, 'assign');
    const second = await makeTicket(w.db, w.clock, w.agent, { name: 'Phạm Bên Bị', party: 'Lê Văn Tám' });
    expect([await check(w, first), await check(w, second), await check(w, second, w.second)]).toEqual([null, 'other', null]);
    await w.work(w.officer, first, 'close');
    expect(await check(w, second)).toBeNull();
  });
});
