import { expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { campaignWorld } from '../../../tests/world/campaigns.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { planSlots, removeSlots } from '../commands/broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { slotsDones } from '../rules/slots-done.ts';
import * as correction from './campaign-broadcast-correction.tsx';
import * as confirmation from './campaign-slots-confirmation.ts';
import * as plan from './campaign-slots-plan.tsx';
import * as removal from './campaign-slots-removal.ts';
import * as list from './campaign-slots.tsx';
import * as slot from './slot.tsx';

const sentences = { planned: 'Đã xếp', removed: 'Đã bỏ thời điểm này', confirmed: 'Đã xác nhận 2 lượt phát', missed: 'Đã ghi nhận lượt không phát', corrected: 'Đã ghi đính chính', none: 'Chưa xác nhận lượt nào' };

it('what one deed leaves in the log is of one moment, however the clock goes on meanwhile', async () => {
  await using w = await campaignWorld();
  await addPlace(w.ports, w.operator, { name: 'A', kind: 'LED', unitId: w.unit });
  await w.write({ LED: { pages: ['GỌI 112'], seconds: 6 } });
  const last = () => w.db.selectFrom('audit_event').select(['action', 'at']).orderBy('seq', 'desc').limit(2).execute();
  let ticks = 0;
  const ticking = { ...w.ports, clock: { now: () => new Date(w.clock.now().getTime() + (ticks += 1)) } };
  await planSlots(ticking, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
  const planned = await last();
  await removeSlots(ticking, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', startsAt: '2026-11-23T05:00:00.000Z' });
  expect([planned, await last()].map((rows) => [rows.map(({ action }) => action), new Set(rows.map(({ at }) => at)).size])).toEqual([[['campaign.edit', 'campaign.plan-slots'], 1], [['campaign.edit', 'campaign.unplan-slots'], 1]]);
});

it('the list of broadcasts says what was done last, and nothing that its address claims besides', async () => {
  await using w = await campaignWorld();
  for (const [name, unitId] of [['A', w.unit], ['B', w.unit], ['C', await makeUnit(w.db, { name: 'UBND xã Gia Viễn' })]] as const) await addPlace(w.ports, w.operator, { name, kind: 'LED', unitId });
  await w.write({ LED: { pages: ['GỌI 112'], seconds: 6 } });
  const draw = async (as: Actor, done: string, locale: 'vi' | 'en' = 'vi') => wordsOf(drawPage(list.default, { locale, data: (await w.ask(list.loader, as, {}, undefined, `/campaigns/${w.id}/slots?done=${done}`)).body }));
  /** Which sentences the page says, whichever of them its address asks for; that nothing was confirmed is no claim. */
  const saidTo = async (as: Actor) => {
    const pages = await Promise.all(slotsDones.map((done) => draw(as, done)));
    return slotsDones.filter((done, at) => done !== 'none' && pages[at]?.includes(sentences[done]));
  };
  const revision = async () => String((await w.row()).revision);
  expect(await saidTo(w.maker)).toEqual([]);

  const address = `/campaigns/${w.id}/slots/plan?medium=LED&from=2026-11-23&t1=12:00&t2=05:00`;
  expect((await w.ask(plan.action, w.maker, {}, { revision: await revision() }, address)).location).toBe(`/campaigns/${w.id}/slots?done=planned`);
  expect(await saidTo(w.maker)).toEqual(['planned']);
  expect([await draw(w.maker, 'planned'), await draw(w.maker, 'planned', 'en')]).toEqual([expect.stringContaining('Đã xếp 1 thời điểm tại 3 điểm phát; 1 thời điểm không xếp.'), expect.stringContaining('1 moments were planned at 3 places; 1 were left out.')]);
  expect(await saidTo(await w.staff('CAMPAIGN_MAKER')), 'it was not she').toEqual([]);

  await w.ask(plan.action, w.maker, {}, { revision: await revision() }, address.replace('12:00', '13:00'));
  w.clock.set('2026-11-23T01:00:01.000Z');
  expect((await w.ask(removal.action, w.maker, {}, { revision: await revision(), medium: 'LED', startsAt: '2026-11-23T06:00:00.000Z' })).location).toBe(`/campaigns/${w.id}/slots?done=removed`);
  expect([await saidTo(w.maker), await draw(w.maker, 'removed')]).toEqual([['removed'], expect.stringContaining('khỏi lịch của 3 điểm phát')]);

  w.clock.set('2026-11-23T01:00:02.000Z');
  await w.launch();
  expect(await saidTo(w.maker), 'she has handed it in since').toEqual([]);
  w.clock.set('2026-11-23T06:00:00.000Z');
  const [a = '', b = '', c = ''] = (await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').orderBy('p.name').execute()).map(({ id }) => id);
  const confirm = (...ids: string[]) => w.ask(confirmation.action, w.operator, {}, ids.map((id): [string, string] => ['slots[]', id]));
  expect((await confirm(a, b, 'khong-co')).location).toBe(`/campaigns/${w.id}/slots?view=overdue&done=confirmed`);
  expect([await saidTo(w.operator), await draw(w.operator, 'confirmed')]).toEqual([['confirmed'], expect.stringContaining('Đã xác nhận 2 lượt phát; 1 lượt giữ nguyên')]);
  expect((await confirm(a, b)).location).toBe(`/campaigns/${w.id}/slots?view=overdue&done=none`);
  expect(await draw(w.operator, 'none')).toContain(sentences.none);

  expect((await w.ask(slot.action, w.operator, { slot: c }, { deed: 'missed', missedReason: 'Mất điện' })).location).toBe(`/campaigns/${w.id}/slots?view=overdue&done=missed`);
  expect(await saidTo(w.operator)).toEqual(['missed']);

  expect((await w.ask(correction.action, w.approver, { medium: 'led' }, { revision: '0', pages: 'GỌI 113', seconds: '6', at: '2026-11-23T16:00', reason: 'Sai số' })).location).toBe(`/campaigns/${w.id}/slots?done=corrected`);
  expect([await saidTo(w.approver), await draw(w.approver, 'corrected')]).toEqual([['corrected'], expect.stringContaining('2 điểm có lượt phát đính chính.')]);
  expect(await saidTo(w.operator), 'the last deed of the operator is still her own').toEqual(['missed']);
});
