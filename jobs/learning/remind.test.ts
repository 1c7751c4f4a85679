import { expect, it } from 'vitest';
import { createRunner } from '../../app/platform/jobs/runner.server.ts';
import { silentLog } from '../../tests/support/log.ts';
import { remindedWorld, reminderFaults, remindersOf } from '../../tests/world/reminders.ts';
import { jobHandlers } from '../registry.ts';
import { scheduleDue } from '../schedules.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

it('is planned every night, waits for the hour of the rule, and writes once, whatever the machine did in between', async () => {
  await using w = await remindedWorld('2026-11-22T10:00:00.000Z');
  await w.learner();
  const runner = createRunner({ db: w.db, clock: w.clock, log: silentLog, secret: 'x'.repeat(32), timeZone }, jobHandlers);
  const waiting = async () => (await w.db.selectFrom('job').select('run_at').where('name', '=', 'learning.remind').where('state', '=', 'QUEUED').orderBy('run_at').execute()).map((job) => job.run_at);
  const live = async (at: string) => {
    w.clock.set(at);
    await scheduleDue(w.db, w.clock, timeZone);
    await runner.runDue();
  };
  await live('2026-11-22T10:00:00.000Z');
  expect(await waiting()).toEqual(['2026-11-22T22:00:00.000Z']);
  await live('2026-11-22T22:00:00.000Z');
  expect([await waiting(), await remindersOf(w.db)]).toEqual([['2026-11-23T01:00:00.000Z', '2026-11-23T22:00:00.000Z'], []]);
  await live('2026-11-23T01:00:00.000Z');
  expect((await remindersOf(w.db)).map(({ step, day }) => `${step} ${day}`)).toEqual(['before-7 2026-11-23']);
  // The machine stands still until after the due day: at its next start, in the morning, only the newest step that was missed.
  await live('2026-12-01T03:00:00.000Z');
  await live('2026-12-01T22:00:00.000Z');
  await live('2026-12-02T01:00:00.000Z');
  expect((await remindersOf(w.db)).map(({ step, day }) => `${step} ${day}`)).toEqual(['before-7 2026-11-23', 'due 2026-12-01']);
  expect(await reminderFaults(w.db)).toEqual([]);
});
