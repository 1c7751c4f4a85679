import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../../tests/world/answer-desk.ts';
import { ticketDesk } from '../../../tests/world/ticket-desk.ts';
import { makeBody, makeTicket } from '../../../tests/world/tickets.ts';
import type { Role } from '../../people/actor.ts';
import { deedsFor, ticketDeeds, ticketState, type TicketDeed, type TicketState } from '../rules/ticket.ts';
import { workTicket } from './work-ticket.server.ts';

/** How a ticket of the officer gets to each state. */
const ways: Readonly<Record<TicketState, TicketDeed[]>> = { RECEIVED: [], ASSIGNED: ['assign'], SENT: ['assign', 'send'], WAITING: ['assign', 'wait'], ANSWERED: ['assign', 'answer'], TOLD: ['assign', 'answer', 'tell'], CLOSED: ['assign', 'close'] };
const names: Readonly<Record<TicketState, string>> = { RECEIVED: 'Mới tiếp nhận', ASSIGNED: 'Đang xử lý', SENT: 'Đã chuyển', WAITING: 'Chờ bổ sung', ANSWERED: 'Đã có trả lời', TOLD: 'Đã báo người dân', CLOSED: 'Đóng' };

describe('every state', () => {
  it.each(Object.keys(ways) as TicketState[])('%s lets its own steps through and refuses the others by its name, changing nothing', async (state) => {
    await using w = await ticketDesk();
    for (const deed of ticketDeeds) {
      const id = await w.after(...ways[state]);
      expect(ticketState(await w.row(id))).toBe(state);
      const before = { row: await w.row(id), events: await w.events(id), audits: await w.audits('ticket') };
      const outcome = await w.work(w.supervisor, id, deed);
      if (deedsFor(state).includes(deed)) {
        expect([deed, outcome]).toEqual([deed, { ok: true }]);
        expect((await w.events(id)).length).toBe(before.events.length + 1);
        expect((await w.audits('ticket')).at(-1)).toMatchObject({ action: `ticket.${deed}`, actor_id: w.supervisor.id, object_id: id });
      } else {
        expect(sentences(outcome)).toEqual({ form: `Phiếu đang ở trạng thái “${names[state]}” nên chưa làm được bước này.` });
        expect({ row: await w.row(id), events: await w.events(id), audits: await w.audits('ticket') }).toEqual(before);
      }
    }
  });
});

describe('who works', () => {
  it.each<Role>(['CALL_AGENT', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN', 'LEARNER'])('%s does not', async (role) => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    const who = { ...w.stranger, grants: [{ role, scope: 'ALL' as const, unitId: null }] };
    for (const deed of ticketDeeds) await expect(w.work(who, id, deed)).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await w.events(id)).length).toBe(2);
  });

  it('another officer does not go on with it, a supervisor does', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    for (const deed of ['assign', 'send', 'wait', 'answer', 'close'] as const) expect(sentences(await w.work(w.second, id, deed))).toEqual({ form: 'Chỉ người đang xử lý phiếu hoặc phụ trách làm được bước này.' });
    expect(await w.work(w.supervisor, id, 'send')).toEqual({ ok: true });
  });

  it('a ticket that is nobody’s may be taken by any officer, and closed only by a supervisor', async () => {
    await using w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent);
    expect(sentences(await w.work(w.officer, id, 'close'))['form']).toContain('Chỉ người đang xử lý');
    expect(await w.work(w.supervisor, id, 'close')).toEqual({ ok: true });
  });

  it('of no ticket is not found', async () => {
    await using w = await ticketDesk();
    await expect(workTicket(w.ports, w.officer, { id: 'x', revision: 0, deed: 'assign', note: '', to: null, bodyKey: '' })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('two at once', () => {
  it('one is done and the other is told, for every first step', async () => {
    await using w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent);
    const sent = await Promise.all([w.work(w.officer, id, 'assign', { revision: 0 }), w.work(w.second, id, 'assign', { revision: 0 })]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(sent.find(({ ok }) => !ok))).toEqual({ form: 'Phiếu vừa được người khác cập nhật. Vui lòng xem lại phiếu rồi gửi lại; nội dung đã nhập còn ở dưới.' });
    expect((await w.row(id)).revision).toBe(1);
  });

  it('a step that is sent twice is done once', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    const sent = await Promise.all([1, 2, 3].map(() => w.work(w.officer, id, 'answer', { revision: 1 })));
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await w.events(id)).map(({ deed }) => deed)).toEqual(['RECEIVE', 'ASSIGN', 'ANSWER']);
  });
});

describe('assigning', () => {
  it('to oneself needs nobody; to another needs a supervisor; to somebody without the right needs nothing and is refused', async () => {
    await using w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent);
    expect(sentences(await w.work(w.officer, id, 'assign', { to: w.second.id }))).toEqual({ to: 'Chỉ phụ trách giao phiếu cho người khác.' });
    for (const to of [w.agent.id, w.stranger.id, 'khong-co']) expect(sentences(await w.work(w.supervisor, id, 'assign', { to }))).toEqual({ to: 'Người được chọn không có quyền xử lý phiếu.' });
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-01T00:00:00.000Z' }).where('id', '=', w.second.id).execute();
    expect(await w.work(w.supervisor, id, 'assign', { to: w.second.id })).toMatchObject({ ok: false });
    expect(await w.work(w.supervisor, id, 'assign', { to: w.officer.id })).toEqual({ ok: true });
    expect(await w.row(id)).toMatchObject({ assigned_to: w.officer.id, assigned_at: '2026-11-23T01:00:00.000Z' });
    expect((await w.audits('ticket')).at(-1)?.details).toEqual({ code: 'PT-2026-000001', to: 'Mạc Thị Hồi' });
  });

  it('anew leaves what was sent and waited for as it was', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign', 'send', 'wait');
    await w.work(w.supervisor, id, 'assign', { to: w.second.id });
    expect(ticketState(await w.row(id))).toBe('WAITING');
    expect(await w.work(w.second, id, 'resume')).toEqual({ ok: true });
  });
});

describe('notes', () => {
  it.each(['wait', 'answer', 'tell', 'close'] as const)('are asked for by %s', async (deed) => {
    await using w = await ticketDesk();
    const id = await w.after(...(deed === 'tell' ? (['assign', 'answer'] as const) : (['assign'] as const)));
    expect(sentences(await w.work(w.officer, id, deed, { note: '' }))).toEqual({ note: 'Vui lòng ghi nội dung cho bước này.' });
  });

  it('of an answer stand in the answer and not twice', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    await w.work(w.officer, id, 'answer', { note: 'Nộp tại bộ phận một cửa.' });
    expect([(await w.row(id)).answer, (await w.events(id)).at(-1)?.note]).toEqual(['Nộp tại bộ phận một cửa.', '']);
  });
});

describe('sending', () => {
  it('goes where it was meant for, or elsewhere when that is said', async () => {
    await using w = await ticketDesk();
    await makeBody(w.db, 'so-tu-phap', { name: 'Sở Tư pháp' });
    const [one, two] = [await w.after('assign'), await w.after('assign')];
    await w.work(w.officer, one, 'send');
    await w.work(w.officer, two, 'send', { bodyKey: 'so-tu-phap' });
    expect([(await w.row(one)).body_key, (await w.row(two)).body_key]).toEqual(['ubnd-xa', 'so-tu-phap']);
  });

  it('to what is closed or unknown is refused at its field', async () => {
    await using w = await ticketDesk();
    await makeBody(w.db, 'cu', { name: 'Cơ quan cũ', closedAt: '2026-11-01T00:00:00.000Z' });
    const id = await w.after('assign');
    for (const bodyKey of ['cu', 'khong-co']) expect(Object.keys(sentences(await w.work(w.officer, id, 'send', { bodyKey })))).toEqual(['bodyKey']);
    expect((await w.row(id)).sent_at).toBeNull();
  });
});

describe('the clock', () => {
  it('stands while the citizen is asked, however long, and goes on with what was left', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    const minutes = fc.integer({ min: 1, max: 400 });
    const start = Date.parse('2026-11-23T00:30:00.000Z');
    expect((await w.row(id)).due_at).toBe('2026-11-26T01:00:00.000Z');
    await fc.assert(fc.asyncProperty(minutes, async (pause) => {
      const { due_at: before } = await w.row(id);
      w.clock.set(new Date(start + 30 * 60_000).toISOString());
      await w.work(w.officer, id, 'wait');
      w.clock.pass({ minutes: pause });
      await w.work(w.officer, id, 'resume');
      const { due_at: due, waiting_since: since } = await w.row(id);
      expect([since, due >= before]).toEqual([null, true]);
      await w.db.updateTable('ticket').set({ due_at: '2026-11-26T01:00:00.000Z' }).where('id', '=', id).execute();
    }), { numRuns: 20 });
  });

  it('of what is late already is not turned back by waiting', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign');
    w.clock.set('2026-11-26T01:00:00.000Z');
    await w.work(w.officer, id, 'wait');
    w.clock.pass({ days: 7 });
    await w.work(w.officer, id, 'resume');
    expect(await w.row(id)).toMatchObject({ due_at: '2026-11-26T01:00:00.000Z', waiting_since: null });
  });

  it('closes with the ticket, also while it stands', async () => {
    await using w = await ticketDesk();
    const id = await w.after('assign', 'wait', 'close');
    expect(await w.row(id)).toMatchObject({ waiting_since: null, closed_at: '2026-11-23T01:00:00.000Z' });
  });
});
