import { describe, expect, it } from 'vitest';
import { campaignWorld, refusals, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import * as approval from '../routes/campaign-approval.tsx';
import * as back from '../routes/campaign-return.ts';
import { approveCampaign, returnCampaign } from './approve-campaign.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { submitCampaign } from './submit-campaign.server.ts';
import { editMessage, editPublicMedium, removeMedium } from './write-campaign.server.ts';

const urgent = { urgency: 'URGENT', urgentReason: 'Mã độc đang lan' } as const;
const hashOf = async (w: CampaignWorld) => (await w.row()).submitted_hash ?? '';
const approve = async (w: CampaignWorld, as = w.approver, hash?: string) => approveCampaign(w.ports, as, { id: w.id, hash: hash ?? (await hashOf(w)), note: 'Đã đọc' });
const messages = (w: CampaignWorld) => w.db.selectFrom('message').select('id').execute();
const handedIn = async (changes: Parameters<typeof campaignWorld>[0] = {}) => {
  const w = await campaignWorld(changes);
  await w.write();
  await w.submit();
  return w;
};

describe('approving', () => {
  it('is refused with the sentence that says why, and then nothing is sent', async () => {
    await using w = await campaignWorld();
    expect(refusals(await approve(w, w.approver, 'x'.repeat(64)))).toBe('form: Chiến dịch chưa được trình duyệt hoặc đã được rút lại.');
    await w.write();
    await w.submit();
    expect(refusals(await approve(w, w.approver, '0'.repeat(64)))).toBe('form: Nội dung, đối tượng hoặc lịch đã thay đổi sau khi trang này mở. Vui lòng xem lại bản mới rồi duyệt.');
    const both = await w.staff('CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER');
    await editMessage(w.ports, both, w.id, { revision: (await w.row()).revision, content: someWords, channels: [], sms: '' });
    await w.submit();
    expect(refusals(await approve(w, both))).toBe('form: Người đã soạn hoặc sửa chiến dịch không được duyệt chiến dịch đó. Cần người duyệt khác.');
    for (const as of [w.maker, w.operator, w.reader]) await expect(approve(w, as)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(approveCampaign(w.ports, w.approver, { id: 'khong-co', hash: '', note: '' })).rejects.toMatchObject({ kind: 'not-found' });
    expect([await messages(w), await w.db.selectFrom('campaign_approval').select('id').execute()]).toEqual([[], []]);
  });

  it('whoever only hands it in is one of its authors, too', async () => {
    await using w = await campaignWorld();
    await w.write();
    const both = await w.staff('CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER');
    expect(await submitCampaign(w.ports, both, { id: w.id, revision: (await w.row()).revision })).toMatchObject({ ok: true });
    expect(refusals(await approve(w, both))).toContain('Cần người duyệt khác');
  });

  it('is possible until the last millisecond before the last moment', async () => {
    await using w = await handedIn();
    w.clock.set('2026-11-30T02:00:00.000Z');
    expect(refusals(await approve(w))).toBe('form: Hạn gửi đã qua nên không phát hành được. Vui lòng trả lại để đặt lịch mới.');
    w.clock.set('2026-11-30T01:59:59.999Z');
    expect(await approve(w)).toEqual({ ok: true, isLaunched: true });
    const { send_at, not_after } = await w.db.selectFrom('message').select(['send_at', 'not_after']).executeTakeFirstOrThrow();
    expect([send_at, not_after]).toEqual(['2026-11-30T01:59:59.999Z', '2026-11-30T02:00:00.000Z']);
  });

  it('by two people at the same moment launches once', async () => {
    await using w = await handedIn();
    const [second, hash] = [await w.staff('CAMPAIGN_APPROVER'), await hashOf(w)];
    const outcomes = await Promise.all([approve(w, w.approver, hash), approve(w, second, hash), approve(w, w.approver, hash)]);
    expect(outcomes.filter(({ ok }) => ok)).toEqual([{ ok: true, isLaunched: true }]);
    expect(outcomes.map(refusals).filter(Boolean)).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('đã phát hành') as string));
    expect([(await messages(w)).length, (await w.db.selectFrom('campaign_approval').select('id').execute()).length]).toEqual([1, 1]);
  });

  it('of an urgent one needs two, counts nobody twice, and begins anew after an edit', async () => {
    await using w = await handedIn(urgent);
    const [second, third] = [await w.staff('CAMPAIGN_APPROVER'), await w.staff('CAMPAIGN_APPROVER')];
    expect(await approve(w)).toEqual({ ok: true, isLaunched: false });
    expect(refusals(await approve(w))).toBe('form: Anh/Chị đã duyệt bản này. Tin khẩn cấp cần thêm một người duyệt khác.');
    const old = await hashOf(w);
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { vi: { ...someWords.vi, body: 'Khác' } }, channels: ['EMAIL'], sms: '' });
    await w.submit();
    expect(await hashOf(w)).not.toBe(old);
    expect(refusals(await approve(w, second, old))).toContain('đã thay đổi');
    expect(await approve(w, second)).toEqual({ ok: true, isLaunched: false });
    expect(await messages(w)).toEqual([]);
    expect(await approve(w, third)).toEqual({ ok: true, isLaunched: true });
    expect(await messages(w)).toHaveLength(1);
  });

  it('that was taken back does not come alive again when the old words are written once more', async () => {
    await using w = await campaignWorld(urgent);
    const second = await w.staff('CAMPAIGN_APPROVER');
    await w.write();
    await w.submit();
    const old = await hashOf(w);
    await approve(w);
    for (const body of ['Khác', someWords.vi.body]) await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { vi: { ...someWords.vi, body } }, channels: ['EMAIL'], sms: '' });
    await w.submit();
    expect(await hashOf(w)).toBe(old);
    expect(await approve(w, second)).toEqual({ ok: true, isLaunched: false });
    expect(await approve(w)).toEqual({ ok: true, isLaunched: true });
  });

  it.each<[string, (w: CampaignWorld) => Promise<unknown>]>([
    ['a medium is added', async (w) => editPublicMedium(w.ports, w.maker, w.id, 'CRAWL', { revision: (await w.row()).revision, text: 'Chú ý' })],
    ['a medium is taken out', async (w) => removeMedium(w.ports, w.maker, w.id, 'MESSAGE', (await w.row()).revision)],
    ['it is handed back', async (w) => returnCampaign(w.ports, w.approver, { id: w.id, reason: 'Sửa lời' })],
    ['it is cancelled', async (w) => steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Bỏ' })],
  ])('is over when %s', async (_what, change) => {
    await using w = await handedIn(urgent);
    const [second, hash] = [await w.staff('CAMPAIGN_APPROVER'), await hashOf(w)];
    await approve(w);
    expect(await change(w)).toMatchObject({ ok: true });
    expect(refusals(await approve(w, second, hash))).toBe('form: Chiến dịch chưa được trình duyệt hoặc đã được rút lại.');
    expect(await messages(w)).toEqual([]);
  });
});

describe('handing back', () => {
  it('frees the frozen audience, counts as a change, and stands in the log with its reason', async () => {
    await using w = await handedIn();
    const { revision } = await w.row();
    expect(await returnCampaign(w.ports, w.approver, { id: w.id, reason: 'Thiếu số điện thoại' })).toEqual({ ok: true });
    expect(await w.row()).toMatchObject({ revision: revision + 1, submitted_at: null, submitted_by: null, submitted_hash: null });
    expect(await w.db.selectFrom('campaign_recipient').select('user_id').execute()).toEqual([]);
    const { details, actor_id } = await w.db.selectFrom('audit_event').select(['details', 'actor_id']).where('action', '=', 'campaign.return').executeTakeFirstOrThrow();
    expect([JSON.parse(details), actor_id]).toEqual([{ reason: 'Thiếu số điện thoại' }, w.approver.id]);
    expect(refusals(await returnCampaign(w.ports, w.approver, { id: w.id, reason: 'Lần nữa' }))).toContain('chưa được trình duyệt');
    expect(await w.submit()).toMatchObject({ ok: true });
    expect(await approve(w)).toMatchObject({ isLaunched: true });
    expect(refusals(await returnCampaign(w.ports, w.approver, { id: w.id, reason: 'Muộn' }))).toContain('chưa được trình duyệt');
    await expect(returnCampaign(w.ports, w.maker, { id: w.id, reason: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('the page of an approver', () => {
  it('keeps her note when it is refused, tells a first approval from a launch, and never approves by GET', async () => {
    await using w = await handedIn(urgent);
    const second = await w.staff('CAMPAIGN_APPROVER');
    const send = async (as = w.approver, hash?: string) => w.ask(approval.action, as, {}, { hash: hash ?? (await hashOf(w)), note: 'Đã đọc' });
    expect(await send(w.approver, 'f'.repeat(64))).toMatchObject({ status: 409, body: { values: { note: 'Đã đọc' } } });
    for (const hash of ['', 'x', 'f'.repeat(65)]) expect((await send(w.approver, hash)).status).toBe(422);
    expect((await w.ask(approval.loader, w.approver)).body).toMatchObject({ recipients: 4, campaign: { state: 'SUBMITTED' } });
    expect((await send()).location).toBe(`/campaigns/${w.id}?done=approved`);
    expect((await send(second)).location).toBe(`/campaigns/${w.id}?done=launched`);
    expect((await send(second)).status).toBe(409);
    expect((await w.ask(back.action, w.approver, {}, { reason: '' })).status).toBe(422);
    expect((await w.ask(back.action, w.approver, {}, { reason: 'Muộn' })).status).toBe(409);
  });
});
