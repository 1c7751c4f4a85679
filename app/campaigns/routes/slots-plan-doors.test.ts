import { beforeEach, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { aGoal, campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { roles } from '../../people/actor.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { addCampaign, editPublicMedium } from '../commands/write-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as slots from './campaign-slots.tsx';
import * as plan from './campaign-slots-plan.tsx';

let w: CampaignWorld;
beforeEach(async () => {
  w = await campaignWorld();
  const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  for (const [name, unitId] of [['A', w.unit], ['B', far]] as const) await addPlace(w.ports, w.operator, { name, kind: 'STATION', unitId });
  await w.write({ LOUDSPEAKER: { script: Array.from({ length: 330 }, () => 'lời').join(' '), infoType: 'SECURITY', variants: [] } });
});

const address = (query: Record<string, string> | [string, string][] = {}) => `/campaigns/${w.id}/slots/plan?${new URLSearchParams(query as never).toString()}`;
const noon = { medium: 'LOUDSPEAKER', from: '2026-11-24', t1: '12:00' };
const open = (query: Parameters<typeof address>[0] = noon, as = w.maker) => w.ask(plan.loader, as, {}, undefined, address(query));
const send = async (query: Parameters<typeof address>[0], form: Record<string, string> | [string, string][] = {}, as = w.maker) => w.ask(plan.action, as, {}, Array.isArray(form) ? form : { revision: String((await w.row()).revision), ...form }, address(query));
const planned = async () => (await w.db.selectFrom('broadcast_slot').select(['starts_at', 'quiet_reason']).where('campaign_id', '=', w.id).orderBy('starts_at').execute()).map(({ starts_at, quiet_reason }) => [starts_at, quiet_reason]);
type Preview = { preview: { places: number; clashHash: string | null; moments: unknown[] } | null };

describe('the page that plans broadcasts', () => {
  it('plans nothing by being opened, and says what is wrong beside the field in the reader’s language', async () => {
    const before = await w.row();
    for (const query of [{}, noon, { ...noon, from: 'x' }, { ...noon, unitId: `' or 1=1 --` }]) expect((await open(query)).status).toBe(200);
    expect([await w.row(), await planned()]).toEqual([before, []]);
    const { body } = await open({ ...noon, from: '2026-02-30', t1: '25:00' });
    const [vi, en] = (['vi', 'en'] as const).map((locale) => wordsOf(drawPage(plan.default, { data: body, locale })));
    expect(vi).toMatch(/Vui lòng chọn ngày bắt đầu.*dạng 06:30/);
    expect(en).toMatch(/Please choose the first day.*like 06:30/);
  });

  it('finds no fault before anything is typed', async () => {
    expect((await open({})).body).toMatchObject({ faults: null, preview: null });
    expect((await open({ medium: 'LED' })).body).toMatchObject({ faults: { from: {}, t1: {} } });
  });

  it('shows hostile typing as text and looks for nothing by it', async () => {
    const { body } = await open({ medium: '<b>', unitId: 'x'.repeat(121), from: '"><script>', to: '\u0000', t1: '<i>', t2: '%00', d1: '<u>' });
    const page = drawPage(plan.default, { data: body });
    expect(page).not.toMatch(/<b>|<script>|<i>/);
    expect((body as Preview).preview).toBeNull();
    expect((await open({ ...noon, unitId: 'khong-co' })).body).toMatchObject({ preview: { places: 0, clashHash: null } });
  });

  it('of a field that stands in the address twice takes the last', async () => {
    expect(((await open([...Object.entries(noon), ['t1', '18:00'], ['from', '2026-11-25']])).body as Preview).preview?.moments).toMatchObject([{ startsAt: '2026-11-25T11:00:00.000Z' }]);
  });

  it('sent without its address, without its revision or with an old one, plans nothing', async () => {
    expect(refusals(await send({}))).toMatch(/^medium: .*\nfrom: .*\nt1: /);
    expect(await send(noon, [])).toMatchObject({ status: 422, body: { faults: { revision: {} } } });
    expect(refusals(await send(noon, { revision: '0' }))).toMatch(/^form: .*vừa được người khác/);
    expect(refusals(await send({ ...noon, medium: 'CRAWL' }))).toMatch(/^medium: /);
    expect(await planned()).toEqual([]);
  });

  it('leaves out what lies in quiet hours, says how many, and plans it with a reason; spaces are none', async () => {
    const query = { ...noon, t2: '05:30' };
    expect((await send(query, { quietReason: ' \u200b ' })).location).toBe(`/campaigns/${w.id}/slots?done=planned`);
    expect(wordsOf(drawPage(slots.default, { data: (await w.ask(slots.loader, w.maker, {}, undefined, `/campaigns/${w.id}/slots?done=planned`)).body }))).toContain('Đã xếp 1 thời điểm tại 2 điểm phát; 1 thời điểm không xếp.');
    expect((await send({ ...query, t1: '' }, { quietReason: 'Bản tin sáng' })).location).toBe(`/campaigns/${w.id}/slots?done=planned`);
    expect(await planned()).toEqual([...Array.from({ length: 2 }, () => ['2026-11-23T22:30:00.000Z', 'Bản tin sáng']), ...Array.from({ length: 2 }, () => ['2026-11-24T05:00:00.000Z', null])]);
  });

  it('asks for the tick again with what came meanwhile, and keeps the reason that was typed', async () => {
    const other = await addCampaign(w.ports, w.maker, { ...aGoal, code: 'KHAC-01' });
    const id = other.ok ? other.id : '';
    await editPublicMedium(w.ports, w.maker, id, 'LOUDSPEAKER', { revision: 0, script: 'Lời', infoType: 'SECURITY', variants: [] });
    await planSlots(w.ports, w.maker, id, { revision: 1, medium: 'LOUDSPEAKER', at: '2026-11-24T12:00', unitId: '' });
    const seen = ((await open()).body as Preview).preview?.clashHash ?? '';
    expect(seen).toMatch(/^[0-9a-f]{16}$/);
    await planSlots(w.ports, w.maker, id, { revision: 2, medium: 'LOUDSPEAKER', at: '2026-11-24T12:01', unitId: w.unit });
    const refused = await send(noon, { seen, quietReason: 'Lý do đã gõ' });
    expect(refused).toMatchObject({ status: 409, body: { values: { quietReason: 'Lý do đã gõ', seen } } });
    const page = drawPage(plan.default, { data: (await open()).body, answer: refused.body });
    expect(wordsOf(page)).toMatch(/vừa thay đổi.*12:01/);
    expect(page).not.toMatch(/type="checkbox"[^>]*name="seen"[^>]*checked/);
    expect((await send(noon, { seen: ((await open()).body as Preview).preview?.clashHash ?? '' })).status).toBe(303);
  });

  it('of a campaign that was cancelled meanwhile hands the reason back, and opens no more', async () => {
    const { revision } = await w.row();
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });
    const { status, body } = await send({ ...noon, t1: '05:30' }, { revision: String(revision), quietReason: 'Bản tin sáng sớm' });
    expect([status, (body as { words: string[] }).words]).toEqual([409, ['Bản tin sáng sớm']]);
    expect(await open()).toMatchObject({ status: 303, location: `/campaigns/${w.id}/slots` });
    expect(await planned()).toEqual([]);
  });

  it('is a maker’s and nobody else’s, whatever else she may do and wherever', async () => {
    for (const role of roles.filter((one) => one !== 'CAMPAIGN_MAKER')) {
      const as = await w.staff(role);
      expect([(await open(noon, as)).status, (await send(noon, {}, as)).status], role).toEqual([403, 403]);
    }
    const gone = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CAMPAIGN_MAKER', scope: 'ALL', unitId: null }] });
    await w.db.updateTable('role_assignment').set({ revoked_at: w.clock.now().toISOString() }).where('user_id', '=', gone.id).execute();
    expect((await send(noon, {}, gone)).status).toBe(403);
    expect(await planned()).toEqual([]);
  });
});
