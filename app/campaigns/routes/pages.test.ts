import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import type { Actor } from '../../people/actor.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { addPlanLine, dropPlanLine, editPlan } from '../commands/write-plan.server.ts';
import { addPlace, closePlace } from '../commands/write-place.server.ts';
import * as answers from './campaign-answers.tsx';
import * as approval from './campaign-approval.tsx';
import * as audience from './campaign-audience.tsx';
import * as broadcasts from './broadcasts.tsx';
import * as check from './campaign-check.tsx';
import * as content from './campaign-content.tsx';
import * as correction from './campaign-correction.tsx';
import * as evaluation from './campaign-evaluation.tsx';
import * as goal from './campaign-goal.tsx';
import * as medium from './campaign-medium.tsx';
import * as campaignNew from './campaign-new.tsx';
import * as schedule from './campaign-schedule.tsx';
import * as slots from './campaign-slots.tsx';
import * as steering from './campaign-steering.tsx';
import * as overview from './campaign.tsx';
import * as campaigns from './campaigns.tsx';
import * as placeClosing from './place-closing.tsx';
import * as placeNew from './place-new.tsx';
import * as place from './place.tsx';
import * as placesImport from './places-import.tsx';
import * as places from './places.tsx';
import * as planEdit from './plan-edit.tsx';
import * as lineDropping from './plan-line-dropping.tsx';
import * as lineNew from './plan-line-new.tsx';
import * as planLine from './plan-line.tsx';
import * as plan from './plan.tsx';
import * as slot from './slot.tsx';

const hostile = '<script>alert(1)</script>"&{x}';
type Page = { default: unknown; loader: unknown };
const ofCampaign: Record<string, Page> = { overview, goal, audience, content, schedule, check, answers, slots, evaluation, correction, steering, medium };
const others: Record<string, Page> = { campaigns, campaignNew, broadcasts, places, placeNew, placesImport, plan, planEdit, lineNew, planLine, lineDropping, place, placeClosing };

let w: CampaignWorld;
let all: Actor;
let params: Record<string, string>;
beforeAll(async () => {
  w = await campaignWorld({ name: hostile, goal: hostile, contentSource: hostile });
  all = await w.staff('CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR');
  await editPlan(w.ports, w.maker, 2026, { revision: 0, goal: hostile, legalBasis: 'a\n\nb' });
  const [line, dropped] = [await addPlanLine(w.ports, w.maker, 2026, { title: hostile, quarter: 1, topic: 'SECURITY', model: 27 }), await addPlanLine(w.ports, w.maker, 2026, { title: 'x', quarter: 4, topic: 'SECURITY', model: 26 })];
  if (dropped.ok) await dropPlanLine(w.ports, w.maker, { year: 2026, line: dropped.id }, hostile);
  const [board, closed] = [await addPlace(w.ports, w.operator, { name: hostile, kind: 'LED', unitId: w.unit, width: 192, height: 64 }), await addPlace(w.ports, w.operator, { name: 'Đóng', kind: 'PANEL', unitId: w.unit })];
  if (closed.ok) await closePlace(w.ports, w.operator, closed.id, 'x');
  params = { year: '2026', line: line.ok ? line.id : '', place: board.ok ? board.id : '', medium: 'led', deed: 'cancel' };
});
afterAll(() => w[Symbol.asyncDispose]());

/** What is wrong with a page as the server would send it, also when what was typed came through as markup. */
async function faultsOf(page: Page, given: Record<string, string> = params, locale: 'vi' | 'en' = 'vi'): Promise<string[]> {
  const { status, body } = await w.ask(page.loader, all, given);
  if (status !== 200) return [`answered ${status}`];
  const html = renderRoute(page, { data: JSON.parse(JSON.stringify(body)) as unknown, path: `/campaigns/${w.id}`, locale });
  return [...pageFaults(html.replaceAll('{x}', '')), ...(html.includes('<script>alert') ? ['typed markup'] : [])];
}

describe('every page of communication is whole and takes nothing that was typed for markup', () => {
  it.each(Object.keys(others))('%s', async (name) => {
    for (const locale of ['vi', 'en'] as const) expect([name, locale, await faultsOf(others[name] as Page, params, locale)]).toEqual([name, locale, []]);
  });

  it.each(Object.keys(ofCampaign))('%s of a campaign that is still empty', async (name) => {
    for (const locale of ['vi', 'en'] as const) expect([name, locale, await faultsOf(ofCampaign[name] as Page, params, locale)]).toEqual([name, locale, []]);
  });

  it.each(['led', 'loudspeaker', 'poster', 'crawl'])('the words of %s', async (name) => {
    expect(await faultsOf(medium, { ...params, medium: name })).toEqual([]);
  });
});

describe('the pages of a campaign as it goes on', () => {
  beforeAll(async () => {
    await w.write({ LED: { pages: [hostile], seconds: 6 }, LOUDSPEAKER: { script: hostile, infoType: 'SECURITY', variants: [{ language: hostile, text: hostile }] }, POSTER: { headline: hostile, text: hostile, link: '/verify' }, CRAWL: { text: hostile } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
    const { id } = await w.db.selectFrom('broadcast_slot').select('id').executeTakeFirstOrThrow();
    params = { ...params, slot: id };
  });

  it.each(Object.keys(ofCampaign))('%s with words, slots and a schedule', async (name) => expect(await faultsOf(ofCampaign[name] as Page)).toEqual([]));

  it('handed in, for its approver, launched, and when its broadcast is over', async () => {
    await w.submit();
    for (const page of [approval, check, overview]) expect(await faultsOf(page)).toEqual([]);
    const { submitted_hash: hash } = await w.row();
    expect((await w.ask(approval.action, w.approver, {}, { hash: hash ?? '', note: hostile })).location).toBe(`/campaigns/${w.id}?done=launched`);
    for (const page of [...Object.values(ofCampaign), slot]) expect(await faultsOf(page)).toEqual([]);
    w.clock.set('2026-11-23T05:00:00.000Z');
    all = await w.staff('CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR');
    for (const page of [campaigns, slots, slot, overview, evaluation, broadcasts]) expect(await faultsOf(page)).toEqual([]);
  });
});
