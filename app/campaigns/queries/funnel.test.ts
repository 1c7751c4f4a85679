import { describe, expect, it } from 'vitest';
import { campaignWorld, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { fanOut } from '../../messaging/index.server.ts';
import * as notice from '../../messaging/routes/notice.tsx';
import * as reading from '../../messaging/routes/inbox-reading.ts';
import { correctCampaign } from '../commands/correct-campaign.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { editMessage } from '../commands/write-campaign.server.ts';
import { unitReach } from './unit-reach.server.ts';
import { campaignFunnels, type Funnel } from './funnel.server.ts';

const launched = async (w: CampaignWorld) => {
  await w.write();
  await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['EMAIL', 'PUSH', 'SMS'], sms: 'Canh bao' });
  await w.launch();
  return (await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow()).id;
};
const sum = (row: Funnel['rows'][number]) => row.waiting + row.sent + row.delivered + row.unsure + row.notSent + row.failed;

describe('a funnel', () => {
  it('is empty before anything was launched', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    expect(await campaignFunnels(w.db, w.id)).toEqual([]);
  });

  it('adds up to the audience on every channel: before its fan-out, after it, in every state, and when it is cancelled', async () => {
    await using w = await campaignWorld();
    const id = await launched(w);
    const check = async () => {
      const [funnel] = await campaignFunnels(w.db, w.id);
      expect(funnel?.rows.map(({ channel }) => channel).toSorted()).toEqual(['EMAIL', 'IN_APP', 'PUSH', 'SMS']);
      for (const row of funnel?.rows ?? []) expect(sum(row), row.channel).toBe(4);
      return Object.fromEntries((funnel?.rows ?? []).map((row) => [row.channel, row])) as Record<string, Funnel['rows'][number]>;
    };
    expect((await check())['IN_APP']).toMatchObject({ waiting: 4, delivered: 0 });
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, id);
    expect(await check()).toMatchObject({ IN_APP: { delivered: 4 }, EMAIL: { waiting: 4 }, SMS: { notSent: 4 }, PUSH: { notSent: 4 } });
    const mails = await w.db.selectFrom('delivery').select('id').where('channel', '=', 'EMAIL').execute();
    for (const [at, state] of (['ACCEPTED', 'BOUNCED', 'UNCERTAIN'] as const).entries()) await w.db.updateTable('delivery').set({ state, accepted_at: state === 'ACCEPTED' ? '2026-11-23T02:00:01.000Z' : null }).where('id', '=', mails[at]?.id ?? '').execute();
    await check();
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });
    expect((await check())['IN_APP']).toMatchObject({ delivered: 4 });
  });

  it('counts who has opened the notice, not who has cleared her list', async () => {
    await using w = await campaignWorld();
    const id = await launched(w);
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, id);
    for (const one of [w.reader, w.operator]) expect((await w.ask(reading.action, one, {}, {}, '/inbox/reading')).location).toBe('/inbox');
    const read = async () => [(await campaignFunnels(w.db, w.id))[0]?.read, (await unitReach(w.db, { model: 27, unitIds: [w.unit], from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' })).reached];
    expect(await read()).toEqual([0, 0]);
    // Opened afterwards, it counts.
    expect((await w.ask(notice.loader, w.reader, { messageId: id }, undefined, `/inbox/${id}`)).status).toBe(200);
    expect(await read()).toEqual([1, 1]);
  });

  it('of a correction stands apart, and the question before and after in none', async () => {
    await using w = await campaignWorld({ pulse: { text: 'Q?', options: ['đúng', 'sai'], right: 0 } });
    const before = await w.db.selectFrom('message').select('id').execute();
    expect(before).toEqual([]);
    await w.write({}, { sendAt: '2026-11-24T09:00' });
    await w.launch();
    const own = await campaignFunnels(w.db, w.id);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ audience: 4, read: 0, links: null, answers: null, isCorrection: false });
    w.clock.set('2026-11-24T02:00:00.000Z');
    await fanOut(w.db, w.clock, own[0]?.messageId ?? '');
    w.clock.pass({ minutes: 1 });
    await correctCampaign(w.ports, w.maker, { id: w.id, subject: 'Đính chính', body: 'Đúng', reason: 'Sai' });
    expect((await campaignFunnels(w.db, w.id)).map(({ isCorrection }) => isCorrection)).toEqual([false, true]);
  });
});
