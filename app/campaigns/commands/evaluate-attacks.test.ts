import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { roles } from '../../people/actor.ts';
import { listCampaigns } from '../queries/campaign-page.server.ts';
import * as evaluation from '../routes/campaign-evaluation.tsx';
import { evaluateCampaign, recordSurvey, type Evaluation } from './evaluate-campaign.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';

const final = { inputs: 'Hai người', outtakes: 'Đã đọc', outcomes: 'Đúng hơn', impact: 'Ít bị lừa', lesson: 'Nói việc cần làm trước', decision: 'KEEP' as const };
const ended = '2026-11-30T02:00:00.000Z';
const measured = '2026-12-07T02:00:00.000Z';
const overdue = '2026-12-21T02:00:00.000Z';

async function after(now: string, changes: Parameters<CampaignWorld['write']>[1] = {}) {
  const w = await campaignWorld();
  await w.write({}, changes);
  await w.launch();
  w.clock.set(now);
  return w;
}
const evaluate = (w: CampaignWorld, changes: Partial<Evaluation> = {}, as = w.maker) => evaluateCampaign(w.ports, as, w.id, { ...final, ...changes });
const send = (w: CampaignWorld, form: Record<string, string> | [string, string][], as = w.maker) => w.ask(evaluation.action, as, {}, form);
const kept = (w: CampaignWorld) => w.db.selectFrom('campaign_evaluation').select(['lesson', 'early_reason', 'decided_by']).execute();

describe('the form of a conclusion that comes early', () => {
  it('without a reason comes back with its fault beside the field and every word, in both languages', async () => {
    await using w = await after(ended);
    for (const earlyReason of ['', '   ', '\u200b']) {
      const refused = await send(w, { ...final, earlyReason });
      expect(refused).toMatchObject({ status: 422, body: { faults: { earlyReason: { vi: 'Vui lòng nêu vì sao kết luận trước ngày đo hiệu quả.', en: 'Please say why it is concluded before its effect is measured.' } }, values: { ...final } } });
      const { body } = await w.ask(evaluation.loader, w.maker);
      const page = drawPage(evaluation.default, { data: body, answer: refused.body });
      expect(page).toMatch(/<textarea[^>]*name="earlyReason"[^>]*aria-invalid="true"/);
      expect(wordsOf(page)).toMatch(/Vui lòng nêu vì sao kết luận trước.*Hiệu quả đo từ 07\/12\/2026.*Nói việc cần làm trước/);
      expect(wordsOf(drawPage(evaluation.default, { data: body, answer: refused.body, locale: 'en' }))).toContain('Nói việc cần làm trước');
    }
    expect(await kept(w)).toEqual([]);
  });

  it('with nothing filled in names every field that is missing at once, and asks to choose where one chooses', async () => {
    await using w = await after(ended);
    const { body } = await send(w, { inputs: '', outtakes: '', outcomes: '', impact: '', lesson: '', earlyReason: '' });
    const { faults } = body as { faults: Record<string, { vi: string }> };
    expect(Object.keys(faults).toSorted()).toEqual(['decision', 'earlyReason', 'impact', 'inputs', 'lesson', 'outcomes', 'outtakes']);
    expect([faults['decision']?.vi, faults['lesson']?.vi]).toEqual(['Vui lòng chọn một mục.', 'Vui lòng nhập thông tin này.']);
    // Nothing is asked for on a page that does not show the field.
    expect(Object.keys(((await send(w, { ...final, inputs: '' })).body as { faults: object }).faults)).toEqual(['inputs']);
  });

  it('without the field at all says the same; once the day has come the page has none and needs none', async () => {
    await using early = await after(ended);
    expect(refusals(await send(early, final))).toMatch(/^earlyReason: /);
    await using w = await after(measured);
    expect(wordsOf(drawPage(evaluation.default, { data: (await w.ask(evaluation.loader, w.maker)).body }))).not.toContain('Lý do kết luận trước ngày đo');
    expect((await send(w, final)).location).toBe(`/campaigns/${w.id}/evaluation?done=concluded`);
    expect(wordsOf(drawPage(evaluation.default, { data: (await w.ask(evaluation.loader, w.maker, {}, undefined, `/campaigns/${w.id}/evaluation?done=concluded`)).body }))).toContain('Đã ghi kết luận cùng số liệu lúc này.');
    expect(await kept(w)).toEqual([{ lesson: final.lesson, early_reason: null, decided_by: w.maker.id }]);
  });

  it('that was opened before the day and sent on it keeps no reason: it was not early', async () => {
    await using w = await after(measured);
    expect((await send(w, { ...final, earlyReason: 'Báo cáo quý' })).status).toBe(303);
    expect(await kept(w)).toMatchObject([{ early_reason: null }]);
    const { details } = await w.db.selectFrom('audit_event').select('details').where('action', '=', 'campaign.evaluate').executeTakeFirstOrThrow();
    expect(JSON.parse(details)).toEqual({ decision: 'KEEP' });
  });

  it('takes a reason of five hundred letters, no more, and of a field sent twice the last', async () => {
    await using w = await after(ended);
    expect(await send(w, { ...final, earlyReason: 'đ'.repeat(501) })).toMatchObject({ status: 422, body: { faults: { earlyReason: {} } } });
    expect((await send(w, [...Object.entries({ ...final, earlyReason: 'x' }), ['earlyReason', 'đ'.repeat(500)], ['lesson', 'Cuối']])).status).toBe(303);
    expect(await kept(w)).toMatchObject([{ early_reason: 'đ'.repeat(500), lesson: 'Cuối' }]);
    expect(wordsOf(drawPage(evaluation.default, { data: (await w.ask(evaluation.loader, w.operator)).body, locale: 'en' }))).toMatch(/Concluded before the day of measuring\. Reason: đđđ/);
  });
});

describe('when a conclusion is due', () => {
  it.each<[string, string | null]>([
    ['2026-11-30T01:59:59.999Z', null], [ended, 'early'], ['2026-12-07T01:59:59.999Z', 'early'], [measured, 'open'], ['2026-12-21T01:59:59.999Z', 'open'], [overdue, 'overdue'],
  ])('at %s is %s, in the list and on the page', async (now, standing) => {
    await using w = await after(now);
    expect((await listCampaigns(w.db, 2026, now))[0]?.evaluation?.standing ?? null).toBe(standing);
    expect(((await w.ask(evaluation.loader, w.maker)).body as { standing: { standing: string } | null }).standing?.standing ?? null).toBe(standing);
  });

  it('is never of what was cancelled: concluded at once, without a reason and keeping none', async () => {
    await using w = await after('2026-11-24T02:00:00.000Z');
    await steerCampaign(w.ports, w.approver, { id: w.id, deed: 'cancel', reason: 'Sai' });
    expect((await listCampaigns(w.db, 2026, overdue))[0]?.evaluation).toBeNull();
    expect(await evaluate(w, { earlyReason: 'Không cần' })).toEqual({ ok: true });
    expect(await kept(w)).toMatchObject([{ early_reason: null }]);
  });

  it('is over once it was concluded, however late', async () => {
    await using w = await after('2028-01-01T00:00:00.000Z');
    expect(await evaluate(w)).toEqual({ ok: true });
    expect((await listCampaigns(w.db, 2026, '2028-01-01T00:00:00.000Z'))[0]?.evaluation).toBeNull();
  });
});

describe('who concludes at the same time', () => {
  it('the first of five is kept, with her own words; the others have theirs handed back', async () => {
    await using w = await after(measured);
    const makers = await Promise.all(Array.from({ length: 5 }, () => w.staff('CAMPAIGN_MAKER')));
    const answers = await Promise.all(makers.map((as, nth) => send(w, { ...final, lesson: `Bài học của người ${nth}` }, as)));
    const [{ lesson, decided_by } = { lesson: '', decided_by: '' }, ...more] = await kept(w);
    expect(more).toEqual([]);
    for (const [nth, { status, body }] of answers.entries()) {
      if (makers[nth]?.id === decided_by) expect([status, lesson]).toEqual([303, `Bài học của người ${nth}`]);
      else expect([status, (body as { words: string[] }).words]).toEqual([409, expect.arrayContaining([`Bài học của người ${nth}`])]);
    }
    expect(await w.db.selectFrom('audit_event').select('seq').where('action', '=', 'campaign.evaluate').execute()).toHaveLength(1);
  });

  it('and who counts a survey: it is in the figures that were kept, or was refused', async () => {
    await using w = await after(measured);
    const [concluded, recorded] = await Promise.all([evaluate(w), recordSurvey(w.ports, w.maker, w.id, { unitId: w.unit, phase: 'AFTER', asked: 50, right: 30 })]);
    expect(concluded).toEqual({ ok: true });
    const { figures } = await w.db.selectFrom('campaign_evaluation').select('figures').executeTakeFirstOrThrow();
    expect((JSON.parse(figures) as { survey: { after: { count: number } | null } }).survey.after?.count ?? null).toBe(recorded.ok ? 30 : null);
  });
});

it.each(roles.filter((role) => role !== 'CAMPAIGN_MAKER'))('%s concludes nothing and counts nothing', async (role) => {
  await using w = await after(measured);
  const as = await w.staff(role);
  await expect(evaluate(w, {}, as)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(recordSurvey(w.ports, as, w.id, { unitId: w.unit, phase: 'AFTER', asked: 1, right: 1 })).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await send(w, final, as)).status).toBe(403);
  expect(await kept(w)).toEqual([]);
});
