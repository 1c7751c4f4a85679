import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGoal, campaignWorld, refusals, someWords, type CampaignWorld } from '../../tests/world/campaigns.ts';
import { roles, type Actor, type Role } from '../people/actor.ts';
import { approveCampaign, returnCampaign } from './commands/approve-campaign.server.ts';
import { confirmSlot, confirmSlots, planSlots, removeSlots } from './commands/broadcast.server.ts';
import { insertAnswer, releaseAnswer, requireAnswer } from './commands/campaign-answers.server.ts';
import { correctCampaign } from './commands/correct-campaign.server.ts';
import { evaluateCampaign, recordSurvey } from './commands/evaluate-campaign.server.ts';
import { importPlaces } from './commands/import-places.server.ts';
import { steerCampaign } from './commands/steer-campaign.server.ts';
import { submitCampaign } from './commands/submit-campaign.server.ts';
import { addCampaign, editAudience, editGoal, editMessage, editPublicMedium, editSchedule, removeMedium } from './commands/write-campaign.server.ts';
import { addPlace, closePlace, editPlace, reopenPlace } from './commands/write-place.server.ts';
import { addPlanLine, dropPlanLine, editPlan, editPlanLine } from './commands/write-plan.server.ts';
import { everybody } from './forms/audience.ts';
import { approvedColumns } from './rules/fingerprint.ts';

const missing = 'khong-co';
const line = { title: 'Việc', quarter: 1 as const, topic: 'SECURITY' as const, model: 27 };
const place = { name: 'Bảng', kind: 'LED' as const, unitId: missing };
const makers: readonly Role[] = ['CAMPAIGN_MAKER'];
const steerers: readonly Role[] = ['CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER'];
const operators: readonly Role[] = ['CHANNEL_OPERATOR', 'CAMPAIGN_MAKER'];

/** Every deed, done to something that is not there: whoever may do it is told so, everybody else hears only that she may not. */
const deeds: readonly (readonly [name: string, who: readonly Role[], deed: (w: CampaignWorld, as: Actor) => Promise<unknown>])[] = [
  ['approves', ['CAMPAIGN_APPROVER'], (w, as) => approveCampaign(w.ports, as, { id: missing, hash: 'x', note: '' })],
  ['hands back', ['CAMPAIGN_APPROVER'], (w, as) => returnCampaign(w.ports, as, { id: missing, reason: 'x' })],
  ['plans broadcasts', makers, (w, as) => planSlots(w.ports, as, missing, { revision: 0, medium: 'LED', at: '2026-11-24T12:00', unitId: '' })],
  ['takes broadcasts out', makers, (w, as) => removeSlots(w.ports, as, missing, { revision: 0, medium: 'LED', startsAt: '2026-11-24T05:00:00.000Z' })],
  ['confirms a broadcast', operators, (w, as) => confirmSlot({ ...w.ports, filesDir: '' }, as, missing, { playedAt: '', note: '', missedReason: '', photo: null })],
  ['confirms a round', operators, (w, as) => confirmSlots(w.ports, as, missing, [])],
  ['lists an answer', makers, (w, as) => requireAnswer(w.ports, as, missing, { revision: 0, entryId: missing })],
  ['takes an answer off', makers, (w, as) => releaseAnswer(w.ports, as, missing, { revision: 0, entryId: missing })],
  ['inserts an answer', makers, (w, as) => insertAnswer({ ...w.ports, baseUrl: 'https://x.vn' }, as, missing, { revision: 0, entryId: missing, into: 'MESSAGE' })],
  ['corrects', steerers, (w, as) => correctCampaign(w.ports, as, { id: missing, subject: 'x', body: 'x', reason: 'x' })],
  ['evaluates', makers, (w, as) => evaluateCampaign(w.ports, as, missing, { inputs: 'a', outtakes: 'b', outcomes: 'c', impact: 'd', lesson: 'e', decision: 'KEEP' })],
  ['records a survey', makers, (w, as) => recordSurvey(w.ports, as, missing, { unitId: w.unit, phase: 'BEFORE', asked: 1, right: 1 })],
  ['brings in places', operators, (w, as) => importPlaces(w.ports, as, '')],
  ['holds', steerers, (w, as) => steerCampaign(w.ports, as, { id: missing, deed: 'pause', reason: '' })],
  ['goes on', steerers, (w, as) => steerCampaign(w.ports, as, { id: missing, deed: 'resume', reason: '' })],
  ['ends', steerers, (w, as) => steerCampaign(w.ports, as, { id: missing, deed: 'cancel', reason: 'x' })],
  ['hands in', makers, (w, as) => submitCampaign(w.ports, as, { id: missing, revision: 0 })],
  ['begins', makers, (w, as) => addCampaign(w.ports, as, { ...aGoal, code: 'TT-2026-01' })],
  ['writes the goal', makers, (w, as) => editGoal(w.ports, as, missing, { ...aGoal, revision: 0 })],
  ['chooses the audience', makers, (w, as) => editAudience(w.ports, as, missing, { revision: 0, rules: everybody })],
  ['sets the schedule', makers, (w, as) => editSchedule(w.ports, as, missing, { revision: 0, sendAt: '2026-11-24T09:00', notAfter: '2026-11-30T09:00', stagger: 0, closed: {} })],
  ['writes the message', makers, (w, as) => editMessage(w.ports, as, missing, { revision: 0, content: someWords, channels: [], sms: '' })],
  ['writes for boards', makers, (w, as) => editPublicMedium(w.ports, as, missing, 'LED', { revision: 0, pages: ['A'], seconds: 6 })],
  ['takes a medium out', makers, (w, as) => removeMedium(w.ports, as, missing, 'LED', 0)],
  ['adds a place', operators, (w, as) => addPlace(w.ports, as, place)],
  ['changes a place', operators, (w, as) => editPlace(w.ports, as, missing, place)],
  ['closes a place', operators, (w, as) => closePlace(w.ports, as, missing, 'x')],
  ['opens a place again', operators, (w, as) => reopenPlace(w.ports, as, missing)],
  ['writes the plan', makers, (w, as) => editPlan(w.ports, as, 2026, { revision: 99, goal: 'x', legalBasis: 'x' })],
  ['drops a line', makers, (w, as) => dropPlanLine(w.ports, as, { year: 2026, line: missing }, 'x')],
  ['changes a line', makers, (w, as) => editPlanLine(w.ports, as, { year: 2026, line: missing }, { ...line, revision: 0 })],
];

describe('who may do what', () => {
  let w: CampaignWorld;
  const cast = new Map<Role, Actor>();
  beforeAll(async () => {
    w = await campaignWorld();
    for (const role of roles) cast.set(role, await w.staff(role));
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it.each(deeds)('whoever %s has one of the roles for it, and nobody else comes so far as to learn what is there', async (_name, who, deed) => {
    const before = await w.db.selectFrom('audit_event').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirst();
    for (const role of roles) {
      const as = cast.get(role) as Actor;
      const end = await deed(w, as).then((outcome) => refusals(outcome), (error: { kind?: string }) => error.kind);
      expect([role, end === 'forbidden']).toEqual([role, !who.includes(role)]);
      expect(end, `${role} must be refused`).toBeTruthy();
    }
    expect(await w.db.selectFrom('audit_event').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirst()).toEqual(before);
  });

  it('somebody who lost her role, or has none, may do nothing of it', async () => {
    for (const [name, , deed] of deeds) await expect(deed(w, { ...(cast.get('CAMPAIGN_MAKER') as Actor), grants: [] }), name).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(addPlanLine(w.ports, w.approver, 2026, line)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('what was changed behind the back of the approver', () => {
  const other: Readonly<Record<(typeof approvedColumns)[number], string | number>> = {
    name: 'Tên khác', model: 26, content_source: 'Nơi khác', goal: 'Đích khác', measure: 'Thước khác', baseline_percent: 1, target_percent: 99, measured_after_days: 3, measured_by: 'OTHER', topic: 'TRAINING', is_duty: 1, urgency: 'PRIORITY', urgent_reason: 'Lý do', is_drill: 1,
    audience: JSON.stringify({ ...everybody, roles: ['UNIT_LEADER'] }), send_at: '2026-11-23T02:01:00.000Z', not_after: '2026-11-30T02:01:00.000Z', stagger_days: 1, pulse: '{}',
  };
  const handedIn = async () => {
    const w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'Bảng 1', kind: 'LED', unitId: w.unit });
    await w.write({ LED: { pages: ['CẢNH BÁO'], seconds: 6 } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-24T12:00', unitId: '' });
    await w.submit();
    return w;
  };
  /** Tries to change rows past the program, then to approve what was handed in. @returns whether either the database or the hash stopped it */
  async function isStopped(w: CampaignWorld, change: () => Promise<unknown>): Promise<boolean> {
    const hash = (await w.row()).submitted_hash ?? '';
    const wasRefused = await change().then(() => false, () => true);
    const outcome = await approveCampaign(w.ports, w.approver, { id: w.id, hash, note: '' });
    expect((await w.db.selectFrom('message').select('id').execute()).length > 0).toBe(outcome.ok);
    return wasRefused || !outcome.ok;
  }

  it.each(approvedColumns)('another %s is not launched', async (column) => {
    await using w = await handedIn();
    expect(await isStopped(w, () => w.db.updateTable('campaign').set({ [column]: other[column] }).where('id', '=', w.id).execute())).toBe(true);
  });

  it.each<[string, (w: CampaignWorld) => Promise<unknown>]>([
    ['words', (w) => w.db.updateTable('campaign_medium').set({ content: JSON.stringify({ vi: { subject: 'x', body: 'y' } }) }).where('medium', '=', 'MESSAGE').execute()],
    ['pages of a board', (w) => w.db.updateTable('campaign_medium').set({ content: '{"pages":["KHÁC"],"seconds":6}' }).where('medium', '=', 'LED').execute()],
    ['channel', (w) => w.db.deleteFrom('campaign_medium').where('medium', '=', 'EMAIL').execute()],
    ['fate in quiet hours', (w) => w.db.updateTable('campaign_medium').set({ when_closed: 'DROP' }).where('medium', '=', 'EMAIL').execute()],
    ['recipient', (w) => w.db.deleteFrom('campaign_recipient').where('user_id', '=', w.reader.id).execute()],
    ['wave', (w) => w.db.updateTable('campaign_recipient').set({ wave: 2 }).where('user_id', '=', w.reader.id).execute()],
    ['moment of a broadcast', (w) => w.db.updateTable('broadcast_slot').set({ starts_at: '2026-11-24T06:00:00.000Z' }).execute()],
    ['broadcast less', (w) => w.db.deleteFrom('broadcast_slot').execute()],
  ])('another %s is not launched', async (_what, change) => {
    await using w = await handedIn();
    expect(await isStopped(w, () => change(w))).toBe(true);
  });

  it('nothing at all is', async () => {
    await using w = await handedIn();
    expect(await isStopped(w, async () => {})).toBe(false);
  });
});
