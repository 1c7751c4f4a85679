import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../tests/world/campaigns.ts';
import { makePerson } from '../../tests/world/people.ts';
import { fanOut } from '../messaging/index.server.ts';
import { correctCampaign } from './commands/correct-campaign.server.ts';
import { evaluateCampaign } from './commands/evaluate-campaign.server.ts';
import { steerCampaign } from './commands/steer-campaign.server.ts';
import { addCampaign, editGoal, editMessage } from './commands/write-campaign.server.ts';
import { campaignFigures, lastLessons } from './queries/evaluation.server.ts';
import { campaignFunnels } from './queries/funnel.server.ts';
import { listHands } from './queries/campaign-page.server.ts';
import { aGoal, someWords } from '../../tests/world/campaigns.ts';
import * as correction from './routes/campaign-correction.tsx';
import * as goal from './routes/campaign-goal.tsx';
import * as back from './routes/campaign-return.ts';
import { verdictOf, shareOf } from './rules/interval.ts';

const pulse = { text: 'Cài VNeID từ đâu?', options: ['Kho ứng dụng', 'Đường dẫn lạ'], right: 0 };
const fault = (outcome: unknown) => Object.entries((outcome as { faults?: Record<string, { vi: string }> }).faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`).join();

/** Everybody who has a question answers it; so many of them rightly. */
async function answer(w: CampaignWorld, messageId: string, right: number): Promise<void> {
  await fanOut(w.db, w.clock, messageId);
  const people = await w.db.selectFrom('delivery').select('recipient_id').where('message_id', '=', messageId).where('channel', '=', 'IN_APP').$narrowType<{ recipient_id: string }>().execute();
  const at = w.clock.now().toISOString();
  for (const [nth, { recipient_id }] of people.entries()) await w.db.insertInto('inbox_state').values({ message_id: messageId, user_id: recipient_id, read_at: at, answered_at: at, answer: nth < right ? '0' : '1' }).execute();
}

describe('the question before and after', () => {
  it('goes to two halves of the audience, in the app, before the start and when the effect is measured', async () => {
    await using w = await campaignWorld({ pulse, after: 14 });
    for (let person = 0; person < 40; person += 1) await makePerson(w.db, { unitId: w.unit });
    await w.write({}, { sendAt: '2026-11-25T09:00', notAfter: '2026-11-30T09:00', stagger: 7 });
    await w.launch();
    const asked = await w.db.selectFrom('campaign_pulse as p').innerJoin('message as m', 'm.id', 'p.message_id').select(['p.phase', 'p.message_id', 'm.send_at', 'm.not_after', 'm.content']).orderBy('p.phase').execute();
    expect(asked.map(({ phase, send_at, not_after }) => [phase, send_at, not_after])).toEqual([['AFTER', '2026-12-16T02:00:00.000Z', '2026-12-23T02:00:00.000Z'], ['BEFORE', '2026-11-23T01:00:00.000Z', '2026-11-25T02:00:00.000Z']]);
    const halves = await Promise.all(asked.map(async ({ message_id }) => (await w.db.selectFrom('message_recipient').select('user_id').where('message_id', '=', message_id).execute()).map(({ user_id }) => user_id)));
    expect(new Set(halves.flat()).size).toBe(44);
    expect((halves[0]?.length ?? 0) + (halves[1]?.length ?? 0)).toBe(44);
    expect(Math.min(halves[0]?.length ?? 0, halves[1]?.length ?? 0)).toBeGreaterThan(8);
    expect(await w.db.selectFrom('message_channel').select('channel').where('message_id', 'in', asked.map(({ message_id }) => message_id)).execute()).toEqual([{ channel: 'IN_APP' }, { channel: 'IN_APP' }]);
  });

  it('is counted by itself and stands in neither the funnel nor the correction', async () => {
    await using w = await campaignWorld({ pulse });
    for (let person = 0; person < 80; person += 1) await makePerson(w.db, { unitId: w.unit });
    await w.write({}, { sendAt: '2026-11-25T09:00' });
    await w.launch();
    const of = async (phase: string) => (await w.db.selectFrom('campaign_pulse').select('message_id').where('phase', '=', phase).executeTakeFirstOrThrow()).message_id;
    await answer(w, await of('BEFORE'), 6);
    w.clock.set('2026-12-09T03:00:00.000Z');
    await answer(w, await of('AFTER'), 12);
    const { pulse: found, read, right } = await campaignFigures(w.db, w.id);
    expect([found?.before?.count, found?.after?.count]).toEqual([6, 12]);
    expect((found?.before?.of ?? 0) + (found?.after?.of ?? 0)).toBe(84);
    expect(found?.change).not.toBeNull();
    expect([read, right]).toEqual([null, null]);
    expect(await campaignFunnels(w.db, w.id)).toHaveLength(1);
    await correctCampaign(w.ports, w.maker, { id: w.id, subject: 'Đúng', body: 'Bản đúng', reason: 'Sai' });
    expect((await campaignFunnels(w.db, w.id)).length).toBeLessThanOrEqual(2);
    expect(await w.db.selectFrom('message').select('id').where('id', 'in', [await of('BEFORE'), await of('AFTER')]).where('cancelled_at', 'is not', null).execute()).toEqual([]);
  });

  it('leaves the first half out when there is no hour before the start, ends with its campaign, and is part of what is approved', async () => {
    await using w = await campaignWorld({ pulse });
    for (let person = 0; person < 20; person += 1) await makePerson(w.db, { unitId: w.unit });
    await w.write({}, { sendAt: '2026-11-23T08:30' });
    await w.submit();
    const { submitted_hash: before } = await w.row();
    expect(await editGoal(w.ports, w.maker, w.id, { ...aGoal, pulse: { ...pulse, text: 'Khác?' }, revision: (await w.row()).revision })).toEqual({ ok: true });
    await w.submit();
    expect((await w.row()).submitted_hash).not.toBe(before);
    await editGoal(w.ports, w.maker, w.id, { ...aGoal, pulse, revision: (await w.row()).revision });
    await w.launch();
    expect((await w.db.selectFrom('campaign_pulse').select('phase').execute()).map(({ phase }) => phase)).toEqual(['AFTER']);
    expect(fault(await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: '' }))).toMatch(/^reason: /);
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai nội dung' });
    expect(await w.db.selectFrom('message').select('id').where('cancelled_at', 'is', null).execute()).toEqual([]);
  });

  it('that is none is refused, and what was typed comes back', async () => {
    await using w = await campaignWorld();
    const form = { revision: '0', name: 'Tên', model: '26', contentSource: 'Sở', goal: 'x', measure: 'y', baseline: '61,5', target: '80', after: '14', topic: 'SECURITY', urgency: 'NORMAL' };
    const send = async (more: Record<string, string>) => w.ask(goal.action, w.maker, {}, { ...form, ...more });
    expect((await send({ pulse: 'Hả?', pulseOptions: 'một' })).body).toMatchObject({ faults: { pulseOptions: {} }, values: { pulse: 'Hả?', pulseOptions: 'một', baseline: '61,5' } });
    expect((await send({ pulseOptions: 'một\nhai' })).body).toMatchObject({ faults: { pulse: {} } });
    expect((await send({ pulse: 'Chào {{ten}}?', pulseOptions: 'một\nhai' })).status).toBe(422);
    expect((await send({ target: '' })).body).toMatchObject({ faults: { target: {} } });
    expect((await send({ baseline: '61.5.1' })).status).toBe(422);
    expect((await send({ pulse: 'Hả?', pulseOptions: ' một \n\n hai ' })).status).toBe(303);
    expect(await w.db.selectFrom('campaign').select(['pulse', 'baseline_percent']).executeTakeFirst()).toEqual({ pulse: '{"text":"Hả?","options":["một","hai"],"right":0}', baseline_percent: 61.5 });
  });
});

describe('the funnel', () => {
  it('leads from the audience to right answers, and every channel adds up', async () => {
    await using w = await campaignWorld();
    await w.write();
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { ...someWords, question: pulse }, channels: ['EMAIL'], sms: '' });
    await w.launch();
    const { id } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    await answer(w, id, 3);
    const [funnel] = await campaignFunnels(w.db, w.id);
    expect(funnel).toMatchObject({ audience: 4, read: 4, answers: { given: 4, right: 3 } });
    for (const row of funnel?.rows ?? []) expect(row.waiting + row.sent + row.delivered + row.unsure + row.notSent + row.failed).toBe(4);
  });
});

describe('a correction', () => {
  it('carries a text where the first words went by SMS, an English version, and the mark of a drill', async () => {
    await using w = await campaignWorld({ isDrill: true });
    await w.write();
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { ...someWords, en: { subject: 'Fake apps', body: 'Only from the store.' }, link: '/courses' }, channels: ['EMAIL', 'SMS'], sms: 'Canh bao' });
    await w.launch();
    const { id, content } = await w.db.selectFrom('message').select(['id', 'content']).executeTakeFirstOrThrow();
    expect(JSON.parse(content)).toMatchObject({ sms: '[DIEN TAP] Canh bao' });
    await fanOut(w.db, w.clock, id);
    const words = { subject: 'Đính chính', body: 'Bản đúng', reason: 'Sai' };
    const send = async (more: Record<string, string>) => w.ask(correction.action, w.approver, {}, { ...words, ...more });
    expect((await send({})).body).toMatchObject({ faults: { sms: { vi: expect.stringContaining('SMS') as string } }, values: words });
    expect((await send({ sms: 'Dung', subjectEn: 'x' })).body).toMatchObject({ faults: { bodyEn: {} } });
    expect((await send({ sms: 'Dung {{ho}}' })).body).toMatchObject({ faults: { sms: {} } });
    expect((await send({ sms: 'Dung', subjectEn: 'Right', bodyEn: 'Right words.' })).location).toBe(`/campaigns/${w.id}?done=corrected`);
    const right = await w.db.selectFrom('message').select('content').where('corrects_id', '=', id).executeTakeFirstOrThrow();
    expect(JSON.parse(right.content)).toEqual({ vi: { subject: 'Đính chính', body: 'Bản đúng' }, en: { subject: 'Right', body: 'Right words.' }, link: '/courses', sms: '[DIEN TAP] Dung' });
  });
});

describe('what was learnt', () => {
  it('waits for the next campaign on its topic', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    w.clock.set('2026-12-01T02:00:00.000Z');
    expect(await evaluateCampaign(w.ports, w.maker, w.id, { inputs: 'a', outtakes: 'b', outcomes: 'c', impact: 'd', lesson: 'Nói việc cần làm trước', decision: 'ADJUST', earlyReason: 'Báo cáo quý' })).toEqual({ ok: true });
    const made = await addCampaign(w.ports, w.maker, { code: 'TT-2026-02', ...aGoal });
    const next = made.ok ? made.id : '';
    expect(await lastLessons(w.db, { topic: 'SECURITY', except: next })).toMatchObject([{ id: w.id, lesson: 'Nói việc cần làm trước', decision: 'ADJUST' }]);
    expect(await lastLessons(w.db, { topic: 'TRAINING' })).toEqual([]);
    expect(await lastLessons(w.db, { except: w.id })).toEqual([]);
    expect((await w.ask(goal.loader, w.maker, { id: next })).body).toMatchObject({ lessons: [{ decision: 'ADJUST' }] });
  });

  it('is that a target was reached only when the whole interval lies beyond it', () => {
    expect([verdictOf(shareOf(90, 100), 80), verdictOf(shareOf(60, 100), 80), verdictOf(shareOf(78, 100), 80), verdictOf(null, 80)]).toEqual(['REACHED', 'MISSED', 'UNDECIDED', 'UNKNOWN']);
  });

  it('from whoever hands a campaign back reaches its authors', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    expect((await w.ask(back.action, w.approver, {}, { reason: 'Thiếu nguồn' })).location).toBe(`/campaigns/${w.id}?done=returned`);
    expect((await listHands(w.db, w.id)).returned).toMatchObject({ by: w.approver.fullName, reason: 'Thiếu nguồn' });
  });
});
