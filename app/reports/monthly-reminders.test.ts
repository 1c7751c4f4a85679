import { describe, expect, it } from 'vitest';
import { reportJobs } from '../../jobs/reports/index.ts';
import { scheduleDue } from '../../jobs/schedules.ts';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { silentLog } from '../../tests/support/log.ts';
import { createRunner } from '../platform/jobs/runner.server.ts';
import { remindReports } from './commands/remind-reports.server.ts';

/** Who was written to, with the subject and the units that it names. */
async function sent({ db }: ReportWorld) {
  const rows = await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'r.user_id', 'r.variables']).where('m.source_id', 'like', 'monthly-reminder:%').orderBy('m.created_at').orderBy('r.user_id').execute();
  return rows.map((row) => ({ to: row.user_id, subject: (JSON.parse(row.content) as { vi: { subject: string } }).vi.subject, unit: (JSON.parse(row.variables ?? '{}') as { don_vi_bao_cao: string }).don_vi_bao_cao }));
}
const at = (day: string) => `${day}T01:05:00.000Z`;

describe('reminders of the monthly report', () => {
  it('go out three and one working days before, and once on the first working day after the due day', async () => {
    await using world = await reportWorld();
    const counts: [string, number][] = [];
    for (let day = 1; day <= 20; day += 1) {
      const today = `2026-12-${String(day).padStart(2, '0')}`;
      world.clock.set(at(today));
      counts.push([today, await remindReports(world.ports)], [today, await remindReports(world.ports)]);
    }
    expect(counts.filter(([, count]) => count > 0)).toEqual([['2026-12-09', 1], ['2026-12-11', 1], ['2026-12-15', 1]]);
    expect(await sent(world)).toEqual([
      { to: world.focal.id, subject: 'Báo cáo tháng 12/2026: hạn trước ngày 15/12/2026', unit: 'UBND phường Hoa Lư' },
      { to: world.focal.id, subject: 'Báo cáo tháng 12/2026: hạn trước ngày 15/12/2026', unit: 'UBND phường Hoa Lư' },
      { to: world.focal.id, subject: 'Báo cáo tháng 12/2026: đã quá hạn', unit: 'UBND phường Hoa Lư' },
    ]);
  });

  it('are caught up after days without a machine: the last one, not all', async () => {
    await using world = await reportWorld();
    world.clock.set(at('2026-12-12'));
    expect(await remindReports(world.ports)).toBe(1);
    world.clock.set(at('2026-12-14'));
    expect(await remindReports(world.ports)).toBe(0);
    expect(await world.db.selectFrom('monthly_reminder').select('step').orderBy('step').execute()).toEqual([{ step: 'before-1' }, { step: 'before-3' }]);
    expect(await sent(world)).toHaveLength(1);
  });

  it('after the due day are caught up for a week and then say nothing any more, and a sent report is not asked for', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.other, 28);
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    world.clock.set(at('2026-12-23'));
    expect(await remindReports(world.ports)).toBe(0);
    world.clock.set(at('2026-12-22'));
    expect(await remindReports(world.ports)).toBe(1);
    expect(await sent(world)).toMatchObject([{ to: world.foreignFocal.id, unit: 'UBND xã Gia Viễn' }]);
  });

  it('after the due day are none where the setting says so, and wait for a working day', async () => {
    await using world = await reportWorld();
    await world.db.insertInto('holiday').values({ day: '2026-12-15', name_vi: 'Nghỉ', name_en: 'Day off' }).execute();
    world.clock.set(at('2026-12-15'));
    expect(await remindReports(world.ports)).toBe(0);
    world.clock.set(at('2026-12-16'));
    await world.db.insertInto('setting').values({ id: 'policy', key: 'reports.monthly', value: JSON.stringify({ kind: 'FIFTEENTH', dueDay: 14, dueTime: '23:59:59', remindBefore: [3], remindAfter: 0 }), valid_from: '2026-01-01' }).execute();
    expect(await remindReports(world.ports)).toBe(0);
    await world.db.updateTable('setting').set({ value: JSON.stringify({ kind: 'FIFTEENTH', dueDay: 14, dueTime: '23:59:59', remindBefore: [3] }) }).where('key', '=', 'reports.monthly').execute();
    // A row from before the setting had this part: one reminder.
    expect(await remindReports(world.ports)).toBe(1);
  });

  it('are written once when two workers run', async () => {
    await using world = await reportWorld();
    world.clock.set(at('2026-12-09'));
    expect((await Promise.all([remindReports(world.ports), remindReports(world.ports)])).toSorted()).toEqual([0, 1]);
    expect(await sent(world)).toHaveLength(1);
  });

  it('go to the leader where it waits for her, and to nobody where it was sent', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.other, 28);
    await world.fill();
    await world.walk('HAND_IN');
    world.clock.set(at('2026-12-09'));
    expect(await remindReports(world.ports)).toBe(2);
    expect((await sent(world)).map(({ to, unit }) => [to, unit]).toSorted()).toEqual([[world.leader.id, 'UBND phường Hoa Lư'], [world.foreignFocal.id, 'UBND xã Gia Viễn']].toSorted());
    await world.walk('SUBMIT');
    world.clock.set(at('2026-12-11'));
    expect(await remindReports(world.ports)).toBe(1);
  });

  it('name several units of one person in one line', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.office, 43);
    world.clock.set(at('2026-12-09'));
    expect(await remindReports(world.ports)).toBe(2);
    expect(await sent(world)).toMatchObject([{ to: world.focal.id, unit: 'UBND phường Hoa Lư và 1 đơn vị khác' }]);
  });

  it('ask nothing of units that carry no model or are closed', async () => {
    await using world = await reportWorld();
    await world.db.updateTable('org_unit_version').set({ valid_to: '2026-12-08' }).where('unit_id', '=', world.units.ward).execute();
    world.clock.set(at('2026-12-09'));
    expect(await remindReports(world.ports)).toBe(0);
    expect(await sent(world)).toEqual([]);
  });

  it('run as a nightly job, and a machine that stood still writes once', async () => {
    await using world = await reportWorld();
    const runner = createRunner({ db: world.db, clock: world.clock, log: silentLog, secret: 'x'.repeat(32), timeZone: 'Asia/Ho_Chi_Minh' }, reportJobs);
    for (const moment of ['2026-12-08T10:00:00.000Z', '2026-12-09T01:05:00.000Z', '2026-12-12T02:00:00.000Z', '2026-12-13T02:00:00.000Z']) {
      world.clock.set(moment);
      await scheduleDue(world.db, world.clock);
      await runner.runDue();
    }
    expect((await sent(world)).map(({ to }) => to)).toEqual([world.focal.id, world.focal.id]);
  });
});
