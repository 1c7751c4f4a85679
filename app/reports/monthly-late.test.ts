import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { remindLateReports } from './commands/remind-late-reports.server.ts';
import { remindReports } from './commands/remind-reports.server.ts';
import * as deskPage from './routes/monthly.tsx';
import * as page from './routes/monthly-reminders.tsx';

const late = '2026-12-16T03:00:00.000Z';
/** The ward has begun its report, the other commune has not; both are past due. */
async function lateWorld(): Promise<ReportWorld> {
  const world = await reportWorld();
  await world.assign(world.units.other, 28);
  world.clock.set(late);
  return world;
}
async function sent({ db }: ReportWorld) {
  const rows = await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'r.user_id', 'r.variables', 'm.created_by']).where('m.source_id', 'like', 'monthly-reminder:%').orderBy('r.user_id').execute();
  return rows.map((row) => ({ to: row.user_id, by: row.created_by, text: (JSON.parse(row.content) as { vi: { body: string } }).vi.body.replace('{{don_vi_bao_cao}}', (JSON.parse(row.variables ?? '{}') as { don_vi_bao_cao: string }).don_vi_bao_cao) }));
}
const remind = (world: ReportWorld, units: string[], as = world.standing, month = '2026-12') => remindLateReports(world.ports, as, { month, units });
const shown = async (world: ReportWorld, as = world.standing, month = '2026-12') => {
  const { body, status } = await world.ask(page.loader, as, {}, undefined, `/reports/monthly/reminders?month=${month}`);
  return { status, markup: status === 200 ? drawPage(page.default, { data: body }) : '' };
};

describe('reminding units that are late', () => {
  it('shows who gets what, and sends just that to just them', async () => {
    await using world = await lateWorld();
    const { markup } = await shown(world);
    const words = wordsOf(markup);
    for (const name of ['UBND phường Hoa Lư', 'UBND xã Gia Viễn', world.focal.fullName, world.foreignFocal.fullName]) expect(words).toContain(name);
    expect(await remind(world, [world.units.ward])).toEqual({ ok: true, count: 1 });
    const messages = await sent(world);
    expect(messages).toMatchObject([{ to: world.focal.id, by: world.standing.id }]);
    expect(words).toContain(messages[0]?.text);
    expect(messages[0]?.text).toContain('trước ngày 15/12/2026');
    expect(await world.db.selectFrom('audit_event').select(['actor_id', 'details']).where('action', '=', 'monthly-report.remind').execute()).toEqual([{ actor_id: world.standing.id, details: JSON.stringify({ month: '2026-12', count: 1 }) }]);
  });

  it('once a day, however often and by whomever it is asked; and again on the next day', async () => {
    await using world = await lateWorld();
    const both = [world.units.ward, world.units.other];
    expect((await Promise.all([remind(world, both), remind(world, both)])).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await sent(world)).toHaveLength(2);
    const { markup } = await shown(world);
    expect([wordsOf(markup).match(/Đã nhắc hôm nay/g)?.length, markup.includes('Gửi lời nhắc')]).toEqual([2, false]);
    world.clock.pass({ days: 1 });
    expect(await remind(world, [world.units.ward])).toEqual({ ok: true, count: 1 });
    expect(await sent(world)).toHaveLength(3);
  });

  it('asks the leader where the report waits for her, in words of her own', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN');
    world.clock.set(late);
    expect(await remind(world, [world.units.ward])).toEqual({ ok: true, count: 1 });
    expect(await sent(world)).toEqual([{ to: world.leader.id, by: world.standing.id, text: expect.stringContaining('đang chờ duyệt') as string }]);
  });

  it('leaves out whoever has sent meanwhile, is not late, or does not exist', async () => {
    await using world = await lateWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    for (const units of [[world.units.ward], ['nobody'], [world.units.office]]) expect(await remind(world, units)).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('Không còn đơn vị nào') as string } } });
    // January is not due yet.
    expect(await remind(world, [world.units.other], world.standing, '2027-01')).toMatchObject({ ok: false });
    expect(await sent(world)).toEqual([]);
  });

  it('says of a unit without anybody that nobody can be asked, and gives no tick for it', async () => {
    await using world = await lateWorld();
    await world.db.updateTable('role_assignment').set({ revoked_at: late }).where('user_id', '=', world.foreignFocal.id).where('role', '=', 'FOCAL_POINT').execute();
    const { markup } = await shown(world);
    expect([wordsOf(markup).includes('Chưa có người nhận'), markup.includes(`value="${world.units.other}"`), markup.includes(`value="${world.units.ward}"`)]).toEqual([true, false, true]);
    expect(await remind(world, [world.units.other])).toMatchObject({ ok: false });
  });

  it('is the standing agency’s', async () => {
    await using world = await lateWorld();
    for (const as of [world.focal, world.leader, world.auditor, world.admin, world.trainer, world.reader]) {
      expect((await shown(world, as)).status).toBe(403);
      await expect(remind(world, [world.units.ward], as)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await sent(world)).toEqual([]);
  });

  it('is reached from the list once the due moment is over, and leads back to it', async () => {
    await using world = await lateWorld();
    const desk = async () => drawPage(deskPage.default, { data: (await world.ask(deskPage.loader, world.standing, {}, undefined, '/reports/monthly?month=2026-12')).body });
    expect(await desk()).toContain('/reports/monthly/reminders?month=2026-12');
    const answer = await world.ask(page.action, world.standing, {}, [['month', '2026-12'], ['units[]', world.units.ward], ['units[]', world.units.other]]);
    expect([answer.status, answer.location]).toEqual([303, '/reports/monthly?month=2026-12&reminded=2']);
    world.clock.set('2026-12-10T02:00:00.000Z');
    expect(await desk()).not.toContain('/reports/monthly/reminders');
    expect(wordsOf((await shown(world)).markup)).toContain('chưa đến hạn');
  });

  it('without a choice says so, and a strange month is refused', async () => {
    await using world = await lateWorld();
    const empty = await world.ask(page.action, world.standing, {}, { month: '2026-12' });
    expect([empty.status, empty.body]).toMatchObject([422, { faults: { units: { vi: 'Vui lòng chọn ít nhất một đơn vị.' } } }]);
    expect((await world.ask(page.action, world.standing, {}, { month: '2026-13' })).status).toBe(422);
    expect((await world.ask(page.loader, world.standing, {}, undefined, '/reports/monthly/reminders?month=x')).status).toBe(200);
  });

  it('and the reminder that goes by itself are two things: neither keeps the other back', async () => {
    await using world = await lateWorld();
    expect(await remindReports(world.ports)).toBe(2);
    expect(await remind(world, [world.units.ward])).toEqual({ ok: true, count: 1 });
    expect((await sent(world)).filter(({ to }) => to === world.focal.id)).toHaveLength(2);
  });
});
