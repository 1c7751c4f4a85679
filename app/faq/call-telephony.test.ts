import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionCookie } from '../people/session.server.ts';
import { readEnv } from '../platform/env.ts';
import { requestContext } from '../../tests/support/context.ts';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { takeExtension } from './commands/call-extension.server.ts';
import { findCallInHand } from './queries/call-desk.server.ts';
import { listRinging } from './queries/telephony.server.ts';
import { action as sync } from './routes/desk-sync.ts';
import { action as door } from './routes/desk-telephony.ts';
import { toldCall, type ToldEvent } from './rules/telephony-call.ts';

const token = 'a-token-of-the-telephones';
const secret = 'a secret for tests';

async function world(configured: string | undefined = token) {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret };
  const agent = await makePerson(db, { grants: [{ role: 'CALL_AGENT', scope: 'ALL', unitId: null }] });
  await takeExtension(ports, agent, '101');
  const session = await makeSession(db, agent, clock.now().toISOString());
  const context = requestContext(db, clock, { secret, env: readEnv({ NODE_ENV: 'test', ...(configured ? { TELEPHONY_TOKEN: configured } : {}) }) });
  const post = async (route: unknown, path: string, body: string, headers: Record<string, string>) => {
    const request = new Request(`http://localhost:3000${path}`, { method: 'POST', body, headers: { accept: 'application/json', 'content-type': 'application/json', ...headers } });
    const answer = (await (route as (args: object) => Promise<Response>)({ request, params: {}, context }).catch((thrown: unknown) => thrown)) as Response;
    return { status: answer.status, body: (await answer.json()) as { effect?: string; results?: { was: string; say: unknown }[] } };
  };
  const tell = (event: Record<string, unknown>, bearer = token) => post(door, '/desk/telephony', JSON.stringify({ id: 'e1', call: 'c1', kind: 'RINGING', at: clock.now().toISOString(), extension: '101', from: '0912345678', ...event }), { authorization: `Bearer ${bearer}` });
  const send = (body: string, headers: Record<string, string> = { cookie: `${sessionCookie}=${session}` }) => post(sync, '/desk/sync', body, headers);
  return { db, clock, ports, agent, tell, send, ring: () => listRinging(db, agent.id, clock.now().toISOString()), [Symbol.asyncDispose]: () => db.destroy() };
}

describe('what telephony tells', () => {
  it('rings at the agent’s telephone, opens her call when she answers, and ends it', async () => {
    await using w = await world();
    expect((await w.tell({})).body.effect).toBe('NOTED');
    expect(await w.ring()).toEqual(['09xx xxx 678']);
    w.clock.pass({ seconds: 5 });
    await w.tell({ id: 'e2', kind: 'ANSWERED' });
    expect([await w.ring(), (await findCallInHand(w.db, w.agent.id, '2026-11-23'))?.mask]).toEqual([[], '09xx xxx 678']);
    w.clock.pass({ minutes: 2 });
    await w.tell({ id: 'e3', kind: 'HUNG_UP' });
    expect(await findCallInHand(w.db, w.agent.id, '2026-11-23')).toMatchObject({ clientKey: 'tel:c1', startedAt: '2026-11-23T01:00:00.000Z', endedAt: '2026-11-23T01:02:05.000Z' });
  });

  it('is taken once; the same id with other words, the past and the future are refused', async () => {
    await using w = await world();
    await w.tell({});
    expect(await w.tell({})).toMatchObject({ status: 200, body: { effect: 'ALREADY' } });
    expect(await w.tell({ kind: 'HUNG_UP' })).toMatchObject({ status: 409, body: { effect: 'OTHER_WORDS' } });
    expect(await w.tell({ id: 'e8', at: '2026-11-21T01:00:00.000Z' })).toMatchObject({ status: 409, body: { effect: 'STALE' } });
    expect(await w.tell({ id: 'e9', at: '2026-11-23T02:00:00.000Z' })).toMatchObject({ status: 409, body: { effect: 'STALE' } });
  });

  it.each([['without a number', null], ['with a hidden number', 'anonymous'], ['from abroad', '+1 202 555 0100']])('opens a call %s', async (_what, from) => {
    await using w = await world();
    await w.tell({ from });
    expect(await w.ring()).toEqual(['']);
    await w.tell({ id: 'e2', kind: 'ANSWERED', from });
    expect(await findCallInHand(w.db, w.agent.id, '2026-11-23')).toMatchObject({ mask: null, before: 0 });
  });

  it('parks a call that is answered while another is open', async () => {
    await using w = await world();
    await w.tell({ kind: 'ANSWERED' });
    await w.tell({ id: 'e2', call: 'c2', kind: 'ANSWERED' });
    expect((await w.db.selectFrom('call_record').select(['telephony_id', 'parked_at']).orderBy('telephony_id').execute()).map((row) => [row.telephony_id, row.parked_at !== null])).toEqual([['c1', false], ['c2', true]]);
  });

  it('tells the same call in every order', () => {
    const events: ToldEvent[] = [{ kind: 'RINGING', at: '1', extension: '100' }, { kind: 'RINGING', at: '2', extension: '101' }, { kind: 'ANSWERED', at: '3', extension: '101' }, { kind: 'HUNG_UP', at: '4', extension: null }];
    fc.assert(fc.property(fc.shuffledSubarray(events, { minLength: 4 }), (shuffled) => void expect(toldCall(shuffled)).toEqual({ extension: '101', startedAt: '1', answeredAt: '3', endedAt: '4' })));
  });

  it.each([{ kind: 'CALLED' }, { at: 'now' }, { id: '' }, { id: "'; drop" }, { extension: 'x' }, { from: 'x'.repeat(61) }, { call: 7 }])('is refused as %j', async (event) => {
    await using w = await world();
    expect((await w.tell(event)).status).toBe(422);
    expect(await w.db.selectFrom('call_event').selectAll().execute()).toEqual([]);
  });

  it('needs the token, and where none is set there is no door', async () => {
    await using w = await world();
    expect((await w.tell({}, 'another-token-of-somebody')).status).toBe(403);
    await using closed = await world('');
    expect((await closed.tell({})).status).toBe(404);
  });
});

describe('the door of offline notes', () => {
  const record = { clientKey: 'key-00000001', revision: 1, channel: 'PHONE', source: 'OFFLINE', startedAt: '2026-11-23T00:50:00.000Z', endedAt: '2026-11-23T00:55:00.000Z', question: 'Mất máy', reads: [], wrap: 'ANSWERED', callbackAt: null, handTo: null, handBody: null };

  it('says of each record what has become of it; a bad one holds up no other', async () => {
    await using w = await world();
    const { status, body } = await w.send(JSON.stringify({ records: [record, record, { ...record, clientKey: 'key-00000002', number: 'x' }, null, 'x', { ...record, clientKey: 'key-00000003' }] }));
    expect([status, body.results?.map(({ was }) => was)]).toEqual([200, ['SAVED', 'ALREADY', 'REFUSED', 'REFUSED', 'REFUSED', 'SAVED']]);
    expect(body.results?.[2]?.say).toMatchObject({ vi: expect.stringContaining('Số điện thoại') });
    expect((await w.db.selectFrom('call_record').select('client_key').orderBy('client_key').execute()).map((row) => row.client_key)).toEqual(['key-00000001', 'key-00000003']);
  });

  it('asks for a session, for JSON and for records', async () => {
    await using w = await world();
    expect((await w.send(JSON.stringify({ records: [record] }), {})).status).toBe(401);
    for (const body of ['', '[]', '{', '{"records":[]}', `{"records":[${'null,'.repeat(60)}null]}`]) expect((await w.send(body)).status, body).toBe(422);
  });
});
