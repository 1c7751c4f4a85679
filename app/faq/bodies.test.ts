import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { asker, auditsOf } from '../../tests/world/call-desk.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { makeFormerUnit, makePerson, makeUnit } from '../../tests/world/people.ts';
import { aTicket, makeBody, makeTicket } from '../../tests/world/tickets.ts';
import type { Role } from '../people/actor.ts';
import { momentOf } from '../people/ports.ts';
import { addBody, closeBody, editBody, reopenBody } from './commands/keep-body.server.ts';
import { storeLists } from './commands/load-answers.server.ts';
import { moveTickets } from './commands/move-tickets.server.ts';
import { receiveTicket } from './commands/receive-ticket.server.ts';
import type { BodyForm } from './forms/bodies.ts';
import { getBody, listBodies } from './queries/bodies.server.ts';
import { getTicket, listOpenBodies } from './queries/tickets.server.ts';
import * as bodies from './routes/bodies.tsx';
import * as bodyClosing from './routes/body-closing.tsx';
import * as bodyNew from './routes/body-new.tsx';
import * as bodyTickets from './routes/body-tickets.tsx';
import * as body from './routes/body.tsx';

const aBody = (changes: Partial<BodyForm> = {}): BodyForm => ({ revision: 0, name: 'Bảo hiểm xã hội cơ sở Hoa Lư', kind: 'AGENCY', phone: '0229 3871 111', address: '12 đường Lê Đại Hành', hours: '7 giờ 30 đến 17 giờ', communes: [], ...changes });

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  const person = (role: Role) => makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
  const [agent, supervisor, officer, editor] = [await person('CALL_AGENT'), await person('CALL_SUPERVISOR'), await person('LEGAL_OFFICER'), await person('CONTENT_EDITOR')];
  await makeBody(db);
  await makeBody(db, 'moi', { name: 'Nơi mới' });
  const moment = () => ({ at: momentOf(ports).at, timeZone: ports.timeZone });
  const revision = async (key: string) => (await getBody(db, key, moment())).revision;
  const close = async (key: string, closedOn: string, successor = 'moi') => closeBody(ports, supervisor, key, { revision: await revision(key), closedOn, successor, reason: 'Sáp nhập' });
  return { db, clock, ports, agent, supervisor, officer, editor, moment, revision, close, audits: auditsOf(db), ask: asker(db, clock), [Symbol.asyncDispose]: () => db.destroy() };
}
const faultAt = (outcome: object) => Object.keys((outcome as { faults?: object }).faults ?? {});

describe('a competent body', () => {
  it('is added with how it is reached and the communes that it serves, by their names of today', async () => {
    await using w = await world();
    const unitId = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
    await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [unitId] });
    const made = await addBody(w.ports, w.supervisor, aBody({ communes: ['xã Ninh Vân', 'Phường Nam Hoa Lư'] }));
    expect(made).toEqual({ ok: true, key: 'bao-hiem-xa-hoi-co-so-hoa-lu' });
    expect(await getBody(w.db, made.ok ? made.key : '', w.moment())).toMatchObject({ phone: '0229 3871 111', address: '12 đường Lê Đại Hành', communes: ['phường Nam Hoa Lư'], isClosed: false, closedOn: null });
    expect(faultAt(await addBody(w.ports, w.supervisor, aBody()))).toEqual(['name']);
    expect(faultAt(await addBody(w.ports, w.supervisor, aBody({ name: 'Khác', communes: ['xã Không Có'] })))).toEqual(['communes']);
    expect((await w.audits('competent_body')).map(({ action, actor_id }) => [action, actor_id])).toEqual([['body.create', w.supervisor.id]]);
  });

  it('is written by whoever saw it as it is, and then the files leave it alone', async () => {
    await using w = await world();
    const lists = { topics: [], words: [], answers: [], problems: [], bodies: [{ key: 'ubnd-xa', name: 'Tên trong tệp', phone: '113', kind: 'POLICE' as const }] };
    const load = () => w.db.transaction().execute((tx) => storeLists(tx, lists, w.moment().at));
    await load();
    expect(await getBody(w.db, 'ubnd-xa', w.moment())).toMatchObject({ name: 'Tên trong tệp', phone: '113' });
    expect(await editBody(w.ports, w.supervisor, 'ubnd-xa', aBody({ name: 'UBND phường', phone: null }))).toEqual({ ok: true });
    expect(faultAt(await editBody(w.ports, w.supervisor, 'ubnd-xa', aBody({ name: 'Chậm hơn' })))).toEqual(['form']);
    await load();
    expect(await getBody(w.db, 'ubnd-xa', w.moment())).toMatchObject({ name: 'UBND phường', phone: null, address: '12 đường Lê Đại Hành' });
    await expect(editBody(w.ports, w.supervisor, 'khong-co', aBody())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('closes at the first moment of its day and not before, and its successor takes what comes', async () => {
    await using w = await world();
    expect(await w.close('ubnd-xa', '2026-12-01')).toEqual({ ok: true });
    const open = async () => (await listOpenBodies(w.db, w.moment().at)).map(({ key }) => key);
    w.clock.set('2026-11-30T16:59:59.999Z');
    expect([await open(), (await receiveTicket(w.ports, w.agent, aTicket())).ok]).toEqual([['moi', 'ubnd-xa'], true]);
    w.clock.set('2026-11-30T17:00:00.000Z');
    expect([await open(), faultAt(await receiveTicket(w.ports, w.agent, aTicket()))]).toEqual([['moi'], ['bodyKey']]);
    expect(await getBody(w.db, 'ubnd-xa', w.moment())).toMatchObject({ isClosed: true, closedOn: '2026-12-01', successor: { key: 'moi' }, openTickets: 1 });
    expect((await listBodies(w.db, w.moment())).map(({ key }) => key)).toEqual(['ubnd-xa', 'moi']);
    expect(await reopenBody(w.ports, w.supervisor, 'ubnd-xa', { revision: await w.revision('ubnd-xa') })).toEqual({ ok: true });
    expect(await open()).toEqual(['moi', 'ubnd-xa']);
  });

  it('is followed by another body that stays open, never by itself or in a ring', async () => {
    await using w = await world();
    for (const successor of ['ubnd-xa', 'khong-co']) expect(faultAt(await w.close('ubnd-xa', '2026-12-01', successor))).toEqual(['successor']);
    await w.close('ubnd-xa', '2026-12-01');
    expect(faultAt(await w.close('moi', '2026-12-05', 'ubnd-xa'))).toEqual(['successor']);
    expect(await w.close('moi', '2026-12-05', '')).toEqual({ ok: true });
  });

  it('is kept by supervisors alone', async () => {
    await using w = await world();
    for (const who of [w.agent, w.officer, w.editor]) {
      await expect(addBody(w.ports, who, aBody())).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(editBody(w.ports, who, 'moi', aBody())).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(closeBody(w.ports, who, 'moi', { revision: 0, closedOn: '2026-12-01', successor: '', reason: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(moveTickets(w.ports, who, 'moi', { to: 'ubnd-xa', reason: 'x', tickets: [] })).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(reopenBody(w.ports, who, 'moi', { revision: 0 })).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });
});

describe('tickets of a closed body', () => {
  it('move to another with the reason in their timeline, all or none, and what was sent is to be sent anew', async () => {
    await using w = await world();
    const [one, two, other] = [await makeTicket(w.db, w.clock, w.agent), await makeTicket(w.db, w.clock, w.agent), await makeTicket(w.db, w.clock, w.agent, { bodyKey: 'moi' })];
    await w.db.updateTable('ticket').set({ assigned_at: w.moment().at, assigned_to: w.officer.id, sent_at: w.moment().at }).where('id', '=', one).execute();
    await w.close('ubnd-xa', '2026-11-23');
    const move = (tickets: string[], to = 'moi') => moveTickets(w.ports, w.supervisor, 'ubnd-xa', { to, reason: 'Sáp nhập xã', tickets });
    expect([faultAt(await move([one, other])), faultAt(await move([one], 'ubnd-xa')), faultAt(await move([one], 'khong-co'))]).toEqual([['form'], ['to'], ['to']]);
    expect((await getBody(w.db, 'ubnd-xa', w.moment())).openTickets).toBe(2);
    expect(await move([one, two, one])).toEqual({ ok: true });
    const shown = await getTicket(w.db, one, { actor: w.officer, secret: 'test-secret', ...w.moment(), today: '2026-11-23' });
    expect(shown).toMatchObject({ bodyKey: 'moi', body: 'Nơi mới', state: 'ASSIGNED' });
    expect(shown.events.at(-1)).toMatchObject({ deed: 'MOVE', note: 'UBND cấp xã → Nơi mới\nSáp nhập xã' });
    expect((await w.audits('ticket')).filter(({ action }) => action === 'ticket.move').length).toBe(2);
    expect(faultAt(await move([one]))).toEqual(['form']);
  });
});

describe('the pages of bodies', () => {
  it('read well in both languages, and offer keeping to whoever may', async () => {
    await using w = await world();
    await addBody(w.ports, w.supervisor, aBody({ name: '<b>Cơ quan</b>' }));
    await makeTicket(w.db, w.clock, w.agent);
    await w.close('ubnd-xa', '2026-11-23');
    const at = { params: { key: 'ubnd-xa' }, who: w.supervisor };
    const pages = [[bodies, await w.ask(bodies.loader, '/tickets/bodies', at)], [bodyNew, await w.ask(bodyNew.loader, '/tickets/bodies/new', at)], [body, await w.ask(body.loader, '/tickets/bodies/ubnd-xa?done=closed', at)], [bodyClosing, await w.ask(bodyClosing.loader, '/tickets/bodies/ubnd-xa/closing', at)], [bodyTickets, await w.ask(bodyTickets.loader, '/tickets/bodies/ubnd-xa/tickets', at)]] as const;
    for (const [route, { status, body: data }] of pages) {
      expect(status).toBe(200);
      for (const locale of ['vi', 'en'] as const) {
        const html = renderRoute(route, { data, locale });
        expect(pageFaults(html)).toEqual([]);
        expect(html).not.toContain('<b>Cơ quan');
      }
    }
    expect(renderRoute(body, { data: pages[2][1].body, locale: 'vi' })).toMatch(/Đã ghi việc đóng[\s\S]*còn 1 phiếu/);
    const read = renderRoute(body, { data: (await w.ask(body.loader, '/tickets/bodies/ubnd-xa', { ...at, who: w.agent })).body, locale: 'vi' });
    expect(read).not.toMatch(/name="revision"|ubnd-xa\/(?:closing|tickets)/);
    expect((await w.ask(bodyTickets.loader, '/tickets/bodies/ubnd-xa/tickets', { ...at, who: w.officer })).status).toBe(403);
  });

  it('give back what was typed with the sentence at its field', async () => {
    await using w = await world();
    const sent = await w.ask(bodyNew.action, '/tickets/bodies/new', { who: w.supervisor, form: { name: 'Nơi mới', kind: 'AGENCY', phone: '113', address: 'Số 1', hours: '', communes: '' } });
    expect([sent.status, JSON.stringify(sent.body)]).toEqual([422, expect.stringMatching(/Đã có cơ quan.*Số 1/)]);
    expect((await w.ask(body.action, '/tickets/bodies/moi', { who: w.supervisor, params: { key: 'moi' }, form: { revision: '0', name: 'Nơi mới', kind: 'AGENCY', phone: 'abc', address: '', hours: '', communes: '' } })).status).toBe(422);
    expect((await w.ask(body.action, '/tickets/bodies/moi', { who: w.supervisor, params: { key: 'moi' }, form: { revision: '0', name: 'Nơi mới hơn', kind: 'AGENCY', phone: '', address: '', hours: '', communes: '' } })).location).toBe('/tickets/bodies/moi?done=edited');
  });
});
