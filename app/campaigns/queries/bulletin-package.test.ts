import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { approveCampaign } from '../commands/approve-campaign.server.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as notReached from '../routes/campaign-not-reached.ts';
import * as packet from '../routes/campaign-package.ts';
import * as packetText from '../routes/campaign-package-text.ts';
import { bulletinPackage } from './bulletin-package.server.ts';
import { getCampaign } from './campaign-page.server.ts';
import { listNotReached } from './broadcast.server.ts';

const bulletin = { LOUDSPEAKER: { script: 'Thưa bà con! Bà con chú ý.', infoType: 'EMERGENCY', variants: [{ language: 'Mường', text: 'Lời Mường' }] } };
const packed = async (w: CampaignWorld) => bulletinPackage(w.db, await getCampaign(w.db, w.id, w.clock.now().toISOString()), '2026-11-23');

describe('a bulletin that leaves the house', () => {
  it('is approved only while its campaign is launched and not cancelled', async () => {
    await using w = await campaignWorld();
    await expect(packed(w)).rejects.toMatchObject({ kind: 'not-found' });
    await w.write(bulletin);
    expect(await packed(w)).toMatchObject({ isApproved: false, approvedAt: null });
    await w.submit();
    expect(await packed(w)).toMatchObject({ isApproved: false });
    await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' });
    expect(await packed(w)).toMatchObject({ isApproved: true, approvedAt: '2026-11-23T01:00:00.000Z' });
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });
    expect(await packed(w)).toMatchObject({ isApproved: false });
    expect((await w.ask(packetText.loader, w.operator)).text).toContain('BẢN NHÁP');
  });

  it.each([['NORMAL', 'Thông thường'], ['PRIORITY', 'Ưu tiên'], ['URGENT', 'Khẩn cấp']] as const)('names the priority %s as TT 39/2020 does', async (urgency, name) => {
    await using w = await campaignWorld({ urgency, urgentReason: urgency === 'URGENT' ? 'Lũ lên nhanh' : null });
    await w.write(bulletin);
    expect((await packed(w)).priority).toMatchObject({ code: urgency, name: expect.stringMatching(new RegExp(name, 'i')) as string });
  });

  it('marks a drill at both ends of every language, and reads as long as it then is', async () => {
    await using live = await campaignWorld();
    await using drill = await campaignWorld({ isDrill: true });
    for (const w of [live, drill]) await w.write(bulletin);
    const [one, other] = [await packed(live), await packed(drill)];
    for (const text of [other.text, ...other.variants.map((variant) => variant.text)]) expect(text).toMatch(/^Đây là bản tin diễn tập\..*Bản tin vừa rồi là diễn tập\.$/s);
    expect(other.seconds).toBeGreaterThan(one.seconds);
    expect(JSON.stringify(one)).not.toContain('diễn tập');
  });

  it('lists its broadcasts in order with station and unit, and no others', async () => {
    await using w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'Đài phường', kind: 'STATION', unitId: w.unit });
    await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
    await w.write({ ...bulletin, LED: { pages: ['A'], seconds: 6 } });
    for (const [medium, at] of [['LOUDSPEAKER', '2026-11-24T17:00'], ['LED', '2026-11-24T12:00'], ['LOUDSPEAKER', '2026-11-24T05:30']] as const) await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium, at, unitId: '', quietReason: 'Bản tin sáng' });
    const read = JSON.parse((await w.ask(packet.loader, w.operator)).text ?? '{}') as { slots: unknown };
    expect(read.slots).toEqual([{ startsAt: '2026-11-23T22:30:00.000Z', station: 'Đài phường', unit: 'UBND phường Hoa Lư' }, { startsAt: '2026-11-24T10:00:00.000Z', station: 'Đài phường', unit: 'UBND phường Hoa Lư' }]);
    expect((await w.ask(packet.loader, w.reader)).status).toBe(403);
  });
});

describe('the communes that nothing has reached', () => {
  it('are those of today: not those that are gone or still to come, nor offices of the province', async () => {
    await using w = await campaignWorld();
    await makeUnit(w.db, { name: 'Sở Tư pháp', kind: 'DEPARTMENT', level: 'PROVINCE' });
    const [gone, coming] = [await makeUnit(w.db, { name: 'UBND xã Cũ' }), await makeUnit(w.db, { name: 'UBND xã Mới' })];
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-23' }).where('id', '=', gone).execute();
    await w.db.updateTable('org_unit').set({ valid_from: '2026-11-24' }).where('id', '=', coming).execute();
    const names = async (today: string) => (await listNotReached(w.db, w.id, today)).map(({ name }) => name);
    expect(await names('2026-11-22')).toEqual(['UBND phường Hoa Lư', 'UBND xã Cũ']);
    expect(await names('2026-11-23')).toEqual(['UBND phường Hoa Lư']);
    expect(await names('2026-11-24')).toEqual(['UBND phường Hoa Lư', 'UBND xã Mới']);
  });

  it('leave as a table that no spreadsheet calculates', async () => {
    await using w = await campaignWorld();
    for (const name of ['=1+1', '+84', '@SUM(A1)', '-2', 'Xã "Một", Hai']) await makeUnit(w.db, { name });
    const { text } = await w.ask(notReached.loader, w.operator);
    const cells = (text ?? '').split('\r\n').slice(1).filter(Boolean).map((row) => row.replace(/^;/, ''));
    expect(cells.some((cell) => /^"?[=+@-]/.test(cell))).toBe(false);
    expect(cells).toContain('"Xã ""Một"", Hai";0;chưa xếp lịch');
  });
});
