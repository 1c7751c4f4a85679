import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { aMessage, officials, sendAt, sinkFor, written } from '../../tests/world/messages.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import { changeOwnPhone } from '../people/commands/change-own-phone.server.ts';
import { recordLeave } from '../people/commands/record-leave.server.ts';
import { mobileNumber } from '../platform/text/phone.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { createDispatcher } from './dispatcher.server.ts';
import { mobileColumn } from './queries/recipient-facts.server.ts';

const number = '+84912345678';

it.each(['SMS', 'ZALO'] as const)('what waits on %s goes to the number that is still hers: not after she took it back or left, nor to who has it now', async (channel) => {
  await using db = await freshDb();
  const clock = testClock(sendAt);
  const ports = testPorts(db, clock);
  const unitId = await makeUnit(db);
  const admin = await makePerson(db, { unitId, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId }] });
  const [same, back, changed, left] = [await makePerson(db, { unitId }), await makePerson(db, { unitId }), await makePerson(db, { unitId }), await makePerson(db, { unitId })];
  const heir = await makePerson(db, { unitId });
  const audience = [same, back, changed, left];
  for (const [at, { id }] of audience.entries()) await db.updateTable('user_account').set({ phone: `+8491234567${at}` }).where('id', '=', id).execute();
  const content = { vi: { subject: 'x', body: 'x' }, sms: 'x', zalo: { templateId: 't', parameters: {} } };
  const id = await written(db, aMessage(audience.map((one) => one.id), { channels: [{ channel, whenClosed: 'WAIT' }], content }));
  await fanOut(db, clock, id);
  await changeOwnPhone(ports, back, null);
  await changeOwnPhone(ports, heir, '+84912345671');
  await changeOwnPhone(ports, changed, '+84900000000');
  expect(await recordLeave(ports, admin, { id: left.id, revision: 0 }, { on: '2026-11-20' })).toMatchObject({ ok: true });
  const sink = sinkFor(undefined, { channel });
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone: ports.timeZone, senders: [sink] });
  await dispatcher.runDue();
  expect(sink.got.map(({ recipient, address }) => [recipient.id, address])).toEqual([[same.id, '+84912345670']]);
  // Who gives her old number back before the message is over gets it, once.
  await changeOwnPhone(ports, changed, '+84912345672');
  await dispatcher.runDue();
  await dispatcher.runDue();
  expect(sink.got.map(({ address }) => address)).toEqual(['+84912345670', '+84912345672']);
});

it('whatever stands between its digits, the ledger reads a kept number as the rule does, so that no text waits for nothing', async () => {
  await using db = await freshDb();
  const { id } = await makePerson(db);
  const part = fc.constantFrom('0', '84', '+84', '0084', '912', '345', '678', '9', ' ', '.', '-', '(', ')', '\u00a0', '\u202f', '\t', '\n', '\r', '\u2010', '\u2013', '\u2014', 'x');
  const begin = fc.constantFrom('0', '84', '+84', '0084', '(+84)', '1');
  const phone = fc.oneof(fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')), fc.tuple(begin, fc.array(part, { maxLength: 3 }), fc.array(part, { maxLength: 3 })).map(([first, one, two]) => `${first}${one.join('')}912${two.join('')}345678`));
  await fc.assert(fc.asyncProperty(phone, async (kept) => {
    await db.updateTable('user_account').set({ phone: kept }).where('id', '=', id).execute();
    const { mobile } = await db.selectFrom('user_account as u').select(sql<string | null>`${mobileColumn}`.as('mobile')).where('u.id', '=', id).executeTakeFirstOrThrow();
    expect(mobile).toBe(mobileNumber(kept));
  }), { examples: [['0912\u2013345\u2013678'], ['0912\u00a0345\u00a0678'], ['+84\t912345678']] });
});

it('two who share an office phone each get their own text', async () => {
  await using db = await freshDb();
  const clock = testClock(sendAt);
  const audience = await officials(db, 2);
  await db.updateTable('user_account').set({ phone: number }).execute();
  const id = await written(db, aMessage(audience, { channels: [{ channel: 'SMS', whenClosed: 'WAIT' }], content: { vi: { subject: 'x', body: 'x' }, sms: 'x' } }));
  await Promise.all([fanOut(db, clock, id), fanOut(db, clock, id)]);
  const sink = sinkFor(undefined, { channel: 'SMS' });
  await createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sink] }).runDue();
  expect(sink.got.map(({ recipient }) => recipient.id).toSorted()).toEqual(audience.toSorted());
});
