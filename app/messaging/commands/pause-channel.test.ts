import { describe, expect, it } from 'vitest';
import { call, testPorts } from '../../../tests/world/calls.ts';
import { aMessage, officials, written } from '../../../tests/world/messages.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { signedIn } from '../../../tests/world/signed-in.ts';
import { roles } from '../../people/actor.ts';
import { canSteerChannels } from '../policy.ts';
import { fanOut } from './fan-out.server.ts';
import { pauseAllChannels, pauseChannel, resumeChannel, retryFailed } from './pause-channel.server.ts';
import { answerNotice, markAllSeen, markRead, savePreferences } from './read-notice.server.ts';
import * as desk from '../routes/channels.tsx';

async function world() {
  const w = await signedIn({ grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  const ports = testPorts(w.db, w.clock);
  const traces = async () => (await w.db.selectFrom('audit_event').select(['action', 'object_id', 'details']).where('object_type', '=', 'channel').orderBy('seq').execute()).map(({ action, object_id, details }) => [action, object_id, JSON.parse(details)] as const);
  const sent = async (people: readonly string[], changes: Parameters<typeof aMessage>[1] = {}) => {
    const id = await written(w.db, aMessage(people, changes));
    await fanOut(w.db, w.clock, id);
    return id;
  };
  return { ...w, ports, traces, sent, [Symbol.asyncDispose]: () => w.db.destroy() };
}
const pauses = (w: Awaited<ReturnType<typeof world>>) => w.db.selectFrom('channel_pause').select(['channel', 'reason', 'paused_at', 'paused_by']).orderBy('channel').execute();

describe('holding a channel', () => {
  it('keeps when it began, takes a newer reason, and ends once', async () => {
    await using w = await world();
    await pauseChannel(w.ports, w.person, { channel: 'SMS', reason: 'Bảo trì' });
    w.clock.pass({ minutes: 5 });
    const other = await makePerson(w.db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await pauseChannel(w.ports, other, { channel: 'SMS', reason: 'Nhà mạng báo lỗi' });
    expect(await pauses(w)).toEqual([{ channel: 'SMS', reason: 'Nhà mạng báo lỗi', paused_at: '2026-11-23T01:00:00.000Z', paused_by: other.id }]);
    for (let time = 0; time < 2; time += 1) await resumeChannel(w.ports, w.person, 'SMS');
    expect(await pauses(w)).toEqual([]);
    expect(await w.traces()).toEqual([['channel.pause', 'SMS', { reason: 'Bảo trì' }], ['channel.pause', 'SMS', { reason: 'Nhà mạng báo lỗi' }], ['channel.resume', 'SMS', {}]]);
  });

  it('after a restore holds everything that leaves the house, and leaves what was held as it is', async () => {
    await using w = await world();
    await pauseChannel(w.ports, w.person, { channel: 'EMAIL', reason: 'Bảo trì' });
    await w.db.transaction().execute((tx) => pauseAllChannels(tx, 'Khôi phục', '2026-11-23T02:00:00.000Z'));
    const held = await pauses(w);
    expect(held.find(({ channel }) => channel === 'EMAIL')?.reason).toBe('Bảo trì');
    expect(held.map(({ channel }) => channel)).not.toContain('IN_APP');
    expect(held.length).toBeGreaterThanOrEqual(5);
  });

  it('is for whoever sees operations', async () => {
    await using w = await world();
    for (const role of roles) {
      const person = await makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] });
      const token = await makeSession(w.db, person, w.clock.now().toISOString());
      const { status } = await call(desk.action as never, { db: w.db, clock: w.clock, path: '/admin/channels', token, form: { channel: 'EMAIL', reason: 'Thử' } });
      expect([role, status]).toEqual([role, canSteerChannels(person) ? 303 : 403]);
      const retry = () => retryFailed(w.ports, person, { channel: 'EMAIL', reason: 'x' });
      if (role !== 'SYSTEM_ADMIN') await expect(retry()).rejects.toMatchObject({ kind: 'forbidden' });
      if (canSteerChannels(person)) continue;
      for (const deed of [() => pauseChannel(w.ports, person, { channel: 'EMAIL', reason: 'x' }), () => resumeChannel(w.ports, person, 'EMAIL')]) await expect(deed()).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });
});

describe('sending failures once more', () => {
  it('takes those of one channel and one reason that are still in time and not cancelled', async () => {
    await using w = await world();
    const people = await officials(w.db, 4);
    const [message, cancelled] = [await w.sent(people), await w.sent(people)];
    const fail = (detail: string, id: string, limit = 9) => w.db.updateTable('delivery').set({ state: 'FAILED', detail, attempts: 8, settled_at: '2026-11-23T01:00:00.000Z' }).where('message_id', '=', id).where('channel', '=', 'EMAIL').where('recipient_id', 'in', people.slice(0, limit)).execute();
    await fail('TLS', message);
    await fail('AUTH', message, 1);
    await fail('TLS', cancelled);
    await w.db.updateTable('message').set({ cancelled_at: '2026-11-23T01:00:00.000Z' }).where('id', '=', cancelled).execute();
    expect(await retryFailed(w.ports, w.person, { channel: 'SMS', reason: 'TLS' })).toBe(0);
    w.clock.set('2026-11-23T02:00:00.000Z');
    expect(await retryFailed(w.ports, w.person, { channel: 'EMAIL', reason: 'TLS' })).toBe(3);
    expect(await retryFailed(w.ports, w.person, { channel: 'EMAIL', reason: 'TLS' })).toBe(0);
    const queued = await w.db.selectFrom('delivery').select(['attempts', 'next_at', 'settled_at']).where('state', '=', 'QUEUED').where('channel', '=', 'EMAIL').execute();
    expect(queued).toEqual(Array.from({ length: 3 }, () => ({ attempts: 0, next_at: '2026-11-23T02:00:00.000Z', settled_at: null })));
    w.clock.set('2026-11-24T01:00:00.000Z');
    expect(await retryFailed(w.ports, w.person, { channel: 'EMAIL', reason: 'AUTH' })).toBe(0);
    w.clock.set('2026-11-24T00:59:59.999Z');
    expect(await retryFailed(w.ports, w.person, { channel: 'EMAIL', reason: 'AUTH' })).toBe(1);
    expect(await w.traces()).toEqual([['channel.retry', 'EMAIL', { count: 3, reason: 'TLS' }], ['channel.retry', 'EMAIL', { count: 1, reason: 'AUTH' }]]);
  });
});

describe('reading', () => {
  it('keeps the first time and the first answer, also when everything is marked as read afterwards', async () => {
    await using w = await world();
    const question = { text: 'Q?', options: ['đúng', 'sai'], right: 0 };
    const id = await w.sent([w.person.id], { content: { vi: { subject: 'S', body: 'B' }, question } });
    expect(await answerNotice(w.db, w.person.id, id, 2, '2026-11-23T01:01:00.000Z')).toBe(false);
    await markRead(w.db, w.person.id, id, '2026-11-23T01:02:00.000Z');
    expect(await answerNotice(w.db, w.person.id, id, 1, '2026-11-23T01:03:00.000Z')).toBe(true);
    expect(await answerNotice(w.db, w.person.id, id, 0, '2026-11-23T01:04:00.000Z')).toBe(true);
    await markAllSeen(w.db, w.person.id);
    expect(await w.db.selectFrom('inbox_state').select(['read_at', 'answer', 'answered_at']).execute()).toEqual([{ read_at: '2026-11-23T01:02:00.000Z', answer: '1', answered_at: '2026-11-23T01:03:00.000Z' }]);
    const [stranger = ''] = await officials(w.db, 1);
    await expect(answerNotice(w.db, stranger, id, 0, '2026-11-23T01:06:00.000Z')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('wishes change only what is different, so that the date says when it was', async () => {
    await using w = await world();
    const save = (chosen: string[], now: string) => savePreferences(w.db, w.person.id, new Set(chosen), now);
    await save(['SECURITY.EMAIL', 'SECURITY.PUSH'], '2026-11-23T01:00:00.000Z');
    await save(['SECURITY.EMAIL', 'SECURITY.SMS', 'NONE.EMAIL', '__proto__'], '2026-11-23T02:00:00.000Z');
    const rows = await w.db.selectFrom('message_preference').select(['channel', 'wants', 'changed_at']).where('topic', '=', 'SECURITY').where('channel', 'in', ['EMAIL', 'PUSH', 'SMS']).orderBy('channel').execute();
    expect(rows).toEqual([{ channel: 'EMAIL', wants: 1, changed_at: '2026-11-23T01:00:00.000Z' }, { channel: 'PUSH', wants: 0, changed_at: '2026-11-23T02:00:00.000Z' }, { channel: 'SMS', wants: 1, changed_at: '2026-11-23T02:00:00.000Z' }]);
    expect(await w.db.selectFrom('message_preference').select('topic').where('topic', 'in', ['NONE', '__proto__']).execute()).toEqual([]);
  });
});
