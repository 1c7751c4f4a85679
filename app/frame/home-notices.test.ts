import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { wordsOf } from '../../tests/support/page.tsx';
import { aMessage, written } from '../../tests/world/messages.ts';
import { makePerson } from '../../tests/world/people.ts';
import { visitorOf } from '../../tests/world/visits.ts';
import { fanOut } from '../messaging/commands/fan-out.server.ts';
import { markAllSeen } from '../messaging/commands/read-notice.server.ts';
import type { Actor } from '../people/actor.ts';
import * as home from './home.tsx';

let db: Db;
let clock: TestClock;
let reader: Actor;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  reader = await makePerson(db);
});
afterEach(() => db.destroy());

async function notice(subject: string, to = [reader.id]): Promise<string> {
  const now = clock.now().toISOString();
  const id = await written(db, aMessage(to, { now, sendAt: now, content: { vi: { subject, body: 'Nội dung' } } }));
  await fanOut(db, clock, id);
  clock.pass({ minutes: 1 });
  return id;
}
const seen = async () => (await visitorOf(db, clock, reader)).see(home as never, '/');

it('shows the newest three unread notices, how many there are, and the way to all of them', async () => {
  const ids = [];
  for (const name of ['một', 'hai', 'ba', '<bốn>']) ids.push(await notice(`Tin ${name}`));
  await notice('Tin của người khác', [(await makePerson(db)).id]);
  const page = await seen();
  expect(wordsOf(page)).toMatch(/Thông báo chưa đọc \(4\).*Tin &lt;bốn&gt;.*Tin ba.*Tin hai/);
  expect(page).toContain(`href="/inbox/${ids[3]}"`);
  expect(page).toContain('href="/inbox?view=unread"');
  for (const other of ['Tin một', 'Tin của người khác']) expect(page).not.toContain(other);
});

it('says nothing of notices when all of them have been read', async () => {
  expect(await seen()).not.toContain('Thông báo chưa đọc');
  await notice('Tin một');
  await markAllSeen(db, reader.id);
  expect(await seen()).not.toContain('Thông báo chưa đọc');
});
