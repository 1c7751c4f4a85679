import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf } from '../../people/ports.ts';
import { approveCampaign } from '../commands/approve-campaign.server.ts';
import { confirmSlots, planSlots } from '../commands/broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as campaigns from '../routes/campaigns.tsx';
import { listCampaignWork } from './waiting-work.server.ts';

const work = async (w: CampaignWorld, who: Actor) => (await listCampaignWork(w.db, who, momentOf(w.ports))).map(({ kind, count, href, subject }) => ({ kind, count, href, subject }));

describe('work that waits in communication', () => {
  it('is none for a draft, and for somebody without an office', async () => {
    await using w = await campaignWorld();
    for (const who of [w.maker, w.approver, w.operator, w.reader]) expect(await work(w, who)).toEqual([]);
  });

  it('is an approval for whoever did not write it, until it is launched', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    const both = await w.staff('CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER');
    await w.db.insertInto('campaign_author').values({ campaign_id: w.id, user_id: both.id }).execute();
    expect(await work(w, w.approver)).toEqual([{ kind: 'campaign.approve', count: 1, href: `/campaigns/${w.id}/approval`, subject: 'Cảnh báo VNeID giả' }]);
    expect([await work(w, both), await work(w, w.maker), await work(w, w.reader)]).toEqual([[], [], []]);
    // The list of campaigns names the same ones.
    const approvable = async (who: Actor) => ((await w.ask(campaigns.loader, who)).body as { approvable: string[] }).approvable;
    expect([await approvable(w.approver), await approvable(both), await approvable(w.maker)]).toEqual([[w.id], [], []]);
    expect(await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' })).toMatchObject({ ok: true });
    expect(await work(w, w.approver)).toEqual([]);
  });

  it('is the second approval of an urgent campaign for somebody else only', async () => {
    await using w = await campaignWorld({ urgency: 'URGENT', urgentReason: 'Ứng dụng giả đang lan nhanh trong tỉnh' });
    await w.write();
    await w.launch();
    expect(await work(w, w.approver)).toEqual([]);
    expect(await work(w, await w.staff('CAMPAIGN_APPROVER'))).toMatchObject([{ kind: 'campaign.approve', count: 1 }]);
  });

  it('is an evaluation for makers from the day on which its effect is measured, with the day by which it is due', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    w.clock.set('2026-12-07T01:59:59.000Z');
    expect(await work(w, w.maker)).toEqual([]);
    w.clock.set('2026-12-07T02:00:00.000Z');
    expect(await work(w, w.maker)).toMatchObject([{ kind: 'campaign.evaluate', count: 1, href: `/campaigns/${w.id}/evaluation` }]);
    expect(await listCampaignWork(w.db, w.maker, { at: w.clock.now().toISOString(), today: '2026-12-07' })).toMatchObject([{ dueAt: '2026-12-21T02:00:00.000Z' }]);
    await w.db.updateTable('campaign').set({ cancelled_at: '2026-11-30T02:00:00.000Z' }).where('id', '=', w.id).execute();
    expect(await work(w, w.maker)).toEqual([]);
  });

  it('is every broadcast without a word, at one’s own places', async () => {
    await using w = await campaignWorld();
    const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    for (const unitId of [w.unit, far, far]) await addPlace(w.ports, w.operator, { name: `Bảng ${Math.random()}`, kind: 'LED', unitId });
    await w.write({ LED: { pages: ['CẢNH BÁO'], seconds: 6 } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
    await w.launch();
    const local = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] });
    expect([await work(w, w.operator), await work(w, local)]).toEqual([[], []]);
    w.clock.set('2026-11-23T14:00:00.000Z');
    const counts = async () => [(await work(w, w.operator))[0]?.count, (await work(w, local))[0]?.count];
    expect(await counts()).toEqual([3, 1]);
    await confirmSlots(w.ports, local, w.id, (await w.db.selectFrom('broadcast_slot').select('id').execute()).map(({ id }) => id));
    expect(await counts()).toEqual([2, undefined]);
  });
});
