import { describe, expect, it } from 'vitest';
import { aGoal, campaignWorld, refusals, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { everybody } from '../forms/audience.ts';
import { approveCampaign } from './approve-campaign.server.ts';
import { planSlots } from './broadcast.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { submitCampaign } from './submit-campaign.server.ts';
import { addCampaign, editAudience, editGoal, editMessage, editPublicMedium, editSchedule, removeMedium } from './write-campaign.server.ts';
import { addPlace } from './write-place.server.ts';

const revision = async (w: CampaignWorld) => (await w.row()).revision;
const frozen = (w: CampaignWorld) => w.db.selectFrom('campaign_recipient').select('user_id').execute();
const schedule = async (w: CampaignWorld, sendAt = '2026-11-23T09:00', notAfter = '2026-11-30T09:00') => editSchedule(w.ports, w.maker, w.id, { revision: await revision(w), sendAt, notAfter, stagger: 0, closed: {} });
const led = async (w: CampaignWorld, at: string | null) => {
  await addPlace(w.ports, w.operator, { name: 'Bảng 1', kind: 'LED', unitId: w.unit });
  await editPublicMedium(w.ports, w.maker, w.id, 'LED', { revision: await revision(w), pages: ['A'], seconds: 6 });
  if (at) await planSlots(w.ports, w.maker, w.id, { revision: await revision(w), medium: 'LED', at, unitId: '' });
};

describe('handing in', () => {
  it.each<[string, (w: CampaignWorld) => Promise<unknown>, string]>([
    ['without a schedule', async () => {}, 'Chưa đặt lịch gửi. Vui lòng hoàn thành mục Lịch trước khi trình duyệt.'],
    ['without any content', async (w) => schedule(w), 'Chưa có nội dung cho kênh nào.'],
    ['when its start is this very moment', async (w) => { await w.write(); w.clock.set('2026-11-23T02:00:00.000Z'); }, 'Thời điểm gửi đã qua. Vui lòng đặt lại lịch.'],
    ['with boards and no broadcast', async (w) => { await schedule(w); await led(w, null); }, 'Chiến dịch chưa có người nhận và chưa có lịch phát nào.'],
    ['for an audience that became empty', async (w) => { await w.write(); await editAudience(w.ports, w.maker, w.id, { revision: await revision(w), rules: { ...everybody, unitIds: ['khong-co'] } }); }, 'Đối tượng đã chọn hiện không có ai. Vui lòng nới điều kiện đối tượng.'],
    ['when everybody has left meanwhile', async (w) => { await w.write(); await w.db.updateTable('user_account').set({ disabled_at: '2026-11-23T01:00:00.000Z' }).execute(); }, 'Đối tượng đã chọn hiện không có ai. Vui lòng nới điều kiện đối tượng.'],
    ['with a broadcast that is over', async (w) => { await schedule(w, '2026-11-23T18:00'); await led(w, '2026-11-23T12:00'); w.clock.set('2026-11-23T05:00:00.000Z'); }, 'Có lượt phát đã qua giờ. Vui lòng bỏ lượt đó hoặc xếp lại ở mục Lịch phát công chúng.'],
    ['with a broadcast after an end that was moved', async (w) => { await schedule(w); await led(w, '2026-11-29T12:00'); await schedule(w, '2026-11-23T09:00', '2026-11-28T09:00'); }, 'Có lượt phát nằm sau hạn của chiến dịch. Vui lòng bỏ lượt đó hoặc lùi hạn ở mục Lịch.'],
    ['twice', async (w) => { await w.write(); await w.submit(); }, 'Chiến dịch đã được trình duyệt.'],
    ['when it was launched', async (w) => { await w.write(); await w.launch(); }, 'Chiến dịch đã phát hành nên không sửa được nữa. Nếu nội dung sai, dùng mục Đính chính.'],
    ['when it was cancelled', async (w) => { await w.write(); await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Bỏ' }); }, 'Chiến dịch đã phát hành nên không sửa được nữa. Nếu nội dung sai, dùng mục Đính chính.'],
    ['as a drill with Zalo, marked after its words were written', async (w) => {
      await w.write();
      await editMessage(w.ports, w.maker, w.id, { revision: await revision(w), content: someWords, channels: ['ZALO'], sms: '', zalo: { templateId: 'T1', parameters: {} } });
      await editGoal(w.ports, w.maker, w.id, { ...aGoal, isDrill: true, revision: await revision(w) });
    }, 'Mẫu tin Zalo không mang được dấu diễn tập nên không dùng cho diễn tập. Vui lòng bỏ kênh Zalo.'],
  ])('is refused %s, and leaves no trace', async (_what, prepare, sentence) => {
    await using w = await campaignWorld();
    await prepare(w);
    const [before, people] = [await w.row(), await frozen(w)];
    const traces = () => w.db.selectFrom('audit_event').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    const count = await traces();
    expect(refusals(await w.submit())).toBe(`form: ${sentence}`);
    expect([await w.row(), await frozen(w), await traces()]).toEqual([before, people, count]);
  });

  it('from an old tab is refused; with the newest version it freezes who is there now', async () => {
    await using w = await campaignWorld();
    await w.write();
    expect(refusals(await submitCampaign(w.ports, w.maker, { id: w.id, revision: (await revision(w)) - 1 }))).toContain('thẻ khác của trình duyệt');
    const late = await w.staff();
    expect(await w.submit()).toMatchObject({ ok: true, count: 5 });
    await w.staff();
    expect((await frozen(w)).map(({ user_id }) => user_id)).toContain(late.id);
    expect(await frozen(w)).toHaveLength(5);
  });

  it('by two at once happens once', async () => {
    await using w = await campaignWorld();
    await w.write();
    const outcomes = await Promise.all([w.submit(), w.submit()]);
    expect(outcomes.map(refusals).toSorted()).toEqual(['', 'form: Chiến dịch đã được trình duyệt.']);
    expect(await frozen(w)).toHaveLength(4);
  });

  it('with broadcasts only needs nobody; with a message it does', async () => {
    await using w = await campaignWorld();
    await schedule(w);
    await led(w, '2026-11-24T12:00');
    expect(await w.submit()).toMatchObject({ ok: true, count: 0 });
    expect(await frozen(w)).toEqual([]);
    expect(await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' })).toEqual({ ok: true, isLaunched: true });
    expect(await w.db.selectFrom('message').select('id').execute()).toEqual([]);
  });

  it('is for makers', async () => {
    await using w = await campaignWorld();
    for (const as of [w.approver, w.operator, w.reader]) await expect(submitCampaign(w.ports, as, { id: w.id, revision: 0 })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(submitCampaign(w.ports, w.maker, { id: 'khong-co', revision: 0 })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('writing', () => {
  it('in two tabs: the second one is told so, and nothing of the first is lost', async () => {
    await using w = await campaignWorld();
    const edit = (body: string) => editMessage(w.ports, w.maker, w.id, { revision: 0, content: { vi: { ...someWords.vi, body } }, channels: ['EMAIL'], sms: '' });
    const outcomes = await Promise.all([edit('Thẻ một'), edit('Thẻ hai')]);
    expect(outcomes.map(refusals).filter(Boolean)).toEqual(['form: Chiến dịch vừa được người khác hoặc thẻ khác của trình duyệt sửa. Vui lòng tải lại trang rồi nhập lại phần của mình.']);
    const { content } = await w.db.selectFrom('campaign_medium').select('content').where('medium', '=', 'MESSAGE').executeTakeFirstOrThrow();
    expect(content).toContain(outcomes[0]?.ok ? 'Thẻ một' : 'Thẻ hai');
    expect((await w.row()).revision).toBe(1);
  });

  it('a code twice is refused, in whatever moment', async () => {
    await using w = await campaignWorld();
    const add = () => addCampaign(w.ports, w.maker, { code: 'TT-2026-09', ...aGoal });
    const outcomes = await Promise.all([add(), add()]);
    expect(outcomes.map(refusals).toSorted()).toEqual(['', 'code: Mã này đã dùng cho chiến dịch khác.']);
  });

  it('keeps what a channel does when its moment is closed, and forgets it with the channel', async () => {
    await using w = await campaignWorld();
    await w.write();
    const closed = async () => (await w.db.selectFrom('campaign_medium').select('when_closed').where('medium', '=', 'EMAIL').executeTakeFirst())?.when_closed;
    const edit = async (channels: ('EMAIL' | 'PUSH')[]) => editMessage(w.ports, w.maker, w.id, { revision: await revision(w), content: someWords, channels, sms: '' });
    await editSchedule(w.ports, w.maker, w.id, { revision: await revision(w), sendAt: '2026-11-23T09:00', notAfter: '2026-11-30T09:00', stagger: 0, closed: { EMAIL: 'DROP' } });
    await edit(['EMAIL', 'PUSH']);
    expect(await closed()).toBe('DROP');
    await edit(['PUSH']);
    expect(await closed()).toBeUndefined();
    await edit(['EMAIL']);
    expect(await closed()).toBe('WAIT');
  });

  it('a medium that is taken out takes its broadcasts with it, a message its channels', async () => {
    await using w = await campaignWorld();
    await w.write();
    await led(w, '2026-11-24T12:00');
    expect(await removeMedium(w.ports, w.maker, w.id, 'MESSAGE', await revision(w))).toEqual({ ok: true });
    expect(await w.db.selectFrom('campaign_medium').select('medium').execute()).toEqual([{ medium: 'LED' }]);
    expect(await w.db.selectFrom('broadcast_slot').select('id').execute()).toHaveLength(1);
    expect(await removeMedium(w.ports, w.maker, w.id, 'LED', await revision(w))).toEqual({ ok: true });
    expect(await w.db.selectFrom('broadcast_slot').select('id').execute()).toEqual([]);
  });

  it('an urgent reason goes when the urgency does, so that nobody reads an old one', async () => {
    await using w = await campaignWorld({ urgency: 'URGENT', urgentReason: 'Mã độc' });
    const of = async () => (await w.db.selectFrom('campaign').select(['urgency', 'urgent_reason']).executeTakeFirstOrThrow());
    expect(await of()).toEqual({ urgency: 'URGENT', urgent_reason: 'Mã độc' });
    await editGoal(w.ports, w.maker, w.id, { ...aGoal, urgency: 'PRIORITY', urgentReason: 'Mã độc', revision: 0 });
    expect(await of()).toEqual({ urgency: 'PRIORITY', urgent_reason: null });
  });

  it('whoever changes anything becomes an author, once, with a line in the log that says which part and whether it was handed in', async () => {
    await using w = await campaignWorld();
    const other = await w.staff('CAMPAIGN_MAKER');
    await w.write();
    await w.submit();
    await editPublicMedium(w.ports, other, w.id, 'CRAWL', { revision: await revision(w), text: 'Chú ý' });
    await editPublicMedium(w.ports, other, w.id, 'CRAWL', { revision: await revision(w), text: 'Chú ý hơn' });
    expect((await w.db.selectFrom('campaign_author').select('user_id').execute()).map(({ user_id }) => user_id).toSorted()).toEqual([w.maker.id, other.id].toSorted());
    const lines = await w.db.selectFrom('audit_event').select('details').where('action', '=', 'campaign.edit').where('actor_id', '=', other.id).orderBy('seq').execute();
    expect(lines.map(({ details }) => JSON.parse(details))).toEqual([{ part: 'CRAWL', withdrawn: true }, { part: 'CRAWL', withdrawn: false }]);
  });
});
