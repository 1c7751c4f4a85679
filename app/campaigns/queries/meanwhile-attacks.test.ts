import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { newId } from '../../platform/ids.ts';
import { evaluateCampaign } from '../commands/evaluate-campaign.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import * as evaluation from '../routes/campaign-evaluation.tsx';
import { meanwhileOf } from './meanwhile.server.ts';

const start = '2026-11-23T02:00:00.000Z';
const end = '2026-11-30T02:00:00.000Z';
const day = 86_400_000;
const after = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString();
const searched = async (w: CampaignWorld, version: string, at: string, count: number) => {
  for (let one = 0; one < count; one += 1) await w.db.insertInto('faq_search').values({ id: newId(), question: 'x', question_fold: 'x', results: 1, opened_version_id: version, source: 'PUBLIC', at }).execute();
};
const final = { inputs: 'a', outtakes: 'b', outcomes: 'c', impact: 'd', lesson: 'e', decision: 'KEEP' as const };

async function launched(changes: Parameters<CampaignWorld['write']>[1] = {}) {
  const w = await campaignWorld();
  const { versionId } = await makeAnswer(w.db, { topic: 'lua-dao' });
  await w.write({}, changes);
  await w.launch();
  return Object.assign(w, { version: versionId });
}
const cancel = (w: CampaignWorld) => steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });

describe('the periods of what was looked up meanwhile', () => {
  let w: Awaited<ReturnType<typeof launched>>;
  beforeAll(async () => void (w = await launched({ stagger: 3 })));
  afterAll(() => w[Symbol.asyncDispose]());
  const names = async (now: string) => ((await meanwhileOf(w.db, w.id, now))?.periods ?? []).map(({ name }) => name);

  it.each<[string, string, string[]]>([
    ['in the moment of the start', start, []],
    ['a millisecond after it', after(start, 1), ['before']],
    ['a millisecond short of a day', after(start, day - 1), ['before']],
    ['a day after the start', after(start, day), ['before', 'during']],
    ['when the first wave has ended and the second has not', after(end, day), ['before', 'during']],
    ['a day after the second wave’s end, less a millisecond', after(end, 4 * day - 1), ['before', 'during']],
    ['a day after the second wave’s end', after(end, 4 * day), ['before', 'during', 'after']],
    ['years later', '2030-01-01T00:00:00.000Z', ['before', 'during', 'after']],
  ])('%s', async (_what, now, expected) => expect(await names(now)).toEqual(expected));

  it('follow each other without a gap, and none of them lies ahead', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 90 * 24 }), async (hours) => {
      const now = after(start, hours * 3_600_000);
      const { periods = [] } = (await meanwhileOf(w.db, w.id, now)) ?? {};
      for (const [at, { from, to }] of periods.entries()) {
        expect(from < to && to <= now).toBe(true);
        if (at > 0) expect(periods[at - 1]?.to).toBe(from);
      }
      expect(periods[0]).toMatchObject({ from: after(start, -28 * day), to: start });
    }), { numRuns: 20 });
  });
});

describe('a campaign that was taken back', () => {
  it('before it began has nothing that happened meanwhile, on its page and in its conclusion', async () => {
    await using w = await launched({ sendAt: '2026-11-25T09:00' });
    await searched(w, w.version, '2026-11-24T02:00:00.000Z', 40);
    w.clock.set('2026-11-23T03:00:00.000Z');
    await cancel(w);
    w.clock.set('2026-12-28T02:00:00.000Z');
    expect(await meanwhileOf(w.db, w.id, w.clock.now().toISOString())).toBeNull();
    expect(wordsOf(drawPage(evaluation.default, { data: (await w.ask(evaluation.loader, w.maker)).body }))).not.toContain('Cùng thời gian: tra cứu');
    expect(await evaluateCampaign(w.ports, w.maker, w.id, final)).toEqual({ ok: true });
    const { figures } = await w.db.selectFrom('campaign_evaluation').select('figures').executeTakeFirstOrThrow();
    expect(JSON.parse(figures)).toMatchObject({ meanwhile: null });
  });

  it('in the very moment of its start has none either; a millisecond later it has', async () => {
    for (const [at, isNone] of [[start, true], [after(start, 1), false]] as const) {
      await using w = await launched();
      w.clock.set(at);
      await cancel(w);
      expect((await meanwhileOf(w.db, w.id, '2027-02-01T00:00:00.000Z')) === null).toBe(isNone);
    }
  });

  it('after two days ends there; what came then is of the time after', async () => {
    await using w = await launched();
    w.clock.set(after(start, 2 * day));
    await cancel(w);
    await searched(w, w.version, after(start, 2 * day - 1), 14);
    await searched(w, w.version, after(start, 2 * day), 20);
    const { periods = [] } = (await meanwhileOf(w.db, w.id, '2027-02-01T00:00:00.000Z')) ?? {};
    expect(periods.map(({ name, perWeek }) => [name, perWeek.opened])).toEqual([['before', null], ['during', 49], ['after', 5]]);
  });

  it('long after it had ended ends when it was to end', async () => {
    await using w = await launched();
    await w.db.updateTable('campaign').set({ cancelled_at: after(end, 5 * day) }).where('id', '=', w.id).execute();
    expect((await meanwhileOf(w.db, w.id, '2027-02-01T00:00:00.000Z'))?.periods[1]).toMatchObject({ name: 'during', to: end });
  });
});

describe('a conclusion from before any of this was kept', () => {
  it('has its page in both languages, without what it never had', async () => {
    await using w = await launched();
    w.clock.set('2026-12-28T02:00:00.000Z');
    const old = { read: null, followed: null, visits: 0, right: null, started: null, played: null, pulse: null, waves: null, survey: { units: [], before: null, after: null, isTotalHidden: false, change: null } };
    await w.db.insertInto('campaign_evaluation').values({ campaign_id: w.id, ...final, figures: JSON.stringify(old), decided_by: w.maker.id, decided_at: '2026-12-10T02:00:00.000Z' }).execute();
    await searched(w, w.version, '2026-11-24T02:00:00.000Z', 40);
    const { body } = await w.ask(evaluation.loader, w.operator);
    for (const [locale, decided] of [['vi', /10\/12\/2026/], ['en', /10\/12\/2026|10 December 2026/]] as const) {
      const page = wordsOf(drawPage(evaluation.default, { data: body, locale }));
      expect(page).toMatch(decided);
      expect(page).not.toMatch(/Cùng thời gian: tra cứu|undefined|NaN|null/);
    }
  });
});
