import { describe, expect, it } from 'vitest';
import { makePerson } from '../../../tests/world/people.ts';
import { remindedWorld } from '../../../tests/world/reminders.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { auditLines } from '../../people/rules/audit-lines.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { listSettingRows } from '../../platform/settings.server.ts';
import { reminderPolicyPage } from '../queries/reminder-policy.server.ts';
import { reminderPolicy, type ReminderPolicy } from '../rules/reminder-policy.ts';
import { changeReminderPolicy } from './change-reminder-policy.server.ts';

const today = '2026-11-23';
const all: Grant[] = [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }];
const changed: ReminderPolicy = { ...reminderPolicy.fallback, before: [14, 3], hour: '09:15', channels: [], isDuty: false };

async function world() {
  const w = await remindedWorld(`${today}T01:00:00.000Z`);
  const trainer = await makePerson(w.db, { unitId: w.units.province, grants: all });
  const page = () => reminderPolicyPage(w.db, { today });
  const change = async (policy: ReminderPolicy, actor: Actor = trainer, mark?: string) => changeReminderPolicy(w.ports, actor, { policy, legalBasis: 'Quyết định 12 của chủ quản', mark: mark ?? (await page()).mark });
  return Object.assign(w, { trainer, page, change });
}

describe('changing the rule of reminders', () => {
  it('begins tomorrow, leaves today as it is, and stands in the log in words', async () => {
    await using w = await world();
    await w.learner();
    expect(await w.change(changed)).toEqual({ ok: true });
    expect((await w.page())).toMatchObject({ current: { from: null, value: reminderPolicy.fallback }, coming: { from: '2026-11-24', value: changed, legalBasis: 'Quyết định 12 của chủ quản' } });
    expect((await w.run()).people).toBe(1);
    const [row] = await w.db.selectFrom('audit_event').selectAll().execute();
    expect(row).toMatchObject({ actor_id: w.trainer.id, action: 'reminder.policy', object_type: 'setting', object_id: 'learning.reminder-policy' });
    const lines = auditLines(row?.details ?? '{}', { locale: 'vi', formats: defineFormats('vi', 'Asia/Ho_Chi_Minh'), unitNames: new Map() });
    expect(lines.map(({ label, value }) => `${label}: ${value}`)).toEqual(['Từ ngày: 24/11/2026', 'Các ngày nhắc so với hạn: -14, -3, 0, +3, +10, +17, +24, +31', 'Giờ gửi: 09:15', 'Đến lúc: 17:00', 'Chỉ ngày làm việc: có', 'Số ngày nhắc bù: 7', 'Các ngày báo lãnh đạo so với hạn: +7, +21, +35', 'Tổng hợp tuần (ngày, 1 là thứ Hai; giờ): 1; 08:30', 'Không ngừng nhận được: không', 'Lý do: Quyết định 12 của chủ quản']);
  });

  it('a second time today replaces what begins tomorrow, and the past stays in the books', async () => {
    await using w = await world();
    await w.policy({ before: [30] }, '2026-01-01');
    await w.change(changed);
    await w.change({ ...changed, before: [5] });
    expect((await listSettingRows(w.db, reminderPolicy)).map(({ from, to, value }) => [from, to, value.before])).toEqual([['2026-11-24', null, [5]], ['2026-01-01', '2026-11-24', [30]]]);
    expect(await w.db.selectFrom('audit_event').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).toEqual({ count: 2 });
  });

  it('does not overwrite what somebody else has changed since the page was opened', async () => {
    await using w = await world();
    const { mark } = await w.page();
    await w.change(changed);
    expect(await w.change({ ...changed, before: [1] }, w.trainer, mark)).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('người khác thay đổi') } } });
    expect((await w.page()).coming?.value).toEqual(changed);
  });

  it('is for those who cover the whole province', async () => {
    await using w = await world();
    const someone = (grants: Grant[]) => makePerson(w.db, { unitId: w.units.hoaLu, grants });
    const refused: Grant[][] = [[], [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.hoaLu }], [{ role: 'AUDITOR', scope: 'ALL', unitId: null }], [{ role: 'UNIT_LEADER', scope: 'ALL', unitId: null }]];
    for (const grants of refused) {
      const actor = await someone(grants);
      await expect(w.change(changed, actor)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await w.change(changed, await someone([{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }]))).toEqual({ ok: true });
  });

  it('shows what the newest rule means for a due day, and which steps move', async () => {
    await using w = await world();
    await w.learner({ dueOn: '2026-11-29' });
    expect((await w.page()).example).toMatchObject({ dueOn: '2026-11-29', steps: [{ key: 'before-7', day: '2026-11-20', plain: '2026-11-22' }, { key: 'before-1', day: '2026-11-27', plain: '2026-11-28' }, { key: 'due', day: '2026-11-27', plain: '2026-11-29' }, { key: 'after-3', day: '2026-12-02', plain: '2026-12-02' }, {}, {}, {}, {}] });
    await w.change({ ...changed, workingDaysOnly: false });
    expect((await reminderPolicyPage(w.db, { today, dueOn: '2027-02-08' })).example.steps.slice(0, 2)).toEqual([{ key: 'before-14', day: '2027-01-25', plain: '2027-01-25' }, { key: 'before-3', day: '2027-02-05', plain: '2027-02-05' }]);
  });
});
