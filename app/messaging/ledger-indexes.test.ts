import { expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { aMessage, officials, sinkFor, written } from '../../tests/world/messages.ts';
import { runExclusive, type Db } from '../../db/client.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { createDispatcher } from './dispatcher.server.ts';

/** The text of every statement that is prepared from now on. */
function listenTo(db: Db): Promise<Set<string>> {
  return runExclusive(db, (database) => {
    const texts = new Set<string>();
    const prepare = database.prepare.bind(database);
    database.prepare = (text) => {
      texts.add(text);
      return prepare(text);
    };
    return texts;
  });
}

/** How SQLite goes about a statement. */
function planOf(db: Db, text: string): Promise<string[]> {
  return runExclusive(db, (database) => database.prepare(`explain query plan ${text}`).all(...Array<string>((text.match(/\?/g) ?? []).length).fill('[]')).map((row) => String(row['detail'])));
}

it('writing, fanning out, sending, holding and sweeping never look through the whole ledger: each statement goes by an index', async () => {
  await using db = await freshDb();
  const clock = testClock('2026-11-23T16:00:00.000Z');
  await db.insertInto('setting').values({ id: 'q', key: 'messaging.quiet-hours', value: JSON.stringify({ from: '22:00', to: '07:00', channels: ['SMS'] }), valid_from: '2026-01-01', valid_to: null, legal_basis: 'thử' }).execute();
  const [one = ''] = await officials(db, 1);
  await db.updateTable('user_account').set({ phone: '0912345678' }).execute();
  const now = clock.now().toISOString();
  const channels = [{ channel: 'EMAIL', whenClosed: 'WAIT' }, { channel: 'SMS', whenClosed: 'WAIT' }] as const;
  const statements = await listenTo(db);
  // More than a day allows, in quiet hours, and one that comes to its end: every way to be put off is gone.
  for (const notAfter of ['2026-11-23T16:01:00.000Z', ...Array<string>(4).fill('2026-12-01T00:00:00.000Z')]) await fanOut(db, clock, await written(db, aMessage([one], { now, sendAt: now, notAfter, channels })));
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sinkFor(), sinkFor(undefined, { channel: 'SMS' })] });
  await dispatcher.runDue();
  clock.pass({ minutes: 2 });
  await dispatcher.runDue();
  const onLedger = [...statements].filter((text) => /"(delivery|message)"/.test(text));
  expect(await db.selectFrom('delivery').select(['channel', 'state', 'detail']).distinct().orderBy('channel').orderBy('state').execute()).toEqual([
    { channel: 'EMAIL', state: 'ACCEPTED', detail: null },
    { channel: 'EMAIL', state: 'QUEUED', detail: 'CAP' },
    { channel: 'SMS', state: 'EXPIRED', detail: 'QUIET_HOURS' },
    { channel: 'SMS', state: 'QUEUED', detail: 'QUIET_HOURS' },
  ]);
  expect(onLedger.length).toBeGreaterThan(6);
  // The plan of an insert names a look at suppressions that is made only while a foreign key is broken.
  for (const text of onLedger) {
    const plan = await planOf(db, text);
    expect(plan.filter((step) => /TEMP B-TREE|^SCAN (?!json_each|change|suppression)\w+$/.test(step)), text).toEqual([]);
  }
});
