import { expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { aMessage, officials, sendAt, sinkFor, written } from '../../tests/world/messages.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { createDispatcher } from './dispatcher.server.ts';

it('a text that waits goes to nobody whose number was changed or taken back meanwhile, however the number is written', async () => {
  const db = await freshDb();
  const clock = testClock(sendAt);
  const audience = await officials(db, 4);
  const [same = '', rewritten = '', changed = '', removed = ''] = audience;
  await db.updateTable('user_account').set({ phone: '+84912345678' }).execute();
  const id = await written(db, aMessage(audience, { channels: [{ channel: 'SMS', whenClosed: 'WAIT' }], content: { vi: { subject: 'x', body: 'x' }, sms: 'x' } }));
  await fanOut(db, clock, id);
  await db.updateTable('user_account').set({ phone: '0912 345 678' }).where('id', '=', rewritten).execute();
  await db.updateTable('user_account').set({ phone: '+84987654321' }).where('id', '=', changed).execute();
  await db.updateTable('user_account').set({ phone: null }).where('id', '=', removed).execute();
  const sink = sinkFor(undefined, { channel: 'SMS' });
  await createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sink] }).runDue();
  expect(sink.got.map((letter) => [letter.recipient.id, letter.address]).toSorted()).toEqual([[same, '+84912345678'], [rewritten, '+84912345678']].toSorted());
  await db.destroy();
});
