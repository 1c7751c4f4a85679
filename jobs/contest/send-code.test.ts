import { expect, it } from 'vitest';
import { changeAddress } from '../../app/contest/commands/change-address.server.ts';
import { requestCode } from '../../app/contest/commands/request-code.server.ts';
import { codeOf } from '../../app/contest/sign-in-code.server.ts';
import { readEnv } from '../../app/platform/env.ts';
import { createRunner } from '../../app/platform/jobs/runner.server.ts';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { mailReceiver } from '../../tests/support/mail-receiver.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { makeOutsider } from '../../tests/world/contests.ts';
import { makePerson } from '../../tests/world/people.ts';
import { jobHandlers } from '../registry.ts';

const secret = 'x'.repeat(32);
const timeZone = 'Asia/Ho_Chi_Minh';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const receiver = await mailReceiver();
  const env = readEnv({ BASE_URL: 'https://hoc06.vi-du.vn', SMTP_URL: `smtp://127.0.0.1:${receiver.port}`, MAIL_FROM: 'Học 06 <hoc06@vi-du.vn>' });
  const runner = (withEnv = true) => createRunner({ db, clock, log: silentLog, secret, timeZone, ...(withEnv ? { env } : {}) }, jobHandlers);
  const ask = (email: string) => requestCode({ ...testPorts(db, clock), secret }, { email, locale: 'vi', address: '127.0.0.1' });
  const text = (at = 0) => Buffer.from(receiver.mails[at]?.raw ?? '', 'latin1').toString().replace(/=\r?\n/g, '').replace(/((?:=[\dA-F]{2})+)/g, (coded) => Buffer.from(coded.replaceAll('=', ''), 'hex').toString());
  return { db, clock, receiver, runner, ask, text, [Symbol.asyncDispose]: async () => { await db.destroy(); await receiver[Symbol.asyncDispose](); } };
}

it('mails a code through the mail server, to its address alone', async () => {
  await using w = await world();
  const { id } = await w.ask('moi@vi-du.invalid');
  await w.runner().runDue();
  expect(w.receiver.mails.map(({ to }) => to)).toEqual([['moi@vi-du.invalid']]);
  expect(w.text()).toContain(codeOf(secret, id));
  expect(w.text()).toContain('08:10');
});

it('tells an official to use her own account instead', async () => {
  await using w = await world();
  await makePerson(w.db, { email: 'can-bo@vi-du.invalid' });
  const { id } = await w.ask('can-bo@vi-du.invalid');
  await w.runner().runDue();
  expect(w.text()).not.toContain(codeOf(secret, id));
  expect(w.receiver.mails.length).toBe(1);
});

it('comes again when it cannot reach the mail server, and sends nothing once the code has run out', async () => {
  await using w = await world();
  await w.ask('moi@vi-du.invalid');
  await w.runner(false).runDue();
  expect(await w.db.selectFrom('job').select(['state', 'attempts']).executeTakeFirst()).toEqual({ state: 'QUEUED', attempts: 1 });
  w.clock.pass({ minutes: 11 });
  await w.runner().runDue();
  expect([w.receiver.mails.length, (await w.db.selectFrom('job').select('state').executeTakeFirst())?.state]).toEqual([0, 'DONE']);
});

it('tells the address from which an account has moved, at that address alone', async () => {
  await using w = await world();
  const person = await makeOutsider(w.db, { email: 'cu@vi-du.invalid' });
  const ports = { ...testPorts(w.db, w.clock), secret };
  const { id } = await requestCode(ports, { email: 'moi@vi-du.invalid', locale: 'vi', address: '127.0.0.1', forUser: person.id });
  await w.runner().runDue();
  expect(await changeAddress(ports, person, { id, code: codeOf(secret, id), locale: 'vi' })).toEqual({ ok: true });
  await w.runner().runDue();
  expect(w.receiver.mails.map(({ to }) => to)).toEqual([['moi@vi-du.invalid'], ['cu@vi-du.invalid']]);
  expect([w.text(0).includes(codeOf(secret, id)), w.text(1).includes('chuyển sang một địa chỉ thư điện tử khác'), w.text(1).includes('moi@vi-du.invalid')]).toEqual([true, true, false]);
  await w.runner().runDue();
  expect(w.receiver.mails.length).toBe(2);
});
