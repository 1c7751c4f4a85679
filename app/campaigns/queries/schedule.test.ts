import { describe, expect, it } from 'vitest';
import { campaignWorld, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { editMessage, editSchedule } from '../commands/write-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as schedule from '../routes/campaign-schedule.tsx';
import { calendarMonth } from './calendar.server.ts';
import { getCampaign } from './campaign-page.server.ts';
import { scheduleFacts } from './forecast.server.ts';

const zone = 'Asia/Ho_Chi_Minh';
const moment = (w: CampaignWorld) => ({ at: w.clock.now().toISOString(), today: '2026-11-23', timeZone: zone });

async function scheduled(w: CampaignWorld, sendAt: string, notAfter: string, closed: Parameters<typeof editSchedule>[3]['closed'] = {}) {
  await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['EMAIL', 'SMS', 'PUSH'], sms: 'Chú ý' });
  expect(await editSchedule(w.ports, w.maker, w.id, { revision: (await w.row()).revision, sendAt, notAfter, stagger: 0, closed })).toEqual({ ok: true });
  return scheduleFacts(w.db, await getCampaign(w.db, w.id, moment(w).at), moment(w));
}

describe('what a schedule means', () => {
  it('counts for each channel who gets it at once, waits, expires, is dropped or not reached', async () => {
    await using w = await campaignWorld();
    await w.db.updateTable('user_account').set({ phone: '0912345678' }).where('id', 'in', [w.reader.id, w.maker.id, w.operator.id]).execute();
    await w.db.updateTable('user_account').set({ email: null }).where('id', '=', w.reader.id).execute();
    await w.db.insertInto('message_preference').values({ user_id: w.maker.id, topic: 'SECURITY', channel: 'SMS', wants: 0, changed_at: moment(w).at, changed_by: 'SELF' }).execute();
    const { start } = await scheduled(w, '2026-11-25T22:30', '2026-11-30T09:00', { SMS: 'WAIT' });
    expect(start?.until).toBe('2026-11-26T00:00:00.000Z');
    const rows = start?.forecasts.map(({ channel, atOnce, waits, unreachable }) => [channel, atOnce, waits, unreachable]);
    expect(rows).toEqual([['IN_APP', 4, 0, 0], ['EMAIL', 3, 0, 1], ['PUSH', 0, 0, 4], ['SMS', 0, 2, 2]]);
    const dropped = await scheduled(w, '2026-11-25T22:30', '2026-11-30T09:00', { SMS: 'DROP' });
    expect(dropped.start?.forecasts.find(({ channel }) => channel === 'SMS')).toMatchObject({ waits: 0, drops: 2 });
  });

  it('names Tết and other days off by the calendar of Vietnam, and says when all of it is quiet', async () => {
    await using w = await campaignWorld();
    const { start } = await scheduled(w, '2027-02-06T00:30', '2027-02-06T06:00');
    expect(start?.holidays.map(({ day, name_vi }) => [day, name_vi])).toEqual([['2027-02-06', 'Tết Đinh Mùi']]);
    expect(start?.window).toMatchObject({ isAllQuiet: true, firstDay: '2027-02-06', lastDay: '2027-02-06' });
    expect(start?.forecasts.find(({ channel }) => channel === 'EMAIL')?.atOnce).toBe(4);
    const night = await scheduled(w, '2026-12-31T21:30', '2027-01-01T00:30');
    expect(night.start?.window.crossesMidnight).toBe(true);
    expect(night.start?.holidays.map(({ day }) => day)).toEqual(['2027-01-01']);
  });

  it('has nothing to say before there is one, and says when it is over', async () => {
    await using w = await campaignWorld();
    expect((await scheduleFacts(w.db, await getCampaign(w.db, w.id, moment(w).at), moment(w))).start).toBeNull();
    await scheduled(w, '2026-11-23T09:00', '2026-11-30T09:00');
    w.clock.pass({ days: 1 });
    const { body } = await w.ask(schedule.loader, w.maker);
    expect(body).toMatchObject({ facts: { start: { hour: 9, isPast: true } } });
  });
});

describe('the calendar', () => {
  it('holds sends, second waves, broadcasts and days off, each on its day in Vietnam', async () => {
    await using w = await campaignWorld({ isDrill: true });
    await addPlace(w.ports, w.operator, { name: 'Đài Hoa Lư', kind: 'STATION', unitId: w.unit });
    await addPlace(w.ports, w.operator, { name: 'Đài Nam Hoa Lư', kind: 'STATION', unitId: w.unit });
    await w.write({ LOUDSPEAKER: { script: 'Lời', infoType: 'SECURITY', variants: [] } }, { sendAt: '2026-12-25T23:30', notAfter: '2026-12-31T12:00', stagger: 7 });
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['PUSH'], sms: '' });
    expect(await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LOUDSPEAKER', at: '2026-12-26T05:00', unitId: '', quietReason: 'Bản tin sáng' })).toMatchObject({ ok: true });
    const december = await calendarMonth(w.db, '2026-12', moment(w));
    const full = december.days.filter(({ entries }) => entries.length > 0).map(({ day, entries }) => [day, ...entries.map((entry) => [entry.hour, entry.medium, entry.places, entry.waits?.until ?? null, entry.isDrill, entry.state])]);
    expect(full).toEqual([
      ['2026-12-25', [23.5, null, 0, '2026-12-26T00:00:00.000Z', true, 'DRAFT']],
      ['2026-12-26', [5, 'LOUDSPEAKER', 2, null, true, 'DRAFT']],
    ]);
    const january = await calendarMonth(w.db, '2027-01', moment(w));
    expect(january.days[0]).toMatchObject({ day: '2027-01-01', holiday: { name_vi: 'Tết Dương lịch' }, entries: [{ isSecond: true }] });
    expect((await calendarMonth(w.db, '2028-02', moment(w))).days.flatMap(({ entries }) => entries)).toEqual([]);
  });

  it('takes no broadcast in the past or after the last moment, and lets no such campaign through', async () => {
    await using w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'Đài Hoa Lư', kind: 'STATION', unitId: w.unit });
    await w.write({ LOUDSPEAKER: { script: 'Lời', infoType: 'SECURITY', variants: [] } });
    const plan = async (at: string) => planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LOUDSPEAKER', at, unitId: '', quietReason: 'Bản tin sáng' });
    expect(await plan('2026-11-23T07:59')).toMatchObject({ faults: { from: { vi: expect.stringContaining('đã qua') as string } } });
    expect(await plan('2026-11-30T09:01')).toMatchObject({ faults: { from: { vi: expect.stringContaining('sau hạn') as string } } });
    expect(await plan('2026-11-24T05:00')).toMatchObject({ ok: true });
    await editSchedule(w.ports, w.maker, w.id, { revision: (await w.row()).revision, sendAt: '2026-11-23T09:00', notAfter: '2026-11-24T04:00', stagger: 0, closed: {} });
    expect(await w.submit()).toMatchObject({ faults: { form: { vi: expect.stringContaining('sau hạn của chiến dịch') as string } } });
    await editSchedule(w.ports, w.maker, w.id, { revision: (await w.row()).revision, sendAt: '2026-11-25T09:00', notAfter: '2026-11-28T04:00', stagger: 0, closed: {} });
    w.clock.pass({ days: 1 });
    expect(await w.submit()).toMatchObject({ faults: { form: { vi: expect.stringContaining('đã qua giờ') as string } } });
  });
});
