import { describe, expect, it } from 'vitest';
import { campaignWorld } from '../../../tests/world/campaigns.ts';
import { evaluateCampaign } from '../commands/evaluate-campaign.server.ts';
import * as evaluation from './campaign-evaluation.tsx';
import * as back from './campaign-return.ts';
import * as survey from './campaign-survey.ts';

const final = { earlyReason: 'Báo cáo quý', inputs: 'Hai người làm trong một tuần', outtakes: 'Ba phần tư đã đọc', outcomes: 'Ít người bấm đường dẫn lạ', impact: 'Ít bị lừa', lesson: 'Nói việc cần làm trước', decision: 'KEEP' as const };

/** A campaign that has ended and that a colleague has concluded while somebody was still writing. */
async function concluded() {
  const w = await campaignWorld();
  await w.write();
  await w.launch();
  w.clock.set('2026-12-01T02:00:00.000Z');
  expect(await evaluateCampaign(w.ports, w.maker, w.id, final)).toEqual({ ok: true });
  return w;
}

describe('a form about a campaign that comes too late', () => {
  it('hands the approver’s reason back after the campaign was launched or given back meanwhile', async () => {
    await using w = await campaignWorld();
    const giveBack = () => w.ask(back.action, w.approver, {}, { reason: 'Thiếu nguồn của số liệu thứ hai' });
    const refused = { status: 409, body: { kind: 'conflict', words: ['Thiếu nguồn của số liệu thứ hai'], say: { vi: expect.stringContaining('chưa được trình duyệt') } } };
    await w.write();
    expect(await giveBack()).toMatchObject(refused);
    await w.launch();
    expect(await giveBack()).toMatchObject(refused);
  });

  it('hands back what was to be concluded, every stage of it: the page has no form any more', async () => {
    await using w = await concluded();
    const { status, body } = await w.ask(evaluation.action, w.maker, {}, { ...final, lesson: 'Hỏi lại sau một tháng', decision: 'STOP' });
    expect([status, (body as { words: string[] }).words]).toEqual([409, [final.earlyReason, final.inputs, final.outtakes, final.outcomes, final.impact, 'Hỏi lại sau một tháng']]);
  });

  it('repeats the counts of a survey that are not recorded any more', async () => {
    await using w = await concluded();
    const { status, body } = await w.ask(survey.action, w.maker, {}, { unitId: w.unit, phase: 'AFTER', asked: '412', right: '307' });
    expect([status, (body as { say: { vi: string; en: string } }).say.vi]).toEqual([409, expect.stringMatching(/hỏi 412 người, 307 người trả lời đúng/)]);
    expect((body as { say: { en: string } }).say.en).toContain('412 asked, 307 right');
    expect(await w.db.selectFrom('public_survey').select('id').execute()).toEqual([]);
  });
});
