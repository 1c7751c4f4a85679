import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callDesk } from '../../../tests/world/call-desk.ts';
import { telephonyEvent, type TelephonyEvent } from '../forms/telephony.ts';
import { findExtension, listRinging } from '../queries/telephony.server.ts';
import { toldCall, type ToldEvent } from '../rules/telephony-call.ts';
import { takeExtension } from './call-extension.server.ts';
import { recordTelephonyEvent } from './call-telephony.server.ts';

async function world() {
  const w = await callDesk();
  await takeExtension(w.ports, w.agent, '101');
  const tell = (changes: Partial<TelephonyEvent> = {}) => recordTelephonyEvent(w.ports, { id: 'e1', call: 'c1', kind: 'RINGING', at: w.clock.now().toISOString(), extension: '101', from: '0912345678', ...changes });
  const calls = () => w.db.selectFrom('call_record').selectAll().orderBy('telephony_id').execute();
  const rings = (who = w.agent) => listRinging(w.db, who.id, w.clock.now().toISOString());
  return { ...w, tell, calls, rings };
}

describe('the time of an event', () => {
  it.each([['2026-11-22T01:00:00.000Z', 'NOTED'], ['2026-11-22T00:59:59.999Z', 'STALE'], ['2026-11-23T01:05:00.000Z', 'NOTED'], ['2026-11-23T01:05:00.001Z', 'STALE']] as const)('%s is %s', async (at, effect) => {
    await using w = await world();
    expect(await w.tell({ at })).toBe(effect);
    expect((await w.db.selectFrom('call_event').select('id').execute()).length).toBe(effect === 'NOTED' ? 1 : 0);
  });

  it('with an offset of any zone is the same moment', () => {
    expect(telephonyEvent.parse({ id: 'e', call: 'c', kind: 'RINGING', at: '2026-11-23T08:00:00+07:00' }).at).toBe('2026-11-23T01:00:00.000Z');
  });
});

describe('an event', () => {
  it('counts once; the same id with another call, kind or time is a forgery or a fault', async () => {
    await using w = await world();
    expect(await w.tell()).toBe('NOTED');
    expect([await w.tell(), await w.tell({ from: '0987654321' }), await w.tell({ call: 'c2' }), await w.tell({ kind: 'HUNG_UP' }), await w.tell({ at: '2026-11-23T00:59:00.000Z' })]).toEqual(['ALREADY', 'ALREADY', 'OTHER_WORDS', 'OTHER_WORDS', 'OTHER_WORDS']);
    expect((await w.db.selectFrom('call_event').select('number_mask').execute())).toEqual([{ number_mask: '09xx xxx 678' }]);
  });

  it('told twice at once makes one call', async () => {
    await using w = await world();
    expect((await Promise.all([w.tell({ kind: 'ANSWERED' }), w.tell({ kind: 'ANSWERED' })])).toSorted()).toEqual(['ALREADY', 'NOTED']);
    expect((await w.calls()).length).toBe(1);
  });

  it('keeps no number in clear', async () => {
    await using w = await world();
    await w.tell({ kind: 'ANSWERED' });
    expect(JSON.stringify([await w.db.selectFrom('call_event').selectAll().execute(), await w.calls(), await w.audits()])).not.toContain('912345678');
  });
});

describe('a call', () => {
  it('is opened for whoever sits at the telephone that answered, with the number that rang', async () => {
    await using w = await world();
    await takeExtension(w.ports, w.other, '102');
    await w.tell();
    await w.tell({ id: 'e2', extension: '102' });
    await w.tell({ id: 'e3', kind: 'ANSWERED', extension: '102', from: null });
    expect(await w.calls()).toMatchObject([{ agent_id: w.other.id, number_mask: '09xx xxx 678', client_key: 'tel:c1', answered_at: '2026-11-23T01:00:00.000Z' }]);
    expect((await w.audits())[0]).toMatchObject({ action: 'call.open', actor_id: null, details: { source: 'TELEPHONY' } });
  });

  it('that is told hours late belongs to whoever sat there then, not to the next shift', async () => {
    await using w = await world();
    w.clock.set('2026-11-23T05:00:00.000Z');
    await takeExtension(w.ports, w.other, '101');
    w.clock.set('2026-11-23T09:00:00.000Z');
    await w.tell({ id: 'e1', call: 'sang', kind: 'ANSWERED', at: '2026-11-23T04:59:59.999Z' });
    await w.tell({ id: 'e2', call: 'truc', kind: 'ANSWERED', at: '2026-11-23T05:00:00.000Z' });
    expect((await w.calls()).map(({ telephony_id, agent_id }) => [telephony_id, agent_id])).toEqual([['sang', w.agent.id], ['truc', w.other.id]]);
  });

  it.each([['before anybody had said that she sits there', '2026-11-23T00:59:00.000Z', true], ['after the last one had left it', '2026-11-23T06:00:00.000Z', false]])('answered %s falls to who sits there now, if anybody', async (_what, at, isTaken) => {
    await using w = await world();
    if (!isTaken) {
      w.clock.set('2026-11-23T05:00:00.000Z');
      await takeExtension(w.ports, w.agent, '');
      w.clock.set('2026-11-23T09:00:00.000Z');
    }
    await w.tell({ kind: 'ANSWERED', at });
    expect((await w.calls()).map(({ agent_id }) => agent_id)).toEqual(isTaken ? [w.agent.id] : []);
  });

  it('is opened for nobody when nobody sits there', async () => {
    await using w = await world();
    await w.tell({ kind: 'ANSWERED', extension: '999' });
    await w.tell({ id: 'e2', call: 'c2', kind: 'ANSWERED', extension: undefined });
    expect(await w.calls()).toEqual([]);
  });

  it('that ended before it was told to be answered is opened as ended', async () => {
    await using w = await world();
    await w.tell({ kind: 'HUNG_UP', at: '2026-11-23T01:00:30.000Z' });
    expect(await w.calls()).toEqual([]);
    await w.tell({ id: 'e2', kind: 'ANSWERED', at: '2026-11-23T01:00:10.000Z' });
    expect(await w.calls()).toMatchObject([{ answered_at: '2026-11-23T01:00:10.000Z', ended_at: '2026-11-23T01:00:30.000Z' }]);
  });

  it('is not opened a second time where a browser has sent it under the same key already', async () => {
    await using w = await world();
    const id = await w.taken({ clientKey: 'tel:c1' });
    expect([await w.tell({ kind: 'ANSWERED' }), await w.tell({ id: 'e2', kind: 'HUNG_UP', at: '2026-11-23T01:02:00.000Z' })]).toEqual(['NOTED', 'NOTED']);
    expect(await w.calls()).toMatchObject([{ id, ended_at: '2026-11-23T01:02:00.000Z' }]);
  });

  it('is forgotten when the province says so for its day', async () => {
    await using w = await world();
    await w.db.insertInto('setting').values({ id: 'x', key: 'faq.call-retention-days', value: '30', valid_from: '2026-01-01', valid_to: null, legal_basis: 'Quyết định' }).execute();
    await w.tell({ kind: 'ANSWERED' });
    expect(await w.calls()).toMatchObject([{ erase_after: '2026-12-23' }]);
  });
});

describe('ringing', () => {
  it('is seen for ninety seconds by the agent at that telephone, until somebody answers or gives up', async () => {
    await using w = await world();
    await w.tell();
    expect([await w.rings(), await w.rings(w.other)]).toEqual([['09xx xxx 678'], []]);
    w.clock.set('2026-11-23T01:01:29.999Z');
    expect(await w.rings()).toEqual(['09xx xxx 678']);
    w.clock.set('2026-11-23T01:01:30.000Z');
    expect(await w.rings()).toEqual([]);
    await w.tell({ id: 'e2', call: 'c2' });
    await w.tell({ id: 'e3', call: 'c2', kind: 'HUNG_UP' });
    expect(await w.rings()).toEqual([]);
  });
});

describe('a telephone', () => {
  it('has one agent, an agent has one telephone, and every change is in the log', async () => {
    await using w = await world();
    await takeExtension(w.ports, w.other, '101');
    expect([await findExtension(w.db, w.agent.id), await findExtension(w.db, w.other.id)]).toEqual(['', '101']);
    await takeExtension(w.ports, w.other, '102');
    await takeExtension(w.ports, w.other, '102');
    await takeExtension(w.ports, w.other, '');
    expect(await findExtension(w.db, w.other.id)).toBe('');
    expect((await w.audits('user_account')).map(({ actor_id, details }) => [actor_id, details['to'] ?? null])).toEqual([[w.agent.id, '101'], [w.other.id, '101'], [w.other.id, '102'], [w.other.id, null]]);
  });

  it('taken by two at once has one of them', async () => {
    await using w = await world();
    await Promise.all([takeExtension(w.ports, w.other, '105'), takeExtension(w.ports, w.supervisor, '105')]);
    expect([await findExtension(w.db, w.other.id), await findExtension(w.db, w.supervisor.id)].toSorted()).toEqual(['', '105']);
  });
});

it('a call told in any order and any number of times is the same call', () => {
  const event = fc.record({ kind: fc.constantFrom('RINGING', 'ANSWERED', 'HUNG_UP'), at: fc.integer({ min: 10, max: 99 }).map(String), extension: fc.option(fc.constantFrom('101', '102')) }) as fc.Arbitrary<ToldEvent>;
  fc.assert(fc.property(fc.uniqueArray(event, { selector: ({ at }) => at, maxLength: 8 }), fc.infiniteStream(fc.nat()), (events, dice) => {
    const told = toldCall(events);
    const shuffled = events.map((one) => ({ one, place: dice.next().value })).toSorted((a, b) => a.place - b.place).map(({ one }) => one);
    expect(toldCall(shuffled)).toEqual(told);
    expect(toldCall([...shuffled, ...events])).toEqual(told);
    if (told) expect(events.every(({ at }) => told.startedAt <= at)).toBe(true);
    else expect(events).toEqual([]);
  }));
});
