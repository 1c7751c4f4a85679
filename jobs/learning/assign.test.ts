import { expect, it } from 'vitest';
import { createRunner } from '../../app/platform/jobs/runner.server.ts';
import { silentLog } from '../../tests/support/log.ts';
import { assignmentWorld } from '../../tests/world/assignments.ts';
import { makePerson } from '../../tests/world/people.ts';
import { jobHandlers } from '../registry.ts';
import { scheduleDue } from '../schedules.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

it('a confirmed rule is carried out by its job, followed every night, and makes up for nights that were missed', async () => {
  await using w = await assignmentWorld();
  const runner = createRunner({ db: w.db, clock: w.clock, log: silentLog, secret: 'x'.repeat(32), timeZone }, jobHandlers);
  const live = async (at: string) => {
    w.clock.set(at);
    await scheduleDue(w.db, w.clock, timeZone);
    await runner.runDue();
    await runner.runDue();
  };
  const causes = async () => (await w.db.selectFrom('assignment_run').select(['cause', 'state']).orderBy('created_at').execute()).map(({ cause, state }) => `${cause} ${state}`);
  await w.confirm(await w.draft());
  await live('2026-11-23T01:01:00.000Z');
  expect([await causes(), (await w.enrolments()).length]).toEqual([['CONFIRMED DONE'], 2]);
  const joined = await makePerson(w.db, { unitId: w.units.office });
  // 01:32 in Vietnam.
  await live('2026-11-23T18:32:00.000Z');
  expect(await w.enrolmentOf(joined)).toMatchObject({ dueOn: '2026-12-24' });
  // The machine stands still for three nights; the run that was missed is still waiting.
  await live('2026-11-24T10:00:00.000Z');
  const later = await makePerson(w.db, { unitId: w.units.office });
  await live('2026-11-27T03:00:00.000Z');
  await live('2026-11-27T18:32:00.000Z');
  expect(await w.enrolmentOf(later)).toMatchObject({ dueOn: '2026-12-27' });
  expect(await causes()).toEqual(['CONFIRMED DONE', 'NIGHTLY DONE', 'NIGHTLY DONE']);
});
