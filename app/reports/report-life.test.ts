import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { refusals } from '../../tests/world/campaigns.ts';
import { aLine, fillReport, reportWorld } from '../../tests/world/monthly-reports.ts';
import { monthlyWorld } from '../../tests/world/monthly.ts';
import { makePerson } from '../../tests/world/people.ts';
import { scheduleSetting } from '../platform/settings.server.ts';
import { startReport } from './commands/start-report.server.ts';
import { takeStep } from './commands/take-step.server.ts';
import { carryOver, saveLine, savePart } from './commands/write-report.server.ts';
import { getReport } from './queries/monthly-report.server.ts';
import { readReport } from './queries/report-content.server.ts';
import { findVersion, getVersion, listSteps } from './queries/report-history.server.ts';
import { monthlyPolicy } from './rules/period.ts';
import { reportSteps, type ReportStep } from './rules/report-state.ts';

const today = '2026-11-23';

describe('beginning a report', () => {
  it('makes one for a unit and month, however often and by however many', async () => {
    await using world = await reportWorld();
    const again = await Promise.all([1, 2, 3].map(() => startReport(world.ports, world.focal, { unit: world.units.ward, month: '2026-12' })));
    expect(new Set(again.map((one) => one.ok && one.id))).toEqual(new Set([world.id]));
    expect(await world.db.selectFrom('monthly_report').selectAll().execute()).toMatchObject([{ month: '2026-12', period_start: '2026-11-15', period_end: '2026-12-15', due_at: '2026-12-14T16:59:59.000Z', state: 'DRAFT' }]);
  });

  it('is for the focal point of the unit: other units are not found, other roles are turned away', async () => {
    await using world = await reportWorld();
    for (const actor of [world.leader, world.standing, world.auditor, world.admin, world.trainer, world.reader]) await expect(startReport(world.ports, actor, { unit: world.units.ward, month: '2026-12' })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(startReport(world.ports, world.foreignFocal, { unit: world.units.ward, month: '2026-12' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(startReport(world.ports, world.focal, { unit: world.units.other, month: '2026-12' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('needs a period that has begun, and a model that the unit carries on its last day', async () => {
    await using world = await reportWorld();
    const start = async (month: string, unit = world.units.ward) => refusals(await startReport(world.ports, world.focal, { unit, month }));
    expect(await start('2027-01')).toMatch(/^month: Kỳ báo cáo này chưa bắt đầu/);
    expect(await start('2026-12', world.units.office)).toMatch(/^unit: Đơn vị chưa được giao mô hình nào/);
    expect(await start('2025-12')).toMatch(/^unit: /);
    expect(await start('2026-11')).toBe('');
  });

  it('keeps the days and the due moment that held when it was begun', async () => {
    await using world = await reportWorld();
    await world.db.transaction().execute((tx) => scheduleSetting(tx, monthlyPolicy, { value: { kind: 'CALENDAR', dueDay: 10, dueTime: '17:00:00', remindBefore: [2], remindAfter: 1 }, from: '2026-10-01', legalBasis: 'Thử' }));
    const november = await startReport(world.ports, world.focal, { unit: world.units.ward, month: '2026-11' });
    const rows = await world.db.selectFrom('monthly_report').select(['month', 'period_start', 'due_at']).orderBy('month').execute();
    expect(november.ok && rows).toEqual([{ month: '2026-11', period_start: '2026-11-01', due_at: '2026-12-10T10:00:00.000Z' }, { month: '2026-12', period_start: '2026-11-15', due_at: '2026-12-14T16:59:59.000Z' }]);
  });

  it('is not asked of a unit that was closed yesterday; what it had begun stays', async () => {
    await using world = await reportWorld();
    const { db, units } = world;
    await db.updateTable('org_unit_version').set({ valid_to: today }).where('unit_id', '=', units.ward).execute();
    await db.updateTable('org_unit').set({ valid_to: today }).where('id', '=', units.ward).execute();
    expect((await getReport(db, world.standing, world.id, today)).report.unitName).toBe('UBND phường Hoa Lư');
    await expect(getReport(db, world.focal, world.id, today)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(startReport(world.ports, world.focal, { unit: units.ward, month: '2026-11' })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('writing', () => {
  it('keeps what was typed as it was typed, hostile or not', async () => {
    await using world = await reportWorld();
    for (const [at, text] of ['<script>alert(1)</script>', `'; drop table monthly_report; --`, '😀 emoji', '=SUM(A1:A9)', 'Dòng một\r\nDòng hai'].entries()) {
      expect((await savePart(world.ports, world.focal, world.id, { part: 'DIRECTION', revision: at, text })).ok).toBe(true);
      const { report } = await getReport(world.db, world.focal, world.id, today);
      expect((await readReport(world.db, report, today)).content.texts.DIRECTION).toBe(text);
    }
  });

  it('in two tabs loses nothing: the second is told, the same text twice is one', async () => {
    await using world = await reportWorld();
    const save = (text: string, revision: number) => savePart(world.ports, world.focal, world.id, { part: 'NEXT', revision, text });
    expect((await save('một', 0)).ok).toBe(true);
    expect((await save('một', 0)).ok).toBe(true);
    expect(refusals(await save('hai', 0))).toMatch(/^form: Nội dung vừa được lưu ở nơi khác/);
    expect((await save('hai', 1)).ok).toBe(true);
    const line = (comment: string, revision: number) => saveLine(world.ports, world.focal, world.id, { model: 28, revision, fields: { ...aLine, comment } });
    const answers = await Promise.all([line('một', 0), line('hai', 0)]);
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await world.db.selectFrom('monthly_report_line').select(['comment', 'revision']).execute()).toHaveLength(1);
  });

  it('is for focal points of the unit, and about models that it carries', async () => {
    await using world = await reportWorld();
    const write = (actor: typeof world.focal) => savePart(world.ports, actor, world.id, { part: 'NEXT', revision: 0, text: 'x' });
    for (const actor of [world.leader, world.standing, world.auditor, world.admin]) await expect(write(actor)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(write(world.foreignFocal)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(saveLine(world.ports, world.focal, world.id, { model: 1, revision: 0, fields: aLine })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('stops when the report is handed in, for commands and for the database', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN');
    expect(refusals(await savePart(world.ports, world.focal, world.id, { part: 'NEXT', revision: 1, text: 'sau' }))).toMatch(/^form: Báo cáo đã được gửi duyệt/);
    for (const table of ['monthly_report_part', 'monthly_report_line', 'monthly_report_figure']) await expect(sql.raw(`delete from ${table}`).execute(world.db)).rejects.toThrow('does not change');
    await world.walk('TAKE_BACK');
    expect((await savePart(world.ports, world.focal, world.id, { part: 'NEXT', revision: 1, text: 'sau' })).ok).toBe(true);
  });

  it('may begin with the last month: only what is empty is filled, and only once', async () => {
    await using world = await reportWorld('2026-11-10T01:00:00.000Z', '2026-11');
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    world.clock.set('2026-11-23T01:00:00.000Z');
    const next = await startReport(world.ports, world.focal, { unit: world.units.ward, month: '2026-12' });
    const id = next.ok ? next.id : '';
    await savePart(world.ports, world.focal, id, { part: 'DIRECTION', revision: 0, text: 'Việc mới của tháng 12' });
    for (let at = 0; at < 2; at += 1) expect((await carryOver(world.ports, world.focal, id)).ok).toBe(true);
    const { report } = await getReport(world.db, world.focal, id, today);
    const { content } = await readReport(world.db, report, today);
    expect(content.texts).toMatchObject({ DIRECTION: 'Việc mới của tháng 12', NEXT: 'Ban hành kế hoạch, giao ban hằng tuần.' });
    expect(content.lines).toMatchObject([{ model: 27, ...aLine }, { model: 28, ...aLine }, { model: 41, ...aLine }]);
    expect(content.header).toMatchObject({ sign: '', signerTitle: 'CHỦ TỊCH' });
    expect(await world.db.selectFrom('audit_event').select('seq').where('action', '=', 'monthly-report.carry-over').execute()).toHaveLength(1);
    expect(refusals(await carryOver(world.ports, world.focal, world.id))).toMatch(/^form: /);
  });
});

describe('the way of a report', () => {
  it('goes from draft to acceptance, and back with a reason', async () => {
    await using world = await reportWorld();
    await world.fill();
    const seen: string[] = [];
    for (const step of ['HAND_IN', 'SUBMIT', 'RECEIVE', 'RETURN', 'HAND_IN', 'SEND_BACK', 'HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT', 'REOPEN'] as ReportStep[]) {
      await world.walk(step);
      world.clock.pass({ minutes: 5 });
      seen.push((await world.row()).state);
    }
    expect(seen).toEqual(['PENDING_APPROVAL', 'SUBMITTED', 'RECEIVED', 'RETURNED', 'PENDING_APPROVAL', 'RETURNED', 'PENDING_APPROVAL', 'SUBMITTED', 'RECEIVED', 'ACCEPTED', 'RETURNED']);
    expect((await world.row()).first_submitted_at).toBe('2026-11-23T01:05:00.000Z');
    expect((await listSteps(world.db, world.id)).map(({ step, reason, version }) => [step, reason === null ? '' : 'reason', version])[0]).toEqual(['REOPEN', 'reason', null]);
    expect(await world.db.selectFrom('audit_event').select('seq').where('action', 'like', 'monthly-report.%').where('object_id', '=', world.id).execute()).toHaveLength(1 + 8 + 11);
  });

  it.each(reportSteps)('leaves %s to the hand that it belongs to', async (step) => {
    await using world = await reportWorld();
    const hands: Record<string, ReportStep[]> = { focal: ['HAND_IN', 'TAKE_BACK'], leader: ['SEND_BACK', 'SUBMIT'], standing: ['RECEIVE', 'RETURN', 'ACCEPT', 'REOPEN'] };
    for (const name of ['focal', 'leader', 'standing', 'auditor', 'admin', 'trainer', 'reader'] as const) {
      const answer = await world.step(step, world[name]).then(({ ok }) => (ok ? 'taken' : 'refused'), ({ kind }: { kind: string }) => kind);
      expect([name, answer]).toEqual([name, hands[name]?.includes(step) ? 'refused' : 'forbidden']);
    }
    for (const actor of [world.foreignFocal, world.foreignLeader]) await expect(world.step(step, actor)).rejects.toMatchObject({ kind: 'not-found' });
    expect((await world.row()).state).toBe('DRAFT');
  });

  it('does not begin before the report is whole', async () => {
    await using world = await reportWorld();
    expect(refusals(await world.step('HAND_IN', world.focal))).toMatch(/^form: Báo cáo còn thiếu nội dung/);
    await world.fill();
    await world.assign(world.units.ward, 43);
    expect(refusals(await world.step('HAND_IN', world.focal))).toMatch(/^form: Báo cáo còn thiếu/);
  });

  it('needs four eyes: whoever wrote does not approve, even above, and the database says so too', async () => {
    await using world = await reportWorld();
    const both = await makePerson(world.db, { unitId: world.units.ward, grants: [{ role: 'FOCAL_POINT', scope: 'SUBTREE', unitId: world.units.ward }, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: world.units.province }] });
    await world.fill();
    await savePart(world.ports, both, world.id, { part: 'PROPOSALS', revision: 1, text: 'Thêm của lãnh đạo' });
    await world.walk('HAND_IN');
    expect(refusals(await world.step('SUBMIT', both))).toMatch(/^form: Người đã viết báo cáo không tự duyệt được/);
    const insert = (taken_by: string) => world.db.insertInto('monthly_report_step').values({ id: 'x', report_id: world.id, seq: 9, step: 'SEND_BACK', reason: 'một lý do dài', taken_by, taken_at: 'x', version: null }).execute();
    await expect(insert(both.id)).rejects.toThrow('MONTHLY_REPORT_FOUR_EYES');
    expect((await world.step('SUBMIT', world.leader)).ok).toBe(true);
  });

  it('is held by the database: no step out of order, no state by hand, nothing taken out', async () => {
    await using world = await reportWorld();
    const insert = (step: ReportStep) => world.db.insertInto('monthly_report_step').values({ id: 'x', report_id: world.id, seq: 1, step, reason: null, taken_by: world.standing.id, taken_at: 'x', version: null }).execute();
    for (const step of ['RECEIVE', 'ACCEPT', 'TAKE_BACK'] as const) await expect(insert(step)).rejects.toThrow('MONTHLY_REPORT_STEP');
    await expect(world.db.updateTable('monthly_report').set({ state: 'ACCEPTED' }).execute()).rejects.toThrow('a state follows from a step');
    await expect(world.db.deleteFrom('monthly_report').execute()).rejects.toThrow('a report is kept');
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    for (const table of ['monthly_report_step', 'monthly_report_version']) await expect(sql.raw(`delete from ${table}`).execute(world.db)).rejects.toThrow('append-only');
    await expect(world.db.updateTable('monthly_report_version').set({ content: '{}' }).execute()).rejects.toThrow('append-only');
  });

  it('takes the same form twice as one, and tells the second of two people who was faster', async () => {
    await using world = await reportWorld();
    await world.fill();
    const { revision } = await world.row();
    const twice = await Promise.all([1, 2].map(() => world.step('HAND_IN', world.focal, { revision })));
    expect(twice.map(({ ok }) => ok)).toEqual([true, true]);
    const second = await makePerson(world.db, { fullName: 'Trần Thị B', unitId: world.units.ward, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: world.units.province }] });
    const at = (await world.row()).revision;
    const [mine, hers] = await Promise.all([world.step('SUBMIT', world.leader, { revision: at }), world.step('SUBMIT', second, { revision: at })]);
    expect(mine.ok).toBe(true);
    expect(refusals(hers)).toMatch(/^form: .+ đã làm trước: phê duyệt và gửi lúc 08:00 23\/11\/2026/);
    expect(await listSteps(world.db, world.id)).toHaveLength(2);
  });

  it('approves what was on the screen and nothing else', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN');
    const { revision } = await world.row();
    await world.walk('TAKE_BACK');
    world.clock.pass({ minutes: 1 });
    await savePart(world.ports, world.focal, world.id, { part: 'NEXT', revision: 1, text: 'khác' });
    await world.walk('HAND_IN');
    expect((await world.step('SUBMIT', world.leader, { revision })).ok).toBe(false);
    expect((await world.row()).state).toBe('PENDING_APPROVAL');
  });

  it.each(['', '   ', 'ngắn'])('goes back only with a reason, not with "%s"', async (reason) => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    expect(refusals(await world.step('RETURN', world.standing, { reason }))).toMatch(/^reason: /);
  });

  it('at the due second is in time, and a second later is late for ever', async () => {
    for (const [moment, late] of [['2026-12-14T16:59:59.900Z', false], ['2026-12-14T17:00:00.000Z', true]] as const) {
      await using world = await reportWorld();
      await world.fill();
      await world.walk('HAND_IN');
      world.clock.set(moment);
      await world.walk('SUBMIT', 'RETURN', 'HAND_IN');
      world.clock.pass({ days: 3 });
      await world.walk('SUBMIT');
      const { first_submitted_at: first } = await world.row();
      expect([first, (first ?? '') >= '2026-12-14T17:00:00.000Z']).toEqual([moment, late]);
    }
  });

  it('keeps every approved version word for word, also after it was opened again', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT');
    const accepted = await getVersion(world.db, world.id, 1);
    await world.walk('REOPEN');
    await savePart(world.ports, world.focal, world.id, { part: 'NEXT', revision: 1, text: 'Bổ sung sau' });
    await world.walk('HAND_IN', 'SUBMIT');
    expect(await getVersion(world.db, world.id, 1)).toEqual(accepted);
    expect((await findVersion(world.db, world.id))?.content.texts.NEXT).toBe('Bổ sung sau');
    expect(accepted.content.texts.NEXT).toBe('Ban hành kế hoạch, giao ban hằng tuần.');
    expect(accepted.sha256).toMatch(/^[0-9a-f]{64}$/);
    await expect(getVersion(world.db, world.id, 3)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('notices', () => {
  const notices = async (db: Awaited<ReturnType<typeof reportWorld>>['db']) => {
    const rows = await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'm.is_duty', 'r.user_id', 'r.variables']).where('m.source_type', '=', 'NOTICE').execute();
    return rows.map((row) => ({ to: row.user_id, subject: (JSON.parse(row.content) as { vi: { subject: string } }).vi.subject, unit: row.variables, isDuty: row.is_duty }));
  };

  it('go to the leader when it waits for her, and to the focal point when it came back', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN');
    expect(await notices(world.db)).toEqual([{ to: world.leader.id, subject: 'Báo cáo tháng 12/2026 chờ duyệt', unit: '{"don_vi_bao_cao":"UBND phường Hoa Lư"}', isDuty: 1 }]);
    await world.walk('SEND_BACK', 'HAND_IN', 'SUBMIT', 'RETURN');
    expect((await notices(world.db)).map(({ to, subject }) => [to, subject])).toEqual([
      [world.leader.id, 'Báo cáo tháng 12/2026 chờ duyệt'],
      [world.focal.id, 'Báo cáo tháng 12/2026 được trả lại để sửa'],
      [world.leader.id, 'Báo cáo tháng 12/2026 chờ duyệt'],
      [world.focal.id, 'Cơ quan thường trực trả lại báo cáo tháng 12/2026'],
    ]);
  });

  it('go to nobody where nobody is there, and the step is taken all the same', async () => {
    await using world = await monthlyWorld();
    await world.assign(world.units.ward, 28);
    const started = await startReport(world.ports, world.focal, { unit: world.units.ward, month: '2026-12' });
    await world.db.updateTable('role_assignment').set({ revoked_at: 'x' }).where('role', '=', 'UNIT_LEADER').execute();
    const id = started.ok ? started.id : '';
    await fillReport(world, id);
    const { revision } = await world.db.selectFrom('monthly_report').select('revision').where('id', '=', id).executeTakeFirstOrThrow();
    expect((await takeStep(world.ports, world.focal, { id, step: 'HAND_IN', revision, reason: '' })).ok).toBe(true);
    expect(await notices(world.db)).toEqual([]);
  });
});
