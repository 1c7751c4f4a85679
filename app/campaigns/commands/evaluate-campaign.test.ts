import { describe, expect, it } from 'vitest';
import { drawPage } from '../../../tests/support/page.tsx';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { markRead } from '../../messaging/commands/read-notice.server.ts';
import { fanOut } from '../../messaging/index.server.ts';
import * as evaluation from '../routes/campaign-evaluation.tsx';
import * as survey from '../routes/campaign-survey.ts';
import { correctCampaign } from './correct-campaign.server.ts';
import { evaluateCampaign, recordSurvey } from './evaluate-campaign.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';

const final = { earlyReason: 'Báo cáo quý', inputs: 'Hai người', outtakes: 'Đã đọc', outcomes: 'Đúng', impact: 'Ít bị lừa', lesson: 'Nói việc cần làm trước', decision: 'ADJUST' as const };
const evaluate = (w: CampaignWorld, as = w.maker) => evaluateCampaign(w.ports, as, w.id, final);
const cancel = (w: CampaignWorld) => steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });
const early = 'form: Chiến dịch chưa kết thúc nên chưa đánh giá được.';

describe('evaluating a campaign', () => {
  it('is possible from its last moment on, once, by makers', async () => {
    await using w = await campaignWorld();
    expect(refusals(await evaluate(w))).toBe(early);
    await w.write();
    await w.launch();
    w.clock.set('2026-11-30T01:59:59.999Z');
    expect(refusals(await evaluate(w))).toBe(early);
    w.clock.set('2026-11-30T02:00:00.000Z');
    for (const as of [w.approver, w.operator, w.reader]) await expect(evaluate(w, as)).rejects.toMatchObject({ kind: 'forbidden' });
    const outcomes = await Promise.all([evaluate(w), evaluate(w)]);
    expect(outcomes.map(refusals).toSorted()).toEqual(['', 'form: Chiến dịch đã được đánh giá.']);
    const lines = await w.db.selectFrom('audit_event').select('details').where('action', '=', 'campaign.evaluate').execute();
    expect(lines.map(({ details }) => JSON.parse(details))).toEqual([{ decision: 'ADJUST', reason: 'Báo cáo quý' }]);
  });

  it('before its effect is measured needs a reason, which is kept; from that minute on none, and none is kept', async () => {
    for (const [at, isEarly] of [['2026-12-07T01:59:59.000Z', true], ['2026-12-07T02:00:00.000Z', false]] as const) {
      await using w = await campaignWorld();
      await w.write();
      await w.launch();
      w.clock.set(at);
      const bare = await evaluateCampaign(w.ports, w.maker, w.id, { ...final, earlyReason: '' });
      expect(refusals(bare)).toBe(isEarly ? 'earlyReason: Chưa tới ngày đo hiệu quả (07/12/2026). Vui lòng chờ đến ngày đó hoặc nêu lý do kết luận sớm.' : '');
      if (isEarly) expect(await evaluate(w)).toEqual({ ok: true });
      expect(await w.db.selectFrom('campaign_evaluation').select('early_reason').execute()).toEqual([{ early_reason: isEarly ? 'Báo cáo quý' : null }]);
    }
  });

  it('waits for the second wave, too', async () => {
    await using w = await campaignWorld();
    await w.write({}, { stagger: 7 });
    await w.launch();
    w.clock.set('2026-12-07T01:59:59.000Z');
    expect(refusals(await evaluate(w))).toBe(early);
    w.clock.set('2026-12-07T02:00:00.000Z');
    expect(await evaluate(w)).toEqual({ ok: true });
  });

  it('of one that was cancelled is possible when it had been launched, and not when nobody ever got it', async () => {
    await using launched = await campaignWorld();
    await launched.write();
    await launched.launch();
    await cancel(launched);
    expect(await evaluate(launched)).toEqual({ ok: true });
    await using draft = await campaignWorld();
    await cancel(draft);
    draft.clock.set('2027-01-01T00:00:00.000Z');
    expect(refusals(await evaluate(draft))).toBe(early);
    await expect(evaluateCampaign(draft.ports, draft.maker, 'khong-co', final)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('keeps the figures as they stood: a later survey does not change them', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    w.clock.set('2026-12-01T02:00:00.000Z');
    const count = (right: number) => recordSurvey(w.ports, w.maker, w.id, { unitId: w.unit, phase: 'AFTER', asked: 50, right });
    await count(30);
    await evaluate(w);
    const kept = async () => JSON.parse((await w.db.selectFrom('campaign_evaluation').select('figures').executeTakeFirstOrThrow()).figures) as { survey: { after: unknown } };
    const before = await kept();
    expect(before.survey.after).toMatchObject({ count: 30, of: 50 });
    expect(refusals(await count(49))).toMatch(/^form: Chưa ghi kết quả khảo sát .*đã được đánh giá trước đó/);
    expect(await kept()).toEqual(before);
    expect(await w.ask(survey.action, w.maker, {}, { unitId: w.unit, phase: 'BEFORE', asked: '50', right: '20' })).toMatchObject({ status: 409 });
    expect(await w.db.selectFrom('public_survey').select(['phase', 'right_count']).execute()).toEqual([{ phase: 'AFTER', right_count: 30 }]);
  });

  it('has a page that goes on showing what was known when it was decided', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    const { id } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, id);
    await markRead(w.db, w.reader.id, id, w.clock.now().toISOString());
    w.clock.set('2026-12-01T02:00:00.000Z');
    const shown = async () => (await w.ask(evaluation.loader, w.maker)).body as { figures: { read: { count: number; of: number } }; survey: { units: unknown[] }; evaluation: { decision: string } | null };
    expect(await shown()).toMatchObject({ figures: { read: { count: 1, of: 4 } }, evaluation: null });
    await markRead(w.db, w.operator.id, id, w.clock.now().toISOString());
    expect((await shown()).figures.read).toMatchObject({ count: 2, of: 4 });
    expect(await evaluate(w)).toEqual({ ok: true });
    await markRead(w.db, w.approver.id, id, w.clock.now().toISOString());
    expect(await shown()).toMatchObject({ figures: { read: { count: 2, of: 4 }, visits: 0, pulse: null }, survey: { units: [] }, evaluation: { decision: final.decision } });
  });

  it('has a page that asks for every stage and keeps what was typed', async () => {
    await using w = await campaignWorld();
    const send = (changes: Record<string, string>) => w.ask(evaluation.action, w.maker, {}, { ...final, ...changes });
    for (const field of ['inputs', 'outtakes', 'outcomes', 'impact', 'lesson']) expect(refusals(await send({ [field]: '  ' })), field).toMatch(new RegExp(`^${field}: \\S`));
    expect(refusals(await send({ decision: 'MAYBE' }))).toMatch(/^decision: /);
    expect(await send({ lesson: 'x'.repeat(3_001) })).toMatchObject({ status: 422, body: { values: { impact: final.impact } } });
    expect(await send({})).toMatchObject({ status: 409, body: { words: [final.earlyReason, final.inputs, final.outtakes, final.outcomes, final.impact, final.lesson] } });
    expect((await w.ask(evaluation.loader, w.operator)).body).toMatchObject({ canWrite: false, evaluation: null });
  });
});

describe('a survey', () => {
  it('is recorded by commune and phase, again instead of twice, each time with a trace', async () => {
    await using w = await campaignWorld();
    const count = (asked: number, right: number, phase: 'BEFORE' | 'AFTER' = 'BEFORE', unitId = w.unit) => recordSurvey(w.ports, w.maker, w.id, { unitId, phase, asked, right });
    expect(await count(50, 20)).toEqual({ ok: true });
    expect(await count(60, 60)).toEqual({ ok: true });
    expect(await count(40, 0, 'AFTER')).toEqual({ ok: true });
    expect(refusals(await count(5, 6))).toBe('right: Số trả lời đúng không thể lớn hơn số người được hỏi.');
    expect(refusals(await count(5, 5, 'AFTER', 'khong-co'))).toMatch(/^unitId: Không tìm thấy/);
    expect(await w.db.selectFrom('public_survey').select(['phase', 'asked', 'right_count']).orderBy('phase', 'desc').execute()).toEqual([{ phase: 'BEFORE', asked: 60, right_count: 60 }, { phase: 'AFTER', asked: 40, right_count: 0 }]);
    expect(await w.db.selectFrom('audit_event').select('seq').where('action', '=', 'campaign.survey').execute()).toHaveLength(3);
  });

  it('of the page refuses what is no count, and says why', async () => {
    await using w = await campaignWorld();
    const send = (changes: Record<string, string>) => w.ask(survey.action, w.maker, {}, { unitId: w.unit, phase: 'BEFORE', asked: '50', right: '20', ...changes });
    for (const asked of ['0', '-1', '1.5', '100001', 'năm mươi', '1e9']) expect((await send({ asked })).status, asked).toBe(422);
    expect((await send({ phase: 'DURING' })).status).toBe(422);
    const { status, body } = await send({ right: '51' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('Số trả lời đúng không thể lớn hơn');
    const said = async (done: string) => /Đã ghi số đếm của xã, phường|Đã ghi kết luận/.test(drawPage(evaluation.default, { data: (await w.ask(evaluation.loader, w.maker, {}, undefined, `/campaigns/${w.id}/evaluation?done=${done}`)).body }));
    expect(await said('recorded')).toBe(false);
    expect((await send({})).location).toBe(`/campaigns/${w.id}/evaluation?done=recorded`);
    expect([await said('recorded'), await said('concluded')]).toEqual([true, false]);
    expect((await w.ask(survey.loader, w.maker)).location).toBe(`/campaigns/${w.id}/evaluation`);
  });
});

describe('correcting', () => {
  const right = { subject: 'Đính chính', body: 'Bản đúng', reason: 'Sai đường dẫn' };
  const correct = (w: CampaignWorld, as = w.approver) => correctCampaign(w.ports, as, { id: w.id, ...right });
  const no = 'form: Chỉ đính chính được chiến dịch đã phát hành và chưa huỷ.';

  it('is refused before anything was launched, after it was cancelled, and without a message', async () => {
    await using w = await campaignWorld();
    expect(refusals(await correct(w))).toBe(no);
    await w.write();
    await w.submit();
    expect(refusals(await correct(w))).toBe(no);
    for (const as of [w.operator, w.reader]) await expect(correct(w, as)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(correctCampaign(w.ports, w.maker, { id: 'khong-co', ...right })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await w.db.selectFrom('message').select('id').execute()).toEqual([]);
  });

  it('of a cancelled one is refused, and writes nothing', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    await cancel(w);
    expect(refusals(await correct(w))).toBe(no);
    expect(await w.db.selectFrom('message').select('id').execute()).toHaveLength(1);
    expect(await w.db.selectFrom('audit_event').select('seq').where('action', '=', 'campaign.correct').execute()).toEqual([]);
  });

  it('lasts three days from now, whenever the first words were to end, with its reason in the log', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    const { id } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    await fanOut(w.db, w.clock, id);
    w.clock.set('2026-11-30T01:00:00.000Z');
    expect(await correct(w)).toEqual({ ok: true, reached: 4, rest: 0 });
    const row = await w.db.selectFrom('message').select(['not_after', 'created_by']).where('corrects_id', 'is not', null).executeTakeFirstOrThrow();
    expect(row).toEqual({ not_after: '2026-12-03T01:00:00.000Z', created_by: w.approver.id });
    const { details } = await w.db.selectFrom('audit_event').select('details').where('action', '=', 'campaign.correct').executeTakeFirstOrThrow();
    expect(JSON.parse(details)).toEqual({ reason: right.reason, count: 4, rest: 0 });
  });
});
