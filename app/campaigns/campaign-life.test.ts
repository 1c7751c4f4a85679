import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import { fanOut, messageCounts } from '../messaging/index.server.ts';
import type { Actor, Role } from '../people/actor.ts';
import { approveCampaign, returnCampaign } from './commands/approve-campaign.server.ts';
import { correctCampaign } from './commands/correct-campaign.server.ts';
import { steerCampaign } from './commands/steer-campaign.server.ts';
import { submitCampaign } from './commands/submit-campaign.server.ts';
import { addCampaign, editAudience, editGoal, editMessage, editSchedule } from './commands/write-campaign.server.ts';
import { everybody } from './forms/audience.ts';
import type { GoalFields } from './forms/campaign.ts';

const goal: GoalFields = { name: 'Cảnh báo VNeID giả', model: 26, contentSource: 'Công an tỉnh', goal: 'Nhận ra ứng dụng giả', measure: 'Tỷ lệ trả lời đúng', baseline: 61, target: 80, after: 14, topic: 'SECURITY', isDuty: false, isDrill: false, urgency: 'NORMAL', urgentReason: null };
const words = { vi: { subject: 'Cảnh báo ứng dụng giả', body: 'Chỉ cài từ kho ứng dụng chính thức.' } };

async function world(changes: Partial<GoalFields> = {}) {
  const db = await freshDb();
  const clock = testClock();
  const unit = await makeUnit(db, { name: 'UBND phường Hoa Lư' });
  const person = (role?: Role): Promise<Actor> => makePerson(db, { unitId: unit, grants: role ? [{ role, scope: 'ALL', unitId: null }] : [] });
  const [maker, approver, second, reader] = [await person('CAMPAIGN_MAKER'), await person('CAMPAIGN_APPROVER'), await person('CAMPAIGN_APPROVER'), await person()];
  const ports = testPorts(db, clock);
  const made = await addCampaign(ports, maker, { code: 'TT-2026-01', ...goal, ...changes });
  if (!made.ok) throw new Error('not made');
  const { id } = made;
  const row = () => db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const must = async (outcome: Promise<{ ok: boolean }>) => expect(await outcome).toMatchObject({ ok: true });
  const write = async () => {
    await must(editMessage(ports, maker, id, { revision: (await row()).revision, content: words, channels: ['EMAIL'], sms: '' }));
    await must(editSchedule(ports, maker, id, { revision: (await row()).revision, sendAt: '2026-11-23T09:00', notAfter: '2026-11-30T09:00', stagger: 0, closed: { EMAIL: 'EXPIRE' } }));
  };
  const submit = async (who = maker) => submitCampaign(ports, who, { id, revision: (await row()).revision });
  const approve = async (who: Actor, hash?: string) => approveCampaign(ports, who, { id, hash: hash ?? (await row()).submitted_hash ?? '', note: '' });
  const messages = () => db.selectFrom('message').selectAll().orderBy('id').execute();
  return { db, clock, ports, unit, maker, approver, second, reader, id, row, must, write, submit, approve, messages, [Symbol.asyncDispose]: () => db.destroy() };
}
const fault = (outcome: unknown) => (outcome as { faults?: Record<string, { vi: string }> }).faults?.['form']?.vi ?? 'none';

describe('the life of a campaign', () => {
  it('goes from draft to the ledger with one approval of somebody else', async () => {
    await using w = await world();
    await w.write();
    expect(await w.submit()).toMatchObject({ ok: true, count: 4 });
    expect(await w.approve(w.approver)).toEqual({ ok: true, isLaunched: true });
    const [message] = await w.messages();
    expect(message).toMatchObject({ source_id: w.id, send_at: '2026-11-23T02:00:00.000Z', not_after: '2026-11-30T02:00:00.000Z', topic: 'SECURITY' });
    expect(await w.db.selectFrom('message_channel').select(['channel', 'when_closed']).orderBy('channel').execute()).toEqual([{ channel: 'EMAIL', when_closed: 'EXPIRE' }, { channel: 'IN_APP', when_closed: 'WAIT' }]);
    expect((await messageCounts(w.db, message?.id ?? '')).audience).toBe(4);
    expect(fault(await w.approve(w.second))).toContain('đã phát hành');
    const actions = await w.db.selectFrom('audit_event').select('action').where('object_type', '=', 'campaign').orderBy('seq').execute();
    expect(actions.map(({ action }) => action)).toEqual(['campaign.create', 'campaign.edit', 'campaign.edit', 'campaign.submit', 'campaign.approve', 'campaign.launch']);
  });

  it('an urgent one needs two people', async () => {
    await using w = await world({ urgency: 'URGENT', urgentReason: 'Mã độc đang lan' });
    await w.write();
    await w.submit();
    expect(await w.approve(w.approver)).toEqual({ ok: true, isLaunched: false });
    expect(fault(await w.approve(w.approver))).toContain('thêm một người duyệt khác');
    expect(await w.approve(w.second)).toEqual({ ok: true, isLaunched: true });
  });

  it('is paused, resumed, and cancelled once', async () => {
    await using w = await world();
    const steer = (deed: 'pause' | 'resume' | 'cancel') => steerCampaign(w.ports, w.maker, { id: w.id, deed, reason: 'Sai giờ' });
    expect(fault(await steer('pause'))).toContain('Chỉ tạm dừng');
    await w.write();
    await w.submit();
    await w.approve(w.approver);
    await w.must(steer('pause'));
    expect((await w.messages())[0]?.paused_at).not.toBeNull();
    await w.must(steer('resume'));
    expect((await w.messages())[0]?.paused_at).toBeNull();
    await w.must(steer('cancel'));
    expect((await w.messages())[0]?.cancelled_at).not.toBeNull();
    expect(fault(await steer('cancel'))).toContain('đã huỷ');
  });

  it('is corrected for those who had it, and the correction can be corrected', async () => {
    await using w = await world();
    await w.write();
    await w.submit();
    await w.approve(w.approver);
    const correct = (body: string) => correctCampaign(w.ports, w.maker, { id: w.id, subject: 'Đính chính', body, reason: 'Sai đường dẫn' });
    await fanOut(w.db, w.clock, (await w.messages())[0]?.id ?? '');
    expect(await correct('Bản đúng.')).toMatchObject({ ok: true, reached: 4, rest: 0 });
    const correction = (await w.messages()).find((message) => message.corrects_id !== null);
    await fanOut(w.db, w.clock, correction?.id ?? '');
    w.clock.pass({ minutes: 1 });
    expect(await correct('Bản đúng hơn.')).toMatchObject({ ok: true, reached: 4, rest: 0 });
  });
});

describe('four eyes', () => {
  it('nobody approves what she wrote, by the page or by the database', async () => {
    await using w = await world();
    const both = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CAMPAIGN_MAKER', scope: 'ALL', unitId: null }, { role: 'CAMPAIGN_APPROVER', scope: 'ALL', unitId: null }] });
    await w.must(editGoal(w.ports, both, w.id, { ...goal, name: 'Tên khác', revision: 0 }));
    await w.write();
    await w.submit();
    expect(fault(await w.approve(both))).toContain('người duyệt khác');
    const { submitted_hash: hash } = await w.row();
    const put = (approved_by: string, submitted_by = w.maker.id, of = hash ?? '') => w.db.insertInto('campaign_approval').values({ id: approved_by, campaign_id: w.id, hash: of, submitted_by, approved_by, note: '', approved_at: w.clock.now().toISOString() }).execute();
    await expect(put(both.id)).rejects.toThrow('CAMPAIGN_FOUR_EYES');
    await expect(put(w.maker.id)).rejects.toThrow();
    await expect(put(w.approver.id, w.maker.id, 'x')).rejects.toThrow('CAMPAIGN_STALE_APPROVAL');
    await expect(w.db.updateTable('campaign').set({ launched_at: 'now' }).execute()).rejects.toThrow('CAMPAIGN_NOT_APPROVED');
    await expect(w.approve(w.maker)).rejects.toThrow();
    await expect(w.approve(w.reader)).rejects.toThrow();
  });

  it.each<[string, (w: Awaited<ReturnType<typeof world>>) => Promise<unknown>]>([
    ['the words', async (w) => editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { vi: { ...words.vi, body: 'Khác' } }, channels: ['EMAIL'], sms: '' })],
    ['the audience', async (w) => editAudience(w.ports, w.maker, w.id, { revision: (await w.row()).revision, rules: { ...everybody, level: 'PROVINCE' } })],
    ['the schedule', async (w) => editSchedule(w.ports, w.maker, w.id, { revision: (await w.row()).revision, sendAt: '2026-11-24T09:00', notAfter: '2026-11-30T09:00', stagger: 0, closed: {} })],
    ['the goal', async (w) => editGoal(w.ports, w.maker, w.id, { ...goal, target: 70, revision: (await w.row()).revision })],
  ])('a change of %s takes approvals back', async (_what, change) => {
    await using w = await world({ urgency: 'URGENT', urgentReason: 'Mã độc đang lan' });
    await w.write();
    await w.submit();
    const { submitted_hash: hash } = await w.row();
    await w.approve(w.approver);
    expect(await change(w)).toEqual({ ok: true });
    expect(await w.db.selectFrom('campaign_approval').select('id').where('revoked_at', 'is', null).execute()).toEqual([]);
    expect(fault(await w.approve(w.second, hash ?? ''))).toContain('chưa được trình duyệt');
    expect(await w.messages()).toEqual([]);
  });

  it('a row changed behind the program’s back cannot be launched', async () => {
    await using w = await world();
    await w.write();
    await w.submit();
    const { submitted_hash: hash } = await w.row();
    await w.db.updateTable('campaign').set({ target_percent: 10 }).execute();
    expect(fault(await w.approve(w.approver, hash ?? ''))).toContain('đã thay đổi');
    await w.db.updateTable('campaign').set({ target_percent: 80 }).execute();
    await w.db.deleteFrom('campaign_recipient').where('user_id', '=', w.reader.id).execute();
    expect(fault(await w.approve(w.approver, hash ?? ''))).toContain('đã thay đổi');
  });
});

describe('a campaign that is not ready', () => {
  it('is refused with a sentence: no schedule, no content, nobody, too late, two tabs', async () => {
    await using w = await world();
    expect(fault(await w.submit())).toContain('Chưa đặt lịch');
    await w.must(editSchedule(w.ports, w.maker, w.id, { revision: 0, sendAt: '2026-11-23T09:00', notAfter: '2026-11-30T09:00', stagger: 0, closed: {} }));
    expect(fault(await w.submit())).toContain('Chưa có nội dung');
    expect(await editSchedule(w.ports, w.maker, w.id, { revision: 1, sendAt: '2026-11-23T07:59', notAfter: '2026-11-30T09:00', stagger: 0, closed: {} })).toMatchObject({ faults: { sendAt: { vi: expect.stringContaining('đã qua') as string } } });
    await w.write();
    expect(fault(await editGoal(w.ports, w.maker, w.id, { ...goal, revision: 0 }))).toContain('thẻ khác');
    await w.must(editAudience(w.ports, w.maker, w.id, { revision: (await w.row()).revision, rules: { ...everybody, categories: ['CADRE'], level: 'PROVINCE', roles: ['UNIT_LEADER'] } }));
    expect(fault(await w.submit())).toContain('không có ai');
    expect((await w.row()).submitted_at).toBeNull();
    await w.must(editAudience(w.ports, w.maker, w.id, { revision: (await w.row()).revision, rules: everybody }));
    await w.must(w.submit());
    expect(fault(await w.submit())).toContain('đã được trình duyệt');
    w.clock.pass({ days: 8 });
    expect(fault(await w.approve(w.approver))).toContain('Hạn gửi đã qua');
    await w.must(returnCampaign(w.ports, w.approver, { id: w.id, reason: 'Đặt lịch mới' }));
    expect(fault(await w.submit())).toContain('đã qua');
    expect(await addCampaign(w.ports, w.maker, { code: 'TT-2026-01', ...goal })).toMatchObject({ ok: false });
  });

  it('starts half of the units later, each unit as a whole', async () => {
    await using w = await world();
    for (let unit = 0; unit < 12; unit += 1) {
      const unitId = await makeUnit(w.db, { name: `UBND xã ${unit}` });
      for (let person = 0; person < 3; person += 1) await makePerson(w.db, { unitId });
    }
    await w.write();
    await w.must(editSchedule(w.ports, w.maker, w.id, { revision: (await w.row()).revision, sendAt: '2026-11-23T09:00', notAfter: '2026-11-30T09:00', stagger: 7, closed: {} }));
    await w.submit();
    await w.approve(w.approver);
    const waves = await w.db.selectFrom('campaign_recipient as r').innerJoin('membership as m', 'm.user_id', 'r.user_id').select(['m.unit_id', 'r.wave']).distinct().execute();
    expect(new Set(waves.map(({ unit_id }) => unit_id)).size).toBe(waves.length);
    expect(new Set(waves.map(({ wave }) => wave)).size).toBe(2);
    expect((await w.messages()).map(({ send_at }) => send_at).toSorted()).toEqual(['2026-11-23T02:00:00.000Z', '2026-11-30T02:00:00.000Z']);
  });
});
