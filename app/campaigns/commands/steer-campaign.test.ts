import { describe, expect, it } from 'vitest';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import * as steering from '../routes/campaign-steering.tsx';
import { evaluateCampaign } from './evaluate-campaign.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';

const deeds = ['pause', 'resume', 'cancel'] as const;
type Deed = (typeof deeds)[number];
const no: Readonly<Record<Deed, string>> = { pause: 'Chỉ tạm dừng được chiến dịch đang chờ gửi hoặc đang gửi.', resume: 'Chiến dịch không ở trạng thái tạm dừng.', cancel: 'Chiến dịch đã kết thúc hoặc đã huỷ.' };
const steer = (w: CampaignWorld, deed: Deed, reason = 'Sai giờ', as = w.maker) => steerCampaign(w.ports, as, { id: w.id, deed, reason });
const messages = (w: CampaignWorld) => w.db.selectFrom('message').select(['paused_at', 'cancelled_at']).execute();
const final = { inputs: 'a', outtakes: 'b', outcomes: 'c', impact: 'd', lesson: 'e', decision: 'KEEP' as const, earlyReason: 'Báo cáo quý' };

/** Brings a campaign into a state of its life. */
const into: Readonly<Record<string, (w: CampaignWorld) => Promise<unknown>>> = {
  DRAFT: async () => {},
  SUBMITTED: async (w) => { await w.write(); await w.submit(); },
  SCHEDULED: async (w) => { await w.write(); await w.launch(); },
  RUNNING: async (w) => { await into['SCHEDULED']?.(w); w.clock.set('2026-11-23T02:00:00.000Z'); },
  PAUSED: async (w) => { await into['RUNNING']?.(w); await steer(w, 'pause'); },
  CANCELLED: async (w) => { await into['RUNNING']?.(w); await steer(w, 'cancel'); },
  ENDED: async (w) => { await into['SCHEDULED']?.(w); w.clock.set('2026-11-30T02:00:00.000Z'); },
  EVALUATED: async (w) => { await into['ENDED']?.(w); await evaluateCampaign(w.ports, w.maker, w.id, final); },
};
const allowed: Readonly<Record<string, Deed[]>> = { DRAFT: ['cancel'], SUBMITTED: ['cancel'], SCHEDULED: ['pause', 'cancel'], RUNNING: ['pause', 'cancel'], PAUSED: ['resume', 'cancel'], CANCELLED: [], ENDED: [], EVALUATED: [] };

describe('steering a campaign', () => {
  it.each(Object.keys(into).flatMap((state) => deeds.map((deed) => [state, deed, allowed[state]?.includes(deed) ?? false] as const)))('that is %s: %s is %s', async (state, deed, isAllowed) => {
    await using w = await campaignWorld();
    await into[state]?.(w);
    const before = await w.row();
    const traces = () => w.db.selectFrom('audit_event').select(['actor_id', 'details']).where('action', '=', `campaign.${deed}`).execute();
    const count = (await traces()).length;
    const outcome = await steer(w, deed, 'Có người báo sai', w.approver);
    expect(refusals(outcome)).toBe(isAllowed ? '' : `form: ${no[deed]}`);
    const after = await traces();
    expect(after.length - count).toBe(isAllowed ? 1 : 0);
    if (isAllowed) expect(after.at(-1)).toEqual({ actor_id: w.approver.id, details: JSON.stringify({ reason: 'Có người báo sai' }) });
    else expect(await w.row()).toEqual(before);
  });

  it('holds, lets go and ends both waves, and what went before stays as it was', async () => {
    await using w = await campaignWorld();
    await w.write({}, { stagger: 7 });
    for (let at = 0; at < 8; at += 1) await w.staff();
    await w.launch();
    w.clock.set('2026-12-01T02:00:00.000Z');
    expect(await steer(w, 'pause', '')).toEqual({ ok: true });
    expect((await messages(w)).every(({ paused_at }) => paused_at === '2026-12-01T02:00:00.000Z')).toBe(true);
    w.clock.pass({ minutes: 5 });
    expect(refusals(await steer(w, 'pause'))).toBe(`form: ${no.pause}`);
    expect((await messages(w)).every(({ paused_at }) => paused_at === '2026-12-01T02:00:00.000Z')).toBe(true);
    expect(await steer(w, 'resume', '')).toEqual({ ok: true });
    expect((await messages(w)).every(({ paused_at }) => paused_at === null)).toBe(true);
    await steer(w, 'pause');
    expect(await steer(w, 'cancel')).toEqual({ ok: true });
    expect((await messages(w)).every(({ cancelled_at }) => cancelled_at !== null)).toBe(true);
  });

  it('needs a reason to end, not to hold, and the right to do it', async () => {
    await using w = await campaignWorld();
    await into['RUNNING']?.(w);
    expect(refusals(await steer(w, 'cancel', ''))).toBe('reason: Vui lòng nêu lý do huỷ; lý do hiện ở trang chiến dịch và nhật ký.');
    for (const as of [w.operator, w.reader]) for (const deed of deeds) await expect(steer(w, deed, 'x', as)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(steerCampaign(w.ports, w.maker, { id: 'khong-co', deed: 'pause', reason: '' })).rejects.toMatchObject({ kind: 'not-found' });
    expect((await messages(w)).some(({ paused_at, cancelled_at }) => paused_at !== null || cancelled_at !== null)).toBe(false);
  });
});

describe('its page', () => {
  it('answers with 303, 409 or 422, keeps what was typed, and knows three deeds', async () => {
    await using w = await campaignWorld();
    await into['SCHEDULED']?.(w);
    const send = (deed: string, reason: string) => w.ask(steering.action, w.maker, { deed }, { reason });
    expect(await send('cancel', '   ')).toMatchObject({ status: 422, body: { values: { reason: '' } } });
    expect(await send('resume', 'Đã sửa')).toMatchObject({ status: 409, body: { values: { reason: 'Đã sửa' } } });
    expect((await send('cancel', 'x'.repeat(501))).status).toBe(422);
    expect((await send('pause', '')).location).toBe(`/campaigns/${w.id}?done=paused`);
    expect((await send('resume', '')).location).toBe(`/campaigns/${w.id}?done=resumed`);
    expect((await send('cancel', 'Sai')).location).toBe(`/campaigns/${w.id}?done=cancelled`);
    for (const deed of ['delete', 'PAUSE', '__proto__', '']) expect((await w.ask(steering.loader, w.maker, { deed })).status, deed).toBe(404);
  });
});
