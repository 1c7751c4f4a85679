import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { campaignWorld, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { makeDevice } from '../../../tests/world/devices.ts';
import { aMessage, sinkFor, written } from '../../../tests/world/messages.ts';
import { createDispatcher, fanOut, messageCounts, mobileColumn } from '../../messaging/index.server.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { editMessage } from '../commands/write-campaign.server.ts';
import { everybody } from '../forms/audience.ts';
import { previewAudience } from './audience.server.ts';
import { getCampaign } from './campaign-page.server.ts';
import { scheduleFacts } from './forecast.server.ts';

const at = '2026-11-23T01:00:00.000Z';
const setAccount = (w: CampaignWorld, id: string, changes: { phone?: string; email?: string }) => w.db.updateTable('user_account').set(changes).where('id', '=', id).execute();
const suppress = (w: CampaignWorld, channel: 'SMS' | 'EMAIL', address: string) => w.db.insertInto('suppression').values({ channel, address, reason: 'BOUNCE', delivery_id: null, created_at: at }).execute();

it('what the composer foretells is what the ledger does, whoever cannot be reached for whatever reason', async () => {
  await using w = await campaignWorld();
  const [one, two, three, four] = [w.maker, w.approver, w.operator, w.reader].map(({ id }) => id) as [string, string, string, string];
  await setAccount(w, one, { phone: '0912 345 678' });
  await setAccount(w, two, { phone: '+84 (0) 24 3825 1234' });
  await setAccount(w, three, { phone: '091.234.5679' });
  await setAccount(w, four, { phone: '0912345670', email: 'Thuy.Duong@VI-DU.vn' });
  await setAccount(w, three, { email: 'an@xã-hoa-lư.vn' });
  await suppress(w, 'SMS', '+84912345679');
  await suppress(w, 'EMAIL', 'thuy.duong@vi-du.vn');
  await suppress(w, 'EMAIL', 'an@xn--x-hoa-l-xwa56p.vn');
  const { sessionId } = await makeDevice(w.db, w.maker, at);
  await w.db.updateTable('session').set({ revoked_at: at }).where('id', '=', sessionId).execute();
  await makeDevice(w.db, w.approver, at);
  await w.write();
  await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['EMAIL', 'SMS', 'PUSH'], sms: 'Chú ý' });
  const { start } = await scheduleFacts(w.db, await getCampaign(w.db, w.id, at), { at, today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh' });
  const foretold = Object.fromEntries((start?.forecasts ?? []).map(({ channel, atOnce, unreachable }) => [channel, { reached: atOnce, unreachable }]));

  await w.launch();
  const { id } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
  w.clock.set('2026-11-23T02:00:00.000Z');
  await fanOut(w.db, w.clock, id);
  const { channels } = await messageCounts(w.db, id);
  const done = Object.fromEntries(channels.map(({ channel, states }) => [channel, { reached: states.QUEUED + states.DELIVERED, unreachable: states.SUPPRESSED }]));
  expect(done).toEqual({ IN_APP: { reached: 4, unreachable: 0 }, EMAIL: { reached: 2, unreachable: 2 }, SMS: { reached: 2, unreachable: 2 }, PUSH: { reached: 1, unreachable: 3 } });
  expect(foretold).toEqual(done);
});

it.each(['0912345678', '84912345678', '+84912345678', '0084912345678', '091.234.5678', '(091) 234-5678', '091 234 5678', '0112345678', '0243 825 1234', '091234567', '09123456789', '+85912345678', 'x0912345678', '', '0912345678; drop', '٠٩١٢٣٤٥٦٧٨'])('the database and the rule read the number %j alike', async (phone) => {
  await using w = await campaignWorld();
  await setAccount(w, w.reader.id, { phone });
  const row = await w.db.selectFrom('user_account as u').select(sql<string | null>`${mobileColumn}`.as('mobile')).where('u.id', '=', w.reader.id).executeTakeFirstOrThrow();
  expect(row.mobile).toBe(mobileNumber(phone));
});

it('the cap of the day is foretold as the ledger holds it: urgent messages do not count towards it, and packages for VNeID do not wait for it', async () => {
  await using w = await campaignWorld();
  const sink = sinkFor();
  const dispatcher = createDispatcher({ db: w.db, clock: w.clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sink] });
  const had = async (people: string[], urgency: 'NORMAL' | 'URGENT') => {
    for (let count = 0; count < 3; count += 1) {
      const now = w.clock.now().toISOString();
      await fanOut(w.db, w.clock, await written(w.db, aMessage(people, { now, sendAt: now, urgency, ...(urgency === 'URGENT' ? { urgentReason: 'Mã độc đang lan' } : {}), channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }] })));
    }
    await dispatcher.runDue();
  };
  await had([w.maker.id], 'NORMAL');
  await had([w.approver.id, w.operator.id], 'URGENT');
  await w.write();
  await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['EMAIL', 'VNEID'], sms: '' });
  const campaign = await getCampaign(w.db, w.id, at);
  const { start } = await scheduleFacts(w.db, campaign, { at, today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh' });
  expect(start?.forecasts).toMatchObject([{ channel: 'IN_APP', atOnce: 4 }, { channel: 'EMAIL', atOnce: 3, waits: 1 }, { channel: 'VNEID', atOnce: 4, waits: 0 }]);
  expect(await previewAudience(w.db, everybody, { today: '2026-11-23', now: at, topic: 'SECURITY', isDuty: false, cap: 3 })).toMatchObject({ count: 4, overCap: 1 });

  await w.launch();
  w.clock.set('2026-11-23T02:00:00.000Z');
  await fanOut(w.db, w.clock, (await w.db.selectFrom('message').select('id').where('source_type', '=', 'CAMPAIGN').executeTakeFirstOrThrow()).id);
  sink.got.length = 0;
  expect(await dispatcher.runDue()).toBe(3);
  expect(sink.got.map(({ recipient }) => recipient.id).toSorted()).toEqual([w.approver.id, w.operator.id, w.reader.id].toSorted());
});
