import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { approveCampaign } from './approve-campaign.server.ts';

/** A campaign to people of many communes, half of which start a week later; handed in on Monday at eight. */
async function staggered(sendAt = '2026-11-23T09:00', notAfter = '2026-12-10T09:00'): Promise<CampaignWorld> {
  const w = await campaignWorld();
  for (let at = 0; at < 12; at += 1) await makePerson(w.db, { unitId: await makeUnit(w.db, { name: `UBND xã ${at}` }) });
  await w.write({}, { sendAt, notAfter, stagger: 7 });
  await w.submit();
  return w;
}
const approve = async (w: CampaignWorld, at: string) => {
  w.clock.set(at);
  return approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' });
};
/** Of each message its moments, and whom it is for. */
const sent = async (w: CampaignWorld) => {
  const rows = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.id', 'm.send_at', 'm.not_after', 'r.user_id']).orderBy('m.send_at').orderBy('m.id').execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((some) => ({ sendAt: some[0]?.send_at, notAfter: some[0]?.not_after, people: some.map(({ user_id }) => user_id).toSorted() }));
};
const frozen = async (w: CampaignWorld, wave: number) => (await w.db.selectFrom('campaign_recipient').select('user_id').where('wave', '=', wave).execute()).map(({ user_id }) => user_id).toSorted();

describe('a campaign whose units start in two waves', () => {
  it('writes to each of its people once: the first half at its start, the second a week later', async () => {
    await using w = await staggered();
    await approve(w, '2026-11-23T01:30:00.000Z');
    expect(await sent(w)).toEqual([
      { sendAt: '2026-11-23T02:00:00.000Z', notAfter: '2026-12-10T02:00:00.000Z', people: await frozen(w, 1) },
      { sendAt: '2026-11-30T02:00:00.000Z', notAfter: '2026-12-17T02:00:00.000Z', people: await frozen(w, 2) },
    ]);
  });

  it('and that is approved late starts at once, and its second half when it is due', async () => {
    await using w = await staggered();
    await approve(w, '2026-11-25T01:00:00.000Z');
    expect((await sent(w)).map(({ sendAt }) => sendAt)).toEqual(['2026-11-25T01:00:00.000Z', '2026-11-30T02:00:00.000Z']);
  });

  it('and that is approved after both have come leaves nobody out', async () => {
    await using w = await staggered();
    expect(await approve(w, '2026-12-02T01:00:00.000Z')).toMatchObject({ isLaunched: true });
    const people = (await sent(w)).flatMap((message) => message.people).toSorted();
    expect(people).toEqual([...(await frozen(w, 1)), ...(await frozen(w, 2))].toSorted());
    expect(people.length).toBeGreaterThan(12);
  });
});
