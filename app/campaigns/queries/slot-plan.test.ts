import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { aGoal, campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { planSlots, removeSlots, type SlotWish } from '../commands/broadcast.server.ts';
import { correctBroadcast } from '../commands/correct-broadcast.server.ts';
import { approveCampaign } from '../commands/approve-campaign.server.ts';
import { submitCampaign } from '../commands/submit-campaign.server.ts';
import { addCampaign, editPublicMedium, editSchedule } from '../commands/write-campaign.server.ts';
import { addPlace, closePlace, reopenPlace } from '../commands/write-place.server.ts';
import * as planPage from '../routes/campaign-slots-plan.tsx';
import { listPlansKnown, previewOf } from './slot-plan.server.ts';

const bulletin = (syllables: number) => ({ script: Array.from({ length: syllables }, () => 'lời').join(' '), infoType: 'SECURITY', variants: [] });
/** A hundred seconds at the usual rate. */
const hundred = bulletin(330);
const today = '2026-11-23';

/** Two stations in two communes and a campaign with a bulletin of a hundred seconds. */
async function stations() {
  const w = await campaignWorld();
  const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  const ids: string[] = [];
  for (const [name, unitId] of [['Gần', w.unit], ['Xa', far]] as const) {
    const made = await addPlace(w.ports, w.operator, { name, kind: 'STATION', unitId });
    ids.push(made.ok ? made.id : '');
  }
  await w.write({ LOUDSPEAKER: hundred });
  return Object.assign(w, { far, places: ids });
}
const moment = (w: CampaignWorld) => ({ at: w.clock.now().toISOString(), today, timeZone: w.ports.timeZone });
const campaignOf = (w: CampaignWorld, id = w.id) => w.db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const plan = async (w: CampaignWorld, at: string | string[], { id = w.id, ...more }: Partial<SlotWish> & { id?: string } = {}) => planSlots(w.ports, w.maker, id, { revision: (await campaignOf(w, id)).revision, medium: 'LOUDSPEAKER', at, unitId: '', ...more });
const preview = async (w: CampaignWorld, at: string[], unitId = '') => previewOf(w.db, await campaignOf(w), { medium: 'LOUDSPEAKER', unitId, at }, moment(w));
const planned = async (w: CampaignWorld, id = w.id) => (await w.db.selectFrom('broadcast_slot').select('starts_at').distinct().where('campaign_id', '=', id).orderBy('starts_at').execute()).map(({ starts_at }) => starts_at.slice(5, 16));

/** Another campaign with a bulletin. */
async function another(w: CampaignWorld, code: string, words: Record<string, unknown> = hundred): Promise<string> {
  const made = await addCampaign(w.ports, w.maker, { ...aGoal, code, name: `Chiến dịch ${code}` });
  const id = made.ok ? made.id : '';
  await editPublicMedium(w.ports, w.maker, id, 'LOUDSPEAKER', { revision: 0, ...words });
  await editSchedule(w.ports, w.maker, id, { revision: 1, sendAt: '2026-11-23T09:00', notAfter: '2026-12-30T09:00', stagger: 0, closed: {} });
  return id;
}

async function launch(w: CampaignWorld, id: string): Promise<void> {
  await submitCampaign(w.ports, w.maker, { id, revision: (await campaignOf(w, id)).revision });
  expect(await approveCampaign(w.ports, w.approver, { id, hash: (await campaignOf(w, id)).submitted_hash ?? '', note: '' })).toMatchObject({ isLaunched: true });
}

describe('a tick that takes clashes in', () => {
  it('does not stand for the same clash at more places than were shown', async () => {
    await using w = await stations();
    const other = await another(w, 'KHAC');
    await plan(w, '2026-11-24T17:00', { id: other, unitId: w.unit });
    const shown = await preview(w, ['2026-11-24T17:01']);
    expect(shown.moments[0]?.clashes).toMatchObject([{ campaignId: other, places: 1 }]);
    await plan(w, '2026-11-24T17:00', { id: other });
    expect(refusals(await plan(w, '2026-11-24T17:01', { seen: shown.clashHash ?? '' }))).toMatch(/^form: .*vừa thay đổi/);
    const again = await preview(w, ['2026-11-24T17:01']);
    expect(again.moments[0]?.clashes).toMatchObject([{ campaignId: other, places: 2 }]);
    expect(await plan(w, '2026-11-24T17:01', { seen: again.clashHash ?? '' })).toMatchObject({ ok: true });
  });

  it('that was shown for one commune does not stand for the province, nor for a medium that hangs still', async () => {
    await using w = await stations();
    await plan(w, '2026-11-24T17:00', { id: await another(w, 'KHAC') });
    const shown = await preview(w, ['2026-11-24T17:01'], w.far);
    expect(refusals(await plan(w, '2026-11-24T17:01', { seen: shown.clashHash ?? '' }))).toMatch(/^form: /);
    expect(await plan(w, '2026-11-24T17:01', { seen: shown.clashHash ?? '', unitId: w.far })).toMatchObject({ ok: true });
    await addPlace(w.ports, w.operator, { name: 'Pano', kind: 'PANEL', unitId: w.unit });
    await editPublicMedium(w.ports, w.maker, w.id, 'POSTER', { revision: (await w.row()).revision, headline: 'H', text: 'T', link: '/verify' });
    expect(refusals(await plan(w, '2026-11-24T17:01', { medium: 'POSTER', seen: shown.clashHash ?? '' }))).toMatch(/^form: /);
    expect(await plan(w, ['2026-11-24T17:01', '2026-11-24T17:02'], { medium: 'POSTER' })).toMatchObject({ planned: 2 });
  });

  it('at a station that closed and opened again is none: what was missed there is not played any more', async () => {
    await using w = await stations();
    const other = await another(w, 'KHAC');
    for (const unitId of [w.unit, w.far]) await plan(w, '2026-11-24T17:00', { id: other, unitId });
    await launch(w, other);
    expect((await preview(w, ['2026-11-24T17:01'])).moments[0]?.clashes).toMatchObject([{ places: 2 }]);
    await closePlace(w.ports, w.operator, w.places[1] ?? '', 'Hỏng');
    expect(await preview(w, ['2026-11-24T17:01'])).toMatchObject({ places: 1, moments: [{ clashes: [{ places: 1 }] }] });
    expect(refusals(await plan(w, '2026-11-24T17:01', { unitId: w.far }))).toMatch(/^unitId: /);
    await reopenPlace(w.ports, w.operator, w.places[1] ?? '');
    expect(await plan(w, '2026-11-24T17:01', { unitId: w.far })).toMatchObject({ ok: true });
  });
});

describe('a moment that cannot be planned', () => {
  it('takes no place from one that can: the one that is just over, and the one after the last', async () => {
    await using w = await stations();
    expect(await plan(w, ['2026-11-23T08:00', '2026-11-23T08:01'])).toEqual({ ok: true, planned: 1, left: 1 });
    expect(await plan(w, ['2026-11-30T09:00', '2026-11-30T09:01'])).toEqual({ ok: true, planned: 1, left: 1 });
    expect(await planned(w)).toEqual(['11-23T01:01', '11-30T02:00']);
  });

  it('asks for no tick: what it would have run into does not matter', async () => {
    await using w = await stations();
    await plan(w, '2026-12-01T12:00', { id: await another(w, 'KHAC') });
    const shown = await preview(w, ['2026-11-29T12:00', '2026-12-01T12:00']);
    expect(shown).toMatchObject({ clashHash: null, moments: [{ isOutside: false }, { isOutside: true, clashes: [] }] });
    const path = `/campaigns/${w.id}/slots/plan?medium=LOUDSPEAKER&from=2026-11-29&to=2026-12-01&t1=12:00`;
    const page = wordsOf(drawPage(planPage.default, { data: (await w.ask(planPage.loader, w.maker, {}, undefined, path)).body }));
    expect(page).toMatch(/Xem trước: 2 lượt.*sau hạn của chiến dịch/);
    expect(page).not.toContain('Vẫn xếp');
  });
});

describe('a correction', () => {
  it('makes a bulletin as long as its right words for whoever plans beside it', async () => {
    await using w = await stations();
    const short = await another(w, 'NGAN', bulletin(33));
    for (const at of ['2026-11-23T12:00', '2026-11-24T17:00']) await plan(w, at, { id: short });
    await launch(w, short);
    expect(await preview(w, ['2026-11-24T17:02'])).toMatchObject({ clashHash: null });
    w.clock.set('2026-11-23T07:00:00.000Z');
    // Ten minutes, then three: the last words count.
    for (const [syllables, reason] of [[1_980, 'Thiếu'], [594, 'Thừa']] as const) await correctBroadcast(w.ports, w.maker, { id: short, medium: 'LOUDSPEAKER', words: bulletin(syllables), at: '2026-11-25T12:00', reason });
    expect((await preview(w, ['2026-11-24T17:02', '2026-11-24T17:03'])).moments.map(({ clashes }) => clashes.map(({ campaignId }) => campaignId))).toEqual([[short, w.id], [w.id]]);
  });
});

describe('two who plan at the same time', () => {
  it('in one campaign: the faster one does, the slower one is told; nothing is planned twice', async () => {
    await using w = await stations();
    const { revision } = await w.row();
    const outcomes = await Promise.all([plan(w, '2026-11-24T12:00', { revision }), plan(w, '2026-11-24T12:00', { revision }), plan(w, '2026-11-24T18:00', { revision })]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const lost of outcomes.filter(({ ok }) => !ok)) expect(refusals(lost)).toMatch(/^form: .*vừa được người khác/);
    expect((await w.row()).revision).toBe(revision + 1);
    expect(await w.db.selectFrom('broadcast_slot').select('id').execute()).toHaveLength(2);
  });

  it('in two campaigns for one moment: the second one runs into the first', async () => {
    await using w = await stations();
    const other = await another(w, 'KHAC');
    const outcomes = await Promise.all([plan(w, '2026-11-24T12:00'), plan(w, '2026-11-24T12:00', { id: other })]);
    expect(outcomes.map(refusals).toSorted()).toEqual(['', expect.stringMatching(/^seen: /)]);
    expect([await planned(w), await planned(w, other)].flat()).toEqual(['11-24T05:00']);
  });

  it('one takes out what the other adds to: a moment is there at all its places or at none', async () => {
    await using w = await stations();
    await plan(w, '2026-11-24T12:00', { unitId: w.unit });
    const { revision } = await w.row();
    const outcomes = await Promise.all([removeSlots(w.ports, w.maker, w.id, { revision, medium: 'LOUDSPEAKER', startsAt: '2026-11-24T05:00:00.000Z' }), plan(w, '2026-11-24T12:00', { revision })]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect([0, 2]).toContain((await w.db.selectFrom('broadcast_slot').select('id').execute()).length);
  });
});

describe('what is known of a plan', () => {
  it('names a day off in both languages and by the day of the province, not of Greenwich', async () => {
    await using w = await stations();
    await w.db.insertInto('holiday').values({ day: '2026-11-25', name_vi: 'Ngày nghỉ thử', name_en: 'A day off' }).execute();
    await plan(w, ['2026-11-25T00:30', '2026-11-25T23:30', '2026-11-26T00:30'], { quietReason: 'Thử' });
    const known = await listPlansKnown(w.db, await campaignOf(w), moment(w));
    expect(known.map(({ holiday }) => holiday && [holiday.name_vi, holiday.name_en])).toEqual([['Ngày nghỉ thử', 'A day off'], ['Ngày nghỉ thử', 'A day off'], null]);
    expect(known.every(({ quietUntil, isUnexplained, quietReason }) => quietUntil !== null && !isUnexplained && quietReason === 'Thử')).toBe(true);
  });

  it('of quiet hours from before anybody was asked is that they are unexplained, until somebody explains them', async () => {
    await using w = await stations();
    await plan(w, '2026-11-24T03:00', { quietReason: 'x' });
    await w.db.updateTable('broadcast_slot').set({ quiet_reason: null }).where('place_id', '=', w.places[0] ?? '').execute();
    expect(await listPlansKnown(w.db, await campaignOf(w), moment(w))).toMatchObject([{ places: 2, isUnexplained: true, quietReason: 'x' }]);
    expect(refusals(await w.submit())).toMatch(/^form: .*giờ yên tĩnh/);
    await plan(w, '2026-11-24T03:00', { quietReason: 'Bản tin đêm', unitId: w.unit });
    expect(await listPlansKnown(w.db, await campaignOf(w), moment(w))).toMatchObject([{ isUnexplained: false }]);
    expect(await w.submit()).toMatchObject({ ok: true });
  });
});

describe('a staggered start', () => {
  it('plans the communes of one wave and then the others, each of them once, by the same half as its officials', async () => {
    await using w = await campaignWorld();
    for (let at = 0; at < 30; at += 1) {
      const unitId = await makeUnit(w.db, { name: `UBND xã ${at}` });
      await makePerson(w.db, { unitId });
      await addPlace(w.ports, w.operator, { name: `Đài ${at}`, kind: 'STATION', unitId });
    }
    await w.write({ LOUDSPEAKER: hundred }, { notAfter: '2026-12-20T09:00', stagger: 7 });
    expect([(await preview(w, ['2026-11-24T17:00'], 'wave-1')).places + (await preview(w, ['2026-11-24T17:00'], 'wave-2')).places, (await preview(w, ['2026-11-24T17:00'])).places]).toEqual([30, 30]);
    expect(await plan(w, '2026-11-24T17:00', { unitId: 'wave-1' })).toMatchObject({ ok: true });
    expect(await plan(w, '2026-12-01T17:00', { unitId: 'wave-2' })).toMatchObject({ ok: true });
    await w.submit();
    const starts = await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').innerJoin('membership as m', 'm.unit_id', 'p.unit_id').innerJoin('campaign_recipient as r', 'r.user_id', 'm.user_id').select(['s.starts_at', 'r.wave']).execute();
    expect(new Set(starts.map(({ starts_at, wave }) => `${wave} ${starts_at}`))).toEqual(new Set(['1 2026-11-24T10:00:00.000Z', '2 2026-12-01T10:00:00.000Z']));
    expect(starts).toHaveLength(30);
  });

  it('that is none has no waves: nothing is a unit by that name', async () => {
    await using w = await stations();
    expect((await preview(w, ['2026-11-24T17:00'], 'wave-1')).places).toBe(0);
    expect(refusals(await plan(w, '2026-11-24T17:00', { unitId: 'wave-2' }))).toMatch(/^unitId: /);
    const choices = async () => drawPage(planPage.default, { data: (await w.ask(planPage.loader, w.maker, {}, undefined, `/campaigns/${w.id}/slots/plan`)).body });
    expect(await choices()).not.toContain('wave-');
    await w.db.updateTable('campaign').set({ stagger_days: 14 }).where('id', '=', w.id).execute();
    expect(wordsOf(await choices())).toContain('Nhóm đơn vị bắt đầu chậm 14 ngày');
  });
});
