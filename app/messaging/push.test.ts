import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import type { Reaction } from '../../tests/support/fake-provider.ts';
import { silentLog } from '../../tests/support/log.ts';
import { decrypt, pushService } from '../../tests/support/push-service.ts';
import { makeDevice } from '../../tests/world/devices.ts';
import { aMessage, written } from '../../tests/world/messages.ts';
import { makePerson } from '../../tests/world/people.ts';
import { readEnv } from '../platform/env.ts';
import { createPushSender } from './channels/push-sender.server.ts';
import { correctMessage } from './commands/correct-message.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { createDispatcher } from './dispatcher.server.ts';

async function world(react?: () => Reaction) {
  const db = await freshDb();
  const clock = testClock();
  const service = await pushService(react);
  const person = await makePerson(db);
  const now = () => clock.now().toISOString();
  const sender = createPushSender({ env: readEnv({ BASE_URL: 'https://hoc06.vi-du.vn', PUSH: 'on' }), db, clock }, { agent: service.agent, wholeMs: 300 });
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sender] });
  const write = async (changes: Parameters<typeof aMessage>[1] = {}, people = [person.id]) => {
    const id = await written(db, aMessage(people, { now: now(), sendAt: now(), notAfter: '2026-12-01T00:00:00.000Z', channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'PUSH', whenClosed: 'WAIT' }], ...changes }));
    await fanOut(db, clock, id);
    return id;
  };
  const states = async () => (await db.selectFrom('delivery').select(['state', 'detail']).where('channel', '=', 'PUSH').orderBy('created_at').orderBy('id').execute()).map(({ state, detail }) => (detail ? `${state} ${detail}` : state));
  const close = async () => {
    await dispatcher.stop();
    await service[Symbol.asyncDispose]();
    await db.destroy();
  };
  return { db, clock, service, person, now, dispatcher, write, states, [Symbol.asyncDispose]: close };
}

describe('push in the ledger', () => {
  it('has a row for everybody, sends to who takes notices, and ends with what the push service says', async () => {
    await using w = await world();
    await makeDevice(w.db, w.person, w.now());
    const without = await makePerson(w.db);
    await w.write({}, [w.person.id, without.id]);
    await w.dispatcher.runDue();
    expect((await w.states()).toSorted()).toEqual(['ACCEPTED', 'SUPPRESSED NO_ADDRESS']);
    expect(w.service.asked).toHaveLength(1);
  });

  it('does not write to a device whose person signed out, before or after the fan-out', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    await w.write();
    await w.db.updateTable('session').set({ revoked_at: w.now() }).where('id', '=', device.sessionId).execute();
    await w.write({ content: { vi: { subject: 'Tin sau', body: 'x' } } });
    await w.dispatcher.runDue();
    expect([w.service.asked, (await w.states()).toSorted()]).toEqual([[], ['BOUNCED NO_SUBSCRIPTION', 'SUPPRESSED NO_ADDRESS']]);
  });

  it('waits as long as the push service asks, sends again what is unsure under the same topic, and gives up what is refused', async () => {
    const reactions: Reaction[] = [{ status: 429, headers: { 'retry-after': '1800' } }, 'hang', { status: 201 }, { status: 413 }];
    await using w = await world(() => reactions.shift() ?? { status: 500 });
    await makeDevice(w.db, w.person, w.now());
    await w.write();
    await w.dispatcher.runDue();
    expect(await w.states()).toEqual(['QUEUED HTTP 429']);
    w.clock.pass({ minutes: 29 });
    expect(await w.dispatcher.runDue()).toBe(0);
    w.clock.pass({ minutes: 1 });
    await w.dispatcher.runDue();
    expect(await w.states()).toEqual([expect.stringMatching(/^UNCERTAIN /)]);
    w.clock.pass({ minutes: 60 });
    await w.dispatcher.runDue();
    expect(await w.states()).toEqual(['ACCEPTED']);
    expect(new Set(w.service.asked.map(({ headers }) => headers['topic'])).size).toBe(1);
    await w.write({ content: { vi: { subject: 'Tin sau', body: 'x' } } });
    await w.dispatcher.runDue();
    expect(await w.states()).toEqual(['ACCEPTED', 'FAILED HTTP 413']);
  });

  it('shortens the life of a notice as its last moment comes near', async () => {
    await using w = await world();
    await makeDevice(w.db, w.person, w.now());
    await w.write({ notAfter: '2027-06-01T00:00:00.000Z' });
    await w.write({ notAfter: new Date(w.clock.now().getTime() + 90_500).toISOString() });
    await w.dispatcher.runDue();
    expect(w.service.asked.map(({ headers }) => headers['ttl']).toSorted()).toEqual(['2419200', '90']);
  });

  it('lets a correction, and the correction of a correction, take the place of the first', async () => {
    await using w = await world();
    const device = await makeDevice(w.db, w.person, w.now());
    let messageId = await w.write();
    await w.dispatcher.runDue();
    const first = messageId;
    for (const subject of ['Bản đúng', 'Bản đúng hơn']) {
      w.clock.pass({ minutes: 1 });
      const outcome = await w.db.transaction().execute((tx) => correctMessage(tx, { messageId, content: { vi: { subject, body: 'x' } }, notAfter: '2026-12-01T00:00:00.000Z', createdBy: w.person.id, now: w.now() }));
      if (!outcome.ok || !outcome.correctionId) throw new Error('not corrected');
      messageId = outcome.correctionId;
      await fanOut(w.db, w.clock, messageId);
      await w.dispatcher.runDue();
    }
    const notices = w.service.asked.map(({ bytes }) => JSON.parse(decrypt(device, bytes)) as { title: string; tag: string; url: string; again: boolean });
    const topic = first.replaceAll('-', '');
    expect(w.service.asked.map(({ headers }) => headers['topic'])).toEqual([topic, topic, topic]);
    expect(notices).toMatchObject([
      { title: 'Cảnh báo lừa đảo', tag: topic, url: `/inbox/${first}`, again: false },
      { title: '[ĐÍNH CHÍNH] Bản đúng', tag: topic, again: true },
      { title: '[ĐÍNH CHÍNH] Bản đúng hơn', tag: topic, url: `/inbox/${messageId}`, again: true },
    ]);
  });
});
