import { expect, it } from 'vitest';
import { createRunner } from '../../app/platform/jobs/runner.server.ts';
import { silentLog } from '../../tests/support/log.ts';
import { renewalWorld, timeZone } from '../../tests/world/renewals.ts';
import { jobHandlers } from '../registry.ts';
import { scheduleDue } from '../schedules.ts';

it('is planned every night, opens what is due before the reminders of the morning, and makes up for nights that were missed', async () => {
  await using w = await renewalWorld();
  const first = await w.graduate();
  w.clock.set('2025-12-02T01:00:00.000Z');
  const second = await w.graduate();
  const runner = createRunner({ db: w.db, clock: w.clock, log: silentLog, secret: w.secret, timeZone }, jobHandlers);
  const opened = async () => [(await w.rounds(first)).length, (await w.rounds(second)).length];
  const live = async (at: string) => {
    w.clock.set(at);
    await scheduleDue(w.db, w.clock, timeZone);
    await runner.runDue();
  };
  await live('2026-10-16T01:00:00.000Z');
  expect(await opened()).toEqual([1, 1]);
  // 01:35 in Vietnam on the day from which the first one is open.
  await live('2026-10-16T18:35:00.000Z');
  expect(await opened()).toEqual([2, 1]);
  // The machine stands still for three nights; the run that was missed is still waiting.
  await live('2026-10-20T03:00:00.000Z');
  expect(await opened()).toEqual([2, 2]);
  await live('2026-10-20T18:35:00.000Z');
  await live('2026-10-21T18:35:00.000Z');
  expect(await opened()).toEqual([2, 2]);
});
