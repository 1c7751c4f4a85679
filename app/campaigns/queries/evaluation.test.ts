import { describe, expect, it } from 'vitest';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { answerNotice } from '../../messaging/commands/read-notice.server.ts';
import { fanOut } from '../../messaging/index.server.ts';
import { confirmSlot, planSlots } from '../commands/broadcast.server.ts';
import { recordSurvey } from '../commands/evaluate-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as survey from '../routes/campaign-survey.ts';
import { campaignFigures, surveyOf } from './evaluation.server.ts';

type Counts = [asked: number, right: number] | null;

/** Surveys of so many communes, each with what was counted before and after. */
async function surveyed(w: CampaignWorld, communes: [before: Counts, after: Counts][]) {
  for (const [at, phases] of communes.entries()) {
    const unitId = await makeUnit(w.db, { name: `UBND xã ${at + 1}` });
    for (const [index, counts] of phases.entries()) if (counts) expect(refusals(await recordSurvey(w.ports, w.maker, w.id, { unitId, phase: index === 0 ? 'BEFORE' : 'AFTER', asked: counts[0], right: counts[1] }))).toBe('');
  }
  return surveyOf(w.db, w.id);
}
const shown = ({ units }: Awaited<ReturnType<typeof surveyOf>>) => units.map(({ isHidden, before, after }) => (isHidden ? 'hidden' : `${before?.count ?? '-'}/${after?.count ?? '-'}`));

describe('a survey of citizens', () => {
  it('is shown by commune from ten people on, and not with nine', async () => {
    await using w = await campaignWorld();
    const found = await surveyed(w, [[[10, 4], [10, 9]], [[9, 9], [40, 20]], [[30, 1], [9, 0]], [[200, 100], null]]);
    expect(shown(found)).toEqual(['4/9', 'hidden', 'hidden', '100/-']);
  });

  it.each<[string, [Counts, Counts][], boolean]>([
    ['nobody is hidden', [[[50, 20], [50, 30]], [[40, 10], [40, 20]]], false],
    ['one commune alone is hidden', [[[50, 20], [50, 30]], [[9, 1], [40, 20]]], true],
    ['one alone is hidden in each phase, another one each time', [[[50, 20], [50, 30]], [[9, 1], null], [null, [9, 2]]], true],
    ['two are hidden, and together they are fewer than ten', [[[50, 20], [50, 30]], [[4, 1], [4, 2]], [[5, 1], [5, 4]]], true],
    ['two are hidden, and together they are ten', [[[50, 20], [50, 30]], [[5, 1], [5, 2]], [[5, 1], [5, 4]]], false],
    ['two are hidden, but only one of them was asked afterwards', [[[50, 20], [50, 30]], [[9, 1], [9, 2]], [[9, 1], null]], true],
    ['everybody is hidden and they are few', [[[3, 1], [3, 1]], [[4, 2], [4, 3]]], true],
  ])('says nothing as a total when subtraction would tell: %s', async (_what, communes, isHidden) => {
    await using w = await campaignWorld();
    const found = await surveyed(w, communes);
    expect(found.isTotalHidden).toBe(isHidden);
    const sum = (phase: 0 | 1) => communes.reduce((total, counts) => total + (counts[phase]?.[0] ?? 0), 0);
    expect([found.before?.of, found.after?.of]).toEqual(isHidden ? [undefined, undefined] : [sum(0), sum(1)]);
    expect(found.change === null).toBe(isHidden);
  });

  it('without any answer is empty, and of one phase only it has no change', async () => {
    await using w = await campaignWorld();
    expect(await surveyOf(w.db, w.id)).toEqual({ units: [], before: null, after: null, isTotalHidden: false, change: null, communes: null });
    expect(await surveyed(w, [[[50, 20], null]])).toMatchObject({ before: { count: 20, of: 50 }, after: null, change: null });
  });
});

describe('communes with broadcasts beside those without', () => {
  it('are told apart by what was confirmed there until the end of the day on which people were asked', async () => {
    await using w = await campaignWorld();
    const [early, late, never] = [await makeUnit(w.db, { name: 'UBND xã Sớm' }), await makeUnit(w.db, { name: 'UBND xã Muộn' }), await makeUnit(w.db, { name: 'UBND xã Chưa' })];
    for (const [name, unitId] of [['A', early], ['B', late], ['C', never]] as const) await addPlace(w.ports, w.operator, { name, kind: 'LED', unitId });
    await w.write({ LED: { pages: ['GỌI 113'], seconds: 6 } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-24T20:00', unitId: '' });
    await w.launch();
    w.clock.set('2026-11-28T02:00:00.000Z');
    const slotOf = async (place: string) => (await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').where('p.name', '=', place).executeTakeFirstOrThrow()).id;
    const confirm = async (place: string, playedAt: string, missedReason = '') => expect(refusals(await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, await slotOf(place), { playedAt, note: '', missedReason, photo: null }))).toBe('');
    await confirm('A', '2026-11-24T23:59');
    await confirm('B', '2026-11-25T00:00');
    await confirm('C', '', 'Mất điện');
    const ask = async (unitId: string, askedOn: string | undefined, right: number) => expect(refusals(await recordSurvey(w.ports, w.maker, w.id, { unitId, phase: 'AFTER', askedOn, asked: 50, right }))).toBe('');
    for (const [unitId, right] of [[early, 40], [late, 30], [never, 25]] as const) await ask(unitId, '2026-11-24', right);
    expect((await surveyOf(w.db, w.id)).communes).toMatchObject({ reached: { communes: 1, after: { count: 40, of: 50 } }, open: { communes: 2, after: { count: 55, of: 100 } }, change: null });
    // Asked again a day later, and without a day, which means today.
    await ask(late, '2026-11-25', 30);
    expect((await surveyOf(w.db, w.id)).communes).toMatchObject({ reached: { communes: 2 }, open: { communes: 1 } });
    await ask(late, '2026-11-24', 30);
    await ask(late, undefined, 30);
    expect((await surveyOf(w.db, w.id)).communes).toMatchObject({ reached: { communes: 2, after: { count: 70, of: 100 } }, open: { communes: 1, after: { count: 25, of: 50 } } });
    // Counts of before the day was asked for go by the moment of recording.
    await w.db.updateTable('public_survey').set({ asked_until: null, recorded_at: '2026-11-24T16:58:59.000Z' }).where('unit_id', '=', early).execute();
    expect((await surveyOf(w.db, w.id)).communes).toMatchObject({ reached: { communes: 1, after: { count: 30 } }, open: { communes: 2 } });
  });

  it('are asked today or before, on a day that there is', async () => {
    await using w = await campaignWorld();
    const on = (askedOn: string) => w.ask(survey.action, w.maker, {}, { unitId: w.unit, phase: 'AFTER', askedOn, asked: '50', right: '30' });
    for (const day of ['2026-11-24', '2019-12-31', '2026-02-30', 'hôm qua']) expect(JSON.stringify((await on(day)).body), day).toContain('Ngày hỏi phải là một ngày đã qua hoặc hôm nay.');
    expect(await w.db.selectFrom('public_survey').select('id').execute()).toEqual([]);
    expect((await on('2026-11-23')).status).toBe(303);
    expect(await w.db.selectFrom('public_survey').select('asked_until').execute()).toEqual([{ asked_until: '2026-11-23T17:00:00.000Z' }]);
  });
});

describe('the question before and after', () => {
  it('counts as before only until the campaign starts, to the millisecond, and as after whenever it is answered', async () => {
    await using w = await campaignWorld({ pulse: { text: 'Q?', options: ['đúng', 'sai'], right: 0 } });
    for (let at = 0; at < 60; at += 1) await w.staff();
    await w.write({}, { sendAt: '2026-11-24T09:00' });
    await w.launch();
    const asked = await w.db.selectFrom('campaign_pulse').select(['phase', 'message_id']).execute();
    const of = async (phase: string) => {
      const id = asked.find((one) => one.phase === phase)?.message_id ?? '';
      await fanOut(w.db, w.clock, id);
      return { id, people: (await w.db.selectFrom('message_recipient').select('user_id').where('message_id', '=', id).execute()).map(({ user_id }) => user_id) };
    };
    const before = await of('BEFORE');
    const [first = '', late = ''] = before.people;
    await answerNotice(w.db, first, before.id, 1, '2026-11-24T01:59:59.999Z');
    await answerNotice(w.db, late, before.id, 0, '2026-11-24T02:00:00.000Z');
    expect((await campaignFigures(w.db, w.id)).pulse).toMatchObject({ before: { count: 0, of: 1 }, after: null, change: null });
    w.clock.set('2026-12-08T02:00:00.000Z');
    const after = await of('AFTER');
    await answerNotice(w.db, after.people[0] ?? '', after.id, 0, '2027-01-08T02:00:00.000Z');
    expect((await campaignFigures(w.db, w.id)).pulse).toMatchObject({ before: { count: 0, of: 1 }, after: { count: 1, of: 1 } });
  });
});
