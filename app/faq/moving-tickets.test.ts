import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { ticketDesk } from '../../tests/world/ticket-desk.ts';
import { makeBody, makeTicket } from '../../tests/world/tickets.ts';
import { closeBody } from './commands/keep-body.server.ts';
import { moveTickets } from './commands/move-tickets.server.ts';
import { openBodyFor } from './ticket-rows.server.ts';
import * as page from './routes/body-tickets.tsx';

async function world() {
  const w = await ticketDesk();
  await makeBody(w.db, 'moi', { name: 'Nơi mới' });
  const at = { who: w.supervisor, params: { key: 'ubnd-xa' } };
  const path = '/tickets/bodies/ubnd-xa/tickets';
  const draw = async (sent?: unknown, locale: 'vi' | 'en' = 'vi') => renderRoute(page, { data: (await w.ask(page.loader, path, at)).body, sent, locale, path });
  const send = (form: [string, string][]) => w.ask(page.action, path, { ...at, form });
  const bodyOf = async (ids: string[]) => Promise.all(ids.map(async (id) => (await w.row(id)).body_key));
  const move = (tickets: string[], to = 'moi', from = 'ubnd-xa') => moveTickets(w.ports, w.supervisor, from, { to, reason: 'Sáp nhập', tickets });
  return { ...w, draw, send, bodyOf, move, [Symbol.asyncDispose]: () => w.db.destroy() };
}
const faultAt = (outcome: object) => Object.keys((outcome as { faults?: object }).faults ?? {});
/** What a browser sends of the boxes on a page: those that are ticked, by the name that they have. */
const ticked = (html: string): [string, string][] =>
  (html.match(/<input[^>]*type="checkbox"[^>]*>/g) ?? []).filter((box) => /\schecked=/.test(box)).map((box) => [/\sname="([^"]*)"/.exec(box)?.[1] ?? '', /\svalue="([^"]*)"/.exec(box)?.[1] ?? '']);

describe('the page on which tickets move', () => {
  it('sends every ticket that is ticked, not only the last', async () => {
    await using w = await world();
    const ids = [await makeTicket(w.db, w.clock, w.agent), await makeTicket(w.db, w.clock, w.agent), await makeTicket(w.db, w.clock, w.agent)];
    const boxes = ticked(await w.draw());
    expect(boxes.map(([, id]) => id).toSorted()).toEqual(ids.toSorted());
    expect((await w.send([...boxes, ['to', 'moi'], ['reason', 'Sáp nhập']])).location).toBe('/tickets/bodies/ubnd-xa?done=moved');
    expect(await w.bodyOf(ids)).toEqual(['moi', 'moi', 'moi']);
  });

  it.each(['vi', 'en'] as const)('ticks in %s what was ticked when it is shown again, so that nothing moves that was left out', async (locale) => {
    await using w = await world();
    const [one, two] = [await makeTicket(w.db, w.clock, w.agent), await makeTicket(w.db, w.clock, w.agent)];
    for (const form of [[['to', 'moi'], ['reason', '']], [['to', 'khong-co'], ['reason', 'Sáp nhập']], [['to', 'ubnd-xa'], ['reason', 'Sáp nhập']]] as [string, string][][]) {
      const answer = await w.send([['tickets[]', two], ...form]);
      const html = await w.draw(answer.body, locale);
      expect([answer.status, ticked(html), pageFaults(html)]).toEqual([422, [['tickets[]', two]], []]);
    }
    const none = await w.send([['to', 'moi'], ['reason', 'Sáp nhập']]);
    expect([none.status, faultAt(none.body as object), await w.bodyOf([one, two])]).toEqual([422, ['tickets'], ['ubnd-xa', 'ubnd-xa']]);
    expect(ticked(await w.draw(none.body, locale))).toEqual([]);
  });

  it('says that somebody was quicker, and that no such body is there', async () => {
    await using w = await world();
    const id = await makeTicket(w.db, w.clock, w.agent);
    await w.move([id]);
    expect((await w.send([['tickets[]', id], ['to', 'moi'], ['reason', 'Sáp nhập']])).status).toBe(409);
    expect((await w.ask(page.loader, '/tickets/bodies/khong-co/tickets', { who: w.supervisor, params: { key: 'khong-co' } })).status).toBe(404);
    for (const key of ['../x', 'A', "x' or 1=1", 'x'.repeat(81)]) expect((await w.ask(page.loader, '/tickets/bodies/x/tickets', { who: w.supervisor, params: { key } })).status).toBe(404);
  });
});

describe('tickets that move', () => {
  it('from every step of their life keep it, but what was sent has to be sent anew', async () => {
    await using w = await world();
    for (const deeds of [[], ['assign'], ['assign', 'send'], ['assign', 'send', 'wait']] as const) {
      const id = await w.after(...deeds);
      const before = await w.row(id);
      expect(await w.move([id])).toEqual({ ok: true });
      const { body_key, sent_at, revision, ...rest } = await w.row(id);
      expect([body_key, sent_at, revision]).toEqual(['moi', null, before.revision + 1]);
      expect(rest).toMatchObject({ waiting_since: before.waiting_since, due_at: before.due_at, assigned_to: before.assigned_to, assigned_at: before.assigned_at, received_at: before.received_at });
      expect((await w.events(id)).filter(({ deed }) => deed === 'MOVE')).toMatchObject([{ by_id: w.supervisor.id, note: 'UBND cấp xã → Nơi mới\nSáp nhập' }]);
    }
  });

  it('are moved once when two do it at the same moment, and no page that was opened before goes on', async () => {
    await using w = await world();
    await makeBody(w.db, 'khac', { name: 'Nơi khác' });
    const id = await w.after('assign');
    const { revision } = await w.row(id);
    const moved = await Promise.all([w.move([id], 'moi'), w.move([id], 'khac')]);
    expect(moved.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect((await w.events(id)).filter(({ deed }) => deed === 'MOVE').length).toBe(1);
    expect(faultAt(await w.work(w.officer, id, 'send', { revision }))).toEqual(['form']);
    expect(await w.work(w.officer, id, 'send')).toEqual({ ok: true });
  });

  it('stay all of them when one was closed meanwhile, or stands elsewhere, or is none', async () => {
    await using w = await world();
    const [open, closed] = [await w.after('assign'), await w.after('assign', 'close')];
    const elsewhere = await makeTicket(w.db, w.clock, w.agent, { bodyKey: 'moi' });
    for (const other of [closed, elsewhere, 'khong-co', `${open}' or '1'='1`]) expect(faultAt(await w.move([open, other]))).toEqual(['form']);
    expect([await w.bodyOf([open, closed, elsewhere]), (await w.audits('ticket')).some(({ action }) => action === 'ticket.move')]).toEqual([['ubnd-xa', 'ubnd-xa', 'moi'], false]);
  });

  it('go to a body until the last moment before it closes, and not after', async () => {
    await using w = await world();
    const [one, two] = [await makeTicket(w.db, w.clock, w.agent), await makeTicket(w.db, w.clock, w.agent)];
    await closeBody(w.ports, w.supervisor, 'moi', { revision: 0, closedOn: '2026-12-01', successor: '', reason: 'Sáp nhập' });
    w.clock.set('2026-11-30T16:59:59.999Z');
    expect(await w.move([one])).toEqual({ ok: true });
    w.clock.set('2026-11-30T17:00:00.000Z');
    expect(faultAt(await w.move([two]))).toEqual(['to']);
    expect(await w.move([one], 'ubnd-xa', 'moi')).toEqual({ ok: true });
  });
});

describe('who follows a body', () => {
  it('is found over every merger whose day has come, and is nobody where the last one closed without a successor', async () => {
    await using w = await world();
    await makeBody(w.db, 'ba', { name: 'Nơi thứ ba' });
    const close = async (key: string, closedOn: string, successor: string) => closeBody(w.ports, w.supervisor, key, { revision: 0, closedOn, successor, reason: 'Sáp nhập' });
    expect([await close('ubnd-xa', '2026-12-01', 'moi'), await close('moi', '2027-01-01', 'ba'), await close('ba', '2027-02-01', '')]).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    const follows = (at: string) => openBodyFor(w.db, 'ubnd-xa', at);
    expect(await Promise.all(['2026-11-30T16:59:59.999Z', '2026-11-30T17:00:00.000Z', '2026-12-31T16:59:59.999Z', '2026-12-31T17:00:00.000Z', '2027-01-31T16:59:59.999Z', '2027-01-31T17:00:00.000Z'].map(follows))).toEqual(['ubnd-xa', 'moi', 'moi', 'ba', 'ba', null]);
  });

  it('is nobody, and no endless search, where old data goes in a ring or to nowhere', async () => {
    await using w = await world();
    await w.db.updateTable('competent_body').set({ closed_at: '2026-01-01T00:00:00.000Z', successor_key: 'moi' }).where('key', '=', 'ubnd-xa').execute();
    await w.db.updateTable('competent_body').set({ closed_at: '2026-01-01T00:00:00.000Z', successor_key: 'ubnd-xa' }).where('key', '=', 'moi').execute();
    const at = w.clock.now().toISOString();
    expect([await openBodyFor(w.db, 'ubnd-xa', at), await openBodyFor(w.db, 'moi', at), await openBodyFor(w.db, 'khong-co', at)]).toEqual([null, null, null]);
  });
});
