import { expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { aMessage, sinkFor, written } from '../../../tests/world/messages.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { createDispatcher, fanOut } from '../../messaging/index.server.ts';
import { everybody } from '../forms/audience.ts';
import { previewAudience } from './audience.server.ts';

async function world(count: number) {
  const db = await freshDb();
  const clock = testClock();
  const unitId = await makeUnit(db, {});
  const people: string[] = [];
  for (let at = 0; at < count; at += 1) people.push((await makePerson(db, { email: `can-bo-${at}@vi-du.invalid`, unitId })).id);
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sinkFor()] });
  return {
    db,
    clock,
    people,
    async send(to: readonly string[], changes: Parameters<typeof aMessage>[1] = {}) {
      const now = clock.now().toISOString();
      await fanOut(db, clock, await written(db, aMessage(to, { now, sendAt: now, notAfter: '2026-12-23T00:00:00.000Z', ...changes })));
      await dispatcher.runDue();
    },
    preview: (facts: { isDuty?: boolean } = {}) => previewAudience(db, everybody, { today: clock.now().toISOString().slice(0, 10), now: clock.now().toISOString(), topic: 'SECURITY', isDuty: false, cap: 3, ...facts }),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

it('says whom a mail reaches, and why it does not reach the others, each of them counted once', async () => {
  await using w = await world(6);
  const [noMail = '', bounced = '', both = '', mute = ''] = w.people;
  const at = w.clock.now().toISOString();
  await w.db.updateTable('user_account').set({ email: null }).where('id', '=', noMail).execute();
  for (const id of [bounced, both]) {
    const { email } = await w.db.selectFrom('user_account').select('email').where('id', '=', id).executeTakeFirstOrThrow();
    await w.db.insertInto('suppression').values({ channel: 'EMAIL', address: email ?? '', reason: 'BOUNCE', created_at: at }).execute();
  }
  for (const id of [noMail, both, mute]) await w.db.insertInto('message_preference').values({ user_id: id, topic: 'SECURITY', channel: 'EMAIL', wants: 0, changed_at: at, changed_by: 'SELF' }).execute();
  await w.db.insertInto('message_preference').values({ user_id: w.people[5] ?? '', topic: 'TRAINING', channel: 'EMAIL', wants: 0, changed_at: at, changed_by: 'SELF' }).execute();
  expect(await w.preview()).toMatchObject({ count: 6, mail: { reachable: 2, noAddress: 1, suppressed: 2, optedOut: 1 }, overCap: 0 });
  expect((await w.preview({ isDuty: true })).mail).toEqual({ reachable: 3, noAddress: 1, suppressed: 2, optedOut: 0 });
});

it('counts who has had her messages of the day: urgent ones and those of yesterday are not among them', async () => {
  await using w = await world(4);
  const [full = '', almost = '', urgently = '', long = ''] = w.people;
  await w.send([long], {});
  await w.send([long], {});
  w.clock.pass({ minutes: 24 * 60 + 1 });
  await w.send([full, almost, long]);
  await w.send([full, almost]);
  await w.send([full]);
  for (let count = 0; count < 3; count += 1) await w.send([urgently], { urgency: 'URGENT', urgentReason: 'Mã độc đang lan' });
  expect((await w.preview()).overCap).toBe(1);
});

it('shows some of them with their units, and nobody who has left', async () => {
  await using w = await world(12);
  await w.db.updateTable('user_account').set({ left_on: '2026-01-01' }).where('id', '=', w.people[0] ?? '').execute();
  const { count, sample } = await w.preview();
  expect([count, sample.length, sample.every(({ unitName }) => unitName !== null)]).toEqual([11, 8, true]);
});
