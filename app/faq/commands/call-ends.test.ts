import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCall, callDesk } from '../../../tests/world/call-desk.ts';
import { listCalls } from '../queries/calls.server.ts';
import { readFigures } from '../queries/figures.server.ts';
import { takeExtension } from './call-extension.server.ts';
import { syncCalls } from './call-sync.server.ts';
import { recordTelephonyEvent } from './call-telephony.server.ts';

const start = '2026-11-23T01:00:00.000Z';
const before = '2026-11-23T00:59:59.999Z';
const later = '2026-11-23T01:07:00.000Z';
let w: Awaited<ReturnType<typeof callDesk>>;
beforeEach(async () => {
  w = await callDesk();
  return () => w.db.destroy();
});
const tell = (id: string, kind: 'RINGING' | 'ANSWERED' | 'HUNG_UP', at: string) => recordTelephonyEvent(w.ports, { id, call: 'c1', kind, at, extension: '101', from: '0912345678' });
const only = () => w.db.selectFrom('call_record').selectAll().executeTakeFirstOrThrow();

describe('a call never ends before it began', () => {
  it.each<[string, Parameters<typeof aCall>[0], string | null]>([
    ['a browser whose clock was set back meanwhile', { endedAt: before, wrap: 'ANSWERED' }, start],
    ['a browser that has it end in another year', { endedAt: '1999-12-31T23:59:59.999Z', wrap: 'DROPPED' }, start],
    ['one that ended in the moment in which it began', { endedAt: start, wrap: 'WRONG_NUMBER' }, start],
    ['one that ended a millisecond after', { endedAt: '2026-11-23T01:00:00.001Z', wrap: 'ANSWERED' }, '2026-11-23T01:00:00.001Z'],
    ['one that is wrapped up without an end by a clock behind its own', { startedAt: '2026-11-23T01:30:00.000Z', wrap: 'ANSWERED' }, '2026-11-23T01:30:00.000Z'],
    ['one that has hung up and is still written', { endedAt: before, wrap: null }, start],
    ['one that goes on', { endedAt: null, wrap: null }, null],
  ])('told by %s', async (_what, changes, ended) => {
    expect((await w.record(await w.taken(changes))).ended_at).toBe(ended);
  });

  it('when the end comes with a later save, measured by when it began', async () => {
    const id = await w.taken();
    await w.taken({ revision: 2, startedAt: '2026-11-20T00:00:00.000Z', endedAt: '2026-11-21T00:00:00.000Z', wrap: 'ANSWERED' });
    expect(await w.record(id)).toMatchObject({ started_at: start, ended_at: start });
  });

  it('when telephony tells of a hang-up that its own clock puts before', async () => {
    const id = await w.taken({ clientKey: 'tel:c1', number: '' });
    await tell('e1', 'HUNG_UP', '2026-11-23T00:58:00.000Z');
    expect((await w.record(id)).ended_at).toBe(start);
  });

  it('when telephony tells everything the wrong way round', async () => {
    await takeExtension(w.ports, w.agent, '101');
    await tell('e1', 'HUNG_UP', '2026-11-23T00:50:00.000Z');
    await tell('e2', 'ANSWERED', '2026-11-23T00:55:00.000Z');
    expect(await only()).toMatchObject({ started_at: '2026-11-23T00:50:00.000Z', ended_at: '2026-11-23T00:50:00.000Z' });
  });

  it('in whatever order a browser and telephony tell of it', async () => {
    await takeExtension(w.ports, w.agent, '101');
    const instants = fc.integer({ min: -6, max: 5 }).map((minutes) => new Date(Date.parse(start) + minutes * 60_000).toISOString());
    const step = fc.record({ by: fc.constantFrom('browser', 'RINGING', 'ANSWERED', 'HUNG_UP'), at: instants, ended: fc.option(instants), wrap: fc.constantFrom(null, 'ANSWERED' as const) });
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      run += 1;
      for (const [at, one] of steps.entries()) {
        if (one.by === 'browser') await w.save({ clientKey: `tel:run-${run}`, revision: at + 1, startedAt: one.at, endedAt: one.ended, wrap: one.wrap });
        else await recordTelephonyEvent(w.ports, { id: `e-${run}-${at}`, call: `run-${run}`, kind: one.by as 'RINGING', at: one.at, extension: '101' });
      }
      const wrong = await w.db.selectFrom('call_record').select(['started_at', 'ended_at']).whereRef('ended_at', '<', 'started_at').execute();
      expect(wrong).toEqual([]);
    }), { numRuns: 40 });
  });

  it('keeps what telephony told first when the browser says otherwise, and the other way round', async () => {
    const id = await w.taken({ clientKey: 'tel:c1', number: '' });
    await tell('e1', 'HUNG_UP', '2026-11-23T01:03:00.000Z');
    await w.taken({ clientKey: 'tel:c1', revision: 2, number: '', endedAt: later, wrap: 'ANSWERED' });
    await tell('e2', 'HUNG_UP', '2026-11-23T01:04:00.000Z');
    expect((await w.record(id)).ended_at).toBe('2026-11-23T01:03:00.000Z');
  });
});

describe('a call that is told of between two days of the province', () => {
  it.each([['2026-11-22T16:59:59.999Z', '2026-11-22'], ['2026-11-22T17:00:00.000Z', '2026-11-23']])('began at %s and stands on %s', async (startedAt, day) => {
    await w.taken({ startedAt, endedAt: later, wrap: 'ANSWERED' });
    const ofDay = async (one: string) => (await listCalls(w.db, { from: one, to: one, page: 1 }, 'Asia/Ho_Chi_Minh')).count;
    expect([await ofDay(day), await ofDay(day === '2026-11-22' ? '2026-11-23' : '2026-11-22')]).toEqual([1, 0]);
    const period = { from: day, to: day, fault: null };
    expect((await readFigures(w.db, period, { at: later, today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi' })).calls).toBe(1);
  });

  it.each([['2028-02-29T16:59:59.000Z', '2028-08-27'], ['2026-12-31T17:00:00.000Z', '2027-06-30'], ['2027-12-31T16:59:59.999Z', '2028-06-28']])('of %s is kept until %s, half a year by the calendar', async (startedAt, eraseAfter) => {
    w.clock.set(startedAt);
    expect((await w.record(await w.taken({ startedAt }))).erase_after).toBe(eraseAfter);
  });
});

describe('what a browser has kept', () => {
  it.each<[string, Record<string, unknown>]>([
    ['lone surrogates', { question: 'Mất máy \ud83d', note: '\udc00' }],
    ['control characters', { question: 'Mất\u0000máy\u0007', name: '\u0000' }],
    ['signs that turn the reading direction', { question: '\u202eMất máy\u202c', name: 'Bà\u2066Tư\u2069' }],
    ['a spreadsheet formula', { name: '=cmd|calc', commune: '@SUM(A1)', question: '+84 hỏi' }],
    ['SQL', { question: "'; drop table call_record; --", commune: '"; select' }],
    ['letters in parts', { question: 'Mất máy'.normalize('NFD'), commune: 'Hoa Lư'.normalize('NFD') }],
    ['fields that nobody asked for', { agent_id: 'x', erased_at: '2020-01-01', ['__proto__']: { wrap: 'DROPPED' }, constructor: { name: 'x' } }],
  ])('is taken with %s, in whole composed letters, and can be listed', async (_what, changes) => {
    const [result] = await syncCalls(w.ports, w.agent, [JSON.parse(JSON.stringify({ ...aCall(), ...changes }))]);
    expect(result).toMatchObject({ was: 'SAVED' });
    const [row] = (await listCalls(w.db, { page: 1 }, 'Asia/Ho_Chi_Minh')).rows;
    const text = [row?.question, row?.commune].join('\n');
    expect([text.normalize('NFC'), text.isWellFormed()]).toEqual([text, true]);
    expect(text).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/);
    expect(await only()).toMatchObject({ agent_id: w.agent.id, erased_at: null, wrap_code: null });
  });

  it('and that names the same call twice ends with the later word, in either order', async () => {
    const [first, second] = [aCall({ revision: 4, note: 'Trước' }), aCall({ revision: 7, note: 'Sau', wrap: 'ANSWERED' })];
    for (const [records, key] of [[[first, second], 'key-0000000a'], [[second, first], 'key-0000000b']] as const) {
      await syncCalls(w.ports, w.agent, records.map((one) => ({ ...one, clientKey: key })));
      expect(await w.db.selectFrom('call_record').select(['note', 'revision', 'wrap_code']).where('client_key', '=', key).execute()).toEqual([{ note: 'Sau', revision: 7, wrap_code: 'ANSWERED' }]);
    }
  });

  it('of somebody who may no longer take calls is refused as a whole, and nothing of it is kept', async () => {
    const former = { ...w.agent, grants: [] };
    await expect(syncCalls(w.ports, former, [aCall()])).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await w.db.selectFrom('call_record').select('id').execute()).toEqual([]);
  });
});
