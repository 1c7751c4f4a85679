import { describe, expect, it } from 'vitest';
import { aGoal, campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { markRead } from '../../messaging/commands/read-notice.server.ts';
import { fanOut } from '../../messaging/index.server.ts';
import { approveCampaign, returnCampaign } from '../commands/approve-campaign.server.ts';
import { evaluateCampaign, recordSurvey } from '../commands/evaluate-campaign.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { addCampaign, editGoal } from '../commands/write-campaign.server.ts';
import { addPlanLine } from '../commands/write-plan.server.ts';
import { countFrozen, getCampaign, listCampaigns, listHands } from './campaign-page.server.ts';
import { campaignFigures, evaluationOf, knownOf, lastLessons } from './evaluation.server.ts';
import { findPlan, getPlanLine, listLineChoices, planPage } from './plan.server.ts';

const now = (w: CampaignWorld) => w.clock.now().toISOString();
const conclusion = { inputs: 'a', outtakes: 'b', outcomes: 'c', impact: 'd', lesson: 'Nói việc cần làm trước', decision: 'ADJUST' as const, earlyReason: 'Báo cáo quý' };
const moment = (w: CampaignWorld) => ({ at: now(w), today: now(w).slice(0, 10), timeZone: 'Asia/Ho_Chi_Minh' });
const hash = async (w: CampaignWorld) => (await w.row()).submitted_hash ?? '';
const revision = async (w: CampaignWorld) => (await w.row()).revision;

describe('a campaign as its pages read it', () => {
  it('stands where its dates put it at the moment that is asked about', async () => {
    await using w = await campaignWorld();
    await w.write();
    expect((await getCampaign(w.db, w.id, now(w))).state).toBe('DRAFT');
    await w.submit();
    expect((await getCampaign(w.db, w.id, now(w))).state).toBe('SUBMITTED');
    await approveCampaign(w.ports, w.approver, { id: w.id, hash: await hash(w), note: '' });
    const states = [];
    for (const at of ['2026-11-23T01:59:59.999Z', '2026-11-23T02:00:00.000Z', '2026-11-30T01:59:59.999Z', '2026-11-30T02:00:00.000Z']) states.push((await getCampaign(w.db, w.id, at)).state);
    expect(states).toEqual(['SCHEDULED', 'RUNNING', 'RUNNING', 'ENDED']);
    await expect(getCampaign(w.db, 'khong-co', now(w))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('names its creator and its media, each with what it does when its moment is closed', async () => {
    await using w = await campaignWorld();
    await w.write({ LED: { pages: ['A'], seconds: 6 } });
    const { creator, media } = await getCampaign(w.db, w.id, now(w));
    expect([creator, media.map(({ medium, when_closed }) => `${medium} ${when_closed}`)]).toEqual([w.maker.fullName, ['EMAIL WAIT', 'LED WAIT', 'MESSAGE WAIT']]);
  });

  it('counts whom it froze, and nobody before or after a change', async () => {
    await using w = await campaignWorld();
    await w.write();
    const frozen = async () => countFrozen(w.db, { id: w.id, launched_at: (await w.row()).launched_at });
    expect(await frozen()).toBe(0);
    await w.submit();
    expect(await frozen()).toBe(4);
    await makePerson(w.db, { unitId: w.unit });
    expect(await frozen()).toBe(4);
    await editGoal(w.ports, w.maker, w.id, { ...aGoal, revision: await revision(w) });
    expect(await frozen()).toBe(0);
  });
});

describe('whose hands a campaign went through', () => {
  it('are its authors by name, each once, and every approval also when it was taken back', async () => {
    await using w = await campaignWorld();
    await w.write();
    const second = await makePerson(w.db, { fullName: 'Đinh Văn An', unitId: w.unit, grants: [{ role: 'CAMPAIGN_MAKER', scope: 'ALL', unitId: null }] });
    for (let change = 0; change < 2; change += 1) await editGoal(w.ports, second, w.id, { ...aGoal, target: 70 + change, revision: await revision(w) });
    await editGoal(w.ports, second, w.id, { ...aGoal, urgency: 'URGENT', urgentReason: 'Lan nhanh', revision: await revision(w) });
    await w.submit();
    await approveCampaign(w.ports, w.approver, { id: w.id, hash: await hash(w), note: 'Đồng ý' });
    expect(await listHands(w.db, w.id)).toMatchObject({ authors: [{ fullName: 'Đinh Văn An' }, { id: w.maker.id }], approvals: [{ fullName: w.approver.fullName, note: 'Đồng ý', revokedAt: null }], returned: null });
    await editGoal(w.ports, w.maker, w.id, { ...aGoal, revision: await revision(w) });
    expect((await listHands(w.db, w.id)).approvals.map(({ revokedAt }) => revokedAt !== null)).toEqual([true]);
  });

  it('tell who handed it back last and why, also of two', async () => {
    await using w = await campaignWorld();
    await w.write();
    const other = await w.staff('CAMPAIGN_APPROVER');
    for (const [as, reason] of [[w.approver, 'Thiếu nguồn'], [other, 'Sai giờ']] as const) {
      await w.submit();
      await returnCampaign(w.ports, as, { id: w.id, reason });
      w.clock.pass({ minutes: 1 });
    }
    expect((await listHands(w.db, w.id)).returned).toEqual({ by: other.fullName, at: '2026-11-23T01:01:00.000Z', reason: 'Sai giờ' });
  });
});

describe('the campaigns of a year', () => {
  it('are those of its plan, the newest first, with how many they are for', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    w.clock.pass({ minutes: 5 });
    await addCampaign(w.ports, w.maker, { code: 'TT-2026-02', ...aGoal, name: 'Sau', isDrill: true });
    const line = await addPlanLine(w.ports, w.maker, 2027, { title: 'Năm sau', quarter: 1, topic: 'SECURITY', model: 27 });
    await addCampaign(w.ports, w.maker, { code: 'TT-2027-01', ...aGoal, line: line.ok ? line.id : null });
    expect(await listCampaigns(w.db, 2026, now(w))).toMatchObject([{ code: 'TT-2026-02', isDrill: true, state: 'DRAFT', sendAt: null, recipients: 0 }, { code: 'TT-2026-01', isDrill: false, state: 'SUBMITTED', recipients: 4, planLineId: null }]);
    expect((await listCampaigns(w.db, 2027, now(w))).map(({ code }) => code)).toEqual(['TT-2027-01']);
    expect(await listCampaigns(w.db, 2028, now(w))).toEqual([]);
  });

  it('stand beside the plan when no line foresaw them, and below their line when one did', async () => {
    await using w = await campaignWorld();
    const line = await addPlanLine(w.ports, w.maker, 2026, { title: 'Quý bốn', quarter: 4, topic: 'SECURITY', model: 27 });
    const id = line.ok ? line.id : '';
    await addCampaign(w.ports, w.maker, { code: 'TT-2026-02', ...aGoal, line: id });
    const page = await planPage(w.db, 2026, moment(w));
    expect([page.beside.map(({ code }) => code), page.lines.map(({ title, campaigns }) => [title, campaigns.map(({ code }) => code)])]).toEqual([['TT-2026-01'], [['Quý bốn', ['TT-2026-02']]]]);
    expect(page.plan).toMatchObject({ goal: '', legalBasis: '', revision: 0 });
    expect(await findPlan(w.db, 2031)).toBeNull();
    expect(await planPage(w.db, 2031, moment(w))).toMatchObject({ plan: null, lines: [], beside: [] });
  });

  it('may carry out lines of this year and the next, and the one that they carry out already', async () => {
    await using w = await campaignWorld();
    const ids: string[] = [];
    for (const [year, quarter] of [[2025, 4], [2026, 2], [2026, 1], [2027, 1], [2028, 1]] as const) {
      const made = await addPlanLine(w.ports, w.maker, year, { title: `${year}/${quarter}`, quarter, topic: 'SECURITY', model: 27 });
      ids.push(made.ok ? made.id : '');
    }
    const titles = async (kept: string | null = null) => (await listLineChoices(w.db, 2026, kept)).map(({ title }) => title);
    expect(await titles()).toEqual(['2026/1', '2026/2', '2027/1']);
    expect(await titles(ids[0])).toEqual(['2025/4', '2026/1', '2026/2', '2027/1']);
    expect(await getPlanLine(w.db, 2026, ids[1] ?? '')).toMatchObject({ title: '2026/2', quarter: 2 });
    await expect(getPlanLine(w.db, 2027, ids[1] ?? '')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('what was learnt', () => {
  /** Writes, launches, ends and evaluates a campaign. */
  async function finished(w: CampaignWorld, lesson: string): Promise<void> {
    await w.write();
    await w.launch();
    w.clock.set('2026-12-01T01:00:00.000Z');
    expect(await evaluateCampaign(w.ports, w.maker, w.id, { ...conclusion, lesson })).toEqual({ ok: true });
  }

  it('is the last lesson of each topic, without the campaign’s own', async () => {
    await using w = await campaignWorld();
    await finished(w, 'Bài học một');
    expect(await lastLessons(w.db)).toMatchObject([{ id: w.id, topic: 'SECURITY', lesson: 'Bài học một', decision: 'ADJUST', decidedAt: '2026-12-01T01:00:00.000Z' }]);
    expect(await lastLessons(w.db, { topic: 'SECURITY' })).toHaveLength(1);
    expect(await lastLessons(w.db, { topic: 'TRAINING' })).toEqual([]);
    expect(await lastLessons(w.db, { topic: 'SECURITY', except: w.id })).toEqual([]);
  });

  it('keeps its figures, and a campaign without a conclusion shows those of now', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    const { id } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, id);
    for (const reader of [w.reader, w.operator]) await markRead(w.db, reader.id, id, now(w));
    await recordSurvey(w.ports, w.maker, w.id, { unitId: w.unit, phase: 'AFTER', asked: 50, right: 40 });
    expect(await evaluationOf(w.db, w.id)).toBeNull();
    const before = await knownOf(w.db, w.id, w.clock.now().toISOString());
    expect(before).toMatchObject({ evaluation: null, figures: { read: { count: 2, of: 4 } }, survey: { after: { count: 40, of: 50 } } });
    w.clock.set('2026-12-01T01:00:00.000Z');
    await evaluateCampaign(w.ports, w.maker, w.id, conclusion);
    await markRead(w.db, w.maker.id, id, now(w));
    expect((await campaignFigures(w.db, w.id)).read).toMatchObject({ count: 3 });
    const { evaluation, ...kept } = await knownOf(w.db, w.id, w.clock.now().toISOString());
    expect(kept).toEqual({ figures: { ...before.figures, meanwhile: kept.figures.meanwhile }, survey: before.survey });
    expect(evaluation).toMatchObject({ decider: w.maker.fullName, lesson: conclusion.lesson });
  });

  it('is not concluded when its figures cannot be read: nothing empty is kept for ever', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    w.clock.set('2026-12-01T01:00:00.000Z');
    await w.db.schema.alterTable('delivery_count').renameTo('delivery_count_away').execute();
    await expect(evaluateCampaign(w.ports, w.maker, w.id, conclusion)).rejects.toThrow(/delivery_count/);
    await w.db.schema.alterTable('delivery_count_away').renameTo('delivery_count').execute();
    expect(await evaluationOf(w.db, w.id)).toBeNull();
    expect(await evaluateCampaign(w.ports, w.maker, w.id, conclusion)).toEqual({ ok: true });
  });

  it('of a campaign that was cancelled after its launch says what it had reached by then', async () => {
    await using w = await campaignWorld();
    await makePerson(w.db, { unitId: await makeUnit(w.db, { name: 'UBND xã khác' }) });
    await w.write();
    await w.launch();
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, (await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow()).id);
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });
    expect((await campaignFigures(w.db, w.id)).read).toMatchObject({ count: 0, of: 5 });
    expect(await evaluateCampaign(w.ports, w.maker, w.id, conclusion)).toEqual({ ok: true });
  });
});
