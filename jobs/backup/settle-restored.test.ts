import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { remindJob } from '../../app/learning/jobs.ts';
import { claimDeliveries } from '../../app/messaging/commands/claim-deliveries.server.ts';
import { fanOut } from '../../app/messaging/commands/fan-out.server.ts';
import { pauseMessage } from '../../app/messaging/index.server.ts';
import { enqueue } from '../../app/platform/jobs/jobs.server.ts';
import { openDatabase, runExclusive, type Db } from '../../db/client.ts';
import { temporaryFolder } from '../../tests/support/server.ts';
import { aMessage, officials, written } from '../../tests/world/messages.ts';
import { remindedWorld, remindersOf } from '../../tests/world/reminders.ts';
import { jobHandlers } from '../registry.ts';
import { replayed, settleRestored, takenForDone } from './settle-restored.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
/** 01:00 on Monday 23/11/2026 in Vietnam: a week before the due day, and hours before anybody is reminded. */
const madeAt = '2026-11-22T18:00:00.000Z';
const at = (day: number, hour: number) => `2026-11-${day}T${String(hour - 7).padStart(2, '0')}:00:00.000Z`;

/** Settles a copy of a database as a restore does. @returns what the copy holds then, and what was taken for sent */
async function settled(db: Db, now: string, sentUntil: string | null) {
  const folder = temporaryFolder();
  const file = join(folder.path, 'hoc06.db');
  await runExclusive(db, (database) => void database.prepare('vacuum into ?').run(file));
  const taken = await settleRestored(file, new Date(now), { madeAt, sentUntil, timeZone });
  const copy = openDatabase(file);
  return {
    db: copy, taken,
    mails: () => copy.selectFrom('delivery as d').innerJoin('message as m', 'm.id', 'd.message_id').select(['d.state', 'd.detail', 'm.send_at']).where('d.channel', '=', 'EMAIL').orderBy('m.send_at').orderBy('d.state').execute(),
    async [Symbol.asyncDispose]() {
      await copy.destroy();
      folder[Symbol.dispose]();
    },
  };
}

/** Reminders are due at 08:00; tonight's run waits in the backup, and will find at 05:00 that it has to come again. */
async function beforeReminders() {
  const w = await remindedWorld(madeAt);
  await w.learner({ dueOn: '2026-11-30', email: 'an@vi-du.invalid' });
  await enqueue(w.db, remindJob, {}, { now: madeAt, runAt: '2026-11-22T22:00:00.000Z', uniqueKey: 'learning.remind:2026-11-23' });
  return w;
}

describe('what was due until the moment', () => {
  it.each([['the same morning', at(23, 11)], ['the same evening, when nothing is written any more', at(23, 22)], ['two days later', at(25, 9)]])('counts as sent, also reminders that the backup had not written yet: restored %s', async (_when, until) => {
    await using w = await beforeReminders();
    await using r = await settled(w.db, until, until);
    const [reminder] = await remindersOf(r.db);
    expect(reminder?.day).toBe('2026-11-23');
    expect([r.taken, await r.mails()]).toEqual([{ EMAIL: 1 }, [{ state: 'ACCEPTED', detail: 'BEFORE_RESTORE', send_at: at(23, 8) }]]);
    expect(await r.db.selectFrom('delivery').select('state').where('channel', '=', 'IN_APP').execute(), 'the inbox has it again').toEqual([{ state: 'DELIVERED' }]);
  });

  it('is nothing when no moment is given: reminders come at their hour', async () => {
    await using w = await beforeReminders();
    await using r = await settled(w.db, at(23, 13), null);
    expect([r.taken, await r.mails(), await remindersOf(r.db)]).toEqual([{}, [], []]);
    expect(await r.db.selectFrom('job').select(['name', 'state']).execute()).toEqual([{ name: 'learning.remind', state: 'QUEUED' }]);
  });

  it('does not hold what is due later, what is held by hand, nor packages that people carry', async () => {
    await using w = await remindedWorld(madeAt);
    const people = await officials(w.db, 2);
    const message = (sendAt: string, channels: ('EMAIL' | 'SMS' | 'VNEID')[] = ['EMAIL']) => written(w.db, aMessage(people, { now: madeAt, sendAt, notAfter: at(29, 8), channels: channels.map((channel) => ({ channel, whenClosed: 'WAIT' })) }));
    await w.db.updateTable('user_account').set({ phone: '0912345678' }).where('id', '=', people[0] ?? '').execute();
    const ids = [await message(at(23, 9), ['EMAIL', 'SMS', 'VNEID']), await message(at(23, 10)), await message(at(23, 15))];
    for (const id of ids) await fanOut(w.db, w.clock, id);
    await w.db.transaction().execute((tx) => pauseMessage(tx, ids[1] ?? '', madeAt));
    await using r = await settled(w.db, at(23, 13), at(23, 12));
    expect(r.taken).toEqual({ EMAIL: 2, SMS: 1 });
    expect((await r.mails()).map(({ state, send_at }) => `${send_at.slice(11, 13)} ${state}`)).toEqual(['02 ACCEPTED', '02 ACCEPTED', '03 QUEUED', '03 QUEUED', '08 QUEUED', '08 QUEUED']);
    expect(await r.db.selectFrom('delivery').select('state').where('channel', '=', 'VNEID').distinct().execute()).not.toContainEqual({ state: 'ACCEPTED' });
  });

  it('is also what was in somebody’s hands when the backup was made, and codes that were mailed past the ledger', async () => {
    await using w = await remindedWorld(madeAt);
    await fanOut(w.db, w.clock, await written(w.db, aMessage(await officials(w.db, 3), { now: madeAt, sendAt: madeAt })));
    await claimDeliveries(w.db, 'EMAIL', 2, madeAt, timeZone, { processId: 'gone' });
    const code = { id: 'code', name: 'contest.send-code', payload: '{}', state: 'QUEUED', run_at: madeAt, max_attempts: 4, created_at: madeAt };
    await w.db.insertInto('job').values([code, { ...code, id: 'later', run_at: at(24, 8) }]).execute();
    await using r = await settled(w.db, at(23, 13), at(23, 12));
    expect([r.taken, new Set((await r.mails()).map(({ state }) => state))]).toEqual([{ EMAIL: 3 }, new Set(['ACCEPTED'])]);
    expect(await r.db.selectFrom('job').select(['id', 'state']).where('name', '=', code.name).orderBy('id').execute()).toEqual([{ id: 'code', state: 'DONE' }, { id: 'later', state: 'QUEUED' }]);
  });
});

describe('any restored copy', () => {
  it('has nobody at work, every channel held, and a line in the log that says until when', async () => {
    await using w = await beforeReminders();
    await w.db.insertInto('process').values({ id: 'gone', name: 'web', pid: 7, started_at: madeAt, runs_jobs: 1 }).execute();
    await w.db.updateTable('job').set({ state: 'RUNNING', lease_id: 'x', lease_until: at(29, 8), holder: 'gone' }).execute();
    await using r = await settled(w.db, at(23, 13), at(23, 12));
    expect(await r.db.selectFrom('process').select(['standing', 'ended_at']).execute()).toEqual([{ standing: 'ENDED', ended_at: at(23, 13) }]);
    expect(await r.db.selectFrom('job').select('id').where('lease_id', 'is not', null).execute()).toEqual([]);
    expect((await r.db.selectFrom('channel_pause').select(['channel', 'reason']).execute()).map(({ channel, reason }) => `${channel} ${reason}`)).toContain('EMAIL RESTORED');
    const log = await r.db.selectFrom('audit_event').select(['action', 'actor_name', 'details']).where('action', '=', 'database.restore').executeTakeFirstOrThrow();
    expect({ ...log, details: JSON.parse(log.details) as unknown }).toEqual({ action: 'database.restore', actor_name: 'Hệ thống', details: { backupMadeAt: madeAt, sentUntil: at(23, 12), taken: { EMAIL: 1 } } });
  });

  it('knows of every job whether it writes to people: a new one has to be thought about', () => {
    const quiet = [
      'contest.close-vote', 'contest.make-blind-copies', 'contest.sweep-files', 'faq.erase-calls', 'faq.erase-tickets', 'faq.plan-limitations', 'learning.auto-submit', 'learning.count-answers', 'learning.count-units', 'learning.renew', 'learning.settle-release', 'learning.sweep-copies',
      'people.apply-import', 'people.clear-held-forms', 'people.clear-import-rows', 'people.do-unit-deeds', 'people.fill-sort-keys', 'people.lock-idle-accounts', 'reports.erase-packs', 'reports.keep', 'reports.sweep-evidence',
      // Whoever asked for these files is told again: the files of before are gone with the database.
      'reports.make-files', 'reports.make-pack',
    ];
    expect([...quiet, ...replayed, ...takenForDone].toSorted()).toEqual(jobHandlers.map(({ contract }) => contract.name).toSorted());
  });
});
