import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { editMessage } from '../commands/write-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as broadcasts from '../routes/broadcasts.tsx';
import { calendarMonth } from './calendar.server.ts';

const month = (w: CampaignWorld, which: string) => calendarMonth(w.db, which, { at: w.clock.now().toISOString(), today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh' });
/** What stands on which day, `day: what`. */
const shown = async (w: CampaignWorld, which: string) => (await month(w, which)).days.flatMap(({ day, entries }) => entries.map(({ medium, hour, isSecond, places }) => `${day}: ${medium ?? 'send'} ${hour}${isSecond ? ' again' : ''}${places > 0 ? ` at ${places}` : ''}`));

describe('the calendar', () => {
  it.each([
    ['2026-11-30T23:59', '2026-11', '2026-11-30: send 23.983333333333334'],
    ['2026-12-01T00:00', '2026-12', '2026-12-01: send 0'],
    ['2026-12-31T23:30', '2026-12', '2026-12-31: send 23.5'],
    ['2027-01-01T06:59', '2027-01', '2027-01-01: send 6.983333333333333'],
  ])('puts %s into its month in Vietnam, and into no other', async (sendAt, which, line) => {
    await using w = await campaignWorld();
    await w.write({}, { sendAt, notAfter: '2027-02-01T09:00' });
    const found = await Promise.all(['2026-11', '2026-12', '2027-01', '2027-02'].map((one) => shown(w, one)));
    expect(found.flat()).toEqual([line]);
    expect(await shown(w, which)).toEqual([line]);
  });

  it('shows the second wave in its own month, up to sixty days later', async () => {
    await using w = await campaignWorld();
    await w.write({}, { sendAt: '2026-11-30T08:00', stagger: 60 });
    expect(await shown(w, '2026-11')).toEqual(['2026-11-30: send 8']);
    expect(await shown(w, '2026-12')).toEqual([]);
    expect(await shown(w, '2027-01')).toEqual(['2027-01-29: send 8 again']);
  });

  it('shows broadcasts with how many places they have, in the order of the day, and neither after the campaign was cancelled', async () => {
    await using w = await campaignWorld();
    for (const name of ['A', 'B']) await addPlace(w.ports, w.operator, { name, kind: 'LED', unitId: w.unit });
    await w.write({ LED: { pages: ['A'], seconds: 6 } });
    for (const at of ['2026-11-23T18:00', '2026-11-23T08:30']) await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at, unitId: '' });
    expect(await shown(w, '2026-11')).toEqual(['2026-11-23: LED 8.5 at 2', '2026-11-23: send 9', '2026-11-23: LED 18 at 2']);
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Bỏ' });
    expect(await shown(w, '2026-11')).toEqual([]);
  });

  it('says which channels wait for the morning, and that an urgent one does not', async () => {
    for (const [urgency, waits] of [['NORMAL', { channels: ['PUSH'], until: '2026-11-24T00:00:00.000Z' }], ['URGENT', null]] as const) {
      await using w = await campaignWorld({ urgency, urgentReason: urgency === 'URGENT' ? 'Mã độc' : null });
      await w.write({}, { sendAt: '2026-11-23T22:00' });
      await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { vi: { subject: 'S', body: 'B' } }, channels: ['EMAIL', 'PUSH'], sms: '' });
      const entries = (await month(w, '2026-11')).days.flatMap((day) => day.entries);
      expect(entries.map((entry) => entry.waits)).toEqual([waits]);
    }
  });

  it('has a page for every month, and this month for what is none', async () => {
    await using w = await campaignWorld();
    const of = async (query: string) => ((await w.ask(broadcasts.loader, w.operator, {}, undefined, `/campaigns/broadcasts${query}`)).body as { calendar: { month: string; days: unknown[] } }).calendar;
    for (const query of ['', '?month=2026-13', '?month=1999-01', '?month=2026-1', '?month=x', '?month=']) expect((await of(query)).month, query).toBe('2026-11');
    expect([(await of('?month=2028-02')).days.length, (await of('?month=2027-02')).days.length]).toEqual([29, 28]);
  });
});
