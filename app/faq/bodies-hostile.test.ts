import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { makeFormerUnit, makePerson, makeUnit } from '../../tests/world/people.ts';
import { ticketDesk } from '../../tests/world/ticket-desk.ts';
import { aTicket, makeBody, makeTicket } from '../../tests/world/tickets.ts';
import { roles } from '../people/actor.ts';
import { newId } from '../platform/ids.ts';
import { fold } from '../platform/text/fold.ts';
import { addBody, closeBody, editBody, reopenBody } from './commands/keep-body.server.ts';
import { receiveTicket } from './commands/receive-ticket.server.ts';
import { bodyForm, closingForm, movingForm, type BodyForm } from './forms/bodies.ts';
import { ticketForm } from './forms/tickets.ts';
import { getBody, listBodies } from './queries/bodies.server.ts';
import * as bodies from './routes/bodies.tsx';
import * as bodyClosing from './routes/body-closing.tsx';
import * as bodyNew from './routes/body-new.tsx';
import * as bodyReopening from './routes/body-reopening.ts';
import * as bodyTickets from './routes/body-tickets.tsx';
import * as body from './routes/body.tsx';

const aBody = (changes: Partial<BodyForm> = {}): BodyForm => ({ revision: 0, name: 'Trung tâm Trợ giúp pháp lý', kind: 'LEGAL_AID', phone: null, address: null, hours: null, communes: [], ...changes });
const typed = { revision: '0', name: 'Trung tâm', kind: 'LEGAL_AID', phone: '', address: '', hours: '', communes: '' };
const faultAt = (outcome: object) => Object.keys((outcome as { faults?: object }).faults ?? {});

async function world() {
  const w = await ticketDesk();
  await makeBody(w.db, 'moi', { name: 'Nơi mới' });
  const moment = () => ({ at: w.clock.now().toISOString(), timeZone: w.ports.timeZone });
  const close = (key: string, successor: string, revision = 0, closedOn = '2026-12-01') => closeBody(w.ports, w.supervisor, key, { revision, closedOn, successor, reason: 'Sáp nhập' });
  const rowOf = (key: string) => w.db.selectFrom('competent_body').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
  return { ...w, moment, close, rowOf, [Symbol.asyncDispose]: () => w.db.destroy() };
}

describe('the form of a body', () => {
  const faults = (changes: Record<string, unknown>) => bodyForm.safeParse({ ...typed, ...changes }).error?.issues.map(({ path }) => path[0]) ?? [];

  it.each([
    ['a name of blanks', { name: ' \u200b\u00a0 ' }, 'name'], ['a name of one letter', { name: 'A' }, 'name'], ['a name that is too long', { name: 'a'.repeat(161) }, 'name'], ['no name', { name: undefined }, 'name'], ['two names', { name: ['A b', 'C d'] }, 'name'],
    ['a kind that every object has', { kind: 'constructor' }, 'kind'], ['a kind in small letters', { kind: 'police' }, 'kind'], ['no kind', { kind: undefined }, 'kind'],
    ['a number without a digit', { phone: '...' }, 'phone'], ['signs for a number', { phone: '+ + +' }, 'phone'], ['too few digits', { phone: '+ .12' }, 'phone'], ['words', { phone: 'gọi 113' }, 'phone'], ['a link', { phone: 'javascript:113' }, 'phone'], ['a number that is too long', { phone: '1'.repeat(21) }, 'phone'], ['Arabic digits', { phone: '١١٣' }, 'phone'], ['no field for it', { phone: undefined }, 'phone'],
    ['an address that is too long', { address: 'a'.repeat(301) }, 'address'], ['hours that are too long', { hours: 'a'.repeat(201) }, 'hours'], ['a list of communes that is too long', { communes: 'a'.repeat(8_001) }, 'communes'],
    ['a revision that is none', { revision: '-1' }, 'revision'], ['half a revision', { revision: '0.5' }, 'revision'], ['a revision in words', { revision: 'x' }, 'revision'],
  ])('refuses %s at its field', (_what, changes, field) => {
    expect(faults(changes)).toEqual([field]);
  });

  it.each(['113', '1900 0368', '+84 229 3871 111', '0229.3871.111', ' 113 '])('takes the number %j', (phone) => {
    expect(bodyForm.parse({ ...typed, phone })).toMatchObject({ phone: phone.trim() });
  });

  it('reads communes a line each, however the lines end, and none where nothing is written', () => {
    expect(bodyForm.parse({ ...typed, communes: ' xã  A \r\n\r\n\u200b\nphường B\n' }).communes).toEqual(['xã A', 'phường B']);
    expect(bodyForm.parse({ ...typed, communes: undefined }).communes).toEqual([]);
  });

  it('keeps a number, if any, that can be dialled, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('0', '9', '+', ' ', '.', 'a', '-'), maxLength: 25 }), (phone) => {
      const kept = bodyForm.safeParse({ ...typed, phone }).data?.phone;
      return kept === undefined || kept === null || (/^[\d+ .]+$/.test(kept) && kept.replace(/\D/g, '').length >= 3 && kept.length <= 20);
    }));
  });

  it.each([['no day', ''], ['a day that is none', '2026-02-30'], ['a moment', '2026-12-01T00:00'], ['another order', '12/31/2026']])('closes on no %s', (_what, closedOn) => {
    expect(closingForm.safeParse({ revision: '0', closedOn, successor: '', reason: 'Sáp nhập' }).error?.issues.map(({ path }) => path[0])).toEqual(['closedOn']);
  });

  it('moves one ticket, several or the same twice, never none and never more than the page lists', () => {
    const moved = (tickets: unknown) => movingForm.safeParse({ to: 'moi', reason: 'Sáp nhập', tickets }).data?.tickets.length ?? 0;
    expect([moved('a'), moved(['a', 'b', 'a']), moved(undefined), moved([]), moved(Array(500).fill('a')), moved(Array(501).fill('a')), moved('x'.repeat(61))]).toEqual([1, 3, 0, 0, 500, 0, 0]);
    expect(movingForm.parse({ to: 'moi', reason: 'Gọi 0912345678 trước', tickets: 'a' }).reason).not.toContain('0912345678');
  });
});

describe('bodies whose names begin alike', () => {
  const name = (place: string) => `Trung tâm Phục vụ hành chính công và Một cửa liên thông hiện đại ${place}`;

  it('each get a key that tickets, calls and their own page take', async () => {
    await using w = await world();
    for (const place of ['phường Hoa Lư', 'phường Tây Hoa Lư', 'phường Đông Hoa Lư']) {
      const made = await addBody(w.ports, w.supervisor, aBody({ name: name(place) }));
      const key = made.ok ? made.key : '';
      const form = ticketForm.safeParse({ ...aTicket({ bodyKey: key }), callId: '', unitId: '', aidGroup: '', limitationOn: '' });
      expect([form.error?.issues, (await getBody(w.db, key, w.moment())).name]).toEqual([undefined, name(place)]);
      expect((await receiveTicket(w.ports, w.agent, aTicket({ bodyKey: key }))).ok).toBe(true);
      expect((await w.ask(body.loader, `/tickets/bodies/${key}`, { who: w.agent, params: { key } })).status).toBe(200);
    }
  });

  it.each(['New', 'new', 'Mới!', '!!', '../..', '한국', '<i>a</i>'])('a body named %j is opened under a key of its own', async (odd) => {
    await using w = await world();
    const made = await addBody(w.ports, w.supervisor, aBody({ name: odd }));
    const key = made.ok ? made.key : '';
    expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(key).not.toBe('new');
    expect((await getBody(w.db, key, w.moment())).name).toBe(odd);
  });
});

describe('the communes of a body in the course of time', () => {
  const served = async (w: Awaited<ReturnType<typeof world>>, key = 'moi') => (await getBody(w.db, key, w.moment())).communes;
  const serve = (w: Awaited<ReturnType<typeof world>>, unitId: string) => w.db.insertInto('competent_body_commune').values({ body_key: 'moi', unit_id: unitId }).execute();
  const version = (w: Awaited<ReturnType<typeof world>>, unitId: string, name: string, from: string) => w.db.insertInto('org_unit_version').values({ id: newId(), unit_id: unitId, name, short_name: name, name_fold: fold(name), parent_id: null, valid_from: from, valid_to: null }).execute();

  it('have the name of today until the first moment of the day of another one, and the form can be saved at any time', async () => {
    await using w = await world();
    const unitId = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    await serve(w, unitId);
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-12-01' }).where('unit_id', '=', unitId).execute();
    await version(w, unitId, 'UBND phường Gia Viễn', '2026-12-01');
    for (const [at, name, revision] of [['2026-11-30T16:59:59.999Z', 'xã Gia Viễn', 0], ['2026-11-30T17:00:00.000Z', 'phường Gia Viễn', 1]] as const) {
      w.clock.set(at);
      expect(await served(w)).toEqual([name]);
      expect(await editBody(w.ports, w.supervisor, 'moi', aBody({ revision, communes: await served(w) }))).toEqual({ ok: true });
    }
    expect(await w.db.selectFrom('competent_body_commune').select('unit_id').execute()).toEqual([{ unit_id: unitId }]);
  });

  it('that went into another are that one, once, also when another bears the old name; the form loses none of them', async () => {
    await using w = await world();
    const [hoaLu, giaLam] = [await makeUnit(w.db), await makeUnit(w.db, { name: 'UBND xã Gia Lâm' })];
    for (const [name, into] of [['UBND xã Ninh Vân', hoaLu], ['UBND phường Vân Giang', hoaLu], ['UBND xã Gia Lâm', hoaLu]] as const) await serve(w, await makeFormerUnit(w.db, { name, into: [into] }));
    expect(await served(w)).toEqual(['phường Hoa Lư']);
    await serve(w, giaLam);
    expect(await served(w)).toEqual(['phường Hoa Lư', 'xã Gia Lâm']);
    expect(await editBody(w.ports, w.supervisor, 'moi', aBody({ communes: await served(w) }))).toEqual({ ok: true });
    expect((await w.db.selectFrom('competent_body_commune').select('unit_id').execute()).map(({ unit_id }) => unit_id).toSorted()).toEqual([hoaLu, giaLam].toSorted());
  });

  it('that were divided are named and asked for, and stay until somebody says which', async () => {
    await using w = await world();
    const [one, two] = [await makeUnit(w.db, { name: 'UBND xã Gia Lâm' }), await makeUnit(w.db, { name: 'UBND xã Gia Tường' })];
    await serve(w, await makeFormerUnit(w.db, { name: 'UBND xã Xích Thổ', into: [one, two], share: 'PART' }));
    const before = await w.db.selectFrom('competent_body_commune').selectAll().execute();
    expect(faultAt(await editBody(w.ports, w.supervisor, 'moi', aBody({ communes: await served(w) })))).toEqual(['communes']);
    expect([await w.db.selectFrom('competent_body_commune').selectAll().execute(), (await w.rowOf('moi')).revision]).toEqual([before, 0]);
  });
});

describe('two supervisors at the same moment', () => {
  it('never make bodies follow each other, and one of two pages is refused', async () => {
    await using w = await world();
    const both = await Promise.all([w.close('ubnd-xa', 'moi'), w.close('moi', 'ubnd-xa')]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const race = await Promise.all([editBody(w.ports, w.supervisor, 'ubnd-xa', aBody({ revision: 1 })), reopenBody(w.ports, w.supervisor, 'ubnd-xa', { revision: 1 }), w.close('ubnd-xa', '', 1)]);
    expect([race.filter(({ ok }) => ok).length, race.filter(({ ok }) => !ok).map(faultAt)]).toEqual([1, [['form'], ['form']]]);
  });

  it('add one body of a name, and get two keys for two', async () => {
    await using w = await world();
    const same = await Promise.all([1, 2, 3].map(() => addBody(w.ports, w.supervisor, aBody())));
    expect(same.map((made) => (made.ok ? made.key : faultAt(made)[0])).toSorted()).toEqual(['name', 'name', 'trung-tam-tro-giup-phap-ly']);
    const near = await Promise.all(['Trung tâm A', 'TRUNG TÂM A', 'Trùng tắm Á'].map((name) => addBody(w.ports, w.supervisor, aBody({ name }))));
    expect(near.map((made) => (made.ok ? made.key : '')).toSorted()).toEqual(['trung-tam-a', 'trung-tam-a-2', 'trung-tam-a-3']);
  });
});

describe('who may', () => {
  it('look at bodies is who hands on, and keep them a supervisor; every other role is kept out of every page and form', async () => {
    await using w = await world();
    await makeTicket(w.db, w.clock, w.agent);
    const params = { key: 'moi' };
    const forms = [[bodyNew.action, typed], [body.action, typed], [bodyClosing.action, { revision: '0', closedOn: '2026-12-01', successor: '', reason: 'Sáp nhập' }], [bodyReopening.action, { revision: '0' }], [bodyTickets.action, { to: 'ubnd-xa', reason: 'Sáp nhập', tickets: 'x' }]] as const;
    for (const role of roles.filter((one) => one !== 'CALL_SUPERVISOR')) {
      const who = await makePerson(w.db, { unitId: w.unit, grants: [{ role, scope: 'ALL', unitId: null }] });
      const status = async (route: unknown, form?: Record<string, string>) => (await w.ask(route, '/tickets/bodies/moi', { who, params, ...(form ? { form } : {}) })).status;
      const look = role === 'CALL_AGENT' || role === 'LEGAL_OFFICER' ? 200 : 403;
      expect([role, await status(bodies.loader), await status(body.loader), await status(bodyNew.loader), await status(bodyClosing.loader), await status(bodyTickets.loader)]).toEqual([role, look, look, 403, 403, 403]);
      for (const [route, form] of forms) expect([role, await status(route, form)]).toEqual([role, 403]);
    }
    expect([await w.rowOf('moi'), (await listBodies(w.db, w.moment())).length]).toMatchObject([{ revision: 0, name: 'Nơi mới', closed_at: null }, 2]);
  });

  it.each(['vi', 'en'] as const)('and a form that was sent strangely is answered in %s with a page, not with a fault of the program', async (locale) => {
    await using w = await world();
    const send = (form: [string, string][] | Record<string, string>) => w.ask(body.action, '/tickets/bodies/moi', { who: w.supervisor, params: { key: 'moi' }, form });
    const { body: data } = await w.ask(body.loader, '/tickets/bodies/moi', { who: w.supervisor, params: { key: 'moi' } });
    for (const form of [{}, [...Object.entries(typed), ['name', ''], ['kind', 'x']] as [string, string][], { ...typed, communes: '<b>x</b>\n'.repeat(50) }]) {
      const answer = await send(form);
      expect(answer.status).toBe(422);
      const html = renderRoute(body, { data, sent: answer.body, locale });
      expect([pageFaults(html), html.includes('<b>x</b>')]).toEqual([[], false]);
    }
    expect((await w.rowOf('moi')).revision).toBe(0);
  });
});
